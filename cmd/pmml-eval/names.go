package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/table"
	"github.com/gopmml/gopmml/internal/table/csv"
)

// naming is how columns, and keys, stand for a model's inputs.
type naming struct {
	model  *evaluator.Model
	inputs []evaluator.Field
	policy missingColumns
	// maps are the fields of columns that have other names.
	maps map[string]string
	// needed gives the names of the inputs that the results that are written need.
	needed func() (map[string]bool, error)
}

// newNaming reads the values of --map.
func newNaming(model *evaluator.Model, maps []string, policy missingColumns) (*naming, error) {
	n := &naming{model: model, inputs: model.Inputs(), policy: policy, maps: map[string]string{}}
	for _, value := range maps {
		path, ok := strings.CutPrefix(value, "@")
		if !ok {
			column, field, err := n.pair(value)
			if err != nil {
				return nil, usageError("--map %s: %w", value, err)
			}
			if err := n.add(column, field); err != nil {
				return nil, usageError("--map %s: %w", value, err)
			}
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, usageError("--map: %w", err)
		}
		line := 0
		for row := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
			line++
			if row = strings.TrimRight(row, "\r\n"); row == "" {
				continue
			}
			cells, bad := csv.Split([]byte(row), ',', nil)
			if bad != nil {
				return nil, usageError("--map: %s:%d: %s", path, line, bad.Detail)
			}
			if len(cells) != 2 {
				return nil, usageError("--map: %s:%d: a column and its field are expected, as age,Age; found %q", path, line, row)
			}
			if err := n.add(string(cells[0]), string(cells[1])); err != nil {
				return nil, usageError("--map: %s:%d: %w", path, line, err)
			}
		}
	}
	return n, nil
}

// pair cuts column=field where the field is one: either may have an = in it.
func (n *naming) pair(text string) (column, field string, err error) {
	found := 0
	for i := range len(text) {
		if text[i] != '=' {
			continue
		}
		if _, ok := n.model.Input(text[i+1:]); ok {
			column, field = text[:i], text[i+1:]
			found++
		}
	}
	switch {
	case found == 1:
		return column, field, nil
	case found > 1:
		return "", "", fmt.Errorf("it can be cut at more than one =; write column,field into a file and give @file")
	}
	column, field, ok := strings.Cut(text, "=")
	if !ok {
		return "", "", fmt.Errorf("column=field is expected, or @file")
	}
	return column, field, nil
}

func (n *naming) add(column, field string) error {
	if _, ok := n.model.Input(field); !ok {
		hint := ""
		if near := n.model.MatchInputs([]string{field}).Near; len(near) > 0 {
			hint = fmt.Sprintf("; did you mean %q?", near[0].Input)
		}
		return fmt.Errorf("the model has no input %q%s", field, hint)
	}
	if other, ok := n.maps[column]; ok && other != field {
		return fmt.Errorf("column %q is for field %q already", column, other)
	}
	n.maps[column] = field
	return nil
}

// schema is what reading rows needs to know. missing are the texts that mean a
// missing value, nil for the default ones.
func (n *naming) schema(kind table.Kind, missing []string) *table.Schema {
	s := table.NewDefaultSchema(n.model, kind)
	if missing != nil {
		s = table.NewSchema(n.model, missing)
	}
	for column, field := range n.maps {
		i, _ := n.model.Input(field)
		s.Map(column, i)
	}
	return s
}

// fields gives columns the names of the fields that they are for.
func (n *naming) fields(columns []string) []string {
	fields := slices.Clone(columns)
	for i, c := range columns {
		if field, ok := n.maps[c]; ok {
			fields[i] = field
		}
	}
	return fields
}

// header looks at the columns of an input. It gives the error that ends the run, or
// what there is to warn of. told says what the separator was told from, where it was.
func (n *naming) header(columns []string, tried string) (warning string, err error) {
	fields := n.fields(columns)
	of := make(map[string]string, len(fields))
	for i, field := range fields {
		if other, ok := of[field]; ok {
			return "", &table.Error{Fault: table.FaultHeader, Detail: fmt.Sprintf("header: columns %q and %q are both for field %q (--map)", other, columns[i], field)}
		}
		of[field] = columns[i]
	}
	lacking, err := n.lacking(fields)
	if err != nil || len(lacking) == 0 || n.policy == missingAllow {
		return "", err
	}
	if n.policy == missingWarn {
		return strings.Join(lacking, ", "), nil
	}
	const most = 20
	names := make([]string, 0, most+1)
	for i, c := range columns {
		if i == most {
			names = append(names, fmt.Sprintf("and %d more", len(columns)-most))
			break
		}
		names = append(names, fmt.Sprintf("%q", c))
	}
	return "", &failure{
		code: exitData,
		err:  fmt.Errorf("no column for these inputs of the model: %s; the columns are %s%s", strings.Join(lacking, ", "), strings.Join(names, ", "), tried),
		hint: "--map column=field takes a column of another name; --missing-columns warn goes on with missing values",
	}
}

// record gives the values of a record the names of the fields that they are for.
func (n *naming) record(record map[string]any) (map[string]any, error) {
	if len(n.maps) == 0 {
		return record, nil
	}
	out := make(map[string]any, len(record))
	for key, v := range record {
		field, ok := n.maps[key]
		if !ok {
			field = key
		}
		if _, ok := out[field]; ok {
			return nil, fmt.Errorf("two keys are for field %q (--map)", field)
		}
		out[field] = v
	}
	return out, nil
}

// warnOfKeys warns of inputs that a record has no key for.
func (n *naming) warnOfKeys(std streams, record map[string]any) error {
	if n.policy == missingAllow {
		return nil
	}
	lacking, err := n.lacking(slices.Collect(maps.Keys(record)))
	if len(lacking) > 0 {
		warnf(std.err, "the record has no key for these inputs of the model, which are missing: %s", strings.Join(lacking, ", "))
	}
	return err
}

// lacking gives the inputs that must be among fields and are not, and those that a
// field is near to in spelling, with what may be meant.
func (n *naming) lacking(fields []string) ([]string, error) {
	match := n.model.MatchInputs(fields)
	lacks := map[string]bool{}
	for _, name := range match.Missing {
		lacks[name] = true
	}
	if len(lacks) > 0 && n.needed != nil {
		needed, err := n.needed()
		if err != nil {
			return nil, err
		}
		for name := range lacks {
			if !needed[name] {
				delete(lacks, name)
			}
		}
	}
	for _, near := range match.Near {
		if near.Spelling {
			lacks[near.Input] = true
		}
	}
	var out []string
	for _, f := range n.inputs {
		if !lacks[f.Name] {
			continue
		}
		text := f.Name
		if meant := match.Meant(f.Name); meant != "" {
			text += fmt.Sprintf(" (did you mean %q?)", meant)
		}
		out = append(out, text)
	}
	return out, nil
}

// separators are those that a header may be cut at without being told, and their names.
var separators = []struct {
	char  byte
	names string
}{{',', "commas"}, {';', "semicolons"}, {'\t', "tabs"}, {'|', "bars"}}

// separator tells the separator from how many of the model's inputs the header has with
// it: that of a comma, unless one other alone has any. headers are by separators. tried
// says what was looked at in vain.
func (n *naming) separator(headers [][]string) (char byte, tried string, err error) {
	for _, count := range []func([]string) int{n.exact, n.near} {
		most, by := 0, []int(nil)
		counts := make([]int, len(headers))
		for i, header := range headers {
			if counts[i] = count(header); counts[i] > 0 {
				by = append(by, i)
				most = max(most, counts[i])
			}
		}
		switch {
		case most == 0:
			continue
		case counts[0] == most:
			return ',', "", nil
		case len(by) == 1:
			return separators[by[0]].char, "", nil
		}
		var found []string
		for _, i := range by {
			found = append(found, fmt.Sprintf("%d at %s", counts[i], separators[i].names))
		}
		return 0, "", fmt.Errorf("the separator is not plain, as the header has these numbers of the model's inputs where it is cut: %s; give --separator", strings.Join(found, ", "))
	}
	return ',', "; cut at semicolons, tabs or bars, the header has none of the inputs either", nil
}

// exact counts the inputs that a header has.
func (n *naming) exact(header []string) int {
	count := 0
	for _, field := range n.fields(header) {
		if _, ok := n.model.Input(field); ok {
			count++
		}
	}
	return count
}

// near counts the names of a header that are near an input in spelling.
func (n *naming) near(header []string) int {
	count := 0
	for _, field := range n.fields(header) {
		if len(n.model.NearInputs(field)) > 0 {
			count++
		}
	}
	return count
}
