package evaluator_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gopmml/gopmml/evaluator"
)

func TestColumnsAreReadBack(t *testing.T) {
	all, second := evaluator.Bitmap{}, evaluator.Bitmap{Bits: []byte{0b100}, Start: 1}
	elements := evaluator.NewColumns(3)
	elements.AddStrings("", []string{"a", "b", "c"}, all)
	for _, tt := range []struct {
		name string
		fill func(c *evaluator.Columns)
		want [2]any
	}{
		{"doubles", func(c *evaluator.Columns) { c.AddFloat64("x", []float64{1, 2}, second) }, [2]any{nil, 2.0}},
		{"floats", func(c *evaluator.Columns) { c.AddFloat32("x", []float32{1, 2}, all) }, [2]any{float32(1), float32(2)}},
		{"whole numbers", func(c *evaluator.Columns) { c.AddInt64("x", []int64{1, math.MaxInt64}, all) }, [2]any{int64(1), int64(math.MaxInt64)}},
		{"shorter ones", func(c *evaluator.Columns) { c.AddInt32("x", []int32{1, 2}, all) }, [2]any{int32(1), int32(2)}},
		{"truth values", func(c *evaluator.Columns) { c.AddBool("x", []bool{true, false}, all) }, [2]any{true, false}},
		{"bits", func(c *evaluator.Columns) { c.AddBits("x", evaluator.Bitmap{Bits: []byte{0b10}}, all) }, [2]any{false, true}},
		{"texts", func(c *evaluator.Columns) { c.AddStrings("x", []string{"a", ""}, all) }, [2]any{"a", ""}},
		{"bytes", func(c *evaluator.Columns) { c.AddBytes("x", []byte("abc"), []int32{0, 2, 3}, all) }, [2]any{"ab", "c"}},
		{"bytes that do not fit", func(c *evaluator.Columns) { c.AddBytes("x", []byte("abc"), []int32{0, 2, 9}, all) }, [2]any{"ab", nil}},
		{"a dictionary", func(c *evaluator.Columns) { c.AddDictionary("x", []int32{1, 7}, []string{"a", "b"}, all) }, [2]any{"b", nil}},
		{"lists", func(c *evaluator.Columns) { c.AddLists("x", []int32{0, 0, 3}, elements, all) }, [2]any{[]any{}, []any{"a", "b", "c"}}},
		{"lists beyond their elements", func(c *evaluator.Columns) { c.AddLists("x", []int32{2, math.MaxInt32, math.MaxInt32}, elements, all) }, [2]any{[]any{"c"}, []any{}}},
		{"its own elements", func(c *evaluator.Columns) { c.AddLists("x", []int32{0, 1, 2}, c, all) }, [2]any{nil, nil}},
		{"too short", func(c *evaluator.Columns) { c.AddFloat64("x", []float64{1}, all) }, [2]any{1.0, nil}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := evaluator.NewColumns(2)
			tt.fill(c)
			for _, c := range [...]*evaluator.Columns{c, c.Clone(), c.Clone().Clone()} {
				assert.Equal(t, []string{"x"}, c.Names())
				assert.Equal(t, tt.want, [2]any{c.Value(0, 0), c.Value(0, 1)})
				for _, outside := range [...][2]int{{0, 2}, {0, -1}, {1, 0}, {-1, 0}} {
					assert.Nil(t, c.Value(outside[0], outside[1]))
				}
			}
		})
	}
}

func TestACloneSharesNothing(t *testing.T) {
	values, data := []float64{1}, []byte("a")
	c := evaluator.NewColumns(1)
	c.AddFloat64("x", values, evaluator.Bitmap{})
	c.AddBytes("s", data, []int32{0, 1}, evaluator.Bitmap{})
	copied := c.Clone()
	assert.Equal(t, int64(8+1+2*4), copied.Bytes())
	values[0], data[0] = 2, 'b'
	c.Reset(0)
	assert.Equal(t, 1.0, copied.Value(0, 0))
	assert.Equal(t, "a", copied.Value(1, 0))
}
