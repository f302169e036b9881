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
	// Pattern is how much they may take beyond what was counted for each beforehand.
	Pattern int64
	// Waits says whether anybody waits for the record, and Done is closed where
	// nobody does any more. Both are nil where that is not known.
	Waits Waiter
	Done  <-chan struct{}
}

// Waiter says whether nobody waits any more.
type Waiter interface{ Stopped() bool }

// Backtracking is how long engines that backtrack may run for one record, and for
// one search, all told.
const Backtracking = 250 * time.Millisecond

// The errors of what takes more.
var (
	ErrRoom = errors.New("a replacement makes too much text")
	ErrTime = errors.New("a pattern takes too long: it backtracks without end")
	// ErrPattern is of a search that starts anew too often.
	ErrPattern = errors.New("a pattern has too much text to search")
	// ErrStopped is not a limit's: nobody waits any more.
	ErrStopped = errors.New("nobody waits any more")
)

// Ends says whether an error of a search ends its record, as one of these does.
func Ends(err error) bool {
	return errors.Is(err, ErrRoom) || errors.Is(err, ErrTime) || errors.Is(err, ErrPattern) || errors.Is(err, ErrStopped)
}

// Take takes n bytes of text.
func (r *Room) Take(n int) error {
	if n > r.Text {
		return ErrRoom
	}
	r.Text -= n
	return nil
}

// Look gives an error where nobody waits any more.
func (r *Room) Look() error {
	if r.Waits != nil && r.Waits.Stopped() {
		return ErrStopped
	}
	return nil
}

// Backtrack runs a search of an engine that backtracks, and takes its time. The
// engine cannot be told to stop: where nobody waits any more it is left alone, with
// what it found, until its own time is over. So it must read nothing that changes.
func Backtrack[T any](r *Room, search func() (T, error)) (T, error) {
	var none T
	if r.Backtracking <= 0 {
		return none, ErrTime
	}
	start := time.Now()
	found, err := Await(r.Done, search)
	r.Backtracking -= time.Since(start)
	if r.Backtracking <= 0 && err != ErrStopped {
		return none, ErrTime
	}
	return found, err
}
