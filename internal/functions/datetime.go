package functions

import (
	"fmt"
	"math"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

const secondsPerDay = 86400

// parts says what a moment has: a date, a time of day, or both.
type parts uint8

const (
	hasDate parts = 1 << iota
	hasTime
)

// moment is an argument that is a date or a time, or a text that reads as one.
type moment struct {
	c    place
	expr program.Expr
	typ  pmml.DataType
	// has is what values of the type have; 0 for texts, which show it one by one.
	has parts
	// scale and base bring a value to seconds since 1970-01-01T00:00:00, or
	// since midnight where it has no date: scale·(value + base).
	scale, base float64
}

// moment gives argument i as a moment that has at least what is needed.
func (c *Call) moment(i int, need parts) (moment, error) {
	a := &c.Args[i]
	m := moment{c: c.place(), expr: a.Expr, typ: a.Type, scale: 1}
	if isMissingConst(a) {
		m.has = need
		return m, nil
	}
	if s, ok := c.constText(a); ok {
		v, has, ok := parseMoment(s)
		if !ok {
			return m, c.errorf(i, "is %q, not a date or time", s)
		}
		m.expr, m.has = &program.Const{Value: v}, has
	} else {
		switch t := a.Type; {
		case t == pmml.DataTypeString:
			return m, nil
		case t == pmml.DataTypeDateTime:
			m.has = hasDate | hasTime
		case t == pmml.DataTypeDate:
			m.has, m.scale = hasDate, secondsPerDay
		case t == pmml.DataTypeTime, t == pmml.DataTypeTimeSeconds:
			m.has = hasTime
		case program.IsDaysSince(t):
			year, _ := program.Epoch(t)
			m.has, m.scale, m.base = hasDate, secondsPerDay, program.EpochDays(year)
		case program.IsSecondsSince(t):
			year, _ := program.Epoch(t)
			m.has, m.base = hasDate|hasTime, float64(program.EpochDays(year)*secondsPerDay)
		default:
			return m, c.errorf(i, "is of type %s, not a date or time", t)
		}
	}
	if m.has&need != need {
		return m, c.errorf(i, "has no %s", need.lacks(m.has))
	}
	return m, nil
}

// lacks names the part that is needed and not there.
func (need parts) lacks(has parts) string {
	if need&^has&hasDate != 0 {
		return "date"
	}
	return "time of day"
}

// read gives the moment in seconds and what it has, or with has 0 the cell
// that stands in its place.
func (m *moment) read(f *program.Frame, need parts) (seconds float64, has parts) {
	v := m.expr.Eval(f)
	if v != v {
		return v, 0
	}
	if m.has != 0 {
		return float64(m.scale * (v + m.base)), m.has
	}
	s := f.Text(v)
	v, has, ok := parseMoment(s)
	if !ok {
		return f.FailWith(&program.Fault{Pos: m.c.pos, Value: s, HasValue: true, Code: program.FaultFunction,
			Detail: fmt.Sprintf("is not a date or time, as function %q needs", m.c.name)}), 0
	}
	if has&need != need {
		return f.FailWith(&program.Fault{Pos: m.c.pos, Value: s, HasValue: true, Code: program.FaultFunction,
			Detail: fmt.Sprintf("has no %s, as function %q needs", need.lacks(has), m.c.name)}), 0
	}
	return v, has
}

// parseMoment reads a text as a dateTime, a date or a time, in seconds.
func parseMoment(s string) (float64, parts, bool) {
	if v, err := program.ParseValue(pmml.DataTypeDateTime, s); err == nil {
		return v, hasDate | hasTime, true
	}
	if v, err := program.ParseValue(pmml.DataTypeDate, s); err == nil {
		return float64(v * secondsPerDay), hasDate, true
	}
	v, err := program.ParseValue(pmml.DataTypeTime, s)
	return v, hasTime, err == nil
}

// buildSinceYear compiles dateDaysSinceYear and dateSecondsSinceYear: days or
// seconds since 1 January of a year, which is day 0.
func buildSinceYear(c *Call, name string) (program.Typed, error) {
	m, err := c.moment(0, hasDate)
	if err != nil {
		return program.Typed{}, err
	}
	year, err := c.integer(1)
	return typed(&sinceYear{m, year, name == "dateDaysSinceYear"}, pmml.DataTypeInteger), err
}

type sinceYear struct {
	moment
	year program.Expr
	days bool
}

// maxYear bounds the years that are counted from.
const maxYear = 1_000_000

// Eval gives the count, negative before the year.
func (n *sinceYear) Eval(f *program.Frame) float64 {
	seconds, has := n.read(f, hasDate)
	year := n.year.Eval(f)
	if has == 0 || year != year {
		return specials(seconds, has != 0, year, year == year)
	}
	if math.Abs(year) > maxYear {
		return n.c.fail(f, "the year is %s", program.FormatValue(year, pmml.DataTypeInteger))
	}
	epoch := program.EpochDays(int(year))
	if n.days {
		return math.Floor(seconds/secondsPerDay) - epoch + 0
	}
	return math.Floor(seconds) - float64(epoch*secondsPerDay) + 0
}

// buildSinceMidnight compiles dateSecondsSinceMidnight.
func buildSinceMidnight(c *Call, _ string) (program.Typed, error) {
	m, err := c.moment(0, hasTime)
	return typed(&sinceMidnight{m}, pmml.DataTypeInteger), err
}

type sinceMidnight struct{ moment }

// Eval gives the seconds since midnight.
func (n *sinceMidnight) Eval(f *program.Frame) float64 {
	seconds, has := n.read(f, hasTime)
	switch {
	case has == 0:
		return seconds
	case has&hasDate != 0:
		seconds -= float64(math.Floor(seconds/secondsPerDay) * secondsPerDay)
	}
	return math.Floor(seconds) + 0
}
