package tfserving

import (
	"context"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/gopmml/gopmml/serve/wire"
	"github.com/gopmml/gopmml/serve/wire/rpc"
)

// rpcExamples reads an Input: its examples, and what they share.
func (h *Handler) rpcExamples(in rpc.Fields) (all []rpc.Fields, shared []rpc.Fields, err error) {
	switch {
	case in.Given("example_list"):
		all = in.Sub("example_list").Each("examples")
	case in.Given("example_list_with_context"):
		list := in.Sub("example_list_with_context")
		all = list.Each("examples")
		if list.Given("context") {
			shared = []rpc.Fields{list.Sub("context")}
		}
	}
	if len(all) == 0 {
		return nil, nil, wire.Invalid("Input is empty")
	}
	return all, shared, h.limits.CheckRows(len(all))
}

// rpcFill puts an example, and what it shares, into a batch.
func rpcFill(b *wire.Batch, shared []rpc.Fields, e rpc.Fields) error {
	b.Begin()
	for _, one := range append(shared[:len(shared):len(shared)], e) {
		features := one.Sub("features")
		for _, key := range features.Keys("feature") {
			i, err := b.Find([]byte(key))
			if err != nil {
				return err
			}
			if err := rpcSet(b, i, features.In("feature", key)); err != nil {
				return err
			}
		}
	}
	b.End()
	return nil
}

// rpcSet gives an input the value of a Feature, which is a list of one.
func rpcSet(b *wire.Batch, input int, feature rpc.Fields) error {
	for _, kind := range [...]protoreflect.Name{"bytes_list", "float_list", "int64_list"} {
		if !feature.Given(kind) {
			continue
		}
		list := feature.Sub(kind).List("value")
		switch {
		case list.Len() == 0:
			return nil // missing
		case list.Len() > 1:
			return wire.Invalid("input %q takes one value, not a list of %d", b.Model().Inputs[input].Name, list.Len())
		}
		switch v := list.Get(0); kind {
		case "bytes_list":
			b.SetText(input, v.Bytes())
		case "float_list":
			return b.SetFloat(input, v.Float())
		default:
			return b.SetInt(input, v.Int())
		}
	}
	return nil
}

func (h *Handler) rpcClassify(ctx context.Context, in, out rpc.Fields) error {
	m, err := h.rpcModel(ctx, in)
	if err != nil {
		return err
	}
	target, ok := m.Target()
	if !ok || !m.Classifies() {
		return wire.Invalid("model %q is no classification", m.Name)
	}
	all, shared, err := h.rpcExamples(in.Sub("input"))
	if err != nil {
		return err
	}
	sayWho(out.Make("model_spec"), m, Signature)
	result := out.Make("result")
	for i, e := range all {
		classes, err := classesOf(ctx, m, target, func(b *wire.Batch) error { return rpcFill(b, shared, e) })
		if err != nil {
			return inExample(err, i, len(all))
		}
		one := result.Add("classifications")
		for _, c := range classes {
			one.Add("classes").Put("label", c.Category).Put("score", float32(c.Probability))
		}
	}
	return nil
}

func (h *Handler) rpcModel(ctx context.Context, in rpc.Fields) (*wire.Model, error) {
	c, err := callOf(in.Sub("model_spec"))
	if err != nil {
		return nil, err
	}
	return h.model(ctx, c)
}

func (h *Handler) rpcRegress(ctx context.Context, in, out rpc.Fields) error {
	m, err := h.rpcModel(ctx, in)
	if err != nil {
		return err
	}
	target, ok := m.Target()
	if !ok || !m.Regresses() {
		return wire.Invalid("model %q is no regression", m.Name)
	}
	at, _ := m.Output(target)
	all, shared, err := h.rpcExamples(in.Sub("input"))
	if err != nil {
		return err
	}
	b := m.NewBatch()
	defer b.Release()
	for i, e := range all {
		if err := rpcFill(b, shared, e); err != nil {
			return inExample(err, i, len(all))
		}
	}
	results, err := b.Score(ctx, false)
	if err != nil {
		return err
	}
	sayWho(out.Make("model_spec"), m, Signature)
	result := out.Make("result")
	for i := range results.Rows() {
		result.Add("regressions").Put("value", float32(results.Columns[at].Float(i)))
	}
	return nil
}
