package main

import (
	"errors"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/records"
)

// scorer turns rows into text. It is for one goroutine.
type scorer struct {
	*scoring
	row    *evaluator.Row
	cells  [][]byte
	parser records.Parser
	texts  texts
	seen   []bool              // inputs that a key was there for (JSON)
	extra  map[string]struct{} // keys that are not copied (JSON to CSV)
}

func newScorer(s *scoring) *scorer {
	return &scorer{scoring: s, row: s.model.NewRow(), texts: newTexts(), seen: make([]bool, len(s.fields))}
}

// score scores a batch.
func (s *scorer) score(b *batch) {
	if len(s.groups) > 0 {
		for _, g := range b.groups {
			if !s.add(b, s.scoreGroup(g), &rowText{cells: g.copied}) {
				return
			}
		}
		return
	}
	for i := range b.block.Len() {
		text, err := s.scoreRow(b.block.Row(i))
		if err != nil {
			var bad *records.Error
			if errors.As(err, &bad) {
				bad.Row, bad.Line = b.block.Number(i), b.block.Line(i)
			}
			err = rowError(err, b.block.Number(i))
		}
		if !s.add(b, err, &text) {
			return
		}
	}
}

// rowText is the input of one row: cells of CSV or members of JSON.
type rowText struct {
	cells   [][]byte
	members []records.Member
}

// add appends the output of a row. It returns false if the run ends with it.
func (s *scorer) add(b *batch, err error, text *rowText) bool {
	switch {
	case err == nil:
		b.out = s.appendRow(b.out, text, nil)
	case s.set.onError == onErrorFail:
		b.err = err
		return false
	default:
		b.bad++
		if b.first == nil {
			b.first = err
		}
		if s.set.onError == onErrorReport {
			b.out = s.appendRow(b.out, text, err)
		}
	}
	b.rows++
	return true
}

// scoreRow scores a row of the input.
func (s *scorer) scoreRow(line []byte) (rowText, error) {
	s.row.Reset()
	if s.in.Kind == records.Lines {
		return s.scoreObject(line)
	}
	var bad *records.Error
	s.cells, bad = records.Split(line, s.in.Separator, s.cells[:0])
	text := rowText{cells: s.cells}
	if bad == nil && len(s.cells) != len(s.columns) {
		bad = records.WrongCells(len(s.cells), len(s.columns))
	}
	if bad != nil {
		return text, bad
	}
	for c, i := range s.columns {
		if i < 0 || s.missing.Is(s.cells[c]) {
			continue
		}
		if err := s.setText(i, s.cells[c]); err != nil {
			return text, err
		}
	}
	return text, s.row.Score()
}

func (s *scorer) scoreObject(line []byte) (rowText, error) {
	members, bad := s.parser.Parse(line)
	if bad != nil {
		return rowText{}, bad
	}
	text := rowText{members: members}
	for k := range members {
		m := &members[k]
		i, ok := s.byName[string(m.Name)]
		if !ok {
			continue
		}
		s.seen[i] = true
		if err := s.setMember(i, m); err != nil {
			return text, err
		}
	}
	return text, s.row.Score()
}

// setMember gives input i the value of a member.
func (s *scorer) setMember(i int, m *records.Member) error {
	switch m.Type {
	case records.Null:
	case records.Bool:
		s.row.SetBool(i, m.Bool())
	case records.Number:
		return s.setText(i, m.Text)
	case records.String:
		if !s.missing.Is(m.Text) {
			s.row.SetText(i, s.texts.of(m.Text))
		}
	case records.List:
		list, bad := m.List()
		if bad != nil {
			return s.notAValue(i, m.Raw, bad.Detail)
		}
		return s.row.SetValue(i, list)
	default:
		return s.notAValue(i, m.Raw, "is an object, which no field takes")
	}
	return nil
}

// setText gives input i what a cell says. A plain number goes straight to a
// number field. What else there is, such as a word that the document lists as a
// value of a number field, is for the model to understand.
func (s *scorer) setText(i int, text []byte) error {
	f := &s.fields[i]
	if f.collection {
		return s.setCollection(i, text)
	}
	switch f.number {
	case asFloat64:
		if s.set.decimal {
			break // the text is exact
		}
		if v, ok := records.ParseFloat64(text); ok {
			s.row.SetFloat(i, v)
			return nil
		}
	case asFloat32:
		if v, ok := records.ParseFloat32(text); ok {
			s.row.SetFloat(i, float64(v))
			return nil
		}
	case asInteger:
		if v, ok := records.ParseInt64(text); ok && -maxExact <= v && v <= maxExact {
			s.row.SetInt(i, v)
			return nil
		}
	}
	s.row.SetText(i, s.texts.of(text))
	return nil
}

// maxExact is the largest whole number up to which float64 has them all. What
// becomes of larger ones is for the model to say.
const maxExact = 1<<53 - 1

// setCollection gives input i a list: one in JSON, or one of a single value.
func (s *scorer) setCollection(i int, text []byte) error {
	if len(text) == 0 || text[0] != '[' {
		return s.row.SetValue(i, []any{string(text)})
	}
	list, bad := records.ParseList(text)
	if bad != nil {
		return s.notAValue(i, text, "is not a list: "+bad.Detail)
	}
	return s.row.SetValue(i, list)
}

func (s *scorer) notAValue(i int, text []byte, detail string) error {
	return &evaluator.InputError{Field: s.fields[i].name, Value: string(text), HasValue: true, Detail: detail}
}

// isFatal tells that no row can be read after an error.
func isFatal(err error) bool {
	var bad *records.Error
	if errors.As(err, &bad) {
		return bad.Fatal()
	}
	var input *evaluator.InputError
	return !errors.As(err, &input)
}

// texts gives the same string for the same bytes, so that words that occur in
// many rows are not allocated for each. Strings it gives are ordinary ones: the
// model may keep them.
type texts map[string]string

// Limits of texts: long or rare texts are not kept.
const (
	maxTextBytes = 64
	maxTexts     = 8192
)

func newTexts() texts { return make(texts) }

func (t texts) of(b []byte) string {
	if s, ok := t[string(b)]; ok {
		return s
	}
	s := string(b)
	if len(b) <= maxTextBytes && len(t) < maxTexts {
		t[s] = s
	}
	return s
}
