package wire

import (
	"context"
	"io"
	"time"
)

// Selector says which version of a model is meant: one by number, one by a label, or
// with neither the one that traffic goes to.
type Selector struct {
	Version int64 // 0: none
	Label   string
}

// Server is what protocols ask for models. Errors are of type [*Error].
type Server interface {
	// Model gives the model that serves a name. It is [NotFound] where there is none, and
	// [Unavailable] where there is one that cannot serve yet or any more.
	Model(ctx context.Context, name string, s Selector) (*Model, error)
	// Names gives the names of all models, in order.
	Names() []string
	// Versions gives what is known of a model's versions, the newest first.
	Versions(name string) ([]Version, error)
	// Ready says whether requests are taken: the models of the start are loaded, and the
	// server is not about to end.
	Ready() bool
	// About says who answers.
	About() About
	// Deploy takes a document as the newest version of a model. created says that there was
	// none of the name.
	Deploy(ctx context.Context, d Deployment) (v Version, created bool, err error)
	// Remove takes a model away, with all its versions and files.
	Remove(ctx context.Context, name string) error
	// Document gives the text of the document that serves a name.
	Document(ctx context.Context, name string) (io.ReadCloser, error)
	// Load and Unload take a model of the repository into service and out of it.
	Load(ctx context.Context, name string) error
	Unload(ctx context.Context, name string) error
	// Statistics gives what a version has done: of all where version is 0.
	Statistics(name string, version int64) ([]Statistics, error)
}

// About is the name and version of the server.
type About struct{ Name, Version string }

// Deployment is a document that is to be served.
type Deployment struct {
	Name string
	// Model picks one of several models of the document, "" its first that is scorable.
	Model string
	Body  io.Reader
}

// State is how far a version is, in the terms of TensorFlow Serving.
//
// Spec: https://github.com/tensorflow/serving/blob/master/tensorflow_serving/apis/get_model_status.proto
type State string

// The values of State.
const (
	Start     State = "START"
	Loading   State = "LOADING"
	Available State = "AVAILABLE"
	Unloading State = "UNLOADING"
	Ended     State = "END"
)

// Version is what is known of a version of a model.
type Version struct {
	Number int64
	State  State
	// Err says why it is not there, nil where nothing is wrong.
	Err    *Error
	Labels []string
	// Traffic is the share of requests without a version that it gets, from 0 to 1.
	Traffic float64
	// Pinned says that the traffic was sent to it whatever is newer.
	Pinned bool
	// Shadow says that it scores what others answer, for comparison.
	Shadow bool
	// Size and Checksum (SHA-256, in hexadecimal) are those of the document.
	Size     int64
	Checksum string
	Loaded   time.Time
	Used     time.Time // last, zero where it was not
	Model    *Model    // nil where it is not in memory
}

// Statistics is what a version has done since it was loaded.
type Statistics struct {
	Version            int64
	Requests, Failures int64
	Records            int64
	// Time is how long scoring took in all; Failing of requests that failed.
	Time, Failing time.Duration
	Last          time.Time
	// Shadow is how it compares as a shadow; nil where it never was one.
	Shadow *Comparison
}

// Comparison is how the results of a shadow differ from those that were answered.
type Comparison struct {
	// Records were compared, of which Differing have another value in an output that both
	// versions have. Largest is the largest absolute difference of two numbers.
	Records, Differing int64
	Largest            float64
	// Dropped are requests that were left out since the server had other work, Failures
	// those that the shadow could not score.
	Dropped, Failures int64
}
