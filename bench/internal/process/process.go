// Package process tells what a process uses, for the programs below bench.
package process

import (
	"os"
	"strconv"
	"strings"
)

// Resident is the memory that this process holds, in MB; 0 where the system
// does not tell.
func Resident() float64 { return status("VmRSS") }

// Peak is the most memory that this process held since the last [ResetPeak], in
// MB; 0 where the system does not tell.
func Peak() float64 { return status("VmHWM") }

// ResetPeak lets the peak count from here, where the system can do that.
func ResetPeak() {
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

// status reads a line of /proc/self/status.
func status(key string) float64 {
	text, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, key+":"); ok {
			kb, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return kb / 1024
		}
	}
	return 0
}
