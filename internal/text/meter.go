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
	// done is what has been done since the last look, of what was counted before.
	done int
	// ended says that nobody waits any more.
	ended bool
}

// lookEvery is how much work, in parts of some nanoseconds, lies between two looks
// at whether anybody waits.
const lookEvery = 1 << 17

// goesOn says, of work that has been counted and of which n parts are done, whether
// to go on: it looks now and then.
func (m *meter) goesOn(n int) bool {
	if m.done += n; m.done < lookEvery {
		return true
	}
	m.done = 0
	m.ended = m.ended || m.frame != nil && m.frame.Stopped()
	return !m.ended
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
