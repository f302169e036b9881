package naivebayes

import (
	"math"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// Compile compiles a NaiveBayesModel. The kernel changes nothing of its own (its
// working memory belongs to the frame), so any number of frames may run it at
// the same time.
//
// Spec: https://dmg.org/pmml/v4-4-1/NaiveBayes.html
func Compile(c *compile.Context, m *pmml.NaiveBayesModel) (program.Kernel, error) {
	switch m.FunctionName {
	case pmml.MiningFunctionClassification:
	case 0:
		return nil, c.Errorf(m, pmml.CodePartMissing, "functionName is missing, classification is needed")
	default:
		return nil, c.Errorf(m, pmml.ErrUnsupported, "functionName=%q of a naive Bayes model is not supported: classification is needed", m.FunctionName)
	}
	if c.Float32() {
		return compileModel[float32](c, m)
	}
	return compileModel[float64](c, m)
}

// compiler is the state of compiling one model.
type compiler[T real.Float] struct {
	c      *compile.Context
	m      *pmml.NaiveBayesModel
	target *compile.Target
	// values gives the place of each target value among those of the BayesOutput.
	values map[float64]int
	// broken says that the BayesOutput is at fault, so that it may lack values.
	broken bool
	notes  notes
	model  model[T]
}

func compileModel[T real.Float](c *compile.Context, m *pmml.NaiveBayesModel) (program.Kernel, error) {
	target, err := c.Target(m)
	if err != nil {
		return nil, err
	}
	b := &compiler[T]{c: c, m: m, target: target, values: map[float64]int{}}
	b.model = model[T]{outcome: target.Outcome, exp: real.ExpOf[T](), pos: m.Pos}
	if !(m.Threshold >= 0) || math.IsInf(m.Threshold, 0) {
		if err := c.Keep(c.Errorf(m, pmml.CodeOutOfRange, "threshold=%v was found, a number that is not negative is needed", m.Threshold)); err != nil {
			return nil, err
		}
	}
	if err := b.output(); err != nil {
		return nil, err
	}
	if err := b.inputs(); err != nil {
		return nil, err
	}
	b.model.scratch = c.NewScratch()
	c.Note(&b.model, &b.notes)
	return &b.model, nil
}

// log gives a logarithm in the model's arithmetic.
func log[T real.Float](p T) T { return T(real.Log(float64(p))) }

// output compiles the counts of the target values.
func (b *compiler[T]) output() error {
	c, o := b.c, b.m.BayesOutput
	if o == nil || o.TargetValueCounts == nil || len(o.TargetValueCounts.TargetValueCounts) == 0 {
		at := pmml.Node(b.m)
		if o != nil {
			at = o
		}
		return c.Errorf(at, pmml.CodeCountMismatch, "no TargetValueCount was found, each target value needs one")
	}
	if name, ok := o.FieldName.Get(); ok && name != b.target.Name && b.target.Name != "" {
		if err := c.Keep(c.Errorf(o, pmml.ErrInvalid, "fieldName=%q is not the target field, which is %q", name, b.target.Name)); err != nil {
			return err
		}
	}
	listed := map[float64]bool{}
	for _, text := range b.target.Listed {
		v, err := c.Constant(text, b.target.Type, o)
		if err != nil {
			return err
		}
		listed[v] = true
	}
	sum := 0.0
	counts := o.TargetValueCounts.TargetValueCounts
	for i := range counts {
		k := &counts[i]
		index, cell, err := b.target.Category(k.Value, k)
		if err != nil {
			return err
		}
		if _, ok := b.values[cell]; ok {
			err = c.Errorf(k, pmml.CodeDuplicateName, "target value %q is counted twice", k.Value)
		} else if len(listed) > 0 && !listed[cell] {
			err = c.Errorf(k, pmml.CodeUnlistedValue, "target value %q is not a listed value of field %q", k.Value, b.target.Name)
		} else {
			err = b.checkCount(k)
		}
		b.broken = b.broken || err != nil
		if err = c.Keep(err); err != nil {
			return err
		}
		b.values[cell] = len(b.model.prior)
		b.model.prior = append(b.model.prior, log(T(k.Count)))
		b.model.index = append(b.model.index, index)
		b.model.cells = append(b.model.cells, cell)
		b.notes.counts = append(b.notes.counts, k.Count)
		sum += k.Count
	}
	if sum == 0 {
		return c.Keep(c.Errorf(o.TargetValueCounts, pmml.CodeOutOfRange, "the counts of all target values are zero"))
	}
	return nil
}

func (b *compiler[T]) checkCount(k *pmml.TargetValueCount) error {
	if !(k.Count >= 0) || math.IsInf(k.Count, 0) {
		return b.c.Errorf(k, pmml.CodeOutOfRange, "count=%v was found, a number that is not negative is needed", k.Count)
	}
	return nil
}

// inputs compiles the inputs, those in Extensions last.
func (b *compiler[T]) inputs() error {
	in := b.m.BayesInputs
	if in == nil || len(in.BayesInputs)+len(in.Extended) == 0 {
		at := pmml.Node(b.m)
		if in != nil {
			at = in
		}
		return b.c.Errorf(at, pmml.CodeCountMismatch, "no BayesInput was found, at least one is needed")
	}
	for _, list := range [][]*pmml.BayesInput{in.BayesInputs, in.Extended} {
		for _, bi := range list {
			if err := b.c.Next(); err != nil {
				return err
			}
			if err := b.c.Keep(b.input(bi)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *compiler[T]) input(bi *pmml.BayesInput) error {
	c := b.c
	in := input[T]{least: real.Log(b.m.Threshold)}
	switch {
	case bi.TargetValueStats != nil && (len(bi.PairCounts) > 0 || bi.DerivedField != nil):
		return c.Errorf(bi, pmml.ErrInvalid, "TargetValueStats was found beside PairCounts or DerivedField, an input has either numbers or values")
	case bi.TargetValueStats != nil:
		f, err := c.Number(bi.FieldName, bi)
		if err != nil {
			return err
		}
		in.slot = f.Slot
		if in.densities, err = b.densities(bi.TargetValueStats); err != nil {
			return err
		}
		b.model.inputs = append(b.model.inputs, in)
		b.notes.types = append(b.notes.types, f.Type)
		return nil
	case len(bi.PairCounts) == 0:
		return c.Errorf(bi, pmml.CodePartMissing, "the input is empty: TargetValueStats or PairCounts is needed")
	}
	f, err := c.Field(bi.FieldName, bi)
	if err != nil {
		return err
	}
	if f.List {
		return c.Errorf(bi, pmml.CodeFieldType, "field %q is a collection, a single value is needed", bi.FieldName)
	}
	in.slot = f.Slot
	t := f.Type
	if d := bi.DerivedField; d != nil {
		typed, err := b.derive(bi, d)
		if err != nil {
			return err
		}
		in.derived, t = typed.Expr, typed.Type
	}
	if err := b.count(&in, bi, t); err != nil {
		return err
	}
	b.model.inputs = append(b.model.inputs, in)
	b.notes.types = append(b.notes.types, t)
	return nil
}

// derive compiles what cuts the input's numbers into values.
func (b *compiler[T]) derive(bi *pmml.BayesInput, d *pmml.DerivedField) (program.Typed, error) {
	e, ok := d.Expression.(*pmml.Discretize)
	if !ok {
		return program.Typed{}, b.c.Errorf(d, pmml.CodePartMissing, "the DerivedField of a BayesInput has no Discretize, which it needs to cut numbers into values")
	}
	if e.Field != bi.FieldName {
		return program.Typed{}, b.c.Errorf(e, pmml.ErrInvalid, "field=%q is not the field of the BayesInput, which is %q", e.Field, bi.FieldName)
	}
	return b.c.DerivedField(d)
}

// densities compiles the distributions of a field of numbers, by target value.
func (b *compiler[T]) densities(stats *pmml.TargetValueStats) ([]density, error) {
	c := b.c
	out := make([]density, len(b.model.prior))
	given := make([]bool, len(out))
	for _, s := range stats.TargetValueStats {
		at, err := b.place(s.Value, s)
		if err != nil {
			return nil, err
		}
		if at < 0 {
			continue
		}
		if given[at] {
			if err := c.Keep(c.Errorf(s, pmml.CodeDuplicateName, "target value %q has a TargetValueStat already", s.Value)); err != nil {
				return nil, err
			}
		}
		given[at] = true
		if out[at], err = compileDensity(c, s); err != nil {
			if err = c.Keep(err); err != nil {
				return nil, err
			}
		}
	}
	for i, ok := range given {
		if !ok && !b.broken {
			return nil, c.Errorf(stats, pmml.CodePartMissing, "target value %q has no TargetValueStat", b.text(i))
		}
	}
	return out, nil
}

// text gives the text of a target value.
func (b *compiler[T]) text(i int) string { return b.target.Categories[b.model.index[i]].Text }

// place finds a target value among those of the BayesOutput, -1 where it would be
// there if that were not at fault.
func (b *compiler[T]) place(text string, at pmml.Node) (int, error) {
	v, err := b.c.Constant(text, b.target.Type, at)
	if err != nil {
		return 0, err
	}
	i, ok := b.values[v]
	if !ok && b.broken {
		return -1, nil
	}
	if !ok {
		return -1, b.c.Errorf(at, pmml.CodeUnlistedValue, "target value %q has no count in the BayesOutput", text)
	}
	return i, nil
}

// count compiles the counts of a field's values. A target value that is left out
// has the count zero, for which the threshold stands.
func (b *compiler[T]) count(in *input[T], bi *pmml.BayesInput, t pmml.DataType) error {
	c := b.c
	n := len(b.model.prior)
	if err := c.Spend(limit.Cells, int64(len(bi.PairCounts))*int64(n), bi); err != nil {
		return err
	}
	cells := make([]float64, 0, len(bi.PairCounts))
	counts := make([]T, len(bi.PairCounts)*n)
	totals := make([]T, n)
	seen := map[float64]bool{}
	for i, p := range bi.PairCounts {
		if err := c.Next(); err != nil {
			return err
		}
		v, err := c.Constant(p.Value, t, p)
		if err != nil {
			return err
		}
		if seen[v] && isValue(p.Value, t) {
			if err := c.Keep(c.Errorf(p, pmml.CodeDuplicateName, "value %q has PairCounts already", p.Value)); err != nil {
				return err
			}
		}
		seen[v] = true
		cells = append(cells, v)
		if p.TargetValueCounts == nil {
			return c.Errorf(p, pmml.CodePartMissing, "TargetValueCounts is missing")
		}
		if err := b.row(counts[i*n:(i+1)*n], p.TargetValueCounts); err != nil {
			return err
		}
		for k, v := range counts[i*n : (i+1)*n] {
			totals[k] += v
		}
	}
	in.rows = newRows(cells)
	in.logs = counts
	for i, v := range counts {
		if v == 0 {
			counts[i] = T(in.least)
		} else {
			counts[i] = log(v / totals[i%n])
		}
	}
	return nil
}

// isValue says whether a text is of a type. One that is not has no cell of its own.
func isValue(text string, t pmml.DataType) bool {
	if t == pmml.DataTypeString {
		return true
	}
	_, err := program.ParseValue(t, text)
	return err == nil
}

// row fills in the counts of one value.
func (b *compiler[T]) row(row []T, counts *pmml.TargetValueCounts) error {
	given := make([]bool, len(row))
	for i := range counts.TargetValueCounts {
		if err := b.c.Next(); err != nil {
			return err
		}
		k := &counts.TargetValueCounts[i]
		at, err := b.place(k.Value, k)
		if err != nil {
			return err
		}
		if at < 0 {
			continue
		}
		if given[at] {
			err = b.c.Errorf(k, pmml.CodeDuplicateName, "target value %q is counted twice", k.Value)
		} else {
			err = b.checkCount(k)
		}
		if err = b.c.Keep(err); err != nil {
			return err
		}
		given[at] = true
		row[at] = T(k.Count)
	}
	return nil
}

// notes is what explanations need beside the model.
type notes struct {
	// counts are those of the target values, types the types of the inputs' values.
	counts []float64
	types  []pmml.DataType
}
