package serve

import (
	"context"
	"runtime"
	"sync/atomic"

	"github.com/gopmml/gopmml/serve/wire"
)

// gate bounds how many requests are scored at a time, and how many wait for that.
// Whoever comes when too many wait is refused at once, so that those who wait are
// served before they give up.
type gate struct {
	running chan struct{}
	waiting atomic.Int64
	queued  int64
	shed    atomic.Int64
}

func newGate(running, queued int) *gate {
	if running <= 0 {
		running = 8 * runtime.GOMAXPROCS(0)
	}
	if queued <= 0 {
		queued = 1024
	}
	return &gate{running: make(chan struct{}, running), queued: int64(queued)}
}

// enter waits until the request may be scored. The error is [wire.ResourceExhausted]
// where too many wait, or the context's.
func (g *gate) enter(ctx context.Context) error {
	select {
	case g.running <- struct{}{}:
		return nil
	default:
	}
	if g.waiting.Add(1) > g.queued {
		g.waiting.Add(-1)
		g.shed.Add(1)
		return wire.Errorf(wire.ResourceExhausted, "too many requests wait to be scored")
	}
	defer g.waiting.Add(-1)
	select {
	case g.running <- struct{}{}:
		return nil
	case <-ctx.Done():
		return wire.ErrorOf(ctx.Err())
	}
}

func (g *gate) leave() { <-g.running }
