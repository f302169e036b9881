package limit

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAwait(t *testing.T) {
	closed, open := make(chan struct{}), make(chan struct{})
	close(closed)
	for _, tt := range []struct {
		name string
		done chan struct{}
	}{{"nothing ends it", nil}, {"nothing has ended it", open}} {
		t.Run(tt.name, func(t *testing.T) {
			v, err := Await(tt.done, func() (int, error) { return 7, nil })
			assert.NoError(t, err)
			assert.Equal(t, 7, v)
			wrong := errors.New("wrong")
			_, err = Await(tt.done, func() (int, error) { return 0, wrong })
			assert.Equal(t, wrong, err)
			assert.PanicsWithValue(t, "on purpose", func() { _, _ = Await(tt.done, func() (int, error) { panic("on purpose") }) })
		})
	}
	release := make(chan struct{})
	defer close(release)
	_, err := Await(closed, func() (int, error) {
		<-release
		return 7, nil
	})
	assert.Equal(t, ErrStopped, err, "work that goes on is left alone")
}
