package functions

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

func TestComparisons(t *testing.T) {
	for _, tt := range []struct {
		rule string
		x, y any
		// The results of equal, notEqual, lessThan, lessOrEqual, greaterThan, greaterOrEqual.
		want string
	}{
		{"below", 1.0, 2.0, "FTTTFF"},
		{"same", 2.0, 2.0, "TFFTFT"},
		{"above", 3.0, -1.0, "FTFFTT"},
		{"first missing", nil, 1.0, "______"},
		{"second missing", 1.0, nil, "______"},
		{"missing constant", "x", k(nil), "______"},
		{"integer and double are numbers", 1, 1.5, "FTTTFF"},
		{"integer and equal double", 2, 2.0, "TFFTFT"},
		{"float and constant double", f32(0.1), k(0.1), "TFFTFT"},
		{"float and double field", f32(0.1), 0.1, "FTFFTT"},
		{"boolean and number", true, 1, "TFFTFT"},
		{"number and constant text", 2.0, k("2"), "TFFTFT"},
		{"constant text and number", k("1.5"), 2, "FTTTFF"},
		{"integer and constant text of a fraction", 2, k("2.5"), "FTTTFF"},
		{"number and text field", 2.0, "10", "FTTTFF"},
		{"boolean and constant text", true, k("true"), "TFFTFT"},
		{"dates", as{tDate, "2000-01-01"}, as{tDate, "1999-12-31"}, "FTFFTT"},
		{"date and constant text", as{tDate, "2000-01-01"}, k("2000-01-01"), "TFFTFT"},
		{"constant text and date", k("1999-12-31"), as{tDate, "2000-01-01"}, "FTTTFF"},
		{"date and text field", as{tDate, "2000-01-01"}, "2000-01-02", "FTTTFF"},
		{"date and dateTime", as{tDate, "2000-01-01"}, as{tMoment, "2000-01-01T12:00:00"}, "TFFTFT"},
		{"dateTime and date", as{tMoment, "2000-01-01T12:00:00"}, as{tDate, "2000-01-01"}, "FTFFTT"},
		{"counts of days from different epochs", as{pmml.DataTypeDateDaysSince1960, "2000-01-01"}, as{pmml.DataTypeDateDaysSince1970, "2000-01-01"}, "TFFTFT"},
		{"count and number", as{pmml.DataTypeDateDaysSince1960, "1960-01-03"}, 2, "TFFTFT"},
		{"NaN is equal to itself", nan, nan, "TFFTFT"},
		{"NaN is above numbers", nan, inf, "FTFFTT"},
		{"numbers are below NaN", 1, nan, "FTTTFF"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			got := ""
			for _, name := range []string{"equal", "notEqual", "lessThan", "lessOrEqual", "greaterThan", "greaterOrEqual"} {
				if tt.rule == "missing constant" && name != "equal" && name != "notEqual" {
					got += "_"
					continue
				}
				switch run(t, name, tt.x, tt.y) {
				case true:
					got += "T"
				case false:
					got += "F"
				case nil:
					got += "_"
				default:
					got += "?"
				}
			}
			assert.Equal(t, tt.want, got)
		})
	}
	runVectors(t, []vector{
		{"equal strings", "equal", a{"x", "x"}, true},
		{"case counts", "equal", a{"x", "X"}, false},
		{"constant string", "equal", a{"x y", k("x y")}, true},
		{"blanks count", "notEqual", a{"x y", "xy"}, true},
		{"string field and number", "equal", a{"1", k(1)}, true},
		{"string field that a number is not written like", "equal", a{"01", k(1)}, false},
		{"string field with a sign", "equal", a{"+1", k(1)}, false},
		{"string field with blanks", "notEqual", a{" 1", k(1)}, true},
		{"string field and double", "equal", a{"1.0", k(1.0)}, true},
		{"string field and double written as an integer", "equal", a{"1", k(1.0)}, false},
		{"string field and large double", "equal", a{"1.0E7", k(1e7)}, true},
		{"number and string field", "equal", a{k(1), "01"}, false},
		{"number and string field like it", "equal", a{k(1), "1"}, true},
		{"string field and number field", "equal", a{"01", 1}, false},
		{"string field and number field like it", "equal", a{"1", 1}, true},
		{"number field and string field", "equal", a{1, "01"}, true},
		{"string field and truth value", "equal", a{"true", k(true)}, true},
		{"string field and truth value in another case", "equal", a{"TRUE", k(true)}, false},
		{"string field and truth value as a number", "equal", a{"1", k(true)}, false},
		{"string field and date", "equal", a{"2000-01-01", as{tDate, "2000-01-01"}}, true},
		{"string field that is no number", "equal", a{"one", k(1)}, false},
		{"string field that is no number differs", "notEqual", a{"one", 1.5}, true},
		{"string field that is no number equals no NaN", "equal", a{"one", nan}, false},
		{"constant that is no number", "equal", a{1, k("one")}, false},
		{"constant that is no number differs", "notEqual", a{1, k("one")}, true},
		{"constant that is no number, missing", "equal", a{none(tInteger), k("one")}, nil},
		{"text that is no number has no order", "lessThan", a{1, "one"}, failing{}},
		{"string field that is no date has no order", "lessThan", a{as{tDate, "2000-01-01"}, "soon"}, failing{}},
	})
}

func ordinal(b *bench, v any, levels *program.Levels) program.Typed {
	x := b.arg(v)
	x.Op = pmml.OpTypeOrdinal
	x.Levels = levels
	return x
}

func TestOrderOfOrdinals(t *testing.T) {
	order := func(x, y any, listed ...string) any {
		b := newBench()
		var levels *program.Levels
		if listed != nil {
			var cells []float64
			for _, s := range listed {
				cells = append(cells, b.texts.Intern(s))
			}
			levels = program.NewLevels(cells)
		}
		c := b.call("lessThan")
		c.Args = []program.Typed{ordinal(b, x, levels), b.arg(y)}
		return b.run(t, c)
	}
	assert.Equal(t, true, order("low", "high", "low", "mid", "high"), "by place in the list")
	assert.Equal(t, false, order("high", k("low"), "low", "mid", "high"))
	assert.Equal(t, false, order("low", k("low"), "low", "mid", "high"))
	assert.Equal(t, failing{}, order("low", "none", "low", "mid", "high"), "not listed")
	assert.Equal(t, failing{}, order("none", "low", "low", "mid", "high"), "not listed")
	assert.Equal(t, nil, order(none(tString), "low", "low", "high"))
	assert.Equal(t, false, order("low", "high"), "by text")
	assert.Equal(t, true, order("high", "low"))
	assert.Equal(t, false, order("low", "low"))

	b := newBench()
	c := b.call("greaterThan")
	levels := program.NewLevels([]float64{3, 1, 2})
	c.Args = []program.Typed{ordinal(b, 1, levels), b.arg(k("3"))}
	assert.Equal(t, true, b.run(t, c), "numbers by place in the list")

	b = newBench()
	c = b.call("greaterThan")
	c.Args = []program.Typed{b.arg("2"), ordinal(b, 1, levels)}
	assert.Equal(t, true, b.run(t, c), "a string field as one of the numbers listed")

	assert.Equal(t, true, order("10", k(9)), "a number as a text")
	assert.Equal(t, true, order("high", k(7), "high", "7"))

	for _, args := range [][]any{{"a", k(7)}, {k(7), "a"}, {"a", 7}} {
		_, err := Build(newBench().call("lessThan", args...))
		require.ErrorContains(t, err, "cannot order categorical strings: a number beside a string is compared as its text")
	}
}

func TestCompareTexts(t *testing.T) {
	texts := []string{"", "a", "ab", "b", "é", "\uE000", "\uFFFD", "\U00010000", "\U0001F600", "\U0001F600a", "\uD7FF", "z\U00010400", "z\uFF00"}
	for _, s := range texts {
		for _, u := range texts {
			want := 0
			x, y := utf16.Encode([]rune(s)), utf16.Encode([]rune(u))
			for i := 0; want == 0 && (i < len(x) || i < len(y)); i++ {
				switch {
				case i >= len(x):
					want = -1
				case i >= len(y):
					want = 1
				default:
					want = int(x[i]) - int(y[i])
				}
			}
			got := compareTexts(s, u)
			assert.True(t, got < 0 == (want < 0) && got > 0 == (want > 0), "%q, %q: %d", s, u, got)
		}
	}
}

func TestMembership(t *testing.T) {
	runVectors(t, []vector{
		{"listed", "isIn", a{"red", k("red"), k("blue")}, true},
		{"not listed", "isIn", a{"Green", k("red"), k("blue")}, false},
		{"not in", "isNotIn", a{" x ", k("red"), k("blue")}, true},
		{"missing is not in", "isIn", a{none(tString), k("a"), k("B")}, false},
		{"missing is not in, negated", "isNotIn", a{none(tString), k("a"), k("B")}, true},
		{"missing among constants", "isIn", a{none(tString), k("a"), k(nil)}, true},
		{"missing constant equals no value", "isIn", a{"x", k("a"), k(nil)}, false},
		{"missing constant equals no zero", "isIn", a{0, k(1), k(nil)}, false},
		{"fields", "isIn", a{1, 2, 1}, true},
		{"missing field equals no value", "isIn", a{1, none(tInteger), 2}, false},
		{"numbers of several types", "isIn", a{1, 2.5, k(1.0)}, true},
		{"number and constant texts", "isIn", a{10, k("5"), k("10")}, true},
		{"number and constant that is none", "isIn", a{10, k("five")}, false},
		{"string and constant numbers", "isIn", a{"10", k(5), k(10)}, true},
		{"string that is no number", "isIn", a{"ten", k(5), k("ten")}, true},
		{"string that a number is not written like", "isIn", a{"010", k(5), k(10)}, false},
		{"string that a number is not written like is not in", "isNotIn", a{"010", k(5), k(10)}, true},
		{"string and number fields", "isIn", a{"010", 5, 10}, false},
		{"string and number fields like it", "isIn", a{"10", 5, 10}, true},
		{"constant string and number fields", "isIn", a{k("10"), 5, 10}, true},
		{"constant number and strings", "isIn", a{k(10), "010", "5"}, false},
		{"constant number and a string like it", "isIn", a{k(10), "010", "10"}, true},
		{"constant double and floats", "isIn", a{k(0.1), f32(0.1), f32(0.2)}, true},
		{"float and constant doubles", "isIn", a{f32(0.1), k(0.1)}, true},
		{"date and constant texts", "isIn", a{as{tDate, "2000-01-01"}, k("2000-01-01")}, true},
		{"NaN among fields", "isIn", a{nan, nan}, true},
		{"failing member", "isIn", a{1, 1, failing{}}, failing{}},
		{"many constants", "isIn", a{7, k(1), k(3), k(5), k(7), k(9), k(11), k(1000000)}, true},
	})
}

func TestLogic(t *testing.T) {
	cell := map[byte]any{'T': true, 'F': false, '_': none(tBoolean)}
	for _, tt := range []struct{ name, args, want string }{
		{"and", "TT", "T"}, {"and", "TF", "F"}, {"and", "FF", "F"}, {"and", "T_", "_"}, {"and", "_T", "_"},
		{"and", "F_", "F"}, {"and", "_F", "F"}, {"and", "__", "_"}, {"and", "T_F", "F"}, {"and", "TTT", "T"}, {"and", "_TT", "_"},
		{"or", "TT", "T"}, {"or", "TF", "T"}, {"or", "FF", "F"}, {"or", "T_", "T"}, {"or", "_T", "T"},
		{"or", "F_", "_"}, {"or", "_F", "_"}, {"or", "__", "_"}, {"or", "F_T", "T"}, {"or", "FFF", "F"}, {"or", "_FF", "_"},
		{"not", "T", "F"}, {"not", "F", "T"}, {"not", "_", "_"},
	} {
		var args a
		for i := range tt.args {
			args = append(args, cell[tt.args[i]])
		}
		want := cell[tt.want[0]]
		if tt.want == "_" {
			want = nil
		}
		assert.Equal(t, want, run(t, tt.name, args...), "%s(%s)", tt.name, strings.Join(strings.Split(tt.args, ""), ", "))
	}
	runVectors(t, []vector{
		{"numbers as truth values", "and", a{1, 1.0}, true},
		{"other numbers are none", "and", a{1, 2}, failing{}},
		{"constant text", "or", a{false, k("TRUE")}, true},
		{"text field", "or", a{false, "true"}, true},
		{"text field that is none", "or", a{false, "yes"}, failing{}},
		{"an error counts though another decides", "and", a{false, failing{}}, failing{}},
		{"an error counts though another decides, or", "or", a{true, undefined{}}, undefined{}},
	})
}

func TestIf(t *testing.T) {
	runVectors(t, []vector{
		{"then", "if", a{true, 1.5, 2.5}, 1.5},
		{"else", "if", a{false, 1.5, 2.5}, 2.5},
		{"no else", "if", a{false, 1.5}, nil},
		{"missing condition", "if", a{none(tBoolean), 1.5, 2.5}, nil},
		{"missing branch", "if", a{true, nil, 2.5}, nil},
		{"branch not taken may fail", "if", a{true, 1.5, failing{}}, 1.5},
		{"branch taken fails", "if", a{false, 1.5, failing{}}, failing{}},
		{"integer and double give a double", "if", a{true, 1, 2.5}, 1.0},
		{"integers stay", "if", a{true, 1, 2}, 1},
		{"texts", "if", a{false, k("big"), k("small")}, "small"},
		{"missing constant", "if", a{true, k(nil), 2}, nil},
		{"number and missing constant", "if", a{false, k(nil), 2}, 2},
		{"number and text give a text", "if", a{false, k("big"), 2.5}, "2.5"},
		{"constant number and text give a text", "if", a{false, k("big"), k(2)}, "2"},
		{"number and the text of one give a number", "if", a{true, 2.5, k("0")}, 2.5},
		{"a code with leading zeros stays text", "if", a{false, 2.5, k("007")}, "007"},
		{"number and text field give a text", "if", a{false, 2.5, "7"}, "7"},
		{"date and its text", "if", a{false, as{tDate, "2000-01-01"}, k("1999-01-01")}, "1999-01-01"},
		{"truth value and its text", "if", a{false, true, k("true")}, true},
		{"condition that is a number", "if", a{0, 1.5, 2.5}, 2.5},
		{"condition that is an error", "if", a{failing{}, 1.5, 2.5}, failing{}},
	})
	mapped := func(to any, args ...any) any {
		b := newBench()
		c := b.call("if", args...)
		c.MapMissing = b.arg(k(to))
		return b.run(t, c)
	}
	assert.Equal(t, 9, mapped(9, none(tBoolean), 1, 2), "missing condition")
	assert.Equal(t, 9, mapped("9", none(tBoolean), 1, 2), "text that is a number")
	assert.Equal(t, "none", mapped("none", none(tBoolean), 1, 2), "text")
	assert.Equal(t, 1.0, mapped(9.5, true, 1, 2), "not asked for, but it decides the type")
	assert.Equal(t, 9, mapped(9, true, none(tInteger), 2), "missing branch")
	assert.Equal(t, nil, mapped(9, false, 1), "no else branch")
	assert.Equal(t, failing{}, mapped(9, failing{}, 1, 2))
}

func TestIfKeepsTheOrderThatBothBranchesHave(t *testing.T) {
	b := newBench()
	levels := program.NewLevels([]float64{b.texts.Intern("low"), b.texts.Intern("high")})
	c := b.call("if", true)
	c.Args = append(c.Args, ordinal(b, "low", levels), ordinal(b, "high", levels))
	r, err := Build(c)
	require.NoError(t, err)
	assert.Same(t, levels, r.Levels)
	assert.Equal(t, pmml.OpTypeOrdinal, r.Op)
	c.Args[2].Levels = nil
	r, err = Build(c)
	require.NoError(t, err)
	assert.Nil(t, r.Levels)
	assert.Equal(t, pmml.OpTypeCategorical, r.Op)
}

func TestValidity(t *testing.T) {
	runVectors(t, []vector{
		{"isMissing of a value", "isMissing", a{1.5}, false},
		{"isMissing", "isMissing", a{nil}, true},
		{"isNotMissing of NaN", "isNotMissing", a{nan}, true},
		{"isMissing of a collection", "isMissing", a{list{nil}}, false},
		{"isValid", "isValid", a{1.5}, true},
		{"isValid of NaN", "isValid", a{nan}, false},
		{"isNotValid of NaN", "isNotValid", a{nan}, true},
		{"isNotValid of missing", "isNotValid", a{nil}, false},
		{"isValid of missing", "isValid", a{nil}, false},
		{"isValid of a text", "isValid", a{""}, true},
		{"isMissing of an undefined value", "isMissing", a{undefined{}}, undefined{}},
	})
	within := func(name string, v float64) any {
		b := newBench()
		x := b.arg(v)
		x.Domain = &program.Domain{Intervals: []program.Range{{Left: 0, Right: 1}}}
		c := b.call(name)
		c.Args = []program.Typed{x}
		return b.run(t, c)
	}
	assert.Equal(t, true, within("isValid", 0.5))
	assert.Equal(t, false, within("isValid", 2))
	assert.Equal(t, true, within("isNotValid", 2))
	assert.Equal(t, false, within("isNotValid", 0.5))
}
