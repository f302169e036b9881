package wire

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A status stands for the code that it is the status of.
func TestCodeOf(t *testing.T) {
	for c, v := range codes {
		want := c
		if c == FailedPrecondition {
			want = InvalidArgument
		}
		assert.Equal(t, want, CodeOf(v.status), c)
		assert.Equal(t, v.status, (&Error{Code: c}).Status(), c)
	}
	for status, want := range map[int]Code{0: OK, 201: OK, 302: OK, 413: InvalidArgument, 415: InvalidArgument, 507: Internal} {
		assert.Equal(t, want, CodeOf(status), status)
	}
}
