package program

import (
	"fmt"
	"math"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// lagKernel stores a lag's value.
type lagKernel struct {
	lag Expr
	to  Slot
}

func (k *lagKernel) Score(f *Frame) { f.Cells[k.to] = f.Use(k.lag.Eval(f)) }

// lagProgram reads field 0 (of a type) and block 1 (a string), and gives a lag.
func lagProgram(typ pmml.DataType, n int, aggregate pmml.LagAggregate, block bool) *Program {
	p := &Program{Texts: NewTexts(), Slots: 3, Lags: 1}
	for i, t := range []pmml.DataType{typ, pmml.DataTypeString} {
		p.Inputs = append(p.Inputs, Input{Name: fmt.Sprint("f", i), Type: t,
			Field: Prepare{Type: t, To: Slot(i), Treatment: Treatment{Missing: Missing}}})
	}
	source := &LagSource{Field: LagField{Slot: 0, Text: typ == pmml.DataTypeString}, Depth: n}
	if block {
		source.Blocks = []LagField{{Slot: 1, Text: true}}
	}
	p.Lagged = []*LagSource{source}
	p.Stage = p.NewStage(&lagKernel{&Lag{N: n, Aggregate: aggregate, Type: typ}, 2})
	return p
}

func runNumber(t *testing.T, f *Frame, v float64, block string) float64 {
	t.Helper()
	f.Reset()
	if v == v {
		f.SetNumber(0, v)
	}
	if block != "" {
		f.SetText(1, block)
	}
	require.Nil(t, f.Run())
	return f.Cells[2]
}

func TestLag(t *testing.T) {
	rows := []float64{3, 5, Missing, 2, 8, 8, 1}
	for _, tt := range []struct {
		name      string
		n         int
		aggregate pmml.LagAggregate
		want      []float64
	}{
		{"one back", 1, pmml.LagAggregateNone, []float64{Missing, 3, 5, Missing, 2, 8, 8}},
		{"three back", 3, pmml.LagAggregateNone, []float64{Missing, Missing, Missing, 3, 5, Missing, 2}},
		{"sum takes what records there are", 3, pmml.LagAggregateSum, []float64{Missing, 3, 8, 8, 7, 10, 18}},
		{"avg leaves missing out", 3, pmml.LagAggregateAvg, []float64{Missing, 3, 4, 4, 3.5, 5, 6}},
		{"min", 3, pmml.LagAggregateMin, []float64{Missing, 3, 3, 3, 2, 2, 2}},
		{"max", 3, pmml.LagAggregateMax, []float64{Missing, 3, 5, 5, 5, 8, 8}},
		{"product", 3, pmml.LagAggregateProduct, []float64{Missing, 3, 15, 15, 10, 16, 128}},
		{"median of an even number", 3, pmml.LagAggregateMedian, []float64{Missing, 3, 4, 4, 3.5, 5, 8}},
		{"stddev is that of a sample", 2, pmml.LagAggregateStddev, []float64{Missing, Missing, 1.4142135623730951, Missing, Missing, 4.242640687119285, 0}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := lagProgram(pmml.DataTypeDouble, tt.n, tt.aggregate, false).NewFrame()
			for i, v := range rows {
				got := runNumber(t, f, v, "")
				assert.Equal(t, IsMissing(tt.want[i]), IsMissing(got), "record %d", i)
				if !IsMissing(got) {
					assert.InDelta(t, tt.want[i], got, 1e-15, "record %d", i)
				}
			}
		})
	}
}

func TestLagBlocks(t *testing.T) {
	p := lagProgram(pmml.DataTypeDouble, 1, pmml.LagAggregateNone, true)
	p.Texts.Intern("known")
	f := p.NewFrame()
	for i, r := range []struct {
		v     float64
		block string
		want  float64
	}{
		{1, "known", Missing},
		{2, "new", Missing},
		{3, "known", 1},
		{4, "other", Missing}, // has the code that "new" had
		{5, "new", 2},
		{6, "", Missing},
		{7, "", 6},
		{8, "other", 4},
	} {
		got := runNumber(t, f, r.v, r.block)
		assert.True(t, got == r.want || IsMissing(got) && IsMissing(r.want), "record %d: want %v, got %v", i, r.want, got)
	}
}

func TestLagOfTexts(t *testing.T) {
	p := lagProgram(pmml.DataTypeString, 2, pmml.LagAggregateNone, false)
	p.Texts.Intern("known")
	f := p.NewFrame()
	want := []string{"", "", "new", "known", "other", ""}
	for i, s := range []string{"new", "known", "other", "", "new", "last"} {
		f.Reset()
		f.SetText(1, "some other text of the record")
		if s != "" {
			f.SetText(0, s)
		}
		require.Nil(t, f.Run())
		got := ""
		if v := f.Cells[2]; !IsMissing(v) {
			got = f.Text(v)
		}
		assert.Equal(t, want[i], got, "record %d", i)
	}
}

func TestLagForgets(t *testing.T) {
	f := lagProgram(pmml.DataTypeDouble, 1, pmml.LagAggregateNone, false).NewFrame()
	runNumber(t, f, 1, "")
	sameCell(t, 1, runNumber(t, f, 2, ""))
	f.ResetHistory()
	sameCell(t, Missing, runNumber(t, f, 3, ""))
}

func TestLagSkipsRecordsThatFailed(t *testing.T) {
	p := lagProgram(pmml.DataTypeDouble, 1, pmml.LagAggregateNone, false)
	kernel := p.Stage.Kernel
	f := p.NewFrame()
	runNumber(t, f, 1, "")
	p.Stage.Kernel = raising{}
	f.SetNumber(0, 2)
	require.NotNil(t, f.Run())
	p.Stage.Kernel = kernel
	sameCell(t, 1, runNumber(t, f, 3, ""))
}

type raising struct{}

func (raising) Score(f *Frame) { f.Raise(&Fault{Detail: "fails"}) }

// Lags of one field share what is kept, each with its own distance.
func TestLagSharesHistory(t *testing.T) {
	p := lagProgram(pmml.DataTypeDouble, 1, pmml.LagAggregateNone, false)
	p.Lagged = append(p.Lagged, &LagSource{Field: p.Lagged[0].Field, Depth: 4})
	p.Lags = 2
	f := p.NewFrame()
	require.Len(t, f.history.tracks, 1)
	for i := range 20 {
		runNumber(t, f, float64(i), "")
	}
	sameCell(t, 19, (&Lag{Index: 0, N: 1, Aggregate: pmml.LagAggregateNone}).Eval(f))
	sameCell(t, 16, (&Lag{Index: 1, N: 4, Aggregate: pmml.LagAggregateNone}).Eval(f))
}

func BenchmarkLag(b *testing.B) {
	for _, block := range []bool{false, true} {
		b.Run(fmt.Sprintf("block=%v", block), func(b *testing.B) {
			f := lagProgram(pmml.DataTypeDouble, 12, pmml.LagAggregateAvg, block).NewFrame()
			f.SetNumber(0, 3)
			f.SetText(1, "block")
			b.ReportAllocs()
			for b.Loop() {
				f.Run()
			}
		})
	}
}

// The largest of a NaN and a number is a NaN with bits of both, which could be
// those of a marker.
func TestLagOfNaNIsAnOrdinaryNaN(t *testing.T) {
	for _, aggregate := range []pmml.LagAggregate{pmml.LagAggregateMax, pmml.LagAggregateMin, pmml.LagAggregateAvg, pmml.LagAggregateSum, pmml.LagAggregateProduct, pmml.LagAggregateMedian, pmml.LagAggregateStddev} {
		for _, v := range []float64{1e10, 5e-324, 1.75, -3e300, math.MaxFloat64} {
			got := (&Lag{Aggregate: aggregate, Type: pmml.DataTypeDouble}).statistic([]float64{v, NaN, v})
			if aggregate != pmml.LagAggregateMedian {
				assert.True(t, IsNaN(got), "%v of %v and NaN has the bits %x", aggregate, v, math.Float64bits(got))
			}
			assert.False(t, IsMissing(got) || IsUndefined(got) || IsError(got))
		}
	}
}
