package limit

// outcome is what work gives that may be left alone.
type outcome[T any] struct {
	found T
	err   error
	panic any
}

// Await waits for work that cannot look whether anybody waits for it, or until nobody
// does any more: then the error is [ErrStopped], and the work goes on by itself for a
// while, with what it works on. Where done is nil it is always waited for. A panic of
// the work is one of the caller.
func Await[T any](done <-chan struct{}, work func() (T, error)) (T, error) {
	if done == nil {
		return work()
	}
	found := make(chan outcome[T], 1)
	go func() {
		var r outcome[T]
		defer func() {
			r.panic = recover()
			found <- r
		}()
		r.found, r.err = work()
	}()
	select {
	case r := <-found:
		if r.panic != nil {
			panic(r.panic)
		}
		return r.found, r.err
	case <-done:
		var none T
		return none, ErrStopped
	}
}
