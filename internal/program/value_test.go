package program

import (
	"math"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Numbers as documents and records write them.
func TestParseValue(t *testing.T) {
	inf := math.Inf(1)
	for _, tt := range []struct {
		t    pmml.DataType
		text string
		want float64
		ok   bool
	}{
		{pmml.DataTypeInteger, "3", 3, true},
		{pmml.DataTypeInteger, "+3", 3, true},
		{pmml.DataTypeInteger, "-3", -3, true},
		{pmml.DataTypeInteger, "3.0", 3, true},
		{pmml.DataTypeInteger, "1e2", 100, true},
		{pmml.DataTypeInteger, "3.5", 0, false},
		{pmml.DataTypeInteger, "TRUE", 1, true},
		{pmml.DataTypeInteger, "false", 0, true},
		{pmml.DataTypeInteger, "INF", 0, false},
		{pmml.DataTypeInteger, "NaN", 0, false},
		{pmml.DataTypeInteger, "9007199254740991", 1<<53 - 1, true},
		{pmml.DataTypeInteger, "9007199254740993", 0, false},
		{pmml.DataTypeInteger, "-9007199254740993", 0, false},
		{pmml.DataTypeInteger, "", 0, false},
		{pmml.DataTypeDouble, "3", 3, true},
		{pmml.DataTypeDouble, " 3 ", 3, true},
		{pmml.DataTypeDouble, "-0", 0, true},
		{pmml.DataTypeDouble, "1e400", inf, true},
		{pmml.DataTypeDouble, "-1e400", -inf, true},
		{pmml.DataTypeDouble, "1e-400", 0, true},
		{pmml.DataTypeDouble, "inf", inf, true},
		{pmml.DataTypeDouble, "+INF", inf, true},
		{pmml.DataTypeDouble, "-Infinity", -inf, true},
		{pmml.DataTypeDouble, "true", 1, true},
		{pmml.DataTypeDouble, "1,5", 0, false},
		{pmml.DataTypeDouble, "0x10", 0, false},
		{pmml.DataTypeDouble, "1_000", 0, false},
		{pmml.DataTypeDouble, "1.2.3", 0, false},
		{pmml.DataTypeDouble, "--1", 0, false},
		{pmml.DataTypeDouble, " ", 0, false},
		{pmml.DataTypeFloat, "0.1", float64(float32(0.1)), true},
		{pmml.DataTypeFloat, "1.00000017881393432617187499", float64(float32(1.0000001)), true}, // not rounded twice
		{pmml.DataTypeFloat, "1e50", inf, true},
		{pmml.DataTypeFloat, "-INF", -inf, true},
		{pmml.DataTypeBoolean, "true", 1, true},
		{pmml.DataTypeBoolean, "False", 0, true},
		{pmml.DataTypeBoolean, "1", 1, true},
		{pmml.DataTypeBoolean, "0.0", 0, true},
		{pmml.DataTypeBoolean, "2", 0, false},
		{pmml.DataTypeBoolean, "yes", 0, false},
		{pmml.DataTypeString, "a", 0, false},
	} {
		t.Run(tt.t.String()+" "+tt.text, func(t *testing.T) {
			got, err := ParseValue(tt.t, tt.text)
			if !tt.ok {
				assert.Error(t, err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
			assert.False(t, got == 0 && math.Signbit(got), "negative zero")
		})
	}
	nan, err := ParseValue(pmml.DataTypeDouble, "nan")
	require.NoError(t, err)
	assert.True(t, IsNaN(nan))
}

// Texts of values, as string conversion in expressions writes them.
func TestFormatValue(t *testing.T) {
	for _, tt := range []struct {
		v    float64
		t    pmml.DataType
		want string
	}{
		{3, pmml.DataTypeInteger, "3"},
		{-3, pmml.DataTypeInteger, "-3"},
		{2.5, pmml.DataTypeInteger, "2.5"}, // a mean that replaced a missing integer
		{3, pmml.DataTypeDouble, "3.0"},
		{0, pmml.DataTypeDouble, "0.0"},
		{0.001, pmml.DataTypeDouble, "0.001"},
		{0.0001, pmml.DataTypeDouble, "1.0E-4"},
		{9999999, pmml.DataTypeDouble, "9999999.0"},
		{1e7, pmml.DataTypeDouble, "1.0E7"},
		{1.25e10, pmml.DataTypeDouble, "1.25E10"},
		{-1e-10, pmml.DataTypeDouble, "-1.0E-10"},
		{1e100, pmml.DataTypeDouble, "1.0E100"},
		{math.Inf(1), pmml.DataTypeDouble, "Infinity"},
		{math.Inf(-1), pmml.DataTypeDouble, "-Infinity"},
		{NaN, pmml.DataTypeDouble, "NaN"},
		{float64(float32(0.1)), pmml.DataTypeFloat, "0.1"},
		{float64(float32(0.1)), pmml.DataTypeDouble, "0.10000000149011612"},
		{1, pmml.DataTypeBoolean, "true"},
		{0, pmml.DataTypeBoolean, "false"},
		{31, pmml.DataTypeDateDaysSince1970, "31"},
		{31, pmml.DataTypeDate, "1970-02-01"},
		{61, pmml.DataTypeTime, "00:01:01"},
	} {
		assert.Equal(t, tt.want, FormatValue(tt.v, tt.t), "%v %v", tt.v, tt.t)
	}
}

// Casts from every kind of type to every other. A string is given
// as a text.
func TestConvert(t *testing.T) {
	const (
		str, integer, float, double = pmml.DataTypeString, pmml.DataTypeInteger, pmml.DataTypeFloat, pmml.DataTypeDouble
		boolean, date, clock        = pmml.DataTypeBoolean, pmml.DataTypeDate, pmml.DataTypeTime
		moment, seconds             = pmml.DataTypeDateTime, pmml.DataTypeTimeSeconds
		days60, days70, secs60      = pmml.DataTypeDateDaysSince1960, pmml.DataTypeDateDaysSince1970, pmml.DataTypeDateTimeSecondsSince1960
		secs70                      = pmml.DataTypeDateTimeSecondsSince1970
		offset                      = 3653.0
	)
	for _, tt := range []struct {
		from pmml.DataType
		in   any
		to   pmml.DataType
		want any // nil for an error
	}{
		{double, 3.0, str, "3.0"}, {integer, 3.0, str, "3"}, {boolean, 1.0, str, "true"}, {date, 1.0, str, "1970-01-02"},
		{str, "3", double, 3.0}, {str, "3.0", integer, 3.0}, {str, "x", integer, nil}, {str, "1970-01-02", date, 1.0},
		{double, 3.0, integer, 3.0}, {double, 3.5, integer, nil}, {double, 1e300, integer, nil}, {double, NaN, integer, nil},
		{double, 0.1, float, float64(float32(0.1))}, {float, float64(float32(0.1)), double, float64(float32(0.1))},
		{double, 1.0, boolean, 1.0}, {double, 2.0, boolean, nil}, {boolean, 1.0, double, 1.0}, {boolean, 1.0, integer, 1.0},
		{integer, 5.0, double, 5.0}, {integer, 5.0, days60, 5.0}, {double, 5.5, days60, nil}, {boolean, 1.0, days60, nil},
		{days60, 5.0, double, 5.0}, {days60, 1.0, boolean, nil}, {days60, 5.0, integer, 5.0}, {seconds, 5.0, double, 5.0},
		{double, 5.0, date, nil}, {date, 5.0, double, nil}, {double, 5.0, clock, nil}, {clock, 5.0, date, nil},
		{moment, 86400 + 61.5, date, 1.0}, {moment, 86400 + 61.5, clock, 61.5}, {moment, -1.0, date, -1.0}, {moment, -1.0, clock, 86399.0},
		{moment, 86400 + 61.5, seconds, 61.0}, {clock, 61.5, seconds, 61.0}, {date, 1.0, moment, 86400.0},
		{date, 1.0, days60, 1 + offset}, {date, 1.0, secs60, (1 + offset) * 86400}, {moment, 86400 + 0.5, days70, 1.0}, {moment, 86400.5, secs70, 86400.0},
		{days60, offset + 1, days70, 1.0}, {secs60, offset*86400 + 1, secs70, 1.0}, {days60, 1.0, secs60, 1.0}, {clock, 5.0, moment, nil},
	} {
		f := (&Program{Texts: NewTexts()}).NewFrame()
		v, ok := tt.in.(float64)
		if !ok {
			v = f.Code(tt.in.(string))
		}
		e := Typed{Expr: &Const{Value: v}, Type: tt.from}
		got := Cast(e, tt.to, pmml.Pos{}).Eval(f)
		name := tt.from.String() + " to " + tt.to.String()
		switch want := tt.want.(type) {
		case nil:
			require.True(t, IsError(got), "%s: %v", name, got)
			assert.Contains(t, f.Fault(got).Detail, tt.to.String()[:1], name)
		case string:
			assert.Equal(t, want, f.Text(got), name)
		default:
			assert.Equal(t, want, got, name)
		}
		// What is no value stays what it is, and a collection is cast by element.
		for _, special := range []float64{Missing, Undefined} {
			e.Expr = &Const{Value: special}
			assert.Equal(t, math.Float64bits(special), math.Float64bits(Cast(e, tt.to, pmml.Pos{}).Eval(f)))
		}
		list := f.NewList()
		f.Append(list, v)
		f.Append(list, Missing)
		many := Cast(Typed{Expr: &Const{Value: list}, Type: tt.from, List: true}, tt.to, pmml.Pos{}).Eval(f)
		if tt.want == nil {
			assert.True(t, IsError(many), name)
			continue
		}
		elements := f.List(many)
		require.Len(t, elements, 2)
		assert.Equal(t, got, elements[0])
		assert.True(t, IsMissing(elements[1]))
	}
}
