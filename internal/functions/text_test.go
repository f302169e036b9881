package functions

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTexts(t *testing.T) {
	runVectors(t, []vector{
		{"upper case", "uppercase", a{"Hello World"}, "HELLO WORLD"},
		{"upper case that grows", "uppercase", a{"äÖß ﬁ"}, "ÄÖSS FI"},
		{"lower case", "lowercase", a{"Hello ÄÖß"}, "hello äöß"},
		{"sigma at the end of a word", "lowercase", a{"ΟΔΟΣ ΣΑΣ. Σ"}, "οδος σας. σ"},
		{"dotted capital i", "lowercase", a{"İx"}, "i\u0307x"},
		{"upper case of a number", "uppercase", a{1e-7}, "1.0E-7"},
		{"trimBlanks", "trimBlanks", a{" \t\n pad\x01 "}, "pad"},
		{"trimBlanks leaves wide blanks", "trimBlanks", a{"\u00a0x"}, "\u00a0x"},
		{"length", "stringLength", a{"ünïcode"}, 7},
		{"length beyond 16 bits", "stringLength", a{"a😀"}, 3},
		{"length of nothing", "stringLength", a{""}, 0},
		{"length of an integer", "stringLength", a{-20}, 3},

		{"substring beyond the end", "substring", a{"Hello World", 2, 100}, "ello World"},
		{"substring from beyond the end", "substring", a{"äÖß", 4, 2}, ""},
		{"substring of other letters", "substring", a{"ünïcode", 2, 3}, "nïc"},
		{"substring of length 0", "substring", a{"abc", 2, 0}, ""},
		{"substring from 0", "substring", a{"abc", 0, 1}, failing{}},
		{"substring of negative length", "substring", a{"abc", 1, -1}, failing{}},
		{"substring by doubles", "substring", a{"abc", 2.0, k(1.0)}, "b"},
		{"substring by fractions", "substring", a{"abc", 1.5, 1}, failing{}},
		{"substring of a number", "substring", a{2004, 1, 2}, "20"},
		{"substring around a pair", "substring", a{"a😀b", 2, 2}, "😀"},
		{"substring behind a pair", "substring", a{"a😀b", 4, 5}, "b"},
		{"substring of half a pair", "substring", a{"a😀b", 1, 2}, "a\uFFFD"},
		{"substring from half a pair", "substring", a{"a😀b", 3, 2}, "\uFFFDb"},
		{"substring, huge bounds", "substring", a{"é", maxWhole, maxWhole}, ""},
		{"substring, huge length", "substring", a{"éa", 2, maxWhole}, "a"},

		{"concat", "concat", a{"a", k("-"), 1.0}, "a-1.0"},
		{"concat of a missing value", "concat", a{none(tString), k("-"), 2.5}, nil},
		{"an error counts beside a missing value", "concat", a{none(tString), failing{}}, failing{}},
		{"concat of missing", "concat", a{none(tString), nil}, nil},
		{"concat of an integer", "concat", a{"zz", k("/"), -20}, "zz/-20"},
		{"concat of a large double", "concat", a{"b", 1e21}, "b1.0E21"},
		{"concat of a float", "concat", a{"b", f32(0.1)}, "b0.1"},
		{"concat of a truth value and a date", "concat", a{true, as{tDate, "2000-02-29"}}, "true2000-02-29"},
		{"concat of NaN", "concat", a{"b", nan}, "bNaN"},
	})
}

func TestLongUpperCase(t *testing.T) {
	for r, want := range longUpper {
		assert.Equal(t, "X"+want, upper("x"+string(r)))
		assert.Greater(t, len([]rune(want)), 1)
		assert.NotEqual(t, want, strings.ToUpper(string(r)))
	}
}

func TestFormatNumber(t *testing.T) {
	for _, g := range printfGoldens {
		assert.Equal(t, g.want, run(t, "formatNumber", g.value, k(g.pattern)), "%s of %v", g.pattern, g.value)
	}
	runVectors(t, []vector{
		{"%d of a whole double", "formatNumber", a{2.0, k("%d")}, "2"},
		{"%d of a fraction", "formatNumber", a{2.5, k("%d")}, failing{}},
		{"%d of INF", "formatNumber", a{inf, k("%d")}, failing{}},
		{"%d of a large integer", "formatNumber", a{maxWhole, k("%d")}, "9007199254740992"},
		{"%x of a large negative", "formatNumber", a{-maxWhole, k("%x")}, "ffe0000000000000"},
		{"%f of an integer", "formatNumber", a{3, k("%.1f")}, "3.0"},
		{"%s of a double", "formatNumber", a{3.0, k("%6s|")}, "   3.0|"},
		{"%s cut", "formatNumber", a{3.25, k("%.3s|")}, "3.2|"},
		{"%f of INF", "formatNumber", a{inf, k("%06.1f")}, "   inf"},
		{"%F of -INF", "formatNumber", a{-inf, k("%F")}, "-INF"},
		{"%f of NaN", "formatNumber", a{nan, k("%f")}, "nan"},
		{"length modifiers", "formatNumber", a{3, k("%ld")}, "3"},
		{"thousands", "formatNumber", a{-1234567.891, k("%'.2f")}, "-1,234,567.89"},
		{"thousands of integers", "formatNumber", a{123456, k("%,d")}, "123,456"},
		{"no conversion", "formatNumber", a{1, k("100%%")}, "100%"},
		{"pattern of a field", "formatNumber", a{1, "%03d"}, "001"},
		{"bad pattern of a field", "formatNumber", a{1, "%"}, failing{}},
		{"missing pattern", "formatNumber", a{1, none(tString)}, nil},
		{"constant text that is a number", "formatNumber", a{k("12"), k("%4d")}, "  12"},
		{"missing", "formatNumber", a{nil, k("%d")}, nil},
		{"a width out of reason", "formatNumber", a{1, "%9999d"}, failing{}},
	})
}

func TestFormatDatetime(t *testing.T) {
	for _, g := range strftimeGoldens {
		assert.Equal(t, g.want, run(t, "formatDatetime", as{tMoment, g.moment}, k(g.pattern)), "%s of %s", g.pattern, g.moment)
	}
	runVectors(t, []vector{
		{"a date is at midnight", "formatDatetime", a{as{tDate, "2004-08-20"}, k("%d %H:%M")}, "20 00:00"},
		{"a time", "formatDatetime", a{as{tTime, "14:05:09"}, k("%H-%M-%S")}, "14-05-09"},
		{"a time has no date", "formatDatetime", a{as{tTime, "14:05:09"}, "%d"}, failing{}},
		{"text of a dateTime", "formatDatetime", a{"2004-08-20T14:05:09", k("%D %T")}, "08/20/04 14:05:09"},
		{"text of a date", "formatDatetime", a{"2004-08-20", k("%F")}, "2004-08-20"},
		{"text of a time", "formatDatetime", a{"14:05", k("%T")}, "14:05:00"},
		{"text of a time has no date", "formatDatetime", a{"14:05", k("%F")}, failing{}},
		{"text of nothing", "formatDatetime", a{"soon", k("%F")}, failing{}},
		{"constant text", "formatDatetime", a{k("2004-08-20"), k("%e")}, "20"},
		{"count of days", "formatDatetime", a{as{pmmlDays1960, "2004-08-20"}, k("%F")}, "2004-08-20"},
		{"bad pattern of a field", "formatDatetime", a{as{tDate, "2004-08-20"}, "%"}, failing{}},
		{"missing pattern", "formatDatetime", a{as{tDate, "2004-08-20"}, none(tString)}, nil},
		{"missing", "formatDatetime", a{none(tDate), k("%F")}, nil},
		{"before the epoch", "formatDatetime", a{as{tMoment, "1959-06-30T01:02:03"}, k("%F %T")}, "1959-06-30 01:02:03"},
	})
}

func TestDates(t *testing.T) {
	day, moment := as{tDate, "2004-08-20"}, as{tMoment, "2004-08-20T14:05:09"}
	runVectors(t, []vector{
		{"days since 1960", "dateDaysSinceYear", a{day, k(1960)}, 16303},
		{"days since 2020", "dateDaysSinceYear", a{day, k(2020)}, -5612},
		{"days of a dateTime", "dateDaysSinceYear", a{moment, k(1970)}, 12650},
		{"days of a dateTime before the epoch", "dateDaysSinceYear", a{as{tMoment, "1959-06-30T01:02:03"}, k(1970)}, -3838},
		{"days since the year of a field", "dateDaysSinceYear", a{day, 2000.0}, 1693},
		{"days since a fraction", "dateDaysSinceYear", a{day, 1970.5}, failing{}},
		{"days since a year out of reason", "dateDaysSinceYear", a{day, 1e9}, failing{}},
		{"days of a text", "dateDaysSinceYear", a{"2004-08-20", k(1960)}, 16303},
		{"days of the text of a time", "dateDaysSinceYear", a{"10:00:00", k(1960)}, failing{}},
		{"days of a constant", "dateDaysSinceYear", a{k("1960-01-01"), k(1960)}, 0},
		{"days of a count", "dateDaysSinceYear", a{as{pmmlDays1960, "2004-08-20"}, k(1970)}, 12650},
		{"days of a count of seconds", "dateDaysSinceYear", a{as{pmmlSeconds1980, "2004-08-20T14:05:09"}, k(1970)}, 12650},
		{"day 0", "dateDaysSinceYear", a{as{tDate, "1960-01-01"}, k(1960)}, 0},
		{"seconds since 1960", "dateSecondsSinceYear", a{moment, k(1960)}, 1408629909},
		{"seconds since 2000", "dateSecondsSinceYear", a{as{tMoment, "1999-12-31T23:59:59"}, k(2000)}, -1},
		{"seconds of a date", "dateSecondsSinceYear", a{as{tDate, "1960-01-02"}, k(1960)}, 86400},
		{"parts of seconds are dropped", "dateSecondsSinceYear", a{as{tMoment, "1960-01-01T00:00:01.75"}, k(1960)}, 1},
		{"midnight of a time", "dateSecondsSinceMidnight", a{as{tTime, "23:59:59"}}, 86399},
		{"midnight of a dateTime", "dateSecondsSinceMidnight", a{as{tMoment, "1959-06-30T01:02:03"}}, 3723},
		{"midnight of seconds", "dateSecondsSinceMidnight", a{as{pmmlSeconds, "05:23:30"}}, 19410},
		{"midnight of a text", "dateSecondsSinceMidnight", a{"05:23:30"}, 19410},
		{"midnight of the text of a date", "dateSecondsSinceMidnight", a{"2000-01-01"}, failing{}},
		{"midnight of missing", "dateSecondsSinceMidnight", a{none(tTime)}, nil},
	})
}
