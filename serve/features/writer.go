package features

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math/bits"
	"os"
	"path/filepath"
)

// Writer writes the file of a view in a folder. The file takes the place of the one
// before when it is whole, by [Writer.Commit].
type Writer struct {
	path   string
	f      *os.File
	w      *bufio.Writer
	codec  *codec
	at     int64
	places []placed
	row    Frame
	view   View
	buf    []byte
}

type placed struct {
	hash uint64
	at   int64
}

// NewWriter begins the file of a view.
func NewWriter(folder, view string, columns []Column) (*Writer, error) {
	if err := checkColumns(columns); err != nil {
		return nil, err
	}
	if err := checkViewName(view); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(folder, "."+view+"-*")
	if err != nil {
		return nil, err
	}
	w := &Writer{path: filepath.Join(folder, view+fileEnd), f: f, w: bufio.NewWriterSize(f, 1<<20), codec: newCodec(columns),
		at: dataStart, view: View{Name: view, Columns: columns}}
	_, _ = w.w.WriteString(magic)
	_, _ = w.w.Write(make([]byte, dataStart-len(magic)))
	return w, nil
}

// Row gives a frame of one record to fill for the next [Writer.Add].
func (w *Writer) Row() *Frame {
	w.row.Reset(&w.view, 1)
	return &w.row
}

// Add writes the record that was filled under a key.
func (w *Writer) Add(key string) error {
	if key == "" || len(key) > maxKey {
		return fmt.Errorf("a key has from 1 to %d bytes, not %d", maxKey, len(key))
	}
	if w.at >= 1<<offsetBits {
		return errors.New("the file is full")
	}
	w.buf = w.codec.append(w.buf[:0], &w.row, 0)
	if int64(len(w.buf)) > 1<<31-1 {
		return errors.New("the record is too long")
	}
	var head [recordHead]byte
	binary.LittleEndian.PutUint32(head[:], uint32(len(w.buf)))
	binary.LittleEndian.PutUint16(head[4:], uint16(len(key)))
	_, _ = w.w.Write(head[:])
	_, _ = w.w.WriteString(key)
	if _, err := w.w.Write(w.buf); err != nil {
		return err
	}
	w.places = append(w.places, placed{hashOf(key), w.at})
	w.at += int64(recordHead + len(key) + len(w.buf))
	return nil
}

// Records is how many records were added.
func (w *Writer) Records() int { return len(w.places) }

// Close drops what was not committed.
func (w *Writer) Close() error {
	if w.f == nil {
		return nil
	}
	err := errors.Join(w.f.Close(), os.Remove(w.f.Name()))
	w.f = nil
	return err
}

// Commit ends the file and puts it in its place. A key that was added twice is an error.
func (w *Writer) Commit() error {
	table, err := w.table()
	if err != nil {
		return err
	}
	about := description{Columns: w.codec.columns, Records: len(w.places), Table: w.at, Slots: int64(len(table))}
	text, err := json.Marshal(about)
	if err != nil {
		return err
	}
	for _, place := range table {
		w.buf = binary.LittleEndian.AppendUint64(w.buf[:0], place)
		_, _ = w.w.Write(w.buf)
	}
	_, _ = w.w.Write(text)
	tail := binary.LittleEndian.AppendUint32(nil, uint32(len(text)))
	tail = binary.LittleEndian.AppendUint32(tail, crc32.ChecksumIEEE(text))
	_, _ = w.w.Write(append(tail, magic...))
	if err := w.w.Flush(); err != nil {
		return err
	}
	if err := errors.Join(w.f.Chmod(0o644), w.f.Sync()); err != nil {
		return err
	}
	name := w.f.Name()
	if err := w.f.Close(); err != nil {
		return err
	}
	w.f = nil
	return os.Rename(name, w.path)
}

// table makes the table of places.
func (w *Writer) table() ([]uint64, error) {
	if err := w.w.Flush(); err != nil {
		return nil, err
	}
	table := make([]uint64, 1<<bits.Len(uint(2*len(w.places))))
	of := make([]int32, len(table)) // which of places a slot has
	mask := uint64(len(table) - 1)
	for n, p := range w.places {
		i := p.hash & mask
		for ; table[i] != 0; i = (i + 1) & mask {
			if other := w.places[of[i]]; other.hash == p.hash {
				a, err := w.key(other.at)
				if err != nil {
					return nil, err
				}
				b, err := w.key(p.at)
				if err != nil {
					return nil, err
				}
				if a == b {
					return nil, fmt.Errorf("key %q has two records: the %s and the %s", a, ordinal(int(of[i])+1), ordinal(n+1))
				}
			}
		}
		table[i] = p.hash>>offsetBits<<offsetBits | uint64(p.at)
		of[i] = int32(n)
	}
	return table, nil
}

func ordinal(n int) string { return fmt.Sprintf("%d.", n) }

// key reads the key of a record back.
func (w *Writer) key(at int64) (string, error) {
	var head [recordHead]byte
	if _, err := w.f.ReadAt(head[:], at); err != nil {
		return "", err
	}
	key := make([]byte, binary.LittleEndian.Uint16(head[4:]))
	if _, err := w.f.ReadAt(key, at+recordHead); err != nil && err != io.EOF {
		return "", err
	}
	return string(key), nil
}
