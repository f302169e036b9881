package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/gopmml/gopmml/evaluator"
)

// write writes the inspection for a person.
func (out *inspection) write(p *page) {
	p.heading(out.File)
	p.table(nil, noEmpty([][]string{
		{"size", grouped(out.Bytes) + " bytes"},
		{"version", "PMML " + out.Version},
		{"producer", strings.TrimSpace(out.Producer.Application + " " + out.Producer.Version)},
		{"description", out.Producer.Description},
		{"copyright", out.Producer.Copyright},
		{"model version", out.Producer.ModelVersion},
		{"made", out.Producer.Timestamp},
	}))
	if len(out.Models) > 0 {
		p.heading("Models of the document")
		rows := make([][]string, len(out.Models))
		for i, m := range out.Models {
			rows[i] = []string{m.Type, m.Name}
		}
		p.table([]string{"type", "name"}, rows)
	}
	if m := out.Model; m != nil {
		p.heading("Model")
		rows := [][]string{
			{"type", m.Type}, {"name", m.Name}, {"function", m.Function}, {"algorithm", m.Algorithm}, {"method", m.Method},
			{"size", sizeText(out.Size)}, {"inside", modelsInside(out.Size)},
		}
		if m.VerificationRows > 0 {
			rows = append(rows, []string{"verification", plural(m.VerificationRows, "record", "records")})
		}
		p.table(nil, noEmpty(append(rows, []string{"cost per row", out.Cost.text()})))
	}
	if !out.Scorable {
		p.heading(p.styled(styleRed, "This model cannot be scored"))
		p.linef("  %s", out.Refused)
	}
	if out.Scoring != nil {
		p.heading("How it is scored")
		for _, w := range out.Scoring.Ways {
			what := w.Model
			if w.Name != "" {
				what += " " + w.Name
			}
			if w.Count > 1 {
				what = fmt.Sprintf("%d × %s", w.Count, what)
			}
			p.linef("  %s%s: %s", strings.Repeat("  ", w.Depth), what, w.How)
		}
		p.linef("  tables: %s", out.Scoring.Tables)
	}
	p.fields("Fields of the document", out.Dictionary)
	p.fields("Inputs", out.Inputs)
	p.fields("Targets", out.Targets)
	p.fields("Outputs", out.Outputs)
}

// fields writes a table of fields.
func (p *page) fields(heading string, fields []fieldFacts) {
	if len(fields) == 0 {
		return
	}
	p.heading(heading)
	rows := make([][]string, len(fields))
	for i := range fields {
		f := &fields[i]
		what := f.Usage
		if f.Feature != "" {
			what = f.Feature
		}
		typ := f.DataType
		switch {
		case f.Nested:
			typ = "list of lists of " + typ
		case f.Collection:
			typ = "list of " + typ
		}
		rows[i] = []string{f.Name, typ, f.OpType, what, f.valid(), strings.Join(f.Treatments, "; ")}
	}
	role := "usage"
	if heading == "Outputs" {
		role = "feature"
	}
	p.table([]string{"name", "type", "optype", role, "values", "treatment"}, rows)
}

// valid says which values a field takes.
func (f *fieldFacts) valid() string {
	const most = 8
	parts := append([]string(nil), f.Ranges...)
	for i, v := range f.Values {
		if i == most {
			parts = append(parts, fmt.Sprintf("… %d more", len(f.Values)-most))
			break
		}
		parts = append(parts, v)
	}
	text := strings.Join(parts, ", ")
	add := func(what string, values []string) {
		if len(values) > 0 {
			text = strings.TrimPrefix(text+"; "+what+": "+strings.Join(values, ", "), "; ")
		}
	}
	add("missing", f.Missing)
	add("invalid", f.Invalid)
	return text
}

// sizeText sums up the size of a model.
func sizeText(s *evaluator.Size) string {
	parts := make([]string, len(s.Parts))
	for i, p := range s.Parts {
		parts[i] = plural(p.Count, p.One, p.Many)
		if p.Many == "" {
			parts[i] = fmt.Sprintf("%s %d", p.One, p.Count)
		}
	}
	return strings.Join(parts, ", ")
}

// modelsInside lists the models of a model that has others inside.
func modelsInside(s *evaluator.Size) string {
	var parts []string
	total := 0
	for _, name := range slices.Sorted(maps.Keys(s.Models)) {
		total += s.Models[name]
		parts = append(parts, grouped(int64(s.Models[name]))+" "+name)
	}
	if total < 2 {
		return ""
	}
	return fmt.Sprintf("%s (%s of models)", strings.Join(parts, ", "), plural(s.Levels, "level", "levels"))
}

func (c *cost) text() string {
	if c == nil {
		return ""
	}
	d := time.Duration(c.NanosecondsPerRow)
	var text string
	switch {
	case d >= time.Millisecond:
		text = fmt.Sprintf("%.3g ms", float64(d)/1e6)
	case d >= time.Microsecond:
		text = fmt.Sprintf("%.3g µs", float64(d)/1e3)
	default:
		text = fmt.Sprintf("%d ns", d.Nanoseconds())
	}
	text = "about " + text + ", measured with " + grouped(int64(c.Rows)) + " random rows"
	if c.Refused > 0 {
		text += fmt.Sprintf(" (%s of them had no result)", grouped(int64(c.Refused)))
	}
	return text
}

// noEmpty leaves out the lines that have nothing to say.
func noEmpty(rows [][]string) [][]string {
	return slices.DeleteFunc(rows, func(row []string) bool { return row[1] == "" })
}

// oneLine makes a text of any form one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
