package text

import (
	"math"
	"testing"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
)

func TestWeight(t *testing.T) {
	spaces := &Options{Tokenize: true, Separator: pattern(t, `\s+`)}
	for _, tt := range []struct {
		name     string
		function pmml.LocalTermWeights
		in, term string
		want     float64
	}{
		{"termFrequency is the default", 0, "sun sun moon", "sun", 2},
		{"termFrequency", pmml.LocalTermWeightsTermFrequency, "sun sun moon", "sun", 2},
		{"binary", pmml.LocalTermWeightsBinary, "sun sun moon", "sun", 1},
		{"binary, none", pmml.LocalTermWeightsBinary, "sun sun moon", "star", 0},
		{"logarithmic is to base 10", pmml.LocalTermWeightsLogarithmic, "Sun sun, SUN!", "sun", math.Log10(4)},
		{"logarithmic, none", pmml.LocalTermWeightsLogarithmic, "moon", "sun", 0},
		{"augmented", pmml.LocalTermWeightsAugmentedNormalizedTermFrequency, "the sun, the SUN and the son.", "sun", 0.8333333333333333},
		{"augmented, none", pmml.LocalTermWeightsAugmentedNormalizedTermFrequency, "moon moon", "sun", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			texts := program.NewTexts()
			term := texts.Intern(tt.term)
			p := &program.Program{Texts: texts, Slots: 1, Scratch: 1}
			f := p.NewFrame()
			f.Cells[0] = f.Code(tt.in)
			w := &Weight{Text: &program.Ref{Slot: 0}, Term: &program.Const{Value: term}, Options: spaces, Function: tt.function}
			assert.Equal(t, tt.want, w.Eval(f))
			f.Cells[0] = program.Missing
			assert.True(t, program.IsMissing(w.Eval(f)), "a missing text")
			f.Cells[0] = f.Code(tt.in)
			w.Term = &program.Const{Value: program.Missing}
			assert.True(t, program.IsMissing(w.Eval(f)), "a missing term")
		})
	}
}

func TestWeightFails(t *testing.T) {
	table := NewTable(true)
	assert.NoError(t, table.Add("a", "aa", false, true, nil))
	p := &program.Program{Texts: program.NewTexts(), Slots: 2, Scratch: 1}
	f := p.NewFrame()
	f.Cells[0], f.Cells[1] = f.Code("a"), f.Code("b")
	w := &Weight{Text: &program.Ref{Slot: 0}, Term: &program.Ref{Slot: 1}, Pos: pmml.Pos{Line: 3, Column: 4},
		Options: &Options{Tables: []*Table{table}}}
	v := w.Eval(f)
	assert.True(t, program.IsError(v))
	assert.Equal(t, &program.Fault{Code: program.FaultFunction, Pos: w.Pos, Detail: "TextIndex: recursive text normalization does not come to an end"}, f.Fault(v))
}
