package text

import (
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
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
	x.meter = meter{frame: f, at: w.Pos}
	d := x.document(f.Serial(), code, f.Text(code))
	if d.err != nil {
		return w.failed(f, d.err)
	}
	t, err := x.term(termCode, f.Text(termCode))
	if err != nil {
		return w.failed(f, err)
	}
	if !f.Spend(w.work(d, t), w.Pos) {
		return program.Missing
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
		return real.Log10(1 + float64(hits))
	case pmml.LocalTermWeightsAugmentedNormalizedTermFrequency:
		if hits == 0 {
			return 0
		}
		return float64(0.5 * (1 + float64(hits)/float64(max(hits, x.highest(d)))))
	}
	return float64(hits)
}

// failed gives what becomes of an error. Of one that has ended the record nothing
// more is said.
func (w *Weight) failed(f *program.Frame, err error) float64 {
	switch {
	case err == errEnded:
		return program.Missing
	case limit.Ends(err):
		f.NoRoom(err, w.Pos)
		return program.Missing
	}
	return f.Fail(w.Pos, "TextIndex: %s", err)
}

// work is how many steps it takes to look for a term in a text.
func (w *Weight) work(d *document, t *term) int64 {
	switch {
	case w.Distance > 0:
		// Every word, or the whole text, is held against the term, character by
		// character.
		length := 0
		for _, word := range t.runes {
			length += len(word)
		}
		return 1 + int64(len(d.folded))*int64(length)>>3
	case len(t.words) == 1 && w.Options.Tokenize:
		return 1
	}
	return 1 + int64(len(d.words)) + int64(len(d.folded))>>6
}
