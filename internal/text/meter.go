package text

import (
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/regex"
	"github.com/gopmml/gopmml/pmml"
)

// meter counts what work on texts takes of its record's limits. That of no frame
// counts nothing.
type meter struct {
	frame *program.Frame
	at    pmml.Pos
}

// search counts a search in n bytes, and gives the room for what it makes.
func (m *meter) search(p *regex.Finder, n int) (*limit.Room, error) {
	if m.frame == nil {
		return &limit.Room{Text: maxGrowth, Backtracking: limit.Backtracking, Pattern: maxGrowth << 10}, nil
	}
	if !m.frame.SpendPattern(p.Size(), n, m.at) {
		return nil, errEnded
	}
	return m.frame.Room(), nil
}

// made counts n bytes of text.
func (m *meter) made(n int) error {
	if m.frame == nil || m.frame.SpendText(n, m.at) {
		return nil
	}
	return errEnded
}

// steps counts steps; false where the record has ended.
func (m *meter) steps(n int) bool { return m.frame == nil || m.frame.Spend(int64(n), m.at) }
