package program

import (
	"fmt"
	"math"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func posAt(line, column int32) pmml.Pos { return pmml.Pos{Line: line, Column: column} }

func row(value float64, keys ...float64) MapRow { return MapRow{Keys: keys, Value: value} }

func TestMapValues(t *testing.T) {
	two := []MapRow{row(1, 10, 20), row(2, 10, 21), row(3, 11, 20), row(4, 0.5, 1e300)}
	for _, tt := range []struct {
		name string
		rows []MapRow
		in   []float64
		want float64
	}{
		{"one column", []MapRow{row(1, 10), row(2, 11)}, []float64{11}, 2},
		{"no such value", []MapRow{row(1, 10), row(2, 11)}, []float64{12}, 99},
		{"between whole numbers", []MapRow{row(1, 10), row(2, 11)}, []float64{10.5}, 99},
		{"far outside", []MapRow{row(1, 10), row(2, 11)}, []float64{1e300}, 99},
		{"negative", []MapRow{row(1, -10), row(2, 11)}, []float64{-10}, 1},
		{"zeros of both signs", []MapRow{row(1, 0), row(2, 0.5)}, []float64{-1 / inf()}, 1},
		{"two columns", two, []float64{10, 21}, 2},
		{"two columns, other first value", two, []float64{11, 20}, 3},
		{"values that no row pairs", two, []float64{11, 21}, 99},
		{"second value unknown", two, []float64{10, 22}, 99},
		{"first value unknown", two, []float64{9, 20}, 99},
		{"numbers that are not whole", two, []float64{0.5, 1e300}, 4},
		{"missing", []MapRow{row(1, 10)}, []float64{Missing}, 88},
		{"missing comes before an unknown value", two, []float64{9, Missing}, 88},
		{"NaN matches nothing", two, []float64{NaN, 20}, 99},
		{"undefined stays", two, []float64{10, Undefined}, Undefined},
		{"a key that is missing matches nothing", []MapRow{row(1, Missing, 20)}, []float64{10, 20}, 99},
		{"several rows that agree", []MapRow{row(1, 10), row(1, 10)}, []float64{10}, 1},
		{"a result that is missing", []MapRow{row(Missing, 10)}, []float64{10}, Missing},
		{"no rows", nil, []float64{10}, 99},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var fields []Expr
			for i := range tt.in {
				fields = append(fields, &Ref{Slot(i)})
			}
			m := NewMapValues(fields, tt.rows, 88, 99, posAt(3, 4))
			sameCell(t, tt.want, m.Eval(testFrame(NewTexts(), tt.in...)))
		})
	}
}

func inf() float64 { return math.Inf(1) }

func TestMapValuesFaults(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows []MapRow
		want Fault
	}{
		{"several rows that differ", []MapRow{row(1, 10), row(2, 10)},
			Fault{Code: FaultFunction, Pos: posAt(3, 4), Detail: "several rows of the table match, with different results"}},
		{"a row without a result", []MapRow{{Keys: []float64{10}, Value: Missing, Absent: true, Pos: posAt(5, 6)}},
			Fault{Code: FaultFunction, Pos: posAt(5, 6), Detail: "the row of the table that matches has no result"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := NewMapValues([]Expr{&Ref{0}}, tt.rows, 88, 99, posAt(3, 4))
			f := testFrame(NewTexts(), 10)
			v := m.Eval(f)
			require.True(t, IsError(v))
			assert.Equal(t, &tt.want, f.Fault(v))
			assert.Nil(t, f.Err(), "nothing is raised until the cell is used")
			f.Cells[0] = 7
			sameCell(t, 99, m.Eval(f))
		})
	}
}

// A table as large as its keys are many must answer like a plain search.
func TestMapValuesLarge(t *testing.T) {
	var rows []MapRow
	for i := range 3000 {
		rows = append(rows, row(float64(i), float64(i%61), float64(i/61)*1000.5, float64(i%7)))
	}
	m := NewMapValues([]Expr{&Ref{0}, &Ref{1}, &Ref{2}}, rows, 88, 99, posAt(1, 1))
	for i, r := range rows {
		f := testFrame(NewTexts(), r.Keys...)
		sameCell(t, float64(i), m.Eval(f))
		f.Cells[2] = float64((i + 1) % 7)
		sameCell(t, 99, m.Eval(f))
	}
}

func BenchmarkMapValues(b *testing.B) {
	for _, columns := range []int{1, 3} {
		for _, n := range []int{4, 1000, 100_000} {
			b.Run(fmt.Sprintf("columns=%d/rows=%d", columns, n), func(b *testing.B) {
				var rows []MapRow
				for i := range n {
					r := row(float64(i))
					for range columns {
						r.Keys = append(r.Keys, float64(i))
					}
					rows = append(rows, r)
				}
				var fields []Expr
				for i := range columns {
					fields = append(fields, &Ref{Slot(i)})
				}
				m := NewMapValues(fields, rows, Missing, Missing, posAt(1, 1))
				f := testFrame(NewTexts(), rows[n/2].Keys...)
				b.ReportAllocs()
				for b.Loop() {
					m.Eval(f)
				}
			})
		}
	}
}
