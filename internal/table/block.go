package table

// Block is a run of whole rows. It belongs to one goroutine at a time, and is
// filled again by [Scanner.Next] once nobody needs it.
type Block struct {
	data  []byte
	rows  []span
	first int // number of the first row
}

// span is where a row lies in a block, its line end not included, and the
// line of the input that it starts on.
type span struct {
	start, end int
	line       int
}

// Len is the number of rows.
func (b *Block) Len() int { return len(b.rows) }

// Row returns the bytes of row i without its line end. They may be changed
// (as [Split] does) and are valid until the block is filled again.
func (b *Block) Row(i int) []byte {
	s := b.rows[i]
	return b.data[s.start:s.end:s.end]
}

// Number is the number of row i in the input, from 1; the header is not counted.
func (b *Block) Number(i int) int { return b.first + i }

// Line is the line that row i starts on, from 1.
func (b *Block) Line(i int) int { return b.rows[i].line }

// DropHeader takes the first row away, so that the next one has number 1.
func (b *Block) DropHeader() { b.rows, b.first = b.rows[1:], 1 }
