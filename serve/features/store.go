package features

import "context"

// Store gives the records of keys. Any number of goroutines use it at a time.
type Store interface {
	// Open prepares for the records of a view. Where the store knows the view's columns, it
	// gives a view that has none those, and looks whether others are among them.
	Open(v *View) error
	// Get fills the frames of all gets, at once. What is not there is no error: [Frame.Found]
	// says so.
	Get(ctx context.Context, gets []Get) error
	Close() error
}

// Get is what is wanted of a store: the records of keys of a view, in a frame that
// was reset to as many. Keys need not stay.
type Get struct {
	View *View
	Keys []string
	Into *Frame
}
