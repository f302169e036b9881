package program

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/pmml"
)

// TestWindows compares the running greatest and smallest values with those of a look
// at all records, to the last bit, where not every record asks for them.
func TestWindows(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	odd := []float64{Missing, Undefined, NaN, math.Inf(1), math.Inf(-1), math.Copysign(0, -1), 0, 1, -1}
	for _, aggregate := range []pmml.LagAggregate{pmml.LagAggregateMax, pmml.LagAggregateMin} {
		for _, n := range []int{fewBack + 1, 50, 333} {
			p := lagProgram(pmml.DataTypeDouble, n, aggregate, false)
			f := p.NewFrame()
			lag := &Lag{N: n, Aggregate: aggregate, Type: pmml.DataTypeDouble}
			var all []float64
			rare := 4 * n
			for i := range 20_000 {
				var values []float64
				want := Missing
				for _, v := range all[max(0, len(all)-n):] {
					if IsUndefined(v) {
						want = Undefined
					} else if !IsMissing(v) {
						values = append(values, v)
					}
				}
				if !IsUndefined(want) {
					want = lag.statistic(values)
				}
				if i%7 == 0 || i/1000%2 == 0 {
					require.Equal(t, math.Float64bits(want), math.Float64bits(lag.Eval(f)), "record %d", i)
				}
				v := math.Round(r.NormFloat64()*20) + float64(i%1500)
				if r.IntN(rare) == 0 {
					v = odd[r.IntN(len(odd))]
				}
				f.Cells[0] = v
				f.history.push(f)
				all = append(all, v)
			}
		}
	}
}

// TestWindowsCountWhatTheyLookAt has a window of 100,000 records, which cost 100,000
// steps once and one each from then on; a sum costs all each time.
func TestWindowsCountWhatTheyLookAt(t *testing.T) {
	const n = 100_000
	for aggregate, last := range map[pmml.LagAggregate]int64{pmml.LagAggregateMax: 1, pmml.LagAggregateMin: 1, pmml.LagAggregateSum: n, pmml.LagAggregateMedian: n * 9} {
		p := lagProgram(pmml.DataTypeDouble, n, aggregate, false)
		p.Limits = limit.Defaults()
		f := p.NewFrame()
		lag := &Lag{N: n, Aggregate: aggregate, Type: pmml.DataTypeDouble}
		for i := range n {
			f.Cells[0] = float64(i % 1000)
			f.history.push(f)
		}
		lag.Eval(f)
		f.history.push(f)
		before := f.meter.steps
		lag.Eval(f)
		require.Equal(t, last, f.meter.steps-before, aggregate.String())
	}
}

// TestWindowsStandApart has two windows of one field in blocks.
func TestWindowsStandApart(t *testing.T) {
	p := lagProgram(pmml.DataTypeDouble, 40, pmml.LagAggregateMax, true)
	p.Lagged = append(p.Lagged, &LagSource{Field: p.Lagged[0].Field, Blocks: p.Lagged[0].Blocks, Depth: 60})
	p.Lags = 2
	f := p.NewFrame()
	first := &Lag{N: 40, Aggregate: pmml.LagAggregateMax, Type: pmml.DataTypeDouble}
	second := &Lag{Index: 1, N: 60, Aggregate: pmml.LagAggregateMin, Type: pmml.DataTypeDouble}
	for i := range 200 {
		for _, block := range []string{"a", "b"} {
			v := float64(i)
			if block == "b" {
				v = -v
			}
			f.Reset()
			f.SetText(1, block)
			f.SetNumber(0, v)
			require.Nil(t, f.Run())
			if i < 100 {
				continue
			}
			f.Reset()
			f.SetText(1, block)
			f.begin()
			greatest, smallest := float64(i), float64(i-59)
			if block == "b" {
				greatest, smallest = -float64(i-39), -float64(i)
			}
			require.Equal(t, greatest, first.Eval(f))
			require.Equal(t, smallest, second.Eval(f))
		}
	}
}
