package main

import (
	"math"
	"math/rand/v2"
	"time"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// cost is what scoring a row takes.
type cost struct {
	NanosecondsPerRow int64 `json:"nanosecondsPerRow"`
	// Method says how the figure was found: "measured".
	Method string `json:"method"`
	// Rows is the number of random rows, Refused how many of them had no result
	// for their values.
	Rows    int `json:"rows"`
	Refused int `json:"refused,omitempty"`
}

// measureFor bounds how long measuring takes.
const measureFor = 300 * time.Millisecond

// measure scores random rows, several times over, and takes the fastest round.
func measure(model *evaluator.Model, n int) *cost {
	out := &cost{Method: "measured"}
	inputs := model.Inputs()
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same rows every time
	row := model.NewRow()
	start := time.Now()
	values := make([][]any, 0, n)
	for range n {
		record := make([]any, len(inputs))
		for i := range inputs {
			record[i] = randomValue(&inputs[i], random)
		}
		values = append(values, record)
	}
	best := time.Duration(math.MaxInt64)
	for round := 0; round < 5 && (round == 0 || time.Since(start) < measureFor); round++ {
		begin, done, refused := time.Now(), 0, 0
		for _, record := range values {
			for i, v := range record {
				if row.SetValue(i, v) != nil {
					row.SetMissing(i)
				}
			}
			if row.Score() != nil {
				refused++
			}
			if done++; done%16 == 0 && time.Since(begin) > measureFor {
				break
			}
		}
		best = min(best, time.Since(begin)/time.Duration(done))
		out.Rows, out.Refused = done, refused
	}
	out.NanosecondsPerRow = best.Nanoseconds()
	return out
}

// randomValue gives a value that a field may have.
func randomValue(f *evaluator.Field, random *rand.Rand) any {
	if f.Collection {
		list := make([]any, 3)
		one := *f
		one.Collection = false
		for i := range list {
			list[i] = randomValue(&one, random)
		}
		return list
	}
	var valid []string
	for _, v := range f.Values {
		if v.Property == pmml.ValuePropertyValid {
			valid = append(valid, v.Value)
		}
	}
	if len(valid) > 0 {
		return valid[random.IntN(len(valid))]
	}
	low, high := 0.0, 100.0
	if len(f.Intervals) > 0 {
		low, high = bounds(f.Intervals[random.IntN(len(f.Intervals))])
	}
	v := low + random.Float64()*(high-low)
	switch f.DataType {
	case pmml.DataTypeString:
		return string(rune('a' + random.IntN(26)))
	case pmml.DataTypeBoolean:
		return random.IntN(2) == 1
	case pmml.DataTypeDouble, pmml.DataTypeFloat:
		return v
	}
	return math.Round(v) // integers, and counts of days and seconds
}

// bounds gives the ends of an interval, a hundred apart where one is open.
func bounds(r evaluator.Interval) (low, high float64) {
	low, high = r.Left, r.Right
	switch {
	case math.IsInf(low, -1):
		low = high - 100
	case math.IsInf(high, 1):
		high = low + 100
	}
	return low, high
}
