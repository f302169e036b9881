package program

import (
	"testing"
	"time"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every day of eight centuries, and moments within, are read as they are written.
func TestDatesRoundTrip(t *testing.T) {
	check := func(dt pmml.DataType, v float64) {
		text := FormatValue(v, dt)
		got, err := ParseValue(dt, text)
		require.NoError(t, err, text)
		if got != v {
			t.Fatalf("%s %v is written %q and read %v", dt, v, text, got)
		}
	}
	for d := EpochDays(1600); d < EpochDays(2400); d++ {
		check(pmml.DataTypeDate, d)
		check(pmml.DataTypeDateTime, d*secondsPerDay+float64(int64(d+1e6)%secondsPerDay))
	}
	for s := range secondsPerDay {
		check(pmml.DataTypeTime, float64(s))
		if s%997 == 0 {
			check(pmml.DataTypeTime, float64(s)+0.25)
			check(pmml.DataTypeDateTime, 1.7e9+float64(s)+0.5)
		}
	}
	assert.Equal(t, "0000-01-01", FormatValue(EpochDays(0), pmml.DataTypeDate))
	assert.Equal(t, "9999-12-31", FormatValue(EpochDays(10000)-1, pmml.DataTypeDate))
}

// Fractions of a second are written as they were read, without the digits that
// the number's last bits add.
func TestFractionsOfSeconds(t *testing.T) {
	for _, text := range []string{"2024-02-29T13:45:30.123", "1969-12-31T23:59:59.9", "1900-01-01T00:00:00.000001", "2024-02-29T13:45:30"} {
		v, err := ParseValue(pmml.DataTypeDateTime, text)
		require.NoError(t, err)
		assert.Equal(t, text, FormatValue(v, pmml.DataTypeDateTime))
		assert.Equal(t, text, TimeOf(v, pmml.DataTypeDateTime).Format("2006-01-02T15:04:05.999999999"))
	}
	for _, text := range []string{"13:45:30.123456789", "00:00:00.000000001", "23:59:59.999999999"} {
		v, err := ParseValue(pmml.DataTypeTime, text)
		require.NoError(t, err)
		assert.Equal(t, text, FormatValue(v, pmml.DataTypeTime))
	}
}

func TestParseTemporal(t *testing.T) {
	const day = secondsPerDay
	for _, tt := range []struct {
		name string
		t    pmml.DataType
		text string
		want float64 // -1 for none
	}{
		{"a date", pmml.DataTypeDate, "1970-01-02", 1},
		{"a date before 1970", pmml.DataTypeDate, "1969-12-30", -2},
		{"a leap day", pmml.DataTypeDate, "2024-02-29", 19782},
		{"no leap day", pmml.DataTypeDate, "2023-02-29", none},
		{"a date with a time", pmml.DataTypeDate, "2023-02-28T00:00:00", none},
		{"a date of another form", pmml.DataTypeDate, "28.02.2023", none},
		{"blanks count", pmml.DataTypeDate, " 2023-02-28", none},
		{"a number is no date", pmml.DataTypeDate, "5", none},
		{"a time", pmml.DataTypeTime, "01:02:03", 3723},
		{"a time without seconds", pmml.DataTypeTime, "01:02", 3720},
		{"a time with a fraction", pmml.DataTypeTime, "01:02:03.5", 3723.5},
		{"an hour of one digit", pmml.DataTypeTime, "1:02:03", none},
		{"hour 24", pmml.DataTypeTime, "24:00:00", none},
		{"minute 60", pmml.DataTypeTime, "01:60:00", none},
		{"a moment", pmml.DataTypeDateTime, "1970-01-02T00:00:01", day + 1},
		{"a moment without seconds", pmml.DataTypeDateTime, "1970-01-02T00:01", day + 60},
		{"a moment in a zone", pmml.DataTypeDateTime, "1970-01-02T00:00:01Z", none},
		{"a moment without a time", pmml.DataTypeDateTime, "1970-01-02", none},
		{"a moment without a date", pmml.DataTypeDateTime, "00:00:01", none},
		{"a moment with a wrong date", pmml.DataTypeDateTime, "1970-13-02T00:00:01", none},
		{"days since 1960", pmml.DataTypeDateDaysSince1960, "1960-01-11", 10},
		{"days since 1970", pmml.DataTypeDateDaysSince1970, "1960-01-01", -3653},
		{"days since 1980", pmml.DataTypeDateDaysSince1980, "1980-03-01", 60},
		{"days since 0", pmml.DataTypeDateDaysSince0, "0000-01-02", 1},
		{"days since 2020", pmml.DataTypeDateDaysSince2020, "2021-01-01", 366},
		{"days as a number", pmml.DataTypeDateDaysSince1960, "-12", -12},
		{"days as a fraction", pmml.DataTypeDateDaysSince1960, "1.5", none},
		{"days of no date", pmml.DataTypeDateDaysSince1960, "soon", none},
		{"seconds since 1960", pmml.DataTypeDateTimeSecondsSince1960, "1960-01-02T00:00:01", day + 1},
		{"seconds are whole", pmml.DataTypeDateTimeSecondsSince1960, "1960-01-02T00:00:01.75", day + 1},
		{"seconds are whole, before the epoch", pmml.DataTypeDateTimeSecondsSince1960, "1959-12-31T23:59:58.75", -2},
		{"seconds as a number", pmml.DataTypeDateTimeSecondsSince1960, "77", 77},
		{"seconds of no moment", pmml.DataTypeDateTimeSecondsSince1960, "1960-01-02", none},
		{"seconds since midnight", pmml.DataTypeTimeSeconds, "01:00:01", 3601},
		{"an hour of one digit", pmml.DataTypeTimeSeconds, "1:00:01", 3601},
		{"more than a day", pmml.DataTypeTimeSeconds, "100:00:00", 360000},
		{"before midnight", pmml.DataTypeTimeSeconds, "-1:00:01", -3601},
		{"too many hours", pmml.DataTypeTimeSeconds, "10000:00:00", none},
		{"60 seconds", pmml.DataTypeTimeSeconds, "1:00:60", none},
		{"a sign inside", pmml.DataTypeTimeSeconds, "1:+1:00", none},
		{"without seconds", pmml.DataTypeTimeSeconds, "1:00", none},
		{"as a number", pmml.DataTypeTimeSeconds, "12", 12},
	} {
		t.Run(tt.t.String()+": "+tt.name, func(t *testing.T) {
			got, err := ParseValue(tt.t, tt.text)
			if tt.want == none {
				assert.Error(t, err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
}

const none = -1e9

// A moment's own clock and calendar count, whatever its zone.
func TestOfTime(t *testing.T) {
	m := time.Date(1970, 1, 2, 3, 4, 5, 500_000_000, time.FixedZone("", -9*3600))
	for dt, want := range map[pmml.DataType]float64{
		pmml.DataTypeDate: 1, pmml.DataTypeTime: 3*3600 + 4*60 + 5.5, pmml.DataTypeDateTime: secondsPerDay + 3*3600 + 4*60 + 5.5,
		pmml.DataTypeTimeSeconds: 3*3600 + 4*60 + 5, pmml.DataTypeDateDaysSince1960: 3654, pmml.DataTypeDateDaysSince1970: 1,
		pmml.DataTypeDateTimeSecondsSince1970: secondsPerDay + 3*3600 + 4*60 + 5,
	} {
		assert.Equal(t, want, OfTime(m, dt), dt.String())
	}
	assert.Equal(t, -1.0, OfTime(time.Date(1969, 12, 31, 23, 0, 0, 0, time.UTC), pmml.DataTypeDate))
	assert.Equal(t, time.Date(1970, 1, 2, 0, 0, 0, 0, time.UTC), TimeOf(1, pmml.DataTypeDate))
	assert.Equal(t, time.Date(1970, 1, 1, 0, 1, 0, 0, time.UTC), TimeOf(60, pmml.DataTypeTime))
}

func TestTypesOfTime(t *testing.T) {
	year, ok := Epoch(pmml.DataTypeDateTimeSecondsSince1980)
	assert.True(t, ok)
	assert.Equal(t, 1980, year)
	_, ok = Epoch(pmml.DataTypeDate)
	assert.False(t, ok)
	assert.True(t, IsSecondsSince(pmml.DataTypeDateTimeSecondsSince1980))
	assert.False(t, IsSecondsSince(pmml.DataTypeDateDaysSince1980))
	assert.True(t, IsTemporal(pmml.DataTypeTimeSeconds) && IsTemporal(pmml.DataTypeTime) && IsTemporal(pmml.DataTypeDateDaysSince0))
	assert.False(t, IsTemporal(pmml.DataTypeDouble))
	assert.True(t, IsCount(pmml.DataTypeTimeSeconds))
	assert.False(t, IsCount(pmml.DataTypeDate))
	assert.Equal(t, pmml.OpTypeOrdinal, DefaultOpType(pmml.DataTypeDate))
	assert.Equal(t, pmml.OpTypeCategorical, DefaultOpType(pmml.DataTypeBoolean))
	assert.Equal(t, pmml.OpTypeContinuous, DefaultOpType(pmml.DataTypeTimeSeconds))
}
