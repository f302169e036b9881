//go:build !unix

package features

import (
	"io"
	"os"
)

// mapped gives what a file says as memory.
func mapped(f *os.File) ([]byte, func() error, error) {
	data, err := io.ReadAll(f)
	return data, func() error { return nil }, err
}
