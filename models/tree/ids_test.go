package tree

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNodeIDs(t *testing.T) {
	for _, tt := range []struct {
		name string
		ids  []string
		// numbers and text say how they are kept.
		numbers, text bool
	}{
		{name: "counted from 1", ids: []string{"1", "2", "3"}},
		{name: "counted from 0", ids: []string{"0", "1", "2"}},
		{name: "counted from below zero", ids: []string{"-1", "0", "1"}},
		{name: "numbers in another order", ids: []string{"1", "3", "2"}, numbers: true},
		{name: "the largest number", ids: []string{"2147483647", "1"}, numbers: true},
		{name: "counted beyond it", ids: []string{"2147483647", "2147483648"}, text: true},
		{name: "numbers in another form", ids: []string{"01", "2"}, text: true},
		{name: "words", ids: []string{"root", "", "leaf"}, text: true},
		{name: "one word", ids: []string{"root"}, text: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			packed := packIDs(tt.ids)
			assert.Equal(t, []bool{tt.numbers, tt.text}, []bool{packed.numbers != nil, packed.ends != nil})
			for i, id := range tt.ids {
				assert.Equal(t, id, packed.of(int32(i)), strconv.Itoa(i))
			}
		})
	}
}
