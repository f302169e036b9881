package program

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/gopmml/gopmml/pmml"
)

const secondsPerDay = 86400

// epochs gives the year that a counting type counts from.
var epochs = map[pmml.DataType]int{
	pmml.DataTypeDateDaysSince0: 0, pmml.DataTypeDateTimeSecondsSince0: 0,
	pmml.DataTypeDateDaysSince1960: 1960, pmml.DataTypeDateTimeSecondsSince1960: 1960,
	pmml.DataTypeDateDaysSince1970: 1970, pmml.DataTypeDateTimeSecondsSince1970: 1970,
	pmml.DataTypeDateDaysSince1980: 1980, pmml.DataTypeDateTimeSecondsSince1980: 1980,
	pmml.DataTypeDateDaysSince1990: 1990, pmml.DataTypeDateTimeSecondsSince1990: 1990,
	pmml.DataTypeDateDaysSince2000: 2000, pmml.DataTypeDateTimeSecondsSince2000: 2000,
	pmml.DataTypeDateDaysSince2010: 2010, pmml.DataTypeDateTimeSecondsSince2010: 2010,
	pmml.DataTypeDateDaysSince2020: 2020, pmml.DataTypeDateTimeSecondsSince2020: 2020,
}

// IsDaysSince says whether a type counts days from an epoch.
func IsDaysSince(t pmml.DataType) bool {
	switch t {
	case pmml.DataTypeDateDaysSince0, pmml.DataTypeDateDaysSince1960, pmml.DataTypeDateDaysSince1970,
		pmml.DataTypeDateDaysSince1980, pmml.DataTypeDateDaysSince1990, pmml.DataTypeDateDaysSince2000,
		pmml.DataTypeDateDaysSince2010, pmml.DataTypeDateDaysSince2020:
		return true
	}
	return false
}

// IsSecondsSince says whether a type counts seconds from an epoch.
func IsSecondsSince(t pmml.DataType) bool {
	_, counts := epochs[t]
	return counts && !IsDaysSince(t)
}

// EpochDays gives 1 January of a year as days since 1970-01-01, in the
// proleptic Gregorian calendar (which has a year 0).
func EpochDays(year int) float64 {
	return float64(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay) // midnight: exact
}

// Epoch gives the year that a counting type counts from, false for other types.
func Epoch(t pmml.DataType) (int, bool) {
	y, ok := epochs[t]
	return y, ok
}

// IsTemporal says whether a type is a date, a time or a count of either.
func IsTemporal(t pmml.DataType) bool {
	switch t {
	case pmml.DataTypeDate, pmml.DataTypeTime, pmml.DataTypeDateTime, pmml.DataTypeTimeSeconds:
		return true
	}
	_, counts := epochs[t]
	return counts
}

// IsCount says whether a type counts days or seconds, and so acts as an integer.
func IsCount(t pmml.DataType) bool {
	_, counts := epochs[t]
	return counts || t == pmml.DataTypeTimeSeconds
}

// parseTemporal reads ISO texts, and plain numbers for the counting types.
func parseTemporal(t pmml.DataType, s string) (float64, error) {
	switch {
	case t == pmml.DataTypeDate:
		return parseDate(s)
	case t == pmml.DataTypeTime:
		return parseTime(s)
	case t == pmml.DataTypeDateTime:
		return parseDateTime(s)
	}
	if plainNumber(s) {
		v, err := strconv.ParseFloat(s, 64)
		if c, ok := CastNumber(v, t); err == nil && ok && math.Abs(v) < MaxInteger && !rounded(s) {
			return c, nil
		}
	}
	if t == pmml.DataTypeTimeSeconds {
		return parseTimeSeconds(s)
	}
	if IsDaysSince(t) {
		d, err := parseDate(s)
		return d - EpochDays(epochs[t]), err
	}
	d, err := parseDateTime(s)
	return math.Floor(d) - float64(EpochDays(epochs[t])*secondsPerDay), err
}

func parseDate(s string) (float64, error) {
	d, err := time.ParseInLocation(time.DateOnly, s, time.UTC)
	if err != nil {
		return 0, errNotOfType
	}
	return float64(floorDiv(d.Unix(), secondsPerDay)), nil
}

func parseTime(s string) (float64, error) {
	for _, layout := range [...]string{"15:04:05", "15:04"} {
		if d, err := time.ParseInLocation(layout, s, time.UTC); err == nil && len(s) >= 5 && s[2] == ':' {
			return float64(d.Hour()*3600+d.Minute()*60+d.Second()) + float64(d.Nanosecond())/1e9, nil
		}
	}
	return 0, errNotOfType
}

func parseDateTime(s string) (float64, error) {
	date, clock, ok := strings.Cut(s, "T")
	if !ok {
		return 0, errNotOfType
	}
	d, err := parseDate(date)
	if err != nil {
		return 0, err
	}
	c, err := parseTime(clock)
	return float64(d*secondsPerDay) + c, err
}

// parseTimeSeconds reads [-]H:mm:ss, where hours may exceed 24.
func parseTimeSeconds(s string) (float64, error) {
	rest, negative := strings.CutPrefix(s, "-")
	parts := strings.Split(rest, ":")
	if len(parts) != 3 || len(parts[0]) < 1 || len(parts[0]) > 4 || len(parts[1]) != 2 || len(parts[2]) != 2 {
		return 0, errNotOfType
	}
	total := 0
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 10, 16)
		if err != nil || (i > 0 && n > 59) {
			return 0, errNotOfType
		}
		total = total*60 + int(n)
	}
	if negative {
		total = -total
	}
	return float64(total), nil
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// TimeOf gives the moment of a date, time or dateTime cell, in UTC. A time
// lies on 1970-01-01. A dateTime is good for microseconds: beyond those, its
// digits are what the number cannot hold.
func TimeOf(v float64, t pmml.DataType) time.Time {
	if t == pmml.DataTypeDate {
		v = float64(v * secondsPerDay)
	}
	whole := math.Floor(v)
	nanoseconds := math.Round((v - whole) * 1e9)
	if t == pmml.DataTypeDateTime {
		nanoseconds = float64(math.Round(nanoseconds/1e3) * 1e3)
	}
	return time.Unix(int64(whole), int64(nanoseconds)).UTC()
}

func formatTemporal(v float64, t pmml.DataType) string {
	d := TimeOf(v, t)
	switch t {
	case pmml.DataTypeDate:
		return d.Format(time.DateOnly)
	case pmml.DataTypeTime:
		return d.Format("15:04:05.999999999")
	}
	return d.Format("2006-01-02T15:04:05.999999999")
}

// OfTime gives the cell of a moment in a date or time type, by the moment's own
// clock and calendar.
func OfTime(m time.Time, t pmml.DataType) float64 {
	clock := float64(m.Hour()*3600+m.Minute()*60+m.Second()) + float64(m.Nanosecond())/1e9
	days := float64(time.Date(m.Year(), m.Month(), m.Day(), 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay) // midnight: exact
	year, counts := epochs[t]
	switch {
	case t == pmml.DataTypeTime:
		return clock
	case t == pmml.DataTypeTimeSeconds:
		return math.Floor(clock)
	case t == pmml.DataTypeDate:
		return days
	case counts && IsDaysSince(t):
		return days - EpochDays(year)
	case counts:
		return float64((days-EpochDays(year))*secondsPerDay) + math.Floor(clock)
	}
	return float64(days*secondsPerDay) + clock
}
