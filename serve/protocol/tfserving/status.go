package tfserving

import (
	"net/http"
	"strconv"

	"github.com/gopmml/gopmml/serve/wire"
)

// status answers with the state of a model's versions, and with what clients of KServe
// look for at the same path: the name, and whether it is ready.
func (h *Handler) status(r *http.Request, c *call, reply *wire.Reply) (int, error) {
	versions, err := h.versions(c)
	if err != nil {
		return 0, err
	}
	ready := false
	dst := append(reply.Data, `{"model_version_status": [`...)
	for i := range versions {
		v := &versions[i]
		ready = ready || v.State == wire.Available
		if i > 0 {
			dst = append(dst, ", "...)
		}
		code, text := wire.OK, ""
		if v.Err != nil {
			code, text = v.Err.Code, v.Err.Text
		}
		dst = append(dst, `{"version": "`...)
		dst = append(wire.AppendInt(dst, v.Number), `", "state": "`...)
		dst = append(append(dst, v.State...), `", "status": {"error_code": "`...)
		dst = append(append(dst, code.String()...), `", "error_message": `...)
		dst = append(wire.AppendString(dst, text), "}}"...)
	}
	dst = append(wire.AppendString(append(dst, `], "name": `...), c.name), `, "ready": `...)
	reply.Data = append(strconv.AppendBool(dst, ready), "}\n"...)
	if !ready {
		return http.StatusServiceUnavailable, nil
	}
	return http.StatusOK, nil
}

// versions gives the versions that a call is for.
func (h *Handler) versions(c *call) ([]wire.Version, error) {
	versions, err := h.server.Versions(c.name)
	if err != nil {
		e := wire.ErrorOf(err)
		if e.Code == wire.NotFound {
			e = wire.Errorf(wire.NotFound, "Could not find any versions of model %s", c.name)
		}
		return nil, e
	}
	return c.pick(versions)
}

// pick gives those of the versions that a call is for.
func (c *call) pick(versions []wire.Version) ([]wire.Version, error) {
	if c.version == 0 && c.label == "" {
		return versions, nil
	}
	for _, v := range versions {
		if c.version == v.Number {
			return []wire.Version{v}, nil
		}
		for _, l := range v.Labels {
			if c.label == l {
				return []wire.Version{v}, nil
			}
		}
	}
	if c.label != "" {
		return nil, wire.Invalid("Unrecognized servable version label: %s", c.label)
	}
	return nil, wire.Errorf(wire.NotFound, "Could not find version %d of model %s", c.version, c.name)
}

// metadata answers with the names and types of a model's inputs and outputs.
func (h *Handler) metadata(r *http.Request, c *call, reply *wire.Reply) error {
	m, err := h.model(r.Context(), c)
	if err != nil {
		return err
	}
	dst := append(reply.Data, `{"model_spec": {"name": `...)
	dst = append(wire.AppendString(dst, m.Name), `, "signature_name": "", "version": "`...)
	dst = append(wire.AppendInt(dst, m.Version), `"}, "metadata": {"signature_def": {"signature_def": {"`...)
	dst = append(dst, Signature+`": {"inputs": {`...)
	for i := range m.Inputs {
		dst = tensor(dst, i, &m.Inputs[i])
	}
	dst = append(dst, `}, "outputs": {`...)
	for i := range m.Outputs {
		dst = tensor(dst, i, &m.Outputs[i])
	}
	reply.Data = append(dst, `}, "method_name": "tensorflow/serving/predict"}}}}}`+"\n"...)
	return nil
}

func tensor(dst []byte, i int, f *wire.Field) []byte {
	if i > 0 {
		dst = append(dst, ", "...)
	}
	dst = append(wire.AppendString(dst, f.Name), `: {"dtype": "`...)
	dst = append(dst, types[f.Type]...)
	dst = append(dst, `", "tensor_shape": {"dim": [{"size": "-1", "name": ""}], "unknown_rank": false}, "name": `...)
	return append(wire.AppendString(dst, f.Name), '}')
}

var types = map[wire.Type]string{
	wire.Text: "DT_STRING", wire.Float64: "DT_DOUBLE", wire.Float32: "DT_FLOAT", wire.Int64: "DT_INT64", wire.Bool: "DT_BOOL",
}
