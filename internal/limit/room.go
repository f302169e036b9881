package limit

import (
	"errors"
	"time"
)

// Room is what the searches of regular expressions in one record may still take
// together: how much text they may make, and how long an engine that backtracks,
// whose steps cannot be counted, may run.
type Room struct {
	Text         int
	Backtracking time.Duration
}

// Backtracking is how long engines that backtrack may run for one record, and for
// one search, all told.
const Backtracking = 250 * time.Millisecond

// The errors of what takes more.
var (
	ErrRoom = errors.New("a replacement makes too much text")
	ErrTime = errors.New("a pattern takes too long: it backtracks without end")
)

// Take takes n bytes of text.
func (r *Room) Take(n int) error {
	if n > r.Text {
		return ErrRoom
	}
	r.Text -= n
	return nil
}

// Backtrack runs a search of an engine that backtracks, and takes its time.
func (r *Room) Backtrack(search func() error) error {
	if r.Backtracking <= 0 {
		return ErrTime
	}
	start := time.Now()
	err := search()
	r.Backtracking -= time.Since(start)
	if r.Backtracking <= 0 {
		return ErrTime
	}
	return err
}
