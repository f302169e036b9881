package program

import (
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/pmml"
)

// Predicate tests a predicate and describes it.
func (x *Explaining) Predicate(p Predicate) explain.Predicate {
	switch p := p.(type) {
	case *And:
		return x.compound(p, "and", p.Parts, func(t Tri) bool { return t == False })
	case *Or:
		return x.compound(p, "or", p.Parts, func(t Tri) bool { return t == True })
	case *Xor:
		return x.compound(p, "xor", p.Parts, func(t Tri) bool { return t == Unknown })
	case *Surrogate:
		return x.compound(p, "surrogate", p.Parts, func(t Tri) bool { return t != Unknown })
	}
	out := explain.Predicate{Text: x.PredicateText(p), Result: p.Test(x.Frame).String()}
	if s, ok := slotOf(p); ok {
		out.Fields = []explain.Field{x.Field(s)}
	}
	return out
}

// compound describes parts up to the one that decides.
func (x *Explaining) compound(p Predicate, operator string, parts []Predicate, decides func(Tri) bool) explain.Predicate {
	out := explain.Predicate{Text: x.PredicateText(p), Result: p.Test(x.Frame).String()}
	decided := false
	for _, q := range parts {
		if decided {
			out.Parts = append(out.Parts, explain.Predicate{Text: x.PredicateText(q)})
			continue
		}
		part := x.Predicate(q)
		out.Parts = append(out.Parts, part)
		decided = decides(q.Test(x.Frame))
	}
	return out
}

// slotOf gives the slot that a simple predicate reads.
func slotOf(p Predicate) (Slot, bool) {
	switch p := p.(type) {
	case *Equal:
		return p.Slot, true
	case *NotEqual:
		return p.Slot, true
	case *Less:
		return p.Slot, true
	case *LessOrEqual:
		return p.Slot, true
	case *Greater:
		return p.Slot, true
	case *GreaterOrEqual:
		return p.Slot, true
	case *IsMissingTest:
		return p.Slot, true
	case *In:
		return p.Slot, true
	case *Order:
		return p.Slot, true
	}
	return NoSlot, false
}

// PredicateText gives a predicate as a condition on fields by name.
func (x *Explaining) PredicateText(p Predicate) string {
	switch p := p.(type) {
	case *And:
		return x.list(p.Parts, " and ")
	case *Or:
		return x.list(p.Parts, " or ")
	case *Xor:
		return x.list(p.Parts, " xor ")
	}
	return x.partText(p)
}

// partText gives a predicate as a part of another.
func (x *Explaining) partText(p Predicate) string {
	s, _ := slotOf(p)
	n := x.program.Named(s)
	name := quoted(n.Name)
	switch p := p.(type) {
	case *Always:
		return p.Result.String()
	case *Equal:
		return name + " = " + x.constant(p.Value, n.Type)
	case *NotEqual:
		return name + " ≠ " + x.constant(p.Value, n.Type)
	case *Less:
		return name + " < " + x.constant(p.Limit, n.Type)
	case *LessOrEqual:
		return name + " <= " + x.constant(p.Limit, n.Type)
	case *Greater:
		return name + " > " + x.constant(p.Limit, n.Type)
	case *GreaterOrEqual:
		return name + " >= " + x.constant(p.Limit, n.Type)
	case *IsMissingTest:
		if p.Negate {
			return name + " is not missing"
		}
		return name + " is missing"
	case *In:
		return name + x.setText(p, n.Type)
	case *Order:
		return name + " " + p.operator() + " " + x.constant(p.Value, n.Type)
	case *And:
		return "(" + x.list(p.Parts, " and ") + ")"
	case *Or:
		return "(" + x.list(p.Parts, " or ") + ")"
	case *Xor:
		return "(" + x.list(p.Parts, " xor ") + ")"
	case *Surrogate:
		return "surrogate(" + x.list(p.Parts, ", ") + ")"
	}
	return "a condition"
}

// operator gives the sign of an ordering.
func (p *Order) operator() string {
	switch p.Accept {
	case [3]bool{true, false, false}:
		return "<"
	case [3]bool{true, true, false}:
		return "<="
	case [3]bool{false, false, true}:
		return ">"
	}
	return ">="
}

func (x *Explaining) list(parts []Predicate, between string) string {
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = x.partText(p)
	}
	return strings.Join(texts, between)
}

// mostListed bounds how many values of a set are written down.
const mostListed = 20

func (x *Explaining) setText(p *In, t pmml.DataType) string {
	values := p.Set.Values()
	texts := make([]string, 0, min(len(values), mostListed+1))
	for i, v := range values {
		if i == mostListed {
			texts = append(texts, "… "+strconv.Itoa(len(values)-i)+" more")
			break
		}
		texts = append(texts, x.constant(v, t))
	}
	in := " in {"
	if p.Negate {
		in = " not in {"
	}
	return in + strings.Join(texts, ", ") + "}"
}

// Values gives what is in the set, in ascending order.
func (s *CellSet) Values() []float64 {
	if s.bits == nil {
		return s.sorted
	}
	var out []float64
	for i := range 64 * len(s.bits) {
		if s.bits[i>>6]&(1<<(i&63)) != 0 {
			out = append(out, float64(s.base+int64(i)))
		}
	}
	return out
}

// constant gives a value of the document as predicates are written.
func (x *Explaining) constant(v float64, t pmml.DataType) string {
	switch w := x.Value(v, t).(type) {
	case nil:
		return "missing"
	case string:
		return quoted(w)
	case float64:
		return strconv.FormatFloat(w, 'g', -1, 64)
	case float32:
		return strconv.FormatFloat(float64(w), 'g', -1, 32)
	case int64:
		return strconv.FormatInt(w, 10)
	case bool:
		return strconv.FormatBool(w)
	}
	return "?"
}

// quoted puts quotes around a name or text that does not look like one word.
func quoted(s string) string {
	if s == "" || strings.ContainsAny(s, " \t\r\n,;{}\"'<>=") {
		return strconv.Quote(s)
	}
	return s
}
