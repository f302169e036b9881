package program

import (
	"math"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readInput is the kernel of models that only read their input.
type readInput struct{}

func (readInput) Score(*Frame) {}

// input makes a program of one input, in slot 0.
func input(t pmml.DataType, domain *Domain, treatment Treatment, literals map[string]Validity) *Frame {
	p := &Program{Texts: NewTexts(), Slots: 1, Stage: new(Program).NewStage(readInput{})}
	p.Texts.Intern("red")
	p.Inputs = []Input{{Name: "v", Type: t, Literals: literals, Field: Prepare{Name: "v", Type: t, From: NoSlot, To: 0, Domain: domain, Treatment: treatment}}}
	return p.NewFrame()
}

// asGiven treats nothing.
func asGiven() Treatment {
	return Treatment{Missing: Missing, InvalidReplacement: Missing, Low: math.Inf(-1), High: math.Inf(1)}
}

// The order in which a value is prepared: listed values, intervals, then treatments.
func TestPrepare(t *testing.T) {
	set := func(v ...float64) *CellSet { return NewCellSet(v) }
	domain := &Domain{Valid: set(50), Invalid: set(3), Missing: set(-1), NaNIsMissing: true, Intervals: []Range{{Left: 0, Right: 10, RightOpen: true}}, Allowed: "in [0, 10)"}
	with := func(change func(*Treatment)) Treatment {
		t := asGiven()
		change(&t)
		return t
	}
	replace := with(func(t *Treatment) { t.Missing = 7 })
	for _, tt := range []struct {
		name      string
		t         pmml.DataType
		domain    *Domain
		treatment Treatment
		in        any
		want      any // a fault's detail as a string
	}{
		{"a number in the interval", pmml.DataTypeDouble, domain, asGiven(), 5.0, 5.0},
		{"a number listed beside the interval", pmml.DataTypeDouble, domain, asGiven(), 50.0, 50.0},
		{"a number listed as invalid inside the interval", pmml.DataTypeDouble, domain, asGiven(), 3.0, "is not in [0, 10)"},
		{"a number at the open end", pmml.DataTypeDouble, domain, asGiven(), 10.0, "is not in [0, 10)"},
		{"a number listed as missing", pmml.DataTypeDouble, domain, replace, -1.0, 7.0},
		{"NaN listed as missing", pmml.DataTypeDouble, domain, replace, math.NaN(), 7.0},
		{"NaN is invalid", pmml.DataTypeDouble, nil, asGiven(), math.NaN(), "is not a number"},
		{"NaN kept as it is", pmml.DataTypeDouble, nil, with(func(t *Treatment) { t.Invalid = pmml.InvalidValueTreatmentAsIs }), math.NaN(), NaN},
		{"an integer that is a fraction", pmml.DataTypeInteger, nil, asGiven(), 3.5, "is not an integer"},
		{"an integer that is a fraction, kept as it is", pmml.DataTypeInteger, nil, with(func(t *Treatment) { t.Invalid = pmml.InvalidValueTreatmentAsIs }), 3.5, "cannot become an integer"},
		{"an integer that is a fraction, asMissing", pmml.DataTypeInteger, nil, with(func(t *Treatment) { t.Invalid = pmml.InvalidValueTreatmentAsMissing; t.Missing = 2.25 }), 3.5, 2.25},
		{"asMissing is not checked again for returnInvalid", pmml.DataTypeInteger, nil, with(func(t *Treatment) { t.Invalid, t.MissingInvalid = pmml.InvalidValueTreatmentAsMissing, true }), 3.5, nil},
		{"asValue", pmml.DataTypeDouble, domain, with(func(t *Treatment) { t.Invalid = pmml.InvalidValueTreatmentAsValue; t.InvalidReplacement = 99 }), 20.0, 99.0},
		{"asValue without a replacement", pmml.DataTypeDouble, domain, with(func(t *Treatment) { t.Invalid = pmml.InvalidValueTreatmentAsValue }), 20.0, 20.0},
		{"missing", pmml.DataTypeDouble, domain, asGiven(), nil, nil},
		{"a missing value that is returned invalid", pmml.DataTypeDouble, domain, with(func(t *Treatment) { t.MissingInvalid = true; t.Missing = 7 }), nil, "the value is missing (missingValueTreatment=returnInvalid)"},
		{"replacements are not outliers", pmml.DataTypeDouble, nil, with(func(t *Treatment) { t.Missing, t.Outliers, t.High = 7, pmml.OutliersAsExtremeValues, 5 }), nil, 7.0},
		{"an outlier", pmml.DataTypeDouble, nil, with(func(t *Treatment) { t.Outliers, t.High = pmml.OutliersAsExtremeValues, 5 }), 6.0, 5.0},
		{"an outlier below", pmml.DataTypeDouble, nil, with(func(t *Treatment) { t.Outliers, t.Low = pmml.OutliersAsExtremeValues, 5 }), 4.0, 5.0},
		{"an outlier becomes the replacement of missing values", pmml.DataTypeDouble, nil, with(func(t *Treatment) { t.Outliers, t.High, t.Missing = pmml.OutliersAsMissingValues, 5, 2 }), 6.0, 2.0},
		{"an outlier is looked at after validity", pmml.DataTypeDouble, domain, with(func(t *Treatment) { t.Outliers, t.High = pmml.OutliersAsExtremeValues, 5 }), 60.0, "is not in [0, 10)"},
		{"a text that is a number", pmml.DataTypeDouble, domain, asGiven(), "5", 5.0},
		{"a text that is listed", pmml.DataTypeDouble, domain, replace, "N/A", 7.0},
		{"a text that is listed as invalid", pmml.DataTypeDouble, domain, asGiven(), "bad", "is listed as invalid"},
		{"an empty text is no number", pmml.DataTypeDouble, domain, asGiven(), "", "is not a number"},
		{"a truth value of a number field", pmml.DataTypeDouble, nil, asGiven(), true, 1.0},
		{"a truth value of a string field", pmml.DataTypeString, nil, asGiven(), true, "=true"},
		{"a number of a string field", pmml.DataTypeString, nil, asGiven(), 3.0, "=3"},
		{"a known text", pmml.DataTypeString, nil, asGiven(), "red", "=red"},
		{"a new text", pmml.DataTypeString, nil, asGiven(), "blue", "=blue"},
		{"a collection for one value", pmml.DataTypeString, nil, asGiven(), []any{}, "a collection was given where the field takes one value"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := input(tt.t, tt.domain, tt.treatment, map[string]Validity{"N/A": MissingValue, "bad": InvalidValue})
			for range 2 { // the second record is like the first
				switch v := tt.in.(type) {
				case nil:
					f.SetMissing(0)
				case float64:
					f.SetNumber(0, v)
				case string:
					f.SetText(0, v)
				case bool:
					f.SetBool(0, v)
				case []any:
					f.SetList(0)
				}
				require.Nil(t, f.Run())
				got := f.Cells[0]
				switch want := tt.want.(type) {
				case nil:
					assert.True(t, IsMissing(got))
				case string:
					if want[0] == '=' {
						assert.Equal(t, want[1:], f.Text(got))
						break
					}
					require.True(t, IsError(got))
					assert.Contains(t, f.Fault(got).Detail, want)
					assert.Equal(t, "v", f.Fault(got).Field)
				case float64:
					assert.Equal(t, math.Float64bits(want), math.Float64bits(got))
				}
				f.Reset()
			}
		})
	}
}

// Collections are prepared element by element; an element that may not be there
// makes the whole collection an error.
func TestPrepareCollections(t *testing.T) {
	domain := &Domain{Missing: NewCellSet([]float64{-1}), Intervals: []Range{{Left: 0, Right: 10}}}
	run := func(treatment Treatment, set func(*Frame)) any {
		f := input(pmml.DataTypeDouble, domain, treatment, nil)
		f.program.Inputs[0].List = true
		set(f)
		require.Nil(t, f.Run())
		v := f.Cells[0]
		switch {
		case IsMissing(v):
			return nil
		case IsError(v):
			return f.Fault(v).Detail
		}
		var out []any
		for _, e := range f.List(v) {
			require.False(t, IsError(e))
			if IsMissing(e) {
				out = append(out, nil)
				continue
			}
			out = append(out, e)
		}
		return out
	}
	replace := asGiven()
	replace.Missing = 7
	list := func(f *Frame) {
		f.SetList(0)
		f.AddNumber(0, 1)
		f.AddText(0, "2.5")
		f.AddNumber(0, -1)
		f.AddMissing(0)
	}
	assert.Equal(t, []any{1.0, 2.5, nil, nil}, run(asGiven(), list))
	assert.Equal(t, []any{1.0, 2.5, 7.0, 7.0}, run(replace, list))
	assert.Equal(t, []any{3.0}, run(asGiven(), func(f *Frame) { f.SetNumber(0, 3) }), "one value is a collection of one")
	assert.Nil(t, run(asGiven(), func(f *Frame) { f.SetMissing(0) }))
	assert.Equal(t, []any{7.0}, run(replace, func(f *Frame) { f.SetMissing(0) }), "a replacement is a collection of one")
	assert.Equal(t, []any{nil}, run(asGiven(), func(f *Frame) { f.SetNumber(0, -1) }))
	assert.Contains(t, run(asGiven(), func(f *Frame) { f.SetNumber(0, 30) }), "returnInvalid")
	assert.Contains(t, run(asGiven(), func(f *Frame) { f.SetList(0); f.AddNumber(0, 1); f.AddText(0, "x") }), "is not a number")
	assert.Equal(t, []any(nil), run(asGiven(), func(f *Frame) { f.SetList(0) }))
}

// A field that nothing reads is not looked at.
func TestPrepareSkipsUnreadInputs(t *testing.T) {
	f := input(pmml.DataTypeDouble, nil, asGiven(), nil)
	f.program.Inputs[0].Field.To = NoSlot
	f.SetText(0, "bad")
	require.Nil(t, f.Run())
	assert.True(t, IsMissing(f.Cells[0]))
}

// Codes of texts that the document does not know hold for one record.
func TestLocalTexts(t *testing.T) {
	p := &Program{Texts: NewTexts(), Stage: new(Program).NewStage(readInput{})}
	known := p.Texts.Intern("known")
	f := p.NewFrame()
	for range 3 {
		require.Nil(t, f.Run())
		codes := map[float64]string{}
		for i := range 3 * localLinear {
			s := string(rune('a'+i%26)) + string(rune('a'+i/26))
			c := f.Code(s)
			assert.Equal(t, c, f.Code(s))
			assert.GreaterOrEqual(t, c, float64(f.KnownTexts()))
			_, taken := codes[c]
			assert.False(t, taken)
			codes[c] = s
		}
		for c, s := range codes {
			assert.Equal(t, s, f.Text(c))
		}
		assert.Equal(t, known, f.Code("known"))
	}
	assert.Equal(t, known, p.Texts.Intern("known"))
	assert.Equal(t, "known", p.Texts.Text(known))
}

func TestRanges(t *testing.T) {
	for _, tt := range []struct {
		r        Range
		in, outs []float64
	}{
		{Range{Left: 1, Right: 2}, []float64{1, 1.5, 2}, []float64{0.9, 2.1, NaN}},
		{Range{Left: 1, Right: 2, LeftOpen: true}, []float64{1.5, 2}, []float64{1}},
		{Range{Left: 1, Right: 2, RightOpen: true}, []float64{1, 1.5}, []float64{2}},
		{Range{Left: math.Inf(-1), Right: math.Inf(1)}, []float64{0, math.Inf(1), math.Inf(-1)}, []float64{NaN, Missing}},
	} {
		for _, v := range tt.in {
			assert.True(t, tt.r.Has(v), "%v in %v", v, tt.r)
		}
		for _, v := range tt.outs {
			assert.False(t, tt.r.Has(v), "%v in %v", v, tt.r)
		}
	}
}
