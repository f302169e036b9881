package explain

import (
	"fmt"
	"strconv"
	"strings"
)

func (p *printer) explanation(e *Explanation) {
	p.fields("Results", e.Results, bold)
	p.inputs("Inputs", e.Inputs)
	if e.Model != nil {
		p.out.WriteByte('\n')
		p.model("", e.Model)
	}
}

// fields writes a heading with fields below it.
func (p *printer) fields(heading string, fields []Field, style string) {
	if len(fields) == 0 {
		return
	}
	p.line("%s", p.styled(bold, heading))
	rows := make([][]cell, len(fields))
	for i, f := range fields {
		rows[i] = []cell{{text: f.Name}, {text: fieldText(f), style: style}}
	}
	p.inside(func() { p.table(rows) })
}

// inputs writes what was given and what became of it.
func (p *printer) inputs(heading string, inputs []Input) {
	if len(inputs) == 0 {
		return
	}
	if p.depth == 0 {
		p.out.WriteByte('\n')
	}
	p.line("%s", p.styled(bold, heading))
	rows := make([][]cell, len(inputs))
	for i, in := range inputs {
		note := in.Treatment
		value := text(in.Value)
		switch {
		case in.Error != "":
			value, note = text(in.Given), "error if it is used: "+in.Error
		case in.Unused:
			note = "not used"
		case note != "" && text(in.Given) != value:
			note = "given: " + text(in.Given) + " (" + note + ")"
		}
		rows[i] = []cell{{text: in.Name}, {text: value}, {text: note, style: faint}}
	}
	p.inside(func() { p.table(rows) })
}

// model writes a model below a heading of its own, after what label says.
func (p *printer) model(label string, m *Model) {
	p.line("%s%s", label, p.styled(bold, m.title()))
	p.inside(func() {
		p.inputs("prepared", m.Inputs)
		p.fields("derived", m.Derived, "")
		if m.Detail != nil {
			m.Detail.write(p)
		}
		for i := range m.Targets {
			p.target(&m.Targets[i], m)
		}
		if p.depth > 1 { // the results have those of the outermost model
			p.fields("outputs", m.Outputs, "")
		}
	})
}

// title names a model: its type, name and function.
func (m *Model) title() string {
	s := m.Type
	if m.Name != "" {
		s += " " + strconv.Quote(m.Name)
	}
	if m.Function != "" {
		s += " (" + m.Function + ")"
	}
	return s
}

// target writes how the prediction became the target's value.
func (p *printer) target(t *Target, m *Model) {
	name := t.Name
	if name == "" {
		if p.depth > 1 && len(t.Steps) == 0 && len(t.Distribution) == 0 {
			return // the segment says it
		}
		name = "prediction"
	}
	p.line("%s = %s", name, p.styled(bold, text(t.Value)))
	p.inside(func() {
		if len(t.Steps) > 0 {
			rows := [][]cell{{{text: text(t.Predicted), number: true}, {text: "predicted"}}}
			for _, s := range t.Steps {
				rows = append(rows, []cell{{text: text(s.Value), number: true}, {text: s.What}})
			}
			p.table(rows)
		}
		if m.Detail != nil && m.Detail.tellsShares() {
			p.distribution(t.Distribution)
		}
	})
}

// distribution writes the shares of categories.
func (p *printer) distribution(shares []Share) {
	if len(shares) == 0 {
		return
	}
	const most = 20
	rows := [][]cell{}
	for i, s := range shares {
		if i == most {
			rows = append(rows, []cell{{text: fmt.Sprintf("… %d more", len(shares)-most)}})
			break
		}
		row := []cell{{text: text(s.Category)}, {}, {}}
		if s.Probability != nil {
			row[1] = cell{text: "probability " + short(*s.Probability)}
		}
		if s.Confidence != nil && (s.Probability == nil || *s.Confidence != *s.Probability) {
			row[2] = cell{text: "confidence " + short(*s.Confidence)}
		}
		rows = append(rows, row)
	}
	p.table(rows)
}

// reads says which values a predicate has seen, in brackets: "" for none.
func (q *Predicate) reads() string {
	if len(q.Fields) == 0 {
		return ""
	}
	parts := make([]string, len(q.Fields))
	for i, f := range q.Fields {
		parts[i] = f.Name + " is " + fieldText(f)
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// predicate writes a condition with its result and its parts.
func (p *printer) predicate(label string, q *Predicate, result string) {
	switch {
	case q.Text == result: // the constant true or false
		p.line("%s%s", label, result)
	case result != "":
		p.line("%s%s: %s%s", label, q.Text, result, q.reads())
	default:
		p.line("%s%s%s", label, q.Text, q.reads())
	}
	p.inside(func() { p.parts(q) })
}

func (p *printer) parts(q *Predicate) {
	for i := range q.Parts {
		part := &q.Parts[i]
		result := part.Result
		if result == "" {
			result = "not looked at"
		}
		p.predicate("", part, result)
	}
}
