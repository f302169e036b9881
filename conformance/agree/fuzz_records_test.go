package agree

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"math/big"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/evaluator/jsontable"
	"github.com/gopmml/gopmml/internal/pmmltest"
)

// FuzzRecords changes records of the documents: values become others, of other types,
// lists, missing or extreme, names become others and near ones. Each record has the
// same results, or the same error, in every way of scoring; the record after it has
// those that it had before. The same bytes make the same record.
func FuzzRecords(f *testing.F) {
	s := newSeeds(f)
	s.add(f)
	known := map[uint16]*recorded{}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 2 || len(data) > 1<<10 {
			return
		}
		n := binary.BigEndian.Uint16(data)
		r, ok := known[n]
		if !ok {
			if len(known) > 500 {
				clear(known)
			}
			if text, ok := s.document(n); ok {
				r = newRecorded(text)
			}
			known[n] = r
		}
		if r == nil {
			return
		}
		record := r.record(newChoices(data[2:]))
		if err := r.holds(record); err != nil {
			t.Errorf("%v\nThe record: %#v\nThe document:\n%s", err, record, r.text)
		}
	})
}

// recorded is a document whose records are changed.
type recorded struct {
	text           string
	model, decimal *evaluator.Model
	row            *evaluator.Row // that has scored the records before
	good           map[string]any // that is scored between others
	want           string         // what it has
}

// newRecorded reads a document; nil where that cannot be.
func newRecorded(text string) *recorded {
	model, err := evaluator.Load(strings.NewReader(text), evaluator.WithLimits(fuzzed))
	if err != nil {
		return nil
	}
	r := &recorded{text: text, model: model, row: model.NewRow(), good: map[string]any{}}
	random := rand.New(rand.NewPCG(1, 2))
	a := newAgreement(model, text, random)
	for _, v := range a.inputs {
		v.choose(true)
		r.good[v.field.Name] = v.next(proper)
	}
	r.want = answerOf(model.Evaluate(r.good)).String()
	if m, err := evaluator.Load(strings.NewReader(text), evaluator.WithLimits(fuzzed), evaluator.WithDecimalArithmetic()); err == nil {
		r.decimal = m
	}
	return r
}

// record makes a record: mostly values that suit their fields, and others.
func (r *recorded) record(random *rand.Rand) map[string]any {
	a := newAgreement(r.model, r.text, random)
	record := map[string]any{}
	odd := 1 + random.IntN(6)
	for _, v := range a.inputs {
		name := v.field.Name
		switch v.choose(random.IntN(2) == 0); random.IntN(odd + 4) {
		case 0:
			record[name] = anything(random, v, 3)
		case 1:
			if random.IntN(4) == 0 {
				name = nearly(name, random)
			}
			record[name] = v.next(wild)
		case 2:
			if random.IntN(3) == 0 {
				record[name] = nil
			}
		default:
			record[name] = v.next(proper)
		}
	}
	if random.IntN(8) == 0 {
		record[nearly("x", random)] = anything(random, nil, 2)
	}
	return record
}

// nearly gives a name that is nearly another.
func nearly(name string, random *rand.Rand) string {
	switch random.IntN(6) {
	case 0:
		return strings.ToUpper(name)
	case 1:
		return name + " "
	case 2:
		return "\ufeff" + name
	case 3:
		return strings.ReplaceAll(strings.ReplaceAll(name, "_", "."), " ", "_")
	case 4:
		return ""
	}
	return name + "s"
}

// anything gives a value of any type that a record may hold, and of some that it may
// not. v may be nil.
func anything(random *rand.Rand, v *values, depth int) any {
	number := strangeNumbers[random.IntN(len(strangeNumbers))]
	text := strangeTexts[random.IntN(len(strangeTexts))]
	if v != nil && random.IntN(2) == 0 {
		number, text = v.number(proper), v.text(proper)
	}
	n := int64(math.Float64bits(number) >> random.IntN(64))
	kinds := 22
	if depth == 0 {
		kinds = 18
	}
	switch random.IntN(kinds) {
	case 0:
		return number
	case 1:
		return float32(number)
	case 2:
		return n
	case 3:
		return int(-n)
	case 4:
		return int8(n)
	case 5:
		return int16(n)
	case 6:
		return int32(n)
	case 7:
		return uint(n)
	case 8:
		return uint8(n)
	case 9:
		return uint32(n)
	case 10:
		return ^uint64(n)
	case 11:
		return random.IntN(2) == 0
	case 12:
		return text
	case 13:
		return json.Number(text)
	case 14:
		return decimal.NewFromBigInt(big.NewInt(n), int32(random.IntN(700)-350))
	case 15:
		return time.Unix(n%1e12, n%1e9)
	case 16:
		return time.Duration(n)
	case 17:
		return nil
	case 18:
		return []string{text, "", text}
	case 19:
		return []float64{number, number, float64(n)}
	case 20:
		return []any{}[:0:0]
	}
	list := make([]any, random.IntN(4))
	for i := range list {
		list[i] = anything(random, v, depth-1)
	}
	return list
}

// answers are the results of a record, or its error.
type answers struct {
	values map[string]any
	err    error
}

func answerOf(r *evaluator.Result, err error) answers {
	if err != nil {
		return answers{err: err}
	}
	return answers{values: r.Map()}
}

func (a answers) String() string {
	if a.err != nil {
		return "error: " + a.err.Error()
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(a.values)) {
		fmt.Fprintf(&b, "%q: %s\n", name, pmmltest.Show(a.values[name]))
	}
	return b.String()
}

// like says in what answers differ.
func (a answers) like(other answers) error {
	if fmt.Sprint(a.err) != fmt.Sprint(other.err) {
		return fmt.Errorf("the errors are %w; %w", a.err, other.err)
	}
	for name, v := range a.values {
		if got := other.values[name]; !pmmltest.SameBits(v, got) {
			return fmt.Errorf("%q is %s; %s", name, pmmltest.Show(v), pmmltest.Show(got))
		}
	}
	return nil
}

// holds says what is wrong with how a record is dealt with.
func (r *recorded) holds(record map[string]any) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	for _, m := range []*evaluator.Model{r.model, r.decimal} {
		if m == nil {
			continue
		}
		if err := everyWay(m, record); err != nil {
			if m.Decimal() {
				err = fmt.Errorf("with decimals: %w", err)
			}
			return err
		}
	}
	// A row that has scored others, with errors or not, is as good as a new one.
	if !r.model.Stateful() {
		if err := rowOf(r.model, r.model.NewRow(), record, false).like(rowOf(r.model, r.row, record, false)); err != nil {
			return fmt.Errorf("a new Row and one that has scored others: %w", err)
		}
	}
	if got := answerOf(r.model.Evaluate(r.good)).String(); got != r.want {
		return fmt.Errorf("a record after it has %s; before it %s", got, r.want)
	}
	return nil
}

// rowOf scores a record by a row, with its explanation where that is asked for.
func rowOf(m *evaluator.Model, row *evaluator.Row, record map[string]any, explain bool) answers {
	for i, f := range m.Inputs() {
		if err := row.SetValue(i, record[f.Name]); err != nil {
			return answers{err: err}
		}
	}
	err := error(nil)
	if explain {
		_, err = row.Explain(evaluator.WithSegments(1))
	} else {
		err = row.Score()
	}
	if err != nil {
		return answers{err: err}
	}
	return answers{values: row.Result().Map()}
}

// everyWay scores a record in all ways.
func everyWay(m *evaluator.Model, record map[string]any) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	want := answerOf(m.EvaluateContext(ctx, record))
	if want.err != nil && !errors.As(want.err, new(*evaluator.InputError)) {
		return fmt.Errorf("Evaluate: %w", want.err)
	}
	if err := want.like(answerOf(m.NewSession().EvaluateContext(ctx, record))); err != nil {
		return fmt.Errorf("Evaluate and Session: %w", err)
	}
	x, err := m.ExplainContext(ctx, record)
	if fmt.Sprint(want.err) != fmt.Sprint(err) {
		return fmt.Errorf("Evaluate and Explain: the errors are %w; %w", want.err, err)
	}
	if err == nil {
		if err := x.WriteText(io.Discard); err != nil {
			return fmt.Errorf("an explanation as text: %w", err)
		}
		if _, err := json.Marshal(x); err != nil {
			return fmt.Errorf("an explanation as JSON: %w", err)
		}
	}
	if err := throughJSON(ctx, m, record); err != nil {
		return err
	}
	if ofNames(want.err) {
		return nil
	}
	for _, explain := range []bool{false, true} {
		if err := want.like(rowOf(m, m.NewRow(), record, explain)); err != nil {
			return fmt.Errorf("Evaluate and Row (explained %v): %w", explain, err)
		}
	}
	return inTable(ctx, m, record, want)
}

// ofNames says whether an error is one of names, which a row has none of.
func ofNames(err error) bool {
	var bad *evaluator.InputError
	return errors.As(err, &bad) && bad.Name != ""
}

// inTable scores a record as the rows of tables, of one row and of a block.
func inTable(ctx context.Context, m *evaluator.Model, record map[string]any, want answers) error {
	if m.Stateful() {
		return nil
	}
	for _, rows := range []int{1, 19} {
		in := evaluator.NewColumns(rows)
		for _, f := range m.Inputs() {
			v, ok := record[f.Name]
			if ok && !addSame(in, f, v, rows) {
				return nil // no column holds it
			}
		}
		var out evaluator.ColumnResults
		if err := m.ScoreColumns(ctx, in, &out, evaluator.WithRowErrors()); err != nil {
			return fmt.Errorf("ScoreColumns: %w", err)
		}
		for row := range rows {
			got := answers{values: map[string]any{}}
			for i, f := range m.Results() {
				if first, _ := m.ResultIndex(f.Name); first == i {
					got.values[f.Name] = out.Columns()[i].Value(row)
				}
			}
			if want.err != nil {
				if len(out.Errors) != rows {
					return fmt.Errorf("Evaluate and a table of %d rows: the error is %w; in the table %d rows have errors", rows, want.err, len(out.Errors))
				}
				e := *out.Errors[row]
				e.Row = 0
				got = answers{err: &e}
			}
			if err := want.like(got); err != nil {
				return fmt.Errorf("Evaluate and row %d of a table of %d rows: %w", row+1, rows, err)
			}
		}
	}
	return nil
}

// addSame adds a column that holds a value in every row; false where none can.
func addSame(in *evaluator.Columns, f evaluator.Field, v any, rows int) bool {
	if list, ok := v.([]any); ok {
		for i := range list {
			switch list[i].(type) {
			case nil, float64, int64, bool, string:
			default:
				return false
			}
			if i > 0 && fmt.Sprintf("%T", list[i]) != fmt.Sprintf("%T", list[0]) {
				return false
			}
		}
		if len(list) == 0 || list[0] == nil {
			return false // of which type its column is nobody knows
		}
	}
	column := make([]any, rows)
	for i := range column {
		column[i] = v
	}
	switch v := v.(type) {
	case nil, float64, int64, bool, string, []any:
		pmmltest.AddValues(in, f.Name, column)
	case float32:
		in.AddFloat32(f.Name, slices.Repeat([]float32{v}, rows), evaluator.Bitmap{})
	case int32:
		in.AddInt32(f.Name, slices.Repeat([]int32{v}, rows), evaluator.Bitmap{})
	default:
		return false
	}
	return true
}

// throughJSON reads a record from a table of JSON, where a number is the text that it
// is written as.
func throughJSON(ctx context.Context, m *evaluator.Model, record map[string]any) error {
	texts := map[string]any{}
	for name, v := range record {
		switch x := v.(type) {
		case nil, bool:
		case string:
			if !utf8.ValidString(x) {
				return nil
			}
		case float64:
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return nil
			}
			v = json.Number(strconv.FormatFloat(x, 'g', -1, 64))
		case int64:
			v = json.Number(strconv.FormatInt(x, 10))
		default:
			return nil
		}
		if !utf8.ValidString(name) {
			return nil
		}
		texts[name] = v
	}
	if m.Stateful() {
		return nil
	}
	want := answerOf(m.Evaluate(texts))
	data, err := json.Marshal([]any{texts})
	if err != nil {
		return fmt.Errorf("the record as JSON: %w", err)
	}
	in, err := jsontable.NewReader(m).Read(strings.NewReader(string(data)), jsontable.Records)
	if err != nil {
		if want.err == nil {
			return fmt.Errorf("Evaluate has no error; jsontable says %w of %s", err, data)
		}
		return nil
	}
	var out evaluator.ColumnResults
	if err := m.ScoreColumns(ctx, in, &out, evaluator.WithRowErrors()); err != nil {
		return fmt.Errorf("a table of JSON: %w", err)
	}
	if len(out.Errors) > 0 {
		e := *out.Errors[0]
		e.Row = 0
		return want.like(answers{err: &e})
	}
	got := answers{values: map[string]any{}}
	for i, f := range m.Results() {
		if first, _ := m.ResultIndex(f.Name); first == i {
			got.values[f.Name] = out.Columns()[i].Value(0)
		}
	}
	if err := want.like(got); err != nil {
		return fmt.Errorf("Evaluate and a table of JSON %s: %w", data, err)
	}
	return nil
}
