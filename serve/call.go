package serve

import (
	"context"
	"math/rand/v2"
	"strconv"
	"sync/atomic"
	"time"
)

// Call is what becomes known of a request while it is answered, for logs and metrics.
type Call struct {
	// ID is the request's id: the caller's own (X-Request-Id), or one that was made.
	ID string
	// Protocol is which protocol answers, as "tfserving".
	Protocol string
	// Model and Version are what serves, "" and 0 where none was found.
	Model   string
	Version int64
	// Verb is "predict", "classify", "regress" or "explain" for requests that score.
	Verb  string
	Begun time.Time

	authorize interface{ authorized() error } // whether the caller may change models
}

type callKey struct{}

// CallOf gives the call of a request's context, nil where there is none.
func CallOf(ctx context.Context) *Call {
	c, _ := ctx.Value(callKey{}).(*Call)
	return c
}

// ids makes ids of requests that no other request has, here or in another server.
type ids struct {
	begun uint64 // a number that hardly any other server has
	count atomic.Uint64
}

func newIDs() *ids { return &ids{begun: rand.Uint64()} }

func (i *ids) next() string {
	id := strconv.AppendUint(make([]byte, 0, 32), i.begun, 36)
	return string(strconv.AppendUint(append(id, '-'), i.count.Add(1), 36))
}
