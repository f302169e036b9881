package evaluator

import (
	"math"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Result is what a model found for one record. It does not change.
type Result struct {
	model   *Model
	values  []any
	targets []targetInfo
}

// CategoryProbability is a category's part in a classification. A model that
// gives no probabilities, or no confidences, has NaN there.
type CategoryProbability struct {
	Category    string
	Probability float64
	Confidence  float64
}

type targetInfo struct {
	distribution []CategoryProbability
	entity       string
}

func targetResult(f *program.Frame, p *reported) targetInfo {
	var info targetInfo
	o := &f.Outcomes[p.outcome]
	if (o.Has[program.Probabilities] || o.Has[program.Confidences]) && !program.IsMissing(o.Value) {
		info.distribution = make([]CategoryProbability, 0, len(p.labels))
		for i, label := range p.labels {
			share := CategoryProbability{label, math.NaN(), math.NaN()}
			if o.Has[program.Probabilities] {
				share.Probability = o.Series[program.Probabilities][i]
			}
			if o.Has[program.Confidences] {
				share.Confidence = o.Series[program.Confidences][i]
			}
			info.distribution = append(info.distribution, share)
		}
	}
	if o.Entity >= 0 && o.Entity < len(p.entities) {
		info.entity = p.entities[o.Entity]
	}
	return info
}

// Fields describes the results in order: targets, then outputs.
func (r *Result) Fields() []Field { return r.described().Results() }

// described gives the model, an empty one in place of none.
func (r *Result) described() *Model {
	if r == nil {
		return &Model{}
	}
	return r.model.described()
}

// Value gives a result in its declared type, as [Row.Value] does; false where
// the model has no result of the name.
func (r *Result) Value(name string) (any, bool) {
	i, ok := r.described().byResult[name]
	if !ok {
		return nil, false
	}
	return r.values[i], true
}

// Float gives a result as a number; false where it is missing or none.
func (r *Result) Float(name string) (float64, bool) {
	v, _ := r.Value(name)
	switch v := v.(type) {
	case float64:
		return v, true
	case float32:
		return float64(v), true
	case int64:
		return float64(v), true
	case decimal.Decimal:
		return program.Nearest(v), true
	}
	return math.NaN(), false
}

// Text gives a result that is a text; false where it is missing or none.
func (r *Result) Text(name string) (string, bool) {
	v, _ := r.Value(name)
	s, ok := v.(string)
	return s, ok
}

// Map gives all results by name.
func (r *Result) Map() map[string]any {
	m := map[string]any{}
	for i, f := range r.described().results {
		m[f.Name] = r.values[i]
	}
	return m
}

// Distribution gives the probabilities and confidences of a target's
// categories, in the model's order; nil where there are none.
func (r *Result) Distribution(target string) []CategoryProbability {
	i, ok := r.described().byResult[target]
	if !ok || i >= len(r.targets) {
		return nil
	}
	return append([]CategoryProbability(nil), r.targets[i].distribution...)
}

// Entity gives the id of what decided for a target: a tree's node, a rule, a
// network's neuron, the segment of a selection; "" where there is none.
func (r *Result) Entity(target string) string {
	i, ok := r.described().byResult[target]
	if !ok || i >= len(r.targets) {
		return ""
	}
	return r.targets[i].entity
}

// MarshalJSON gives an object of all results, in order. A missing value is
// null; special numbers are "NaN", "Infinity" and "-Infinity".
func (r *Result) MarshalJSON() ([]byte, error) {
	dst := []byte{'{'}
	for i, f := range r.described().results {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendString(dst, f.Name)
		dst = append(dst, ':')
		dst = appendGoJSON(dst, r.values[i], f.DataType)
	}
	return append(dst, '}'), nil
}

// appendGoJSON appends a Go value that goValue made.
func appendGoJSON(dst []byte, v any, t pmml.DataType) []byte {
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...)
	case string:
		return appendString(dst, v)
	case []any:
		dst = append(dst, '[')
		for i, e := range v {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendGoJSON(dst, e, t)
		}
		return append(dst, ']')
	case time.Time:
		return appendJSON(dst, nil, program.OfTime(v, t), t)
	case time.Duration:
		return appendJSON(dst, nil, v.Seconds(), t)
	case decimal.Decimal:
		return appendDecimal(dst, v)
	case bool:
		return appendJSON(dst, nil, program.Bool(v), t)
	case float64:
		return appendJSON(dst, nil, v, t)
	case float32:
		return appendJSON(dst, nil, float64(v), t)
	case int64:
		return appendJSON(dst, nil, float64(v), t)
	}
	return append(dst, "null"...)
}
