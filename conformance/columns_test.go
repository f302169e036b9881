package conformance

import (
	"context"
	"flag"
	"fmt"
	"strings"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest"
)

// columnsFlag is the switch that scores every record as part of a table, too.
var columnsFlag = flag.Bool("columns", true, "score every case with ScoreColumns as well, and hold it to Evaluate and Row")

// scored is a record with what Evaluate and Row gave for it.
type scored struct {
	record []any
	result *evaluator.Result
	err    error
}

// keep remembers a scored record for agreeWithColumns.
func (s *scorer) keep(record []any, result *evaluator.Result, err error) {
	if *columnsFlag {
		s.scored = append(s.scored, scored{record, result, err})
	}
}

// agreeWithColumns scores the records as tables and compares every result. A
// table holds records whose values have the same Go types. A collection whose
// elements differ in type has no place in a column, so records with one are left
// out.
func (s *scorer) agreeWithColumns() error {
	tables := map[string][]scored{}
	var order []string
	for _, r := range s.scored {
		signature, ok := s.signature(r.record)
		if !ok {
			if s.stateful {
				return nil // a stream with a gap is another stream
			}
			continue
		}
		if s.stateful {
			signature = "stream"
		}
		if tables[signature] == nil {
			order = append(order, signature)
		}
		tables[signature] = append(tables[signature], r)
	}
	for _, signature := range order {
		if s.stateful && !s.uniform(tables[signature]) {
			continue
		}
		if err := s.compareTable(tables[signature]); err != nil {
			return err
		}
	}
	return nil
}

// signature names the types of a record's values; false where one has no column.
func (s *scorer) signature(record []any) (string, bool) {
	var b strings.Builder
	for i, v := range record {
		if s.inputs[i] < 0 {
			continue
		}
		switch v := v.(type) {
		case nil, string, float64, int64, bool:
			fmt.Fprintf(&b, "%T,", v)
		case []any:
			element, ok := elementType(v)
			if !ok {
				return "", false
			}
			fmt.Fprintf(&b, "[]%s,", element)
		default:
			return "", false
		}
	}
	return b.String(), true
}

// elementType names the type of a collection's elements, which missing ones may
// stand between; false where there is not one such type.
func elementType(list []any) (string, bool) {
	element := "string" // where there is none
	first := true
	for _, e := range list {
		switch e.(type) {
		case nil:
			continue
		case string, float64, int64, bool:
		default:
			return "", false
		}
		t := fmt.Sprintf("%T", e)
		if !first && t != element {
			return "", false
		}
		element, first = t, false
	}
	return element, true
}

// uniform says whether each column of a stream has values of one type only.
func (s *scorer) uniform(rows []scored) bool {
	for i := range s.names {
		kind := ""
		for _, r := range rows {
			if r.record[i] == nil {
				continue
			}
			k := fmt.Sprintf("%T", r.record[i])
			if kind != "" && k != kind {
				return false
			}
			kind = k
		}
	}
	return true
}

func (s *scorer) compareTable(rows []scored) error {
	in := evaluator.NewColumns(len(rows))
	for i, name := range s.names {
		if s.inputs[i] >= 0 {
			addColumn(in, name, rows, i)
		}
	}
	var out evaluator.ColumnResults
	if err := s.model.ScoreColumns(context.Background(), in, &out, evaluator.WithRowErrors(), evaluator.WithWorkers(2)); err != nil {
		return err
	}
	failed := map[int]*evaluator.InputError{}
	for _, e := range out.Errors {
		failed[e.Row-1] = e
	}
	columns := out.Columns()
	for i, r := range rows {
		if err := pmmltest.SameError(r.err, failed[i]); err != nil {
			return fmt.Errorf("%w: ScoreColumns, row %d: %w", errPathsDisagree, i+1, err)
		}
		if r.err != nil {
			continue
		}
		for k, name := range s.results {
			if name == "" {
				continue
			}
			want, _ := r.result.Value(name)
			if got := columns[k].Value(i); !pmmltest.SameBits(want, got) {
				return fmt.Errorf("%w: ScoreColumns, row %d: %q is %s; %s", errPathsDisagree, i+1, name, pmmltest.Show(want), pmmltest.Show(got))
			}
		}
	}
	return nil
}

// addColumn makes a column of the values of the i-th field.
func addColumn(in *evaluator.Columns, name string, rows []scored, i int) {
	values := make([]any, len(rows))
	for k, r := range rows {
		values[k] = r.record[i]
	}
	pmmltest.AddValues(in, name, values)
}
