package text

import (
	"math"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Weight is TextIndex: the weight of a term in a text.
//
// With f the number of the term's hits, Eval gives f (termFrequency), 1 or 0
// (binary), log10(1+f) (logarithmic), or ½·(χ+f/m) where χ is 1 if there is a
// hit and m the number of times that the text's most frequent word occurs
// (augmentedNormalizedTermFrequency). It gives Missing where the text or the
// term is missing, and an error cell where a pattern takes too long.
type Weight struct {
	// Text and Term give strings.
	Text, Term program.Expr
	Options    *Options
	// Scratch is the place of the [Index] among the frame's scratch. Weights
	// with the same options may share it.
	Scratch int
	// Distance is how far a hit may lie from the term; BestHits counts only the
	// nearest ones.
	Distance int
	BestHits bool
	Function pmml.LocalTermWeights
	Pos      pmml.Pos
}

// Eval counts the term.
func (w *Weight) Eval(f *program.Frame) float64 {
	code := w.Text.Eval(f)
	if code != code {
		return code
	}
	termCode := w.Term.Eval(f)
	if termCode != termCode {
		return termCode
	}
	x, ok := f.Scratch[w.Scratch].(*Index)
	if !ok {
		x = NewIndex(w.Options, f.KnownTexts())
		f.Scratch[w.Scratch] = x
	}
	d := x.document(f.Serial(), code, f.Text(code))
	if d.err != nil {
		return f.Fail(w.Pos, "TextIndex: %s", d.err)
	}
	t, err := x.term(termCode, f.Text(termCode))
	if err != nil {
		return f.Fail(w.Pos, "TextIndex: %s", err)
	}
	hits := 0
	if w.Distance > 0 {
		hits = x.within(d, t, w.Distance, w.BestHits)
	} else {
		hits = x.exact(d, t)
	}
	switch w.Function {
	case pmml.LocalTermWeightsBinary:
		return float64(min(hits, 1))
	case pmml.LocalTermWeightsLogarithmic:
		return math.Log10(1 + float64(hits))
	case pmml.LocalTermWeightsAugmentedNormalizedTermFrequency:
		if hits == 0 {
			return 0
		}
		return 0.5 * (1 + float64(hits)/float64(max(hits, x.highest(d))))
	}
	return float64(hits)
}
