package svm

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
)

// explainedTerms is how many terms of a machine are listed.
const explainedTerms = 5

// Explain lists the record's vector, and what adds most to the machine's value.
func (k *number[T]) Explain(x *program.Explaining, m *explain.Model) {
	m.Detail = k.describe(x, x.Note(k), "the machine's sum is the prediction")
}

// Explain lists the machines with their votes.
func (k *voter[T]) Explain(x *program.Explaining, m *explain.Model) {
	side := "below"
	if k.above {
		side = "above"
	}
	rule := "a machine votes for the first of its categories if its sum lies " + side + " the threshold, else for the second; the category with most votes wins"
	all := k.describe(x, x.Note(k), rule)
	m.Detail = all
	s := k.memory(x.Frame)
	for i := range all.Machines {
		out, b := &all.Machines[i], &k.ballots[i]
		threshold := explain.Number(b.threshold)
		out.Category, out.Against = x.Category(k.outcome, b.chosen), x.Category(k.outcome, b.other)
		out.Threshold, out.Chosen = &threshold, x.Category(k.outcome, s.choices[i])
	}
}

// Explain lists the machine of each category.
func (k *distinguisher[T]) Explain(x *program.Explaining, m *explain.Model) {
	rule := "the category whose machine has the smallest sum wins"
	if k.above {
		rule = "the category whose machine has the largest sum wins"
	}
	out := k.describe(x, x.Note(k), rule)
	m.Detail = out
	for i := range out.Machines {
		out.Machines[i].Category = x.Category(k.outcome, k.index[i])
	}
}

// describe lists the vector and the machines of the record that was scored last.
func (m *model[T]) describe(x *program.Explaining, ids any, rule string) *explain.Machines {
	out := &explain.Machines{Rule: rule, Vector: []explain.Dimension{}}
	if m.vectors != nil {
		out.Kernel = m.measure.String()
	}
	for i := range m.inputs {
		in := &m.inputs[i]
		d := explain.Dimension{Field: x.Field(in.slot)}
		if in.indicator {
			d.Indicates = x.FieldValue(in.slot, in.value)
		}
		v := in.number(x.Frame)
		switch {
		case !program.IsMissing(v):
			v = float64(T(v))
		case out.End == "":
			out.End = "field " + d.Field.Name + " has no value, so there is no prediction"
		}
		d.Value = x.Number(v)
		out.Vector = append(out.Vector, d)
	}
	if out.End != "" {
		return out
	}
	s := m.memory(x.Frame)
	k, names := s.k, []string(nil)
	if m.vectors == nil {
		k = s.x
		for i := range out.Vector {
			names = append(names, out.Vector[i].Field.Name)
		}
	} else {
		names, _ = ids.([]string)
	}
	for i := range m.machines {
		out.Machines = append(out.Machines, m.machines[i].describe(k, names, s.values[i]))
	}
	return out
}

// describe lists the machine's largest terms.
func (m *machine[T]) describe(k []T, names []string, value T) explain.Machine {
	out := explain.Machine{Intercept: explain.Number(m.intercept), Value: explain.Number(value)}
	terms := make([]explain.MachineTerm, len(m.coefficients))
	for i, c := range m.coefficients {
		at := i
		if m.vectors != nil {
			at = int(m.vectors[i])
		}
		terms[i] = explain.MachineTerm{
			Name: names[at], Kernel: explain.Number(k[at]), Coefficient: explain.Number(c), Contribution: explain.Number(T(c * k[at])),
		}
	}
	slices.SortStableFunc(terms, func(a, b explain.MachineTerm) int {
		return cmp.Compare(math.Abs(float64(b.Contribution)), math.Abs(float64(a.Contribution)))
	})
	out.Terms = terms[:min(len(terms), explainedTerms):min(len(terms), explainedTerms)]
	for _, t := range terms[len(out.Terms):] {
		out.Rest += t.Contribution
		out.Others++
	}
	return out
}

// String gives the kernel's formula.
func (m *measure[T]) String() string {
	number := func(v T) string { return explainNumber(float64(v), m.single()) }
	inner := number(m.gamma) + "·(x·v) + " + number(m.coef0)
	switch m.shape {
	case polynomial:
		return "(" + inner + ")^" + number(m.degree)
	case radial:
		return "e^(-" + number(m.gamma) + "·|x-v|²)"
	case sigmoid:
		return "tanh(" + inner + ")"
	}
	return "x·v"
}

// single says whether the model computes in float32.
func (m *measure[T]) single() bool { return T(1)+T(1e-12) == 1 }

func explainNumber(v float64, single bool) string {
	bits := 64
	if single {
		bits = 32
	}
	return strconv.FormatFloat(v, 'g', -1, bits)
}
