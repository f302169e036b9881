package evaluator

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Verification is what [Model.Verify] found.
type Verification struct {
	// Rows is the number of records that the document holds for verification; 0
	// where it holds none.
	Rows int
	// Mismatches are the values that differ.
	Mismatches []Mismatch
}

// Mismatch is a result that differs from what the document says it must be.
type Mismatch struct {
	// Row counts the rows of the document's table from 1. Of a record that several
	// rows make up it is the first.
	Row int
	// Field names the result; it is "" where the record could not be scored.
	Field string
	// Got and Want are the values as text; Got is the error where the record
	// could not be scored.
	Got, Want string
}

// verification is ModelVerification, compiled: rows of texts by column.
//
// Spec: https://dmg.org/pmml/v4-4-1/ModelVerification.html
type verification struct {
	inputs   []verificationColumn
	expected []verificationColumn
	rows     [][]verificationCell
	// records tells which rows make up each record: several where the model groups
	// rows, else one.
	records [][]int
}

type verificationColumn struct {
	index               int // of the input or result
	column              int // in the rows
	precision, zeroness float64
}

type verificationCell struct {
	text  string
	given bool
}

// compileVerification compiles a ModelVerification. dropped are the results that
// the model has, but does not report.
// It ends with ctx, which may be nil.
func compileVerification(ctx context.Context, doc *pmml.Document, m *Model, v *pmml.ModelVerification, dropped []*compile.Result) (*verification, error) {
	if v == nil || v.InlineTable == nil {
		return nil, nil
	}
	fail := func(at pmml.Node, detail string) error {
		return &pmml.Error{Class: pmml.ErrInvalid, Pos: at.Position(), Path: pmml.PathTo(doc, at), Detail: detail}
	}
	if n, ok := v.RecordCount.Get(); ok && n != len(v.InlineTable.Rows) {
		return nil, fail(v, "recordCount is "+strconv.Itoa(n)+", but the table has "+strconv.Itoa(len(v.InlineTable.Rows))+" rows")
	}
	out := &verification{rows: make([][]verificationCell, len(v.InlineTable.Rows))}
	var targets, outputs []verificationColumn
	for i, f := range v.VerificationFields {
		c := verificationColumn{column: i, precision: f.Precision.Or(1e-6), zeroness: f.ZeroThreshold.Or(1e-16)}
		if c.precision < 0 || c.zeroness < 0 {
			return nil, fail(f, "precision and zeroThreshold may not be below zero")
		}
		if at, ok := m.byInput[f.Field]; ok {
			c.index = at
			out.inputs = append(out.inputs, c)
		}
		at, ok := m.byResult[f.Field]
		switch c.index = at; {
		case !ok:
		case at < m.targets:
			targets = append(targets, c)
		default:
			outputs = append(outputs, c)
		}
	}
	// Where output fields are given, target columns hold the observed label.
	out.expected = outputs
	if len(outputs) == 0 && !verifiesOutput(v, dropped) {
		out.expected = targets
	}
	for i, row := range v.InlineTable.Rows {
		if err := lookAt(ctx, i); err != nil {
			return nil, err
		}
		out.rows[i] = make([]verificationCell, len(v.VerificationFields))
		for j, f := range v.VerificationFields {
			if cell := row.Cell(f.Column.Or(f.Field)); cell != nil {
				out.rows[i][j] = verificationCell{text: cell.Text, given: true}
			}
		}
	}
	var err error
	out.records, err = out.group(ctx, m)
	return out, err
}

// lookAt looks at a context, which may be nil, at some of the rows.
func lookAt(ctx context.Context, row int) error {
	const every = 1 << 8
	if ctx == nil || row%every != 0 {
		return nil
	}
	return ctx.Err()
}

// group puts the rows into records: those with equal values of the model's
// group fields, in the order in which they are first seen.
func (v *verification) group(ctx context.Context, m *Model) ([][]int, error) {
	var keys []int // columns
	for _, c := range v.inputs {
		if slices.Contains(m.groups, m.inputs[c.index].Name) {
			keys = append(keys, c.column)
		}
	}
	var records [][]int
	byKey := map[string]int{}
	for i, cells := range v.rows {
		if err := lookAt(ctx, i); err != nil {
			return nil, err
		}
		if len(keys) == 0 {
			records = append(records, []int{i})
			continue
		}
		key := ""
		for _, k := range keys {
			key += strconv.FormatBool(cells[k].given) + strconv.Quote(cells[k].text)
		}
		at, ok := byKey[key]
		if !ok {
			at = len(records)
			byKey[key] = at
			records = append(records, nil)
		}
		records[at] = append(records[at], i)
	}
	return records, nil
}

// verifiesOutput says whether an output field that is left out is verified.
func verifiesOutput(v *pmml.ModelVerification, dropped []*compile.Result) bool {
	for _, f := range v.VerificationFields {
		for _, r := range dropped {
			if r.Field != nil && r.Name == f.Field {
				return true
			}
		}
	}
	return false
}

// Verify scores the records that the document's ModelVerification holds and
// compares the results. Numbers agree within each field's precision, or where
// both lie within its zeroThreshold; all else must be equal. A document without
// ModelVerification verifies with no rows. Results that [WithResults] leaves out
// are not compared.
func (m *Model) Verify() (*Verification, error) { return m.verifyWithin(context.Background()) }

func (m *Model) verifyWithin(ctx context.Context) (*Verification, error) {
	if !m.exists() {
		return nil, noModel()
	}
	out := &Verification{}
	if m.verify == nil {
		return out, nil
	}
	row := m.NewRow()
	for _, record := range m.verify.records {
		out.Rows++
		row.Reset()
		for _, c := range m.verify.inputs {
			row.setVerified(&c, m.verify.cells(&c, record))
		}
		if err := row.ScoreContext(ctx); err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			out.Mismatches = append(out.Mismatches, Mismatch{Row: record[0] + 1, Got: err.Error()})
			continue
		}
		for _, c := range m.verify.expected {
			if want := m.verify.cells(&c, record); len(want) > 0 && !row.agreesWith(&c, want) {
				out.Mismatches = append(out.Mismatches, Mismatch{Row: record[0] + 1, Field: m.results[c.index].Name, Got: row.Text(c.index), Want: wanted(want)})
			}
		}
	}
	return out, nil
}

// cells gives the texts that the rows of a record have in a column.
func (v *verification) cells(c *verificationColumn, record []int) []string {
	var texts []string
	for _, i := range record {
		if cell := v.rows[i][c.column]; cell.given {
			texts = append(texts, cell.text)
		}
	}
	return texts
}

// setVerified gives an input what the rows of a record have for it. One that
// takes a collection gets all of it, others the first value.
func (r *Row) setVerified(c *verificationColumn, texts []string) {
	switch {
	case r.model.inputs[c.index].Collection && len(r.model.groups) > 0:
		r.SetList(c.index)
		for _, s := range texts {
			r.AddText(c.index, s)
		}
	case len(texts) > 0:
		r.SetText(c.index, texts[0])
	}
}

// agreesWith compares a result with the texts that the rows of a record have
// for it: one for each element of a collection.
func (r *Row) agreesWith(c *verificationColumn, want []string) bool {
	p := &r.model.reported[c.index]
	got := r.cell(c.index)
	if !p.list || p.nested || program.IsMissing(got) || len(r.model.groups) == 0 {
		return r.agrees(c, want[0])
	}
	list := r.frame.List(got)
	if len(list) != len(want) {
		return false
	}
	for i, e := range list {
		if program.IsMissing(e) || !r.equals(c, e, want[i]) {
			return false
		}
	}
	return true
}

// wanted writes the texts that a result must have.
func wanted(texts []string) string {
	if len(texts) == 1 {
		return texts[0]
	}
	return strings.Join(texts, ", ")
}

func (r *Row) agrees(c *verificationColumn, want string) bool {
	p := &r.model.reported[c.index]
	got := r.cell(c.index)
	switch {
	case program.IsMissing(got):
		return false
	case p.list:
		return r.Text(c.index) == want
	}
	return r.equals(c, got, want)
}

// equals compares a value of the result's type with a text.
func (r *Row) equals(c *verificationColumn, got float64, want string) bool {
	p := &r.model.reported[c.index]
	typ := p.typ
	if typ == pmml.DataTypeString {
		text := r.frame.Text(got)
		number, err := program.ParseValue(pmml.DataTypeDouble, text)
		if !p.number || err != nil {
			return text == want
		}
		got, typ = number, pmml.DataTypeDouble
	}
	if !program.IsNumeric(typ) {
		v, err := program.ParseValue(typ, want)
		return err == nil && v == got
	}
	v, err := program.ParseValue(pmml.DataTypeDouble, want)
	if err != nil {
		return false
	}
	if typ == pmml.DataTypeFloat {
		v = float64(float32(v))
	}
	if v == got || v != v && got != got {
		return true
	}
	if math.Abs(v) <= c.zeroness && math.Abs(got) <= c.zeroness {
		return true
	}
	return math.Abs(got-v) <= c.precision*math.Abs(v)
}
