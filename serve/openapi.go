package serve

import (
	"encoding/json"
	"math"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gopmml/gopmml/pmml"
	"github.com/gopmml/gopmml/serve/wire"
)

// openAPI answers with a description of the interface in the terms of OpenAPI 3.1: how
// each model is asked by TensorFlow Serving's predict and by Openscoring's evaluate, made
// from its fields. Models that are not in memory are loaded for it.
//
// Spec: https://spec.openapis.org/oas/v3.1.1
func (h *handler) openAPI(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", http.MethodGet)
		wire.SendError(w, r, &wire.Error{Code: wire.Unimplemented, Text: "Method Not Allowed", HTTP: http.StatusMethodNotAllowed})
		return
	}
	d := newDescription(h.repository.About())
	for i, name := range h.repository.Names() {
		m, err := h.repository.Model(r.Context(), name, wire.Selector{})
		if err != nil { // it cannot be asked
			continue
		}
		d.add(m, strconv.Itoa(i+1))
	}
	text, err := json.Marshal(d)
	if err != nil {
		wire.SendError(w, r, err)
		return
	}
	wire.Send(w, r, http.StatusOK, wire.JSON, append(text, '\n'))
}

// object is one of JSON.
type object = map[string]any

// description is a document of OpenAPI.
type description struct {
	OpenAPI string `json:"openapi"`
	Info    object `json:"info"`
	Paths   object `json:"paths"`
	// Components are what paths refer to.
	Components struct {
		Schemas   object `json:"schemas"`
		Responses object `json:"responses"`
	} `json:"components"`
}

func newDescription(about wire.About) *description {
	d := &description{OpenAPI: "3.1.0", Info: object{"title": about.Name, "version": about.Version}, Paths: object{}}
	d.Components.Schemas = object{
		"Error":   objectOf(object{"error": object{"type": "string"}}, "error"),
		"Message": objectOf(object{"message": object{"type": "string"}}, "message"),
	}
	d.Components.Responses = object{
		"Error":   answered("What is wrong.", refer("schemas", "Error")),
		"Message": answered("What is wrong.", refer("schemas", "Message")),
	}
	d.Paths["/v1/models"] = object{"get": object{
		"operationId": "models", "summary": "The names of all models.",
		"responses": object{"200": answered("The names.", objectOf(object{"models": listOf(object{"type": "string"})}, "models"))},
	}}
	for path, what := range map[string]string{"/livez": "whether the process answers", "/readyz": "whether requests are taken"} {
		d.Paths[path] = object{"get": object{
			"operationId": path[1:], "summary": "Says " + what + ".",
			"responses": object{"200": object{"description": "It does."}, "503": object{"description": "It does not."}},
		}}
	}
	return d
}

func refer(kind, name string) object { return object{"$ref": "#/components/" + kind + "/" + name} }

func listOf(items any) object { return object{"type": "array", "items": items} }

func objectOf(properties object, required ...string) object {
	o := object{"type": "object", "properties": properties}
	if len(required) > 0 {
		o["required"] = required
	}
	return o
}

func content(schema any) object { return object{wire.JSON: object{"schema": schema}} }

func answered(what string, schema any) object {
	return object{"description": what, "content": content(schema)}
}

// add describes a model. key tells its parts from those of others.
func (d *description) add(m *wire.Model, key string) {
	record, result := "Record"+key, "Result"+key
	inputs, outputs := object{}, object{}
	for i := range m.Inputs {
		inputs[m.Inputs[i].Name] = inputSchema(&m.Inputs[i])
	}
	for i := range m.Outputs {
		outputs[m.Outputs[i].Name] = nullable(outputSchema(&m.Outputs[i]))
	}
	in := objectOf(inputs)
	in["title"], in["additionalProperties"] = "A record of "+m.Name, false
	out := objectOf(outputs)
	out["title"] = "The results of " + m.Name
	d.Components.Schemas[record], d.Components.Schemas[result] = in, out
	bare := []any{refer("schemas", record)}
	prediction := any(refer("schemas", result))
	if len(m.Features) == 1 {
		bare = append(bare, inputSchema(&m.Inputs[m.Features[0]]), listOf(inputSchema(&m.Inputs[m.Features[0]])))
	} else {
		bare = append(bare, object{"type": "array", "minItems": len(m.Features), "maxItems": len(m.Features), "prefixItems": inOrder(m)})
	}
	if len(m.Outputs) == 1 {
		prediction = nullable(outputSchema(&m.Outputs[0]))
	}
	instances := listOf(object{"anyOf": bare})
	instances["minItems"] = 1
	name := url.PathEscape(m.Name)
	d.Paths["/v1/models/"+name+":predict"] = d.post(m, "predict"+key, "Scores records by "+m.Name+".",
		objectOf(object{"instances": instances}, "instances"),
		objectOf(object{"predictions": listOf(prediction)}, "predictions"), "Error")
	d.Paths["/openscoring/model/"+name] = d.post(m, "evaluate"+key, "Scores a record by "+m.Name+".",
		objectOf(object{"id": object{"type": []string{"string", "null"}}, "arguments": withoutLimits(in)}, "arguments"),
		objectOf(object{"id": object{"type": "string"}, "results": refer("schemas", result)}, "results"), "Message")
}

// withoutLimits is a record that may have other members, as Openscoring ignores them.
func withoutLimits(record object) object { return objectOf(record["properties"].(object)) }

func inOrder(m *wire.Model) []any {
	var out []any
	for _, i := range m.Features {
		out = append(out, inputSchema(&m.Inputs[i]))
	}
	return out
}

func (d *description) post(m *wire.Model, id, summary string, request, answer object, fails string) object {
	responses := object{"200": answered("The results.", answer)}
	for _, status := range [...]string{"400", "404", "413", "429", "503", "504"} {
		responses[status] = refer("responses", fails)
	}
	call := object{
		"operationId": id, "summary": summary, "tags": []string{m.Name},
		"requestBody": object{"required": true, "content": content(request)}, "responses": responses,
	}
	return object{"post": call}
}

// inputSchema says which values an input takes. Missing ones are null. Values that are
// invalid by the document are only left out where the model refuses them.
func inputSchema(f *wire.Field) any {
	if f.Collection {
		return object{"type": []string{"array", "null"}}
	}
	s := object{}
	if f.DisplayName != "" {
		s["description"] = f.DisplayName
	}
	var valid, special []any
	for _, v := range f.Values {
		value := valueOf(f, v.Value)
		switch {
		case v.Property == pmml.ValuePropertyValid:
			valid = append(valid, value)
		case v.Property == pmml.ValuePropertyMissing:
			special = append(special, value)
		}
	}
	refuses := f.InvalidValueTreatment == pmml.InvalidValueTreatmentReturnInvalid
	if refuses && len(valid) > 0 && len(f.Intervals) == 0 {
		s["enum"] = append(append(valid, special...), nil)
		return s
	}
	plain := outputSchema(f)
	if f.Type == wire.Text && f.DataType != pmml.DataTypeString {
		delete(plain, "format") // other forms are read, too
	}
	s["type"] = []any{plain["type"], "null"}
	if format, ok := plain["format"]; ok {
		s["format"] = format
	}
	if !refuses || len(f.Intervals) == 0 || f.Type == wire.Text || f.Type == wire.Bool {
		if len(valid) > 0 {
			s["examples"] = valid
		}
		return s
	}
	either := []any{object{"type": "null"}}
	if all := append(valid, special...); len(all) > 0 {
		either = append(either, object{"enum": all})
	}
	for _, in := range f.Intervals {
		either = append(either, rangeSchema(plain, in.Left, in.Right, in.Closure))
	}
	return object{"anyOf": either}
}

// rangeSchema is a number within margins.
func rangeSchema(number object, left, right float64, c pmml.Closure) object {
	s := object{}
	for k, v := range number {
		s[k] = v
	}
	low, high := "minimum", "maximum"
	if c == pmml.ClosureOpenOpen || c == pmml.ClosureOpenClosed {
		low = "exclusiveMinimum"
	}
	if c == pmml.ClosureOpenOpen || c == pmml.ClosureClosedOpen {
		high = "exclusiveMaximum"
	}
	if !math.IsInf(left, 0) {
		s[low] = left
	}
	if !math.IsInf(right, 0) {
		s[high] = right
	}
	return s
}

// valueOf is a value of a document as JSON has it.
func valueOf(f *wire.Field, text string) any {
	switch f.Type {
	case wire.Float64, wire.Float32, wire.Int64:
		if v, err := strconv.ParseFloat(text, 64); err == nil && !math.IsInf(v, 0) && !math.IsNaN(v) {
			return v
		}
	case wire.Bool:
		switch text {
		case "true", "false":
			return text == "true"
		}
	}
	return text
}

// outputSchema is the type of an output.
func outputSchema(f *wire.Field) object {
	switch f.Type {
	case wire.Float64:
		return object{"type": "number", "format": "double"}
	case wire.Float32:
		return object{"type": "number", "format": "float"}
	case wire.Int64:
		return object{"type": "integer", "format": "int64"}
	case wire.Bool:
		return object{"type": "boolean"}
	}
	if f.Collection {
		return object{"type": "array"}
	}
	if f.DataType == pmml.DataTypeDate {
		return object{"type": "string", "format": "date"}
	}
	return object{"type": "string"}
}

// nullable is a schema whose values may be missing.
func nullable(s object) object {
	out := object{}
	for k, v := range s {
		out[k] = v
	}
	out["type"] = []any{s["type"], "null"}
	return out
}
