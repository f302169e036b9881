package conformance

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"testing"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/pmmltest"
)

// explainedRows is how many rows of each case are explained: the first ones,
// and the last.
const explainedRows = 3

// TestExplain explains rows of every case of the corpus: the results are those
// of Evaluate to the bit, an error is the same error, contributions add up to
// what they explain, and JSON and text can be written.
func TestExplain(t *testing.T) {
	eachCase(t, allCases(t), func(t *testing.T, tc testCase) {
		if tc.Unsupported() != nil || tc.LoadOnly || tc.Tier == "load" || len(tc.CustomFunctions) > 0 {
			return
		}
		model, err := evaluator.LoadFile(tc.Path(tc.Model))
		if err != nil {
			return // TestCorpus says whether that is right
		}
		records, err := tc.explained(model)
		if err != nil {
			t.Fatal(err)
		}
		for i, record := range records {
			if err := checkExplained(model, record); err != nil {
				t.Errorf("record %d: %v", i+1, err)
			}
		}
	})
}

// explained gives the records of a case that are explained.
func (tc testCase) explained(model *evaluator.Model) ([]map[string]any, error) {
	var all []map[string]any
	if tc.JSON != "" {
		rows, err := tc.readJSON()
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			all = append(all, r.Arguments)
		}
	} else {
		input, err := readTable(tc.Path(tc.Input), tc.Sep[0])
		if err != nil {
			return nil, err
		}
		rows, err := tc.records(model, input)
		if err != nil {
			return nil, err
		}
		for i, row := range rows {
			if i >= explainedRows && i < len(rows)-1 {
				continue
			}
			record := map[string]any{}
			for j, v := range row {
				record[input.header[j]] = v
			}
			all = append(all, record)
		}
	}
	if tc.JSON != "" || len(all) <= explainedRows+1 {
		return all, nil
	}
	return append(all[:explainedRows:explainedRows], all[len(all)-1]), nil
}

func checkExplained(model *evaluator.Model, record map[string]any) error {
	want, wantErr := model.Evaluate(record)
	e, err := model.Explain(record, evaluator.WithSegments(5))
	switch {
	case wantErr != nil && err != nil && wantErr.Error() == err.Error():
		return nil
	case wantErr != nil:
		return fmt.Errorf("Explain does not give the error of Evaluate: %w", wantErr)
	case err != nil:
		return fmt.Errorf("Explain gives an error, Evaluate none: %w", err)
	}
	row := model.NewRow()
	for i, f := range model.Inputs() {
		if err := row.SetValue(i, record[f.Name]); err != nil {
			return err
		}
	}
	if _, err := row.Explain(evaluator.WithSegments(2)); err != nil {
		return err
	}
	got := row.Result()
	for _, f := range model.Results() {
		a, _ := want.Value(f.Name)
		b, _ := got.Value(f.Name)
		if !pmmltest.SameBits(a, b) {
			return fmt.Errorf("field %q: Evaluate gives %s, Explain %s", f.Name, pmmltest.Show(a), pmmltest.Show(b))
		}
	}
	text, err := json.Marshal(e)
	if err != nil {
		return err
	}
	var back explain.Explanation
	if err := json.Unmarshal(text, &back); err != nil {
		return fmt.Errorf("the JSON does not read back: %w", err)
	}
	if err := e.WriteText(io.Discard); err != nil {
		return err
	}
	return checkSums(e.Model)
}

// checkSums compares contributions with what they add up to, through all models.
func checkSums(m *explain.Model) error {
	if m == nil {
		return nil
	}
	if r, ok := m.Detail.(*explain.Regression); ok {
		for i := range r.Tables {
			t := &r.Tables[i]
			if t.Sum == nil {
				continue
			}
			sum := float64(t.Intercept)
			size := math.Abs(sum)
			for _, term := range t.Terms {
				sum += float64(*term.Contribution)
				size += math.Abs(float64(*term.Contribution))
			}
			if !near(sum, float64(*t.Sum), size) {
				return fmt.Errorf("the terms add up to %v, the sum is %v", sum, *t.Sum)
			}
		}
	}
	if c, ok := m.Detail.(*explain.Scorecard); ok && c.Score != nil {
		sum := float64(c.Initial)
		size := math.Abs(sum)
		for i := range c.Characteristics {
			sum += float64(c.Characteristics[i].PartialScore)
			size += math.Abs(float64(c.Characteristics[i].PartialScore))
		}
		if !near(sum, float64(*c.Score), size) {
			return fmt.Errorf("the partial scores add up to %v, the score is %v", sum, *c.Score)
		}
	}
	if s, ok := m.Detail.(*explain.Machines); ok {
		for i := range s.Machines {
			k := &s.Machines[i]
			sum := float64(k.Intercept) + float64(k.Rest)
			size := math.Abs(float64(k.Intercept)) + math.Abs(float64(k.Rest))
			for _, term := range k.Terms {
				sum += float64(term.Contribution)
				size += math.Abs(float64(term.Contribution))
			}
			if !near(sum, float64(k.Value), size) {
				return fmt.Errorf("the terms of a machine add up to %v, its value is %v", sum, k.Value)
			}
		}
	}
	if b, ok := m.Detail.(*explain.Bayes); ok {
		if err := checkBayes(b); err != nil {
			return err
		}
	}
	if t, ok := m.Detail.(*explain.Tree); ok {
		if err := checkSums(t.Model); err != nil {
			return err
		}
		if t.Node == "" && t.End == "" {
			return fmt.Errorf("a tree's path has no end")
		}
	}
	if e, ok := m.Detail.(*explain.Ensemble); ok {
		if err := checkEnsemble(m, e); err != nil {
			return err
		}
	}
	return nil
}

// checkBayes multiplies the factors of each category, and compares the shares of
// the products.
func checkBayes(b *explain.Bayes) error {
	logs := make([]float64, len(b.Categories))
	high := math.Inf(-1)
	for i := range b.Categories {
		logs[i] = math.Log(float64(b.Categories[i].Count))
		for j := range b.Inputs {
			if f := b.Inputs[j].Factors; f != nil {
				if f[i] == 0 {
					return nil // too small to be written
				}
				logs[i] += math.Log(float64(f[i]))
			}
		}
		high = math.Max(high, logs[i])
	}
	sum := 0.0
	for i := range logs {
		logs[i] = math.Exp(logs[i] - high)
		sum += logs[i]
	}
	for i, c := range b.Categories {
		if c.Probability == nil || !near(logs[i]/sum, float64(*c.Probability), 1) {
			return fmt.Errorf("the factors of %v give %v, its probability is %v", c.Category, logs[i]/sum, c.Probability)
		}
	}
	return nil
}

func checkEnsemble(m *explain.Model, e *explain.Ensemble) error {
	sum, size, summed := 0.0, 0.0, e.Rest != nil
	if summed {
		sum = float64(*e.Rest)
		size = math.Abs(sum)
	}
	for i := range e.Segments {
		s := &e.Segments[i]
		if c := s.Contribution; c != nil {
			summed = true
			sum += float64(*c)
			size += math.Abs(float64(*c))
		}
		if err := checkSums(s.Model); err != nil {
			return fmt.Errorf("segment %s: %w", s.ID, err)
		}
	}
	if !summed || len(m.Targets) != 1 {
		return nil
	}
	t := &m.Targets[0]
	want, ok := number(t.Predicted)
	for _, d := range t.Distribution {
		if d.Category == t.Predicted && d.Probability != nil {
			want, ok = float64(*d.Probability), true
		}
	}
	if ok && !near(sum, want, size) {
		return fmt.Errorf("%s: the segments add up to %v, the prediction is %v", e.Method, sum, want)
	}
	return nil
}

func number(v any) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case float32:
		return float64(v), true
	}
	return 0, false
}

// near allows for the rounding of a float32 sum whose terms are of a size.
func near(got, want, size float64) bool {
	return got == want || math.IsNaN(got) && math.IsNaN(want) || math.Abs(got-want) <= 1e-5*size
}
