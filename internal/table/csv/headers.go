package csv

import (
	"bytes"
	"io"

	"github.com/gopmml/gopmml/internal/table"
)

// Headers reads the first row of r, a text, and cuts it at each of some separators. A
// header is nil where that cannot be done. The reader that it gives reads what r read
// from the start. No more is read than it takes.
func Headers(r io.Reader, separators []byte) ([][]string, io.Reader) {
	again := &recorder{r: r}
	headers := make([][]string, len(separators))
	for i, separator := range separators {
		again.at = 0
		scan := table.NewScanner(again, table.Options{Format: table.Format{Kind: table.CSV, Separator: separator}})
		first, err := scan.Peek()
		if err != nil {
			continue
		}
		cells, bad := Split(first.Row(0), separator, nil)
		if bad != nil {
			continue
		}
		for _, c := range cells {
			headers[i] = append(headers[i], string(c))
		}
	}
	return headers, io.MultiReader(bytes.NewReader(again.read), r)
}

// recorder reads what was read before, then on.
type recorder struct {
	r    io.Reader
	read []byte
	at   int
}

// Read reads on.
func (r *recorder) Read(p []byte) (int, error) {
	if r.at < len(r.read) {
		n := copy(p, r.read[r.at:])
		r.at += n
		return n, nil
	}
	n, err := r.r.Read(p)
	r.read = append(r.read, p[:n]...)
	r.at += n
	return n, err
}
