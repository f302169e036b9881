//go:build unix

package process

import (
	"os"
	"runtime"
	"syscall"
	"time"
)

// Time is what all threads of this process have run. On a core of its own it is
// the time on the clock; where other programs want the core too, it leaves them
// out.
func Time() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// PeakOf is the most memory that a process held which has ended, in MB.
func PeakOf(state *os.ProcessState) float64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return float64(usage.Maxrss) / (1 << 20) // bytes there
	}
	return float64(usage.Maxrss) / (1 << 10)
}
