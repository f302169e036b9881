package web

import (
	"math"
	"net/http"
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/pmml"
	"github.com/gopmml/gopmml/serve/wire"
)

// fields is what the page makes a form of.
type fields struct {
	Name     string  `json:"name"`
	Version  string  `json:"version"`
	Function string  `json:"function"`
	Inputs   []field `json:"inputs"`
	Outputs  []field `json:"outputs"`
}

type field struct {
	Name       string     `json:"name"`
	Label      string     `json:"label,omitempty"`
	DataType   string     `json:"dataType"`
	OpType     string     `json:"opType,omitempty"`
	Target     bool       `json:"target,omitempty"`
	Required   bool       `json:"required,omitempty"`
	Collection bool       `json:"collection,omitempty"`
	Choices    []choice   `json:"choices,omitempty"`
	Intervals  []interval `json:"intervals,omitempty"`
	// Missing is what a missing value becomes, nil where it stays missing.
	Missing *string `json:"missing,omitempty"`
	Feature string  `json:"feature,omitempty"`
}

// choice is a valid value with what to call it.
type choice struct {
	Value string `json:"value"`
	Label string `json:"label,omitempty"`
}

// interval is a range of valid numbers; a margin that is left out is none.
type interval struct {
	Left   *float64 `json:"left,omitempty"`
	Right  *float64 `json:"right,omitempty"`
	Closed string   `json:"closure"`
}

// served gives the model of a name, of the version that the request asks for.
func (h *Handler) served(r *http.Request, name string) (*wire.Model, error) {
	s := wire.Selector{}
	if text := r.URL.Query().Get("version"); text != "" {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < 1 {
			return nil, wire.Invalid("version %q is none: it must be a whole number from 1", text)
		}
		s.Version = n
	}
	return h.server.Model(r.Context(), name, s)
}

func (h *Handler) fields(r *http.Request, name string) (any, error) {
	m, err := h.served(r, name)
	if err != nil {
		return nil, err
	}
	out := fields{Name: m.Name, Version: number(m.Version), Function: m.Engine.Function().String(), Inputs: []field{}, Outputs: []field{}}
	for i := range m.Inputs {
		out.Inputs = append(out.Inputs, fieldOf(&m.Inputs[i].Field))
	}
	for i := range m.Outputs {
		out.Outputs = append(out.Outputs, fieldOf(&m.Outputs[i].Field))
	}
	return out, nil
}

func fieldOf(f *evaluator.Field) field {
	out := field{Name: f.Name, Label: f.DisplayName, DataType: f.DataType.String(), OpType: f.OpType.String(), Required: f.Required, Collection: f.Collection,
		Target: f.Usage == pmml.UsageTypeTarget || f.Usage == pmml.UsageTypePredicted}
	for _, v := range f.Values {
		if v.Property == pmml.ValuePropertyValid {
			out.Choices = append(out.Choices, choice{v.Value, v.DisplayValue})
		}
	}
	for _, in := range f.Intervals {
		out.Intervals = append(out.Intervals, interval{finite(in.Left), finite(in.Right), in.Closure.String()})
	}
	if f.HasMissingValueReplacement {
		out.Missing = &f.MissingValueReplacement
	}
	return out
}

func finite(v float64) *float64 {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return nil
	}
	return &v
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// scored is the score of a record with its reasons.
type scored struct {
	Version string               `json:"version"`
	Why     *explain.Explanation `json:"why"`
	Text    string               `json:"text"`
}

// score scores the one record that is the body, an object of inputs, and says why.
func (h *Handler) score(r *http.Request, name string) (any, error) {
	body, err := wire.ReadBody(r, h.opts.Limits)
	if err != nil {
		return nil, err
	}
	defer body.Release()
	m, err := h.served(r, name)
	if err != nil {
		return nil, err
	}
	b := m.NewBatch()
	defer b.Release()
	in := b.Reader(body.Bytes())
	b.Begin()
	if err := b.Members(in); err != nil {
		return nil, err
	}
	if err := in.Finish(); err != nil {
		return nil, err
	}
	b.End()
	why, err := b.Explain(r.Context())
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	if err := why.WriteText(&text); err != nil {
		return nil, err
	}
	return scored{Version: number(m.Version), Why: why, Text: text.String()}, nil
}
