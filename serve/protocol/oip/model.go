package oip

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gopmml/gopmml/serve/wire"
)

// platform is what models are of.
const platform = "pmml"

// backend is what scores them.
const backend = "gopmml"

func unescape(part string) (string, error) {
	text, err := url.PathUnescape(part)
	if err != nil || text == "" {
		return "", wire.Errorf(wire.NotFound, "Not Found")
	}
	return text, nil
}

// available gives the versions that a model serves, the oldest first.
func available(s wire.Server, m *wire.Model) []string {
	var numbers []int64
	versions, _ := s.Versions(m.Name) // of a model that has just gone, none
	for i := range versions {
		if versions[i].State == wire.Available {
			numbers = append(numbers, versions[i].Number)
		}
	}
	if !slices.Contains(numbers, m.Version) {
		numbers = append(numbers, m.Version)
	}
	slices.Sort(numbers)
	out := make([]string, len(numbers))
	for i, n := range numbers {
		out[i] = strconv.FormatInt(n, 10)
	}
	return out
}

// metadata answers with a model's inputs and outputs.
func (h *Handler) metadata(ctx context.Context, c call, reply *wire.Reply) error {
	m, err := h.model(ctx, c.name, c.version)
	if err != nil {
		return err
	}
	versions := available(h.server, m)
	if c.version != "" {
		versions = []string{c.version}
	}
	dst := wire.AppendString(append(reply.Data, `{"name":`...), m.Name)
	dst = append(appendTexts(append(dst, `,"versions":`...), versions), `,"platform":"`+platform+`","inputs":[`...)
	for i := range m.Inputs {
		dst = appendField(dst, i, &m.Inputs[i], `,"datatype":"`, m.Inputs[i].Type.Datatype().String(), `","shape":[-1]}`)
	}
	dst = append(dst, `],"outputs":[`...)
	for i := range m.Outputs {
		dst = appendField(dst, i, &m.Outputs[i], `,"datatype":"`, m.Outputs[i].Type.Datatype().String(), `","shape":[-1]}`)
	}
	reply.Data = append(dst, `]}`...)
	return nil
}

// appendField appends a field, with a type between what stands before and after it.
func appendField(dst []byte, i int, f *wire.Field, before, datatype, after string) []byte {
	if i > 0 {
		dst = append(dst, ',')
	}
	dst = append(wire.AppendString(append(dst, `{"name":`...), f.Name), before...)
	return append(append(dst, datatype...), after...)
}

// modelReady says that a model can be asked. One that cannot is an error, since clients
// go by the status.
func (h *Handler) modelReady(ctx context.Context, c call, reply *wire.Reply) error {
	m, err := h.model(ctx, c.name, c.version)
	if err != nil {
		return err
	}
	reply.Data = append(wire.AppendString(append(reply.Data, `{"name":`...), m.Name), `,"ready":true}`...)
	return nil
}

// config answers with the part of Triton's configuration that models of PMML have.
func (h *Handler) config(ctx context.Context, c call, reply *wire.Reply) error {
	m, err := h.model(ctx, c.name, c.version)
	if err != nil {
		return err
	}
	dst := wire.AppendString(append(reply.Data, `{"name":`...), m.Name)
	dst = append(dst, `,"platform":"`+platform+`","backend":"`+backend+`","max_batch_size":0,"input":[`...)
	for i := range m.Inputs {
		dst = appendField(dst, i, &m.Inputs[i], `,"data_type":"`, configured(&m.Inputs[i]), `","dims":[-1],"optional":true}`)
	}
	dst = append(dst, `],"output":[`...)
	for i := range m.Outputs {
		dst = appendField(dst, i, &m.Outputs[i], `,"data_type":"`, configured(&m.Outputs[i]), `","dims":[-1]}`)
	}
	reply.Data = append(dst, `]}`...)
	return nil
}

// modelStatistics is what a version has done.
type modelStatistics struct {
	name string
	wire.Statistics
}

// gather gives the statistics of a version, a model, or all.
func gather(s wire.Server, name, version string) ([]modelStatistics, error) {
	names := []string{name}
	if name == "" {
		names = s.Names()
	}
	number, err := versionOf(s, name, version)
	if err != nil {
		return nil, err
	}
	var out []modelStatistics
	for _, n := range names {
		all, err := s.Statistics(n, number)
		if err != nil {
			if name == "" {
				continue // it has just gone
			}
			return nil, err
		}
		for _, one := range all {
			out = append(out, modelStatistics{n, one})
		}
	}
	return out, nil
}

func (s *modelStatistics) lastMillis() int64 {
	if s.Last.IsZero() {
		return 0
	}
	return s.Last.UnixMilli()
}

// durations are the counts and nanoseconds of Triton's statistics. What is not told
// apart is zero.
func (s *modelStatistics) durations() [8]struct {
	name      string
	count, ns int64
} {
	good := s.Requests - s.Failures
	return [8]struct {
		name      string
		count, ns int64
	}{
		{"success", good, int64(s.Time)}, {"fail", s.Failures, int64(s.Failing)}, {name: "queue"}, {name: "compute_input"},
		{"compute_infer", good, int64(s.Time)}, {name: "compute_output"}, {name: "cache_hit"}, {name: "cache_miss"},
	}
}

func (h *Handler) statistics(_ context.Context, c call, reply *wire.Reply) error {
	all, err := gather(h.server, c.name, c.version)
	if err != nil {
		return err
	}
	dst := append(reply.Data, `{"model_stats":[`...)
	for i := range all {
		s := &all[i]
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = wire.AppendString(append(dst, `{"name":`...), s.name)
		dst = wire.AppendInt(append(dst, `,"version":"`...), s.Version)
		dst = wire.AppendInt(append(dst, `","last_inference":`...), s.lastMillis())
		dst = wire.AppendInt(append(dst, `,"inference_count":`...), s.Records)
		dst = wire.AppendInt(append(dst, `,"execution_count":`...), s.Requests-s.Failures)
		dst = append(dst, `,"inference_stats":{`...)
		for k, d := range s.durations() {
			if k > 0 {
				dst = append(dst, ',')
			}
			dst = append(wire.AppendString(dst, d.name), `:{"count":`...)
			dst = append(wire.AppendInt(dst, d.count), `,"ns":`...)
			dst = append(wire.AppendInt(dst, d.ns), '}')
		}
		dst = append(dst, `},"batch_stats":[]}`...)
	}
	reply.Data = append(dst, `]}`...)
	return nil
}

// indexed is a version of the repository.
type indexed struct{ name, version, state, reason string }

// index gives the versions of all models; only those that can be asked where ready is
// true.
func index(s wire.Server, ready bool) []indexed {
	var out []indexed
	for _, name := range s.Names() {
		versions, err := s.Versions(name)
		if err != nil {
			continue // it has just gone
		}
		slices.Reverse(versions)
		for i := range versions {
			v := &versions[i]
			state, reason := states[v.State], ""
			if state == "" {
				state = "UNAVAILABLE"
			}
			if v.Err != nil {
				reason = v.Err.Text
			}
			if !ready || state == "READY" {
				out = append(out, indexed{name, strconv.FormatInt(v.Number, 10), state, reason})
			}
		}
	}
	return out
}

var states = map[wire.State]string{wire.Available: "READY", wire.Loading: "LOADING", wire.Unloading: "UNLOADING"}

func (h *Handler) index(r *http.Request, reply *wire.Reply) error {
	body, err := wire.ReadBody(r, h.limits)
	if err != nil {
		return err
	}
	defer body.Release()
	ready := false
	if err := members(body.Bytes(), func(key string, in *wire.Reader) error {
		k, text, err := scalarOrSkip(in)
		if key != "ready" || err != nil {
			return err
		}
		if k != wire.True && k != wire.False {
			return wire.Invalid("ready must be true or false, not %s", text)
		}
		ready = k == wire.True
		return nil
	}); err != nil {
		return err
	}
	dst := append(reply.Data, '[')
	for i, v := range index(h.server, ready) {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = wire.AppendString(append(dst, `{"name":`...), v.name)
		dst = wire.AppendString(append(dst, `,"version":`...), v.version)
		dst = wire.AppendString(append(dst, `,"state":`...), v.state)
		dst = append(wire.AppendString(append(dst, `,"reason":`...), v.reason), '}')
	}
	reply.Data = append(dst, ']')
	return nil
}

// members reads an object that may be nothing.
func members(text []byte, do func(key string, in *wire.Reader) error) error {
	var in wire.Reader
	in.Reset(text)
	if len(text) == 0 {
		return nil
	}
	for key, err := range in.Members() {
		if err != nil {
			return err
		}
		if err := do(string(key), &in); err != nil {
			return err
		}
	}
	return in.Finish()
}

// scalarOrSkip reads a value, of which it gives the text.
func scalarOrSkip(in *wire.Reader) (wire.Kind, []byte, error) {
	k, err := in.Peek()
	if err != nil {
		return k, nil, err
	}
	if k == wire.Object || k == wire.Array {
		text, err := in.Skip()
		return k, text, err
	}
	return in.Scalar()
}

// load takes a model into service, or out of it.
func (h *Handler) load(r *http.Request, c call, reply *wire.Reply) error {
	body, err := wire.ReadBody(r, h.limits)
	if err != nil {
		return err
	}
	defer body.Release()
	if err := members(body.Bytes(), func(key string, in *wire.Reader) error {
		text, err := in.Skip()
		if err != nil || key != "parameters" || c.verb == verbUnload {
			return err
		}
		return members(text, func(key string, in *wire.Reader) error {
			if _, err := in.Skip(); err != nil {
				return err
			}
			return loadsFiles(key)
		})
	}); err != nil {
		return err
	}
	what := "load"
	if c.verb == verbLoad {
		err = h.server.Load(r.Context(), c.name)
	} else {
		what = "unload"
		err = h.server.Unload(r.Context(), c.name)
	}
	if err != nil {
		return err
	}
	dst := wire.AppendString(append(reply.Data, `{"name":`...), c.name)
	reply.Data = append(append(append(dst, `,"`...), what...), `":true}`...)
	return nil
}

// loadsFiles refuses the parameters of Triton's that bring what a model is made of.
func loadsFiles(key string) error {
	if key == "config" || len(key) > 5 && key[:5] == "file:" {
		return wire.Errorf(wire.Unimplemented, "a model is loaded from the files of the repository: the parameter %q cannot be given", key)
	}
	return nil
}
