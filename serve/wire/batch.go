package wire

import (
	"context"
	"encoding/base64"
	"unicode/utf8"
	"unsafe"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/table"
)

// Batch is the records of a request. It belongs to one goroutine, and is used again
// after [Batch.Release]. Texts that it is given must stay until then.
type Batch struct {
	model   *Model
	cells   []table.Cell // of the record that is being read
	seen    []int        // the record that an input was in last
	rows    int
	builder *table.Builder
	built   bool // the builder has the records before the last one
	columns *evaluator.Columns
	tensors bool // columns were given, not records
	row     *evaluator.Row
	results Results
	scored  evaluator.ColumnResults
	// order are the inputs in the order of the record before, at is where in it the
	// next one is expected.
	order []int
	at    int
	read  Reader
	// frames says that values are written as data frames write them.
	frames bool
	// memory is for tensors.
	memory tensors
}

// NewBatch makes an empty batch.
func (m *Model) NewBatch() *Batch {
	if b, ok := m.batches.Get().(*Batch); ok {
		return b
	}
	return &Batch{model: m, seen: make([]int, len(m.Inputs)), columns: evaluator.NewColumns(0)}
}

// Release gives the batch back. Neither it nor its results are used any more.
func (b *Batch) Release() {
	clear(b.seen)
	clear(b.cells)
	if b.built {
		b.builder.Reset()
	}
	if b.row != nil {
		b.row.Reset()
	}
	b.columns.Reset(0)
	b.read = Reader{scratch: b.read.scratch[:0]}
	b.cells, b.rows, b.built, b.tensors, b.at = b.cells[:0], 0, false, false, 0
	b.results.model, b.results.Errors = nil, nil
	b.frames, b.memory.n = false, 0
	b.model.batches.Put(b)
}

// Model gives the model that the batch is for.
func (b *Batch) Model() *Model { return b.model }

// Rows is the number of records.
func (b *Batch) Rows() int { return b.rows }

// Reader gives a reader of a text for whoever fills the batch.
func (b *Batch) Reader(data []byte) *Reader {
	b.read.Reset(data)
	return &b.read
}

// Begin begins the next record. Inputs that are not set in it are missing.
func (b *Batch) Begin() {
	if b.rows == 1 && !b.built {
		b.build()
	}
	b.rows++
	b.cells = b.cells[:0]
	b.at = 0
}

// build has the builder take the records from now on.
func (b *Batch) build() {
	if b.builder == nil {
		b.builder = table.NewBuilder(b.model.schema)
	}
	b.built = true
	b.builder.Add(b.cells)
}

// End ends the record.
func (b *Batch) End() {
	if b.built {
		b.builder.Add(b.cells)
	}
}

// Find gives the input of a name, which the record before probably had at the same
// place. The error is that of a name that is none, or is there twice.
func (b *Batch) Find(name []byte) (int, error) {
	var i int
	if b.at < len(b.order) && b.model.Inputs[b.order[b.at]].Name == string(name) {
		i = b.order[b.at]
	} else {
		var ok bool
		if i, ok = b.model.Input(name); !ok {
			return -1, b.model.UnknownInput(string(name))
		}
		b.order = append(b.order[:min(b.at, len(b.order))], i)
	}
	b.at++
	if b.seen[i] == b.rows {
		e := Invalid("input %q is given twice", name)
		e.Row, e.Field = b.rows, string(name)
		return -1, e
	}
	b.seen[i] = b.rows
	return i, nil
}

// Set gives an input of the record the value that the reader is at. What an object
// means is for the caller: it is refused here.
func (b *Batch) Set(input int, r *Reader) error {
	if b.model.doubles[input] {
		if v, text, ok := r.float(); ok {
			b.cells = append(b.cells, table.Cell{Input: input, Type: table.Text, Text: text, Float: v, Read: true})
			return nil
		}
	}
	c, err := b.cell(input, r, true)
	if err == nil {
		b.cells = append(b.cells, c)
	}
	return err
}

func (b *Batch) cell(input int, r *Reader, lists bool) (table.Cell, error) {
	c := table.Cell{Input: input, Type: table.Text}
	k, err := r.Peek()
	if err != nil {
		return c, err
	}
	switch {
	case k == Array && lists:
		return b.list(input, r)
	case k == Object:
		return b.binary(input, r)
	case k == Array:
		e := Invalid("input %q takes one value, not an object or a list of lists", b.model.Inputs[input].Name)
		e.Row, e.Field = b.rows, b.model.Inputs[input].Name
		return c, e
	}
	k, text, err := r.Scalar()
	if err != nil {
		return c, err
	}
	c.Text = text
	switch k {
	case Null:
		c.Type = table.Null
	case True, False:
		c.Type = table.Truth
	case Number:
		switch text[len(text)-1] {
		case 'N': // NaN is how tables without missing values write them
			c.Type = table.Null
		case 'y':
			c.Text = infinityTexts[text[0] == '-']
		}
	}
	return c, b.checked(&c, k)
}

// binary reads the object that stands for bytes: {"b64": "aGk="}.
func (b *Batch) binary(input int, r *Reader) (table.Cell, error) {
	c := table.Cell{Input: input, Type: table.Text}
	wrong := func() (table.Cell, error) {
		e := Invalid("input %q takes one value; an object must have the one key b64, with bytes in base64", b.model.Inputs[input].Name)
		e.Row, e.Field = b.rows, b.model.Inputs[input].Name
		return c, e
	}
	if err := r.Begin(Object); err != nil {
		return c, err
	}
	for first := true; ; first = false {
		key, more, err := r.Key(first)
		switch {
		case err != nil:
			return c, err
		case !more && first, more && (!first || string(key) != "b64"):
			return wrong()
		case !more:
			return c, nil
		}
		k, text, err := r.Scalar()
		if err != nil {
			return c, err
		}
		if c.Text, err = base64.StdEncoding.AppendDecode(nil, text); err != nil || k != String || !utf8.Valid(c.Text) {
			return wrong()
		}
	}
}

// infinityTexts are the texts of infinities in XML Schema, by whether they are
// negative.
var infinityTexts = map[bool][]byte{false: []byte("INF"), true: []byte("-INF")}

// list reads a list: a collection, or the only value of an input that takes one.
func (b *Batch) list(input int, r *Reader) (table.Cell, error) {
	c := table.Cell{Input: input, Type: table.List}
	for _, err := range r.Elements() {
		if err != nil {
			return c, err
		}
		e, err := b.cell(input, r, false)
		if err != nil {
			return c, err
		}
		c.List = append(c.List, e)
	}
	if !b.model.Inputs[input].Collection {
		if len(c.List) != 1 {
			e := Invalid("input %q takes one value, not a list of %d", b.model.Inputs[input].Name, len(c.List))
			e.Row, e.Field = b.rows, b.model.Inputs[input].Name
			return c, e
		}
		return c.List[0], nil
	}
	return c, nil
}

// SetAt gives an input the value that the reader is at in a record, counted from 0,
// where records are given by column. Each column goes from the first record on.
func (b *Batch) SetAt(row, input int, r *Reader) error {
	b.rows = max(b.rows, row+1)
	c, err := b.cell(input, r, true)
	if err != nil {
		return err
	}
	if b.builder == nil {
		b.builder = table.NewBuilder(b.model.schema)
	}
	b.built = true
	b.builder.Set(row, &c)
	return nil
}

// SetText gives an input of the record a text, or a number as text.
func (b *Batch) SetText(input int, text []byte) {
	b.cells = append(b.cells, table.Cell{Input: input, Type: table.Text, Text: text})
}

// Tensors makes the batch one of so many records that are given by column, and gives
// the columns to fill. Names are looked at as [Batch.Find] does.
func (b *Batch) Tensors(rows int) *evaluator.Columns {
	b.rows, b.tensors = rows, true
	b.columns.Reset(rows)
	return b.columns
}

// Score scores the batch. The results are good until [Batch.Release]. Where keep is
// true, records that have an error leave their results missing, and
// [Results.Errors] says why; else the first of them is the error.
func (b *Batch) Score(ctx context.Context, keep bool) (*Results, error) {
	var results *Results
	err := b.gated(ctx, func() (err error) {
		results, err = b.score(ctx, keep)
		return err
	})
	if b.model.tap != nil {
		b.model.tap(ctx, b, results, err)
	}
	return results, err
}

// gated does what the model's gate stands before.
func (b *Batch) gated(ctx context.Context, do func() error) error {
	if b.model.gate == nil {
		return do()
	}
	done, err := b.model.gate(ctx, b.model, b.rows)
	if err != nil {
		return err
	}
	err = do()
	done(err)
	return err
}

func (b *Batch) score(ctx context.Context, keep bool) (*Results, error) {
	if b.rows == 1 && !b.tensors && !b.built && b.model.plain {
		return b.scoreRow(ctx, keep)
	}
	in := b.columns
	if b.tensors {
		b.absent()
	} else {
		b.gather()
		in = b.builder.Table(b.rows)
	}
	var opts []evaluator.ColumnOption
	if keep {
		opts = keepErrors
	}
	if err := b.model.Engine.ScoreColumns(ctx, in, &b.scored, opts...); err != nil {
		return nil, err
	}
	b.results.ofColumns(b.model, &b.scored)
	return &b.results, nil
}

// gather has the builder hold all records.
func (b *Batch) gather() {
	if b.rows == 1 && !b.built {
		b.build()
	}
	if b.builder == nil {
		b.builder = table.NewBuilder(b.model.schema)
	}
}

var keepErrors = []evaluator.ColumnOption{evaluator.WithRowErrors()}

// Explain says why the only record of the batch has its results.
func (b *Batch) Explain(ctx context.Context) (why *evaluator.Explanation, err error) {
	err = b.gated(ctx, func() error {
		row := b.model.Engine.NewRow()
		b.fill(row)
		why, err = row.ExplainContext(ctx)
		return err
	})
	return why, err
}

// Class is a category of a target with its probability or confidence.
type Class = evaluator.CategoryProbability

// Distribution gives the categories of a target with their probabilities or
// confidences for the only record of the batch, whether they are outputs or not.
func (b *Batch) Distribution(ctx context.Context, target string) (d []Class, err error) {
	err = b.gated(ctx, func() error {
		row := b.model.Engine.NewRow()
		b.fill(row)
		if err := row.ScoreContext(ctx); err != nil {
			return err
		}
		d = row.Result().Distribution(target)
		return nil
	})
	return d, err
}

// scoreRow scores the only record without making columns of it.
func (b *Batch) scoreRow(ctx context.Context, keep bool) (*Results, error) {
	if b.row == nil {
		b.row = b.model.Engine.NewRow()
	}
	b.fill(b.row)
	if err := b.row.ScoreContext(ctx); err != nil {
		input, ok := err.(*evaluator.InputError)
		if !keep || !ok {
			return nil, err
		}
		numbered := *input
		numbered.Row = 1
		b.results.ofRow(b.model, b.row)
		b.results.Errors = []*evaluator.InputError{&numbered}
		return &b.results, nil
	}
	b.results.ofRow(b.model, b.row)
	return &b.results, nil
}

// fill gives a row the values of the only record.
func (b *Batch) fill(row *evaluator.Row) {
	for i := range b.cells {
		c := &b.cells[i]
		switch c.Type {
		case table.Null:
			row.SetMissing(c.Input)
		case table.Truth:
			row.SetBool(c.Input, c.True())
		case table.List:
			row.SetList(c.Input)
			for k := range c.List {
				add(row, c.Input, &c.List[k])
			}
		default:
			if c.Read {
				row.SetFloat(c.Input, c.Float)
				continue
			}
			if b.model.doubles[c.Input] {
				if v, ok := table.ParseFloat64(c.Text); ok {
					row.SetFloat(c.Input, v)
					continue
				}
			}
			row.SetText(c.Input, textOf(c.Text))
		}
	}
}

func add(row *evaluator.Row, input int, c *table.Cell) {
	switch c.Type {
	case table.Null:
		row.AddMissing(input)
	case table.Truth:
		row.AddBool(input, c.True())
	default:
		row.AddText(input, textOf(c.Text))
	}
}

// textOf gives the text of bytes that stay as they are while it is used.
func textOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
