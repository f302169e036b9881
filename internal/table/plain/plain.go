// Package plain unpacks text: what is gzipped, and what begins with a byte order mark.
package plain

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"

	"github.com/gopmml/gopmml/internal/table"
)

// Text returns the text of r: decompressed if it is gzipped, which is seen from
// the first bytes, and without its byte order mark. It reads no more than it must,
// so that rows coming down a pipe are seen when they come.
func Text(r io.Reader) (io.Reader, error) {
	head, err := peek(r, 2)
	if err != nil {
		return nil, err
	}
	r = io.MultiReader(bytes.NewReader(head), r)
	if bytes.Equal(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(bufio.NewReaderSize(r, 64<<10))
		if err != nil {
			return nil, fmt.Errorf("gzip: %w", err)
		}
		r = z
		if head, err = peek(r, 2); err != nil {
			return nil, err
		}
		r = io.MultiReader(bytes.NewReader(head), r)
	}
	switch {
	case bytes.Equal(head, []byte{0xff, 0xfe}), bytes.Equal(head, []byte{0xfe, 0xff}):
		return nil, &table.Error{Fault: table.FaultEncoding, Detail: "the input is UTF-16; it must be UTF-8"}
	case bytes.Equal(head, []byte{0xef, 0xbb}):
		if head, err = peek(r, 3); err != nil {
			return nil, err
		}
		if len(head) == 3 && head[2] == 0xbf {
			return r, nil
		}
		r = io.MultiReader(bytes.NewReader(head), r)
	}
	return r, nil
}

// peek reads n bytes, or fewer where r has no more.
func peek(r io.Reader, n int) ([]byte, error) {
	head := make([]byte, n)
	n, err := io.ReadFull(r, head)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return head[:n], err
}
