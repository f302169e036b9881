package features

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os"

	"github.com/cespare/xxhash/v2"
)

// A file of records, which is written once and never changed:
//
//	magic, padded to 16 bytes
//	records: length of what follows (4 bytes), length of the key (2 bytes), key, record
//	table: places of records by the hash of their keys, 8 bytes each
//	description: JSON
//	its length and checksum (4 bytes each), the magic again
//
// Numbers have the lowest byte first. A place has the upper 16 bits of the hash above
// 48 bits of offset; 0 is none. The table is a power of two, and at most half full.
const (
	magic      = "gopmmlF1"
	dataStart  = 16
	tailSize   = 16
	offsetBits = 48
	recordHead = 6
	maxKey     = 1 << 10
)

// description is what a file says of itself.
type description struct {
	Columns []Column `json:"columns"`
	Records int      `json:"records"`
	// Table is where the table begins, Slots how many places it has.
	Table int64 `json:"table"`
	Slots int64 `json:"slots"`
}

// file is a file of records that is read.
type file struct {
	data  []byte
	about description
	codec *codec
	table []byte
	mask  uint64
	close func() error
}

func openFile(path string) (*file, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, unmap, err := mapped(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	out, err := readFile(data)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), unmap())
	}
	out.close = unmap
	return out, nil
}

// readFile looks whether data can be a file of records.
func readFile(data []byte) (*file, error) {
	tail := len(data) - tailSize
	if tail < dataStart || !bytes.HasPrefix(data, []byte(magic)) {
		return nil, errors.New("it is no file of features")
	}
	length, sum := int64(binary.LittleEndian.Uint32(data[tail:])), binary.LittleEndian.Uint32(data[tail+4:])
	start := int64(tail) - length
	if string(data[tail+8:]) != magic || start < dataStart || crc32.ChecksumIEEE(data[start:tail]) != sum {
		return nil, errors.New("it is not whole, or damaged")
	}
	f := &file{data: data}
	if err := json.Unmarshal(data[start:tail], &f.about); err != nil {
		return nil, fmt.Errorf("its description cannot be read: %w", err)
	}
	a := &f.about
	if err := checkColumns(a.Columns); err != nil {
		return nil, err
	}
	if a.Slots < 1 || a.Slots&(a.Slots-1) != 0 || a.Slots > int64(len(data))/8 || a.Table < dataStart || a.Table != start-8*a.Slots {
		return nil, errors.New("it is damaged: its table is not where it should be")
	}
	f.table, f.mask = data[a.Table:start], uint64(a.Slots-1)
	f.codec = newCodec(a.Columns)
	f.data = data[:a.Table]
	return f, nil
}

// slot gives the place at a slot.
func (f *file) slot(i uint64) uint64 { return binary.LittleEndian.Uint64(f.table[8*(i&f.mask):]) }

// find gives the next slot from i on that a hash may be at, and the place there; 0 for
// none. It reads no record.
func (f *file) find(hash, i uint64) (uint64, uint64) {
	for range f.mask + 1 {
		place := f.slot(i)
		if place == 0 || place>>offsetBits == hash>>offsetBits {
			return i, place
		}
		i++
	}
	return i, 0
}

// at gives the key and the record at a place.
func (f *file) at(place uint64) (key, record []byte, err error) {
	at := place & (1<<offsetBits - 1)
	if at < dataStart || at+recordHead > uint64(len(f.data)) {
		return nil, nil, errDamaged
	}
	head := f.data[at:]
	size, n := uint64(binary.LittleEndian.Uint32(head)), uint64(binary.LittleEndian.Uint16(head[4:]))
	if recordHead+n+size > uint64(len(head)) {
		return nil, nil, errDamaged
	}
	return head[recordHead : recordHead+n], head[recordHead+n : recordHead+n+size], nil
}

// hashOf gives the hash of a key. Its upper bits are what a slot has of it, its lower
// ones where the slot is.
func hashOf(key string) uint64 { return xxhash.Sum64String(key) }

// lookups is how many keys are looked for before the first record is read, so that the
// memory of one is fetched while that of others is waited for.
const lookups = 64

// get reads the records of keys.
func (f *file) get(keys []string, into *Frame, of []int) error {
	var hashes, slots, places [lookups]uint64
	var heads [lookups]uint32
	for start := 0; start < len(keys); start += lookups {
		some := keys[start:min(start+lookups, len(keys))]
		for i, k := range some {
			hashes[i] = hashOf(k)
		}
		for i := range some {
			slots[i], places[i] = f.find(hashes[i], hashes[i]&f.mask)
		}
		for i := range some { // all of them are waited for at once
			if at := places[i] & (1<<offsetBits - 1); at+4 <= uint64(len(f.data)) {
				heads[i] = binary.LittleEndian.Uint32(f.data[at:])
			}
		}
		for i, k := range some {
			if places[i] != 0 && heads[i] < uint32(f.codec.fixed) {
				return errDamaged
			}
			for steps := uint64(0); places[i] != 0; steps++ {
				key, record, err := f.at(places[i])
				if err != nil {
					return err
				}
				if string(key) == k {
					if err := f.codec.read(record, into, start+i, of); err != nil {
						return err
					}
					break
				}
				if steps > f.mask {
					return errDamaged
				}
				slots[i], places[i] = f.find(hashes[i], slots[i]+1)
			}
		}
	}
	return nil
}
