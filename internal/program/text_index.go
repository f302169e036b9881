package program

import "math/bits"

// textIndex finds texts by a hash of their first and last bytes, in a table
// whose texts lie close to where the hash points. Records are full of category
// names, so this counts.
type textIndex struct {
	slots []textSlot
	shift uint // of a hash, to a slot
}

type textSlot struct {
	text string
	code int32
	used bool
}

// maxProbe bounds how far from where its hash points a text may lie.
const maxProbe = 16

// newTextIndex makes the index; nil where texts are so much alike that a map is
// better.
func newTextIndex(texts []string) *textIndex {
	size := bits.Len(uint(2 * len(texts)))
	for range 3 {
		x := &textIndex{slots: make([]textSlot, 1<<size+maxProbe), shift: uint(64 - size)}
		if x.fill(texts) {
			return x
		}
		size++
	}
	return nil
}

func (x *textIndex) fill(texts []string) bool {
next:
	for code, s := range texts {
		at := hashText(s) >> x.shift
		for i := range x.slots[at:][:maxProbe] {
			if slot := &x.slots[int(at)+i]; !slot.used {
				*slot = textSlot{s, int32(code), true}
				continue next
			}
		}
		return false
	}
	return true
}

// find gives the code of a text.
func (x *textIndex) find(s string) (int32, bool) {
	at := hashText(s) >> x.shift
	for i := range x.slots[at:][:maxProbe] {
		slot := &x.slots[int(at)+i]
		if !slot.used {
			return 0, false
		}
		if slot.text == s {
			return slot.code, true
		}
	}
	return 0, false
}

func hashText(s string) uint64 {
	n := len(s)
	var a, b uint64
	switch {
	case n >= 8:
		a, b = load64(s), load64(s[n-8:])
	case n >= 4:
		a, b = load32(s), load32(s[n-4:])
	case n > 0:
		a = uint64(s[0])<<16 | uint64(s[n/2])<<8 | uint64(s[n-1])
	}
	h := (a ^ 0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93
	h ^= h >> 32
	h += (b ^ uint64(n)) * 0xC2B2AE3D27D4EB4F
	h ^= h >> 29
	return h * 0x9E3779B97F4A7C15
}

func load64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func load32(s string) uint64 {
	_ = s[3]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}
