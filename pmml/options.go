package pmml

import (
	"context"
	"fmt"
	"math"
)

// The limits of [Parse] where no option sets others. They let the largest real
// documents pass, which can take some gigabytes of memory; a service that reads
// documents of strangers should set lower ones.
const (
	DefaultMaxDepth       = 10_000
	DefaultMaxBytes       = 4 << 30
	DefaultMaxNodes       = 100_000_000
	DefaultMaxTokenLength = 64 << 20
)

// maxMaxDepth keeps the decoder's recursion far away from the end of the stack.
const maxMaxDepth = 100_000

// ParseOption sets one of the limits of [Parse]. Parse itself checks the value
// and returns an [*Error] of class [ErrOption] where it is out of range.
type ParseOption func(*parseConfig) error

type parseConfig struct {
	file                         string
	maxDepth                     int
	maxBytes, maxNodes, maxToken int64
	onSegment                    func(*Reading)
	ctx                          context.Context
}

func newParseConfig(opts []ParseOption) (parseConfig, error) {
	c := parseConfig{
		maxDepth: DefaultMaxDepth,
		maxBytes: DefaultMaxBytes,
		maxNodes: DefaultMaxNodes,
		maxToken: DefaultMaxTokenLength,
	}
	for _, o := range opts {
		if o == nil {
			continue
		}
		if err := o(&c); err != nil {
			return c, err
		}
	}
	return c, nil
}

// WithFileName sets [Error.File] of every error that Parse returns. The default
// is "", which leaves it out. Nothing is opened by this name.
func WithFileName(name string) ParseOption {
	return func(c *parseConfig) error { c.file = name; return nil }
}

// WithMaxDepth limits how deep elements may stand inside each other; the root
// has depth 1. n must lie between 1 and 100,000. The default is
// [DefaultMaxDepth].
func WithMaxDepth(n int) ParseOption {
	return func(c *parseConfig) error {
		if n < 1 || n > maxMaxDepth {
			return optionError("WithMaxDepth", int64(n), maxMaxDepth)
		}
		c.maxDepth = n
		return nil
	}
}

// WithMaxBytes limits how many bytes of text are read, after decompression. n
// must be at least 1. The default is [DefaultMaxBytes].
func WithMaxBytes(n int64) ParseOption {
	return func(c *parseConfig) error {
		if n < 1 {
			return optionError("WithMaxBytes", n, math.MaxInt64)
		}
		c.maxBytes = n
		return nil
	}
}

// WithMaxNodes limits how many elements the document may have. n must be at
// least 1. The default is [DefaultMaxNodes].
func WithMaxNodes(n int64) ParseOption {
	return func(c *parseConfig) error {
		if n < 1 {
			return optionError("WithMaxNodes", n, math.MaxInt64)
		}
		c.maxNodes = n
		return nil
	}
}

// WithMaxTokenLength limits the length in bytes of one token: a tag with its
// attributes, or the text of one element. n must lie between 1 and 1 GiB. The
// default is [DefaultMaxTokenLength].
func WithMaxTokenLength(n int) ParseOption {
	return func(c *parseConfig) error {
		if n < 1 || n > 1<<30 {
			return optionError("WithMaxTokenLength", int64(n), 1<<30)
		}
		c.maxToken = int64(n)
		return nil
	}
}

// WithContext makes [Parse] end soon after ctx does, with an error of class
// [ErrRead] whose cause is ctx's. The default is no context.
func WithContext(ctx context.Context) ParseOption {
	return func(c *parseConfig) error { c.ctx = ctx; return nil }
}

// Reading is a document while it is being read, at the end of a Segment.
type Reading struct {
	// Document is what has been read of the document. It lacks what comes later,
	// and the models that are still open.
	Document *Document
	// Models are the open models, the outermost first. They lack what comes later.
	Models []Model
	// Segment has been read whole.
	Segment *Segment
}

// WithSegments makes [Parse] call f at the end of each Segment that has a model.
// f may take what it needs and drop the rest, as the Node of a TreeModel: then a
// large ensemble never lies in memory as a whole. f must keep neither r nor
// r.Models, and must not change what stands outside of the segment. [ParseAll]
// does not call f.
func WithSegments(f func(r *Reading)) ParseOption {
	return func(c *parseConfig) error { c.onSegment = f; return nil }
}

func optionError(name string, got, limit int64) *Error {
	return &Error{Class: ErrOption, Detail: fmt.Sprintf("%s(%d): the value must lie between 1 and %d", name, got, limit)}
}

// exceeded says in words which limit is exceeded, after the words of the class.
func exceeded(name string, limit int64, what string) string {
	return fmt.Sprintf("%s=%d: %s", name, limit, what)
}
