package program

import (
	"context"
	"errors"
	"math"
	"time"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/pmml"
)

// meter counts what a record takes. What its model does for every record is known
// beforehand ([Program.Steps]); what is counted is what the record's own values
// decide, by the loops that they decide, before each does its work.
type meter struct {
	steps, text, pattern int64
	// backtracked is how long searches have backtracked.
	backtracked time.Duration
	// work is what has been done since the last look, of what was counted before.
	work int
	// next is the number of steps at which more is to be looked at than the number.
	next int64
}

// lookEvery is how many steps lie between two looks at whether anybody waits.
const lookEvery = 1 << 12

// begun sets the meter to what every record takes.
func (f *Frame) begun() {
	f.room = limit.Room{}
	f.meter = meter{steps: f.program.Steps, next: f.limits[limit.Steps]}
	if f.done != nil {
		f.meter.next = min(f.meter.next, f.meter.steps+lookEvery)
	}
}

// Unbound makes the frame one that no context ends.
func (f *Frame) Unbound() { f.ctx, f.done = nil, nil }

// Within makes the frame end what it does soon after ctx ends, until [Frame.Unbound].
func (f *Frame) Within(ctx context.Context) {
	f.Unbound()
	if ctx != nil {
		if done := ctx.Done(); done != nil {
			f.ctx, f.done = ctx, done
		}
	}
}

// DecimalSteps is how many steps an expression counts as that is computed exactly:
// it takes some twenty times as long.
const DecimalSteps = 16

// Spend counts steps of the record, for the element at. It gives false where they
// are too many, or nobody waits any more: then the record has ended with a fault,
// and whoever loops stops.
func (f *Frame) Spend(steps int64, at pmml.Pos) bool {
	f.meter.steps += steps
	return f.meter.steps <= f.meter.next || f.look(at)
}

// look stands apart, so that Spend is small enough to stand in its callers.
//
//go:noinline
func (f *Frame) look(at pmml.Pos) bool {
	if f.meter.next < 0 {
		return false // the record has ended
	}
	if f.meter.steps > f.limits[limit.Steps] {
		return f.exceeds(limit.Steps, at)
	}
	f.meter.next = min(f.limits[limit.Steps], f.meter.steps+lookEvery)
	return !f.Stopped()
}

// Stopped says whether nobody waits for the record any more, which then has ended
// with a fault. Kernels with long loops look now and then.
func (f *Frame) Stopped() bool {
	if f.done == nil {
		return false
	}
	select {
	case <-f.done:
		f.Raise(&Fault{Code: FaultStopped, Detail: f.ctx.Err().Error(), Cause: f.ctx.Err()})
		f.meter.next = -1 // whoever counts on stops
		return true
	default:
		return false
	}
}

// workEvery is how much work, in parts of about a nanosecond, lies between two looks.
const workEvery = 1 << 20

// Goes says, of work that has been counted or counts not, and of which n parts are
// done, whether to go on: it looks now and then.
func (f *Frame) Goes(n int) bool {
	if f.meter.work += n; f.meter.work < workEvery {
		return true
	}
	f.meter.work = 0
	return !f.Stopped()
}

// SpendText counts bytes of text that a function makes; false as Spend gives it.
func (f *Frame) SpendText(n int, at pmml.Pos) bool {
	f.meter.text += int64(n)
	if f.meter.text > f.limits[limit.Text] {
		return f.exceeds(limit.Text, at)
	}
	return f.Spend(int64(n)>>textStep, at)
}

// textStep is the logarithm of how many bytes of text are worth a step.
const textStep = 6

// Room gives what the record's regular expressions may still take. It is good
// until the next call.
func (f *Frame) Room() *limit.Room {
	f.took()
	f.room = limit.Room{
		Text:         int(min(f.limits[limit.Text]-f.meter.text, math.MaxInt32)),
		Backtracking: limit.Backtracking - f.meter.backtracked,
		Pattern:      f.limits[limit.Pattern] - f.meter.pattern,
	}
	if f.done != nil {
		f.room.Waits, f.room.Done = f, f.done
	}
	return &f.room
}

// took counts the time and the work that the search before took of the room.
func (f *Frame) took() {
	if f.room != (limit.Room{}) {
		f.meter.backtracked = limit.Backtracking - f.room.Backtracking
		f.meter.pattern = f.limits[limit.Pattern] - f.room.Pattern
		f.room = limit.Room{}
	}
}

// NoRoom ends the record, since a search takes more than the room that there is.
func (f *Frame) NoRoom(err error, at pmml.Pos) {
	switch {
	case errors.Is(err, limit.ErrRoom):
		f.exceeds(limit.Text, at)
		return
	case errors.Is(err, limit.ErrPattern):
		f.exceeds(limit.Pattern, at)
		return
	case errors.Is(err, limit.ErrStopped) && f.Stopped():
		return
	}
	f.Raise(&Fault{Code: FaultLimit, Pos: at, Detail: err.Error()})
	f.meter.next = -1
}

// SpendPattern counts the search of a pattern of a size in n bytes of text; false
// as Spend gives it.
func (f *Frame) SpendPattern(size, n int, at pmml.Pos) bool {
	f.took()
	f.meter.pattern += int64(size) * int64(n+1)
	if f.meter.pattern > f.limits[limit.Pattern] {
		return f.exceeds(limit.Pattern, at)
	}
	return f.Spend(1+(int64(size)*int64(n))>>textStep, at)
}

// Used gives what the record has taken of the limits.
func (f *Frame) Used() limit.Limits {
	f.took()
	return limit.Limits{limit.Steps: f.meter.steps, limit.Text: f.meter.text, limit.Pattern: f.meter.pattern}
}

// exceeds ends the record, since it takes more than a limit allows.
func (f *Frame) exceeds(n limit.Name, at pmml.Pos) bool {
	f.Raise(&Fault{Code: FaultLimit, Pos: at, Want: f.limits.Text(n), Detail: "limit exceeded: " + f.limits.Exceeded(n)})
	f.meter.next = -1
	return false
}
