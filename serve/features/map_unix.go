//go:build unix

package features

import (
	"os"

	"golang.org/x/sys/unix"
)

// mapped gives what a file says as memory.
func mapped(f *os.File) ([]byte, func() error, error) {
	about, err := f.Stat()
	if err != nil || about.Size() == 0 {
		return nil, func() error { return nil }, err
	}
	data, err := unix.Mmap(int(f.Fd()), 0, int(about.Size()), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, nil, err
	}
	return data, func() error { return unix.Munmap(data) }, nil
}
