package serve

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/serve/wire"
)

// TestOpenInference is the contract of the Open Inference Protocol over HTTP, statement
// by statement.
func TestOpenInference(t *testing.T) {
	s := standard(t)
	const (
		half   = "/v2/models/half_plus_two"
		loans  = "/v2/models/loans"
		record = `{"name":"age","shape":[1],"datatype":"INT64","data":[35]},{"name":"income","shape":[1],"datatype":"FP64","data":[42000]},` +
			`{"name":"debt","shape":[1],"datatype":"INT32","data":[9500]},{"name":"home","shape":[1],"datatype":"BYTES","data":["rent"]}`
		yes   = `{"name":"probability(yes)","datatype":"FP64","shape":[1],"data":[0.5176266210524907]}`
		no    = `{"name":"probability(no)","datatype":"FP64","shape":[1],"data":[0.4823733789475093]}`
		class = `{"name":"default","datatype":"BYTES","shape":[1],"data":["yes"]}`
		start = `{"model_name":"half_plus_two","model_version":"1","outputs":[{"name":"y","datatype":"FP64",`
	)
	x := func(rest string) string { return `{"inputs":[{"name":"x",` + rest + `}]}` }
	age := func(rest string) string { return `{"inputs":[{"name":"age",` + rest + `}]}` }
	for _, tt := range []struct {
		name, method, path, body string
		status                   int
		want                     string
	}{
		{"live", "GET", "/v2/health/live", "", 200, `{"live":true}`},
		{"ready", "GET", "/v2/health/ready", "", 200, `{"ready":true}`},
		{"the server", "GET", "/v2", "", 200, `{"name":"gopmml","version":"0.1.0","extensions":["binary_tensor_data","model_configuration","model_repository","model_repository(unload_dependents)","statistics"]}`},
		{"the server, with a slash", "GET", "/v2/", "", 200, ""},
		{"models", "GET", "/v2/models", "", 200, `{"models":["half_plus_two","loans"]}`},
		{"metadata", "GET", half, "", 200, `{"name":"half_plus_two","versions":["1"],"platform":"pmml","inputs":[{"name":"x","datatype":"FP64","shape":[-1]}],"outputs":[{"name":"y","datatype":"FP64","shape":[-1]}]}`},
		{"metadata of several types", "GET", loans, "", 200, `{"name":"loans","versions":["1"],"platform":"pmml","inputs":[{"name":"age","datatype":"INT64","shape":[-1]},{"name":"income","datatype":"FP64","shape":[-1]},{"name":"debt","datatype":"FP64","shape":[-1]},{"name":"home","datatype":"BYTES","shape":[-1]}],"outputs":[{"name":"default","datatype":"BYTES","shape":[-1]},{"name":"probability(yes)","datatype":"FP64","shape":[-1]},{"name":"probability(no)","datatype":"FP64","shape":[-1]}]}`},
		{"metadata of a version", "GET", half + "/versions/1", "", 200, ""},
		{"metadata of an unknown model", "GET", "/v2/models/M", "", 404, `{"error":"model \"M\" is not known"}`},
		{"metadata of an unknown version", "GET", half + "/versions/7", "", 404, `{"error":"model \"half_plus_two\" has no version 7 that is served"}`},
		{"a version that is no number", "GET", half + "/versions/x", "", 404, `{"error":"model \"half_plus_two\" has no version \"x\""}`},
		{"a model is ready", "GET", half + "/ready", "", 200, `{"name":"half_plus_two","ready":true}`},
		{"a version is ready", "GET", half + "/versions/1/ready", "", 200, `{"name":"half_plus_two","ready":true}`},
		{"an unknown model is not ready", "GET", "/v2/models/M/ready", "", 404, `{"error":"model \"M\" is not known"}`},
		{"the configuration", "GET", half + "/config", "", 200, `{"name":"half_plus_two","platform":"pmml","backend":"gopmml","max_batch_size":0,"input":[{"name":"x","data_type":"TYPE_FP64","dims":[-1],"optional":true}],"output":[{"name":"y","data_type":"TYPE_FP64","dims":[-1]}]}`},
		{"the repository's index", "POST", "/v2/repository/index", "", 200, `[{"name":"half_plus_two","version":"1","state":"READY","reason":""},{"name":"loans","version":"1","state":"READY","reason":""}]`},
		{"the index of what is ready", "POST", "/v2/repository/index", `{"ready": true}`, 200, `[{"name":"half_plus_two","version":"1","state":"READY","reason":""},{"name":"loans","version":"1","state":"READY","reason":""}]`},
		{"statistics of a model", "GET", half + "/stats", "", 200, ""},
		{"statistics of a version", "GET", half + "/versions/1/stats", "", 200, ""},
		{"statistics of all", "GET", "/v2/models/stats", "", 200, ""},
		{"statistics of an unknown model", "GET", "/v2/models/M/stats", "", 404, `{"error":"model \"M\" is not known"}`},
		{"loading where that is not allowed", "POST", "/v2/repository/models/loans/load", "{}", 403, `{"error":"models cannot be loaded here"}`},
		{"infer", "POST", half + "/infer", x(`"shape":[3],"datatype":"FP64","data":[1.0,2.0,5.0]`), 200, start + `"shape":[3],"data":[2.5,3.0,4.5]}]}`},
		{"infer of a version", "POST", half + "/versions/1/infer", x(`"shape":[1],"datatype":"FP64","data":[1]`), 200, start + `"shape":[1],"data":[2.5]}]}`},
		{"a column is answered as one", "POST", half + "/infer", x(`"shape":[2,1],"datatype":"FP64","data":[1,2]`), 200, start + `"shape":[2,1],"data":[2.5,3.0]}]}`},
		{"nested data", "POST", half + "/infer", x(`"shape":[2,1],"datatype":"FP64","data":[[1],[2]]`), 200, start + `"shape":[2,1],"data":[2.5,3.0]}]}`},
		{"no records", "POST", half + "/infer", x(`"shape":[0],"datatype":"FP64","data":[]`), 200, start + `"shape":[0],"data":[]}]}`},
		{"32 bits", "POST", half + "/infer", x(`"shape":[1],"datatype":"FP32","data":[0.5]`), 200, start + `"shape":[1],"data":[2.25]}]}`},
		{"whole numbers", "POST", half + "/infer", x(`"shape":[1],"datatype":"UINT8","data":[255]`), 200, start + `"shape":[1],"data":[129.5]}]}`},
		{"numbers as texts", "POST", half + "/infer", x(`"shape":[1],"datatype":"BYTES","data":["1"]`), 200, start + `"shape":[1],"data":[2.5]}]}`},
		{"truth values as numbers", "POST", half + "/infer", x(`"shape":[2],"datatype":"BOOL","data":[true,false]`), 200, start + `"shape":[2],"data":[2.5,2.0]}]}`},
		{"data before the type", "POST", half + "/infer", `{"inputs":[{"data":[1,2],"datatype":"FP64","shape":[2],"name":"x"}]}`, 200, start + `"shape":[2],"data":[2.5,3.0]}]}`},
		{"null is missing", "POST", half + "/infer", x(`"shape":[3],"datatype":"FP64","data":[1,null,2]`), 200, start + `"shape":[3],"data":[2.5,null,3.0]}]}`},
		{"NaN is missing", "POST", half + "/infer", x(`"shape":[2],"datatype":"FP64","data":[1,NaN]`), 200, start + `"shape":[2],"data":[2.5,null]}]}`},
		{"null among whole numbers", "POST", half + "/infer", x(`"shape":[2],"datatype":"INT64","data":[null,1]`), 200, start + `"shape":[2],"data":[null,2.5]}]}`},
		{"null among texts", "POST", half + "/infer", x(`"shape":[2],"datatype":"BYTES","data":[null,"1"]`), 200, start + `"shape":[2],"data":[null,2.5]}]}`},
		{"the id comes back", "POST", half + "/infer", `{"id":"a \"b\"","model_name":"half_plus_two","inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1]}]}`, 200, `{"model_name":"half_plus_two","model_version":"1","id":"a \"b\"","outputs":[{"name":"y","datatype":"FP64","shape":[1],"data":[2.5]}]}`},
		{"parameters are passed over", "POST", half + "/infer", `{"parameters":{"sequence_id":1,"priority":2,"x":[1]},"inputs":[{"name":"x","parameters":{"content_type":"pd"},"shape":[1],"datatype":"FP64","data":[1]}],"outputs":[{"name":"y","parameters":{"z":1}}]}`, 200, start + `"shape":[1],"data":[2.5]}]}`},
		{"all outputs", "POST", loans + "/infer", `{"inputs":[` + record + `]}`, 200, `{"model_name":"loans","model_version":"1","outputs":[` + class + `,` + yes + `,` + no + `]}`},
		{"no list of outputs is all", "POST", loans + "/infer", `{"inputs":[` + record + `],"outputs":[]}`, 200, `{"model_name":"loans","model_version":"1","outputs":[` + class + `,` + yes + `,` + no + `]}`},
		{"outputs that are asked for, in that order", "POST", loans + "/infer", `{"outputs":[{"name":"probability(no)"},{"name":"default"}],"inputs":[` + record + `]}`, 200, `{"model_name":"loans","model_version":"1","outputs":[` + no + `,` + class + `]}`},
		{"an absent input is missing", "POST", loans + "/infer", `{"inputs":[{"name":"home","shape":[1],"datatype":"BYTES","data":["own"]}],"outputs":[{"name":"default"}]}`, 200, `{"model_name":"loans","model_version":"1","outputs":[{"name":"default","datatype":"BYTES","shape":[1],"data":["no"]}]}`},
		{"an unknown output", "POST", half + "/infer", `{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1]}],"outputs":[{"name":"z"}]}`, 400, `{"error":"output \"z\" is none of model \"half_plus_two\", which gives \"y\""}`},
		{"an output twice", "POST", half + "/infer", `{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1]}],"outputs":[{"name":"y"},{"name":"y"}]}`, 400, `{"error":"output \"y\" is asked for twice"}`},
		{"an unknown input with a near name", "POST", loans + "/infer", `{"inputs":[{"name":"Age","shape":[1],"datatype":"FP64","data":[1]}]}`, 400, `{"error":"input \"Age\" is none of model \"loans\": did you mean \"age\"?"}`},
		{"an input twice", "POST", half + "/infer", `{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1]},{"name":"x","shape":[1],"datatype":"FP64","data":[1]}]}`, 400, `{"error":"input \"x\" is given twice"}`},
		{"inputs of different lengths", "POST", loans + "/infer", `{"inputs":[{"name":"age","shape":[1],"datatype":"INT64","data":[1]},{"name":"debt","shape":[2],"datatype":"FP64","data":[1,2]}]}`, 400, `{"error":"input \"debt\" has 2 elements, where those before have 1"}`},
		{"less data than the shape", "POST", half + "/infer", x(`"shape":[2],"datatype":"FP64","data":[1]`), 400, `{"error":"input \"x\" has 1 elements, where its shape has 2"}`},
		{"more data than the shape", "POST", half + "/infer", x(`"shape":[2],"datatype":"FP64","data":[1,2,3]`), 400, `{"error":"input \"x\" has more elements than its shape, which has 2"}`},
		{"a matrix", "POST", half + "/infer", x(`"shape":[1,2],"datatype":"FP64","data":[1,2]`), 400, `{"error":"a tensor has one value for each record: its shape must be [n] or [n, 1]"}`},
		{"no dimension", "POST", half + "/infer", x(`"shape":[],"datatype":"FP64","data":[1]`), 400, `{"error":"a tensor has one value for each record: its shape must be [n] or [n, 1], not []"}`},
		{"a shape below zero", "POST", half + "/infer", x(`"shape":[-1],"datatype":"FP64","data":[1]`), 400, ""},
		{"too many records", "POST", half + "/infer", x(`"shape":[1000001],"datatype":"FP64","data":[1]`), 413, ""},
		{"no shape", "POST", half + "/infer", x(`"datatype":"FP64","data":[1]`), 400, `{"error":"input \"x\" has no shape"}`},
		{"no type", "POST", half + "/infer", x(`"shape":[1],"data":[1]`), 400, `{"error":"input \"x\" has no datatype"}`},
		{"no data", "POST", half + "/infer", x(`"shape":[1],"datatype":"FP64"`), 400, `{"error":"input \"x\" has no data"}`},
		{"data that is no list", "POST", half + "/infer", x(`"shape":[1],"datatype":"FP64","data":1`), 400, `{"error":"input \"x\": its data must be a list"}`},
		{"an unknown type", "POST", half + "/infer", x(`"shape":[1],"datatype":"FP128","data":[1]`), 400, `{"error":"datatype \"FP128\" is none that is known"}`},
		{"FP16 has no JSON", "POST", half + "/infer", x(`"shape":[1],"datatype":"FP16","data":[1]`), 400, ""},
		{"an element of another type", "POST", half + "/infer", x(`"shape":[2],"datatype":"FP64","data":[1,"2"]`), 400, `{"error":"row 2: input \"x\": 2 is no element of type FP64"}`},
		{"an element beyond its type", "POST", half + "/infer", x(`"shape":[1],"datatype":"UINT8","data":[256]`), 400, `{"error":"row 1: input \"x\": 256 is no element of type UINT8"}`},
		{"a fraction of a whole number's type", "POST", half + "/infer", x(`"shape":[1],"datatype":"INT64","data":[1.5]`), 400, `{"error":"row 1: input \"x\": 1.5 is no element of type INT64"}`},
		{"a whole number that a double does not hold", "POST", half + "/infer", x(`"shape":[2],"datatype":"INT64","data":[1,9007199254740993]`), 400, `{"error":"row 2: input \"x\": 9007199254740993 lies beyond ±9007199254740992 (2^53), between which whole numbers are exact"}`},
		{"a fraction for a whole number", "POST", loans + "/infer", age(`"shape":[2],"datatype":"FP64","data":[1,2.5]`), 400, `{"error":"row 2: input \"age\": 2.5 is no whole number that is exact, as the field has them"}`},
		{"a floating whole number", "POST", loans + "/infer", age(`"shape":[2],"datatype":"FP64","data":[1.0,null]`), 200, ""},
		{"a number for a text", "POST", loans + "/infer", `{"inputs":[{"name":"home","shape":[1],"datatype":"FP64","data":[1]}]}`, 400, `{"error":"input \"home\" is a text, which a tensor of FP64 does not give: send BYTES"}`},
		{"an invalid value", "POST", loans + "/infer", `{"inputs":[{"name":"home","shape":[2],"datatype":"BYTES","data":["own","tent"]}]}`, 400, `{"error":"row 2: field \"home\": value \"tent\" is not one of rent, own, mortgage (invalidValueTreatment=returnInvalid)"}`},
		{"no inputs", "POST", half + "/infer", `{}`, 400, `{"error":"the request must have inputs, with at least one tensor"}`},
		{"inputs without a tensor", "POST", half + "/infer", `{"inputs":[]}`, 400, `{"error":"the request must have inputs, with at least one tensor"}`},
		{"inputs that are no list", "POST", half + "/infer", `{"inputs":{}}`, 400, `{"error":"inputs must be a list"}`},
		{"an input without a name", "POST", half + "/infer", `{"inputs":[{"shape":[1],"datatype":"FP64","data":[1]}]}`, 400, ""},
		{"an id that is no string", "POST", half + "/infer", `{"id":1,"inputs":[]}`, 400, `{"error":"id must be a string"}`},
		{"shared memory", "POST", half + "/infer", x(`"shape":[1],"datatype":"FP64","parameters":{"shared_memory_region":"r"}`), 501, ""},
		{"classes", "POST", half + "/infer", `{"inputs":[],"outputs":[{"name":"y","parameters":{"classification":2}}]}`, 501, ""},
		{"not JSON", "POST", half + "/infer", `{"inputs":[`, 400, ""},
		{"more after the object", "POST", half + "/infer", x(`"shape":[1],"datatype":"FP64","data":[1]`) + "x", 400, ""},
		{"infer of an unknown model", "POST", "/v2/models/M/infer", `{}`, 404, `{"error":"model \"M\" is not known"}`},
		{"another method", "GET", half + "/infer", "", 405, `{"error":"Method Not Allowed"}`},
		{"an unknown path", "GET", half + "/guess", "", 404, `{"error":"Not Found"}`},
		{"another unknown path", "GET", "/v2/guess", "", 404, `{"error":"Not Found"}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			answer, body := send(t, tt.method, s.URL+tt.path, tt.body)
			assert.Equal(t, tt.status, answer.StatusCode, body)
			assert.Equal(t, "application/json", answer.Header.Get("Content-Type"))
			assert.Empty(t, answer.Header.Values("Inference-Header-Content-Length"))
			if tt.want != "" {
				assert.Equal(t, tt.want, body)
			}
		})
	}
}

// doubles are numbers as a tensor has them.
func doubles(values ...float64) string {
	var b []byte
	for _, v := range values {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	return string(b)
}

// TestBinaryTensors is the contract of tensors as bytes.
func TestBinaryTensors(t *testing.T) {
	s := standard(t)
	const half, loans = "/v2/models/half_plus_two/infer", "/v2/models/loans/infer"
	x := func(datatype string, n, size int) string {
		return `{"inputs":[{"name":"x","shape":[` + strconv.Itoa(n) + `],"datatype":"` + datatype + `","parameters":{"binary_data_size":` + strconv.Itoa(size) + `}}]}`
	}
	answered := func(n string) string {
		return `{"model_name":"half_plus_two","model_version":"1","outputs":[{"name":"y","datatype":"FP64","shape":[` + n + `],`
	}
	for _, tt := range []struct {
		name, path, head, tail string
		status                 int
		want, tensors          string
	}{
		{"FP64 in, JSON out", half, x("FP64", 2, 16), doubles(1, 2), 200, answered("2") + `"data":[2.5,3.0]}]}`, ""},
		{"FP64 at another place in memory", half, " " + x("FP64", 2, 16), doubles(1, 2), 200, answered("2") + `"data":[2.5,3.0]}]}`, ""},
		{"NaN is missing", half, x("FP64", 2, 16), doubles(math.NaN(), 2), 200, answered("2") + `"data":[null,3.0]}]}`, ""},
		{"FP32", half, x("FP32", 1, 4), "\x00\x00\x80\x3f", 200, answered("1") + `"data":[2.5]}]}`, ""},
		{"FP16", half, x("FP16", 2, 4), "\x00\x3c\x00\xc0", 200, answered("2") + `"data":[2.5,1.0]}]}`, ""},
		{"INT8", half, x("INT8", 1, 1), "\xfe", 200, answered("1") + `"data":[1.0]}]}`, ""},
		{"INT16", half, x("INT16", 1, 2), "\xfe\xff", 200, answered("1") + `"data":[1.0]}]}`, ""},
		{"INT32", half, x("INT32", 1, 4), "\xfe\xff\xff\xff", 200, answered("1") + `"data":[1.0]}]}`, ""},
		{"INT64", half, x("INT64", 1, 8), "\xfe\xff\xff\xff\xff\xff\xff\xff", 200, answered("1") + `"data":[1.0]}]}`, ""},
		{"UINT8", half, x("UINT8", 1, 1), "\xfe", 200, answered("1") + `"data":[129.0]}]}`, ""},
		{"UINT16", half, x("UINT16", 1, 2), "\x01\x01", 200, answered("1") + `"data":[130.5]}]}`, ""},
		{"UINT32", half, x("UINT32", 1, 4), "\x02\x00\x00\x80", 200, answered("1") + `"data":[1073741827.0]}]}`, ""},
		{"UINT64", half, x("UINT64", 1, 8), "\x02\x00\x00\x00\x00\x00\x00\x00", 200, answered("1") + `"data":[3.0]}]}`, ""},
		{"UINT64 that nothing holds", half, x("UINT64", 1, 8), "\x02\x00\x00\x00\x00\x00\x00\x80", 400, `{"error":"row 1: input \"x\": 9223372036854775810 is beyond what UINT64 holds"}`, ""},
		{"INT64 that a double does not hold", half, x("INT64", 1, 8), "\x01\x00\x00\x00\x00\x00\x20\x00", 400, `{"error":"row 1: input \"x\": 9007199254740993 lies beyond ±9007199254740992 (2^53), between which whole numbers are exact"}`, ""},
		{"BOOL", half, x("BOOL", 2, 2), "\x01\x00", 200, answered("2") + `"data":[2.5,2.0]}]}`, ""},
		{"BYTES", half, x("BYTES", 2, 11), "\x01\x00\x00\x001\x02\x00\x00\x0010", 200, answered("2") + `"data":[2.5,7.0]}]}`, ""},
		{"BYTES beyond the end", half, x("BYTES", 1, 5), "\x02\x00\x00\x001", 400, `{"error":"row 1: input \"x\": its text goes beyond the end of the tensor"}`, ""},
		{"fewer BYTES than the shape", half, x("BYTES", 2, 5), "\x01\x00\x00\x001", 400, `{"error":"input \"x\" has 1 texts, where its shape has 2"}`, ""},
		{"more BYTES than the shape", half, x("BYTES", 1, 10), "\x01\x00\x00\x001\x01\x00\x00\x001", 400, `{"error":"input \"x\" has more bytes than its 1 texts"}`, ""},
		{"a size that is not that of the shape", half, x("FP64", 1, 16), doubles(1, 2), 400, `{"error":"input \"x\" has 16 bytes, where 1 elements of type FP64 have 8"}`, ""},
		{"a size beyond the body", half, x("FP64", 2, 16), doubles(1), 400, `{"error":"input \"x\" has 16 bytes, where 8 are left of the body"}`, ""},
		{"bytes of no tensor", half, x("FP64", 1, 8), doubles(1, 2), 400, `{"error":"8 bytes of the body are of no tensor"}`, ""},
		{"data twice", half, `{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1],"parameters":{"binary_data_size":8}}]}`, doubles(1), 400, `{"error":"input \"x\" has data both as JSON and as bytes"}`, ""},
		{"outputs as bytes by a parameter of the request", half, `{"parameters":{"binary_data_output":true},"inputs":[{"name":"x","shape":[2],"datatype":"FP64","data":[1,null]}]}`, "", 200,
			answered("2") + `"parameters":{"binary_data_size":16}}]}`, doubles(2.5, math.NaN())},
		{"outputs as bytes by their own", half, `{"inputs":[{"name":"x","shape":[2],"datatype":"FP64","data":[1,2]}],"outputs":[{"name":"y","parameters":{"binary_data":true}}]}`, "", 200,
			answered("2") + `"parameters":{"binary_data_size":16}}]}`, doubles(2.5, 3)},
		{"an output's word counts more", half, `{"parameters":{"binary_data_output":true},"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1]}],"outputs":[{"name":"y","parameters":{"binary_data":false}}]}`, "", 200,
			answered("1") + `"data":[2.5]}]}`, ""},
		{"both kinds, in and out", loans, `{"id":"i","inputs":[{"name":"age","shape":[1],"datatype":"INT64","data":[35]},{"name":"income","shape":[1],"datatype":"FP64","parameters":{"binary_data_size":8}},{"name":"debt","shape":[1],"datatype":"FP64","data":[9500]},{"name":"home","shape":[1],"datatype":"BYTES","parameters":{"binary_data_size":8}}],` +
			`"outputs":[{"name":"probability(no)"},{"name":"default","parameters":{"binary_data":true}},{"name":"probability(yes)","parameters":{"binary_data":true}}]}`, doubles(42000) + "\x04\x00\x00\x00rent", 200,
			`{"model_name":"loans","model_version":"1","id":"i","outputs":[{"name":"probability(no)","datatype":"FP64","shape":[1],"data":[0.4823733789475093]},{"name":"default","datatype":"BYTES","shape":[1],"parameters":{"binary_data_size":7}},{"name":"probability(yes)","datatype":"FP64","shape":[1],"parameters":{"binary_data_size":8}}]}`,
			"\x03\x00\x00\x00yes" + doubles(0.5176266210524907)},
		{"a raw request", half, "", doubles(1), 200, answered("1") + `"parameters":{"binary_data_size":8}}]}`, doubles(2.5)},
		{"a raw request that is no number", half, "", "1", 400, `{"error":"the body has 1 bytes, where an element of type FP64 has 8"}`, ""},
		{"a raw request to a model of several inputs", loans, "", doubles(1), 400, `{"error":"a request without JSON is for models of one input; model \"loans\" has 4"}`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, packed := range []string{"", "gzip", "deflate"} {
				headers := []string{"Inference-Header-Content-Length: " + strconv.Itoa(len(tt.head))}
				if packed != "" {
					headers = append(headers, "Content-Encoding: "+packed, "Accept-Encoding: "+packed)
				}
				answer, body := send(t, "POST", s.URL+tt.path, pack(t, packed, tt.head+tt.tail), headers...)
				assert.Equal(t, tt.status, answer.StatusCode, body)
				head := answer.Header.Get("Inference-Header-Content-Length")
				if tt.tensors == "" {
					assert.Equal(t, tt.want, body)
					assert.Empty(t, head)
					assert.Equal(t, "application/json", answer.Header.Get("Content-Type"))
					continue
				}
				assert.Equal(t, "application/octet-stream", answer.Header.Get("Content-Type"))
				n, err := strconv.Atoi(head)
				require.NoError(t, err)
				assert.Equal(t, tt.want, body[:n])
				assert.Equal(t, tt.tensors, body[n:])
			}
		})
	}
	answer, _ := send(t, "POST", s.URL+half, "{}", "Inference-Header-Content-Length: 3")
	assert.Equal(t, http.StatusBadRequest, answer.StatusCode)
}

func pack(t testing.TB, encoding, body string) string {
	var b bytes.Buffer
	var w io.WriteCloser
	switch encoding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	default:
		return body
	}
	_, err := io.WriteString(w, body)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.String()
}

// A long answer is packed whole, tensors included, and its header counts what is not.
func TestBinaryTensorsPacked(t *testing.T) {
	s := standard(t)
	const n = 1000
	head := `{"parameters":{"binary_data_output":true},"inputs":[{"name":"x","shape":[1000],"datatype":"FP64","parameters":{"binary_data_size":8000}}]}`
	answer, body := send(t, "POST", s.URL+"/v2/models/half_plus_two/infer", head+doubles(make([]float64, n)...),
		"Inference-Header-Content-Length: "+strconv.Itoa(len(head)), "Accept-Encoding: gzip")
	require.Equal(t, http.StatusOK, answer.StatusCode)
	require.Equal(t, "gzip", answer.Header.Get("Content-Encoding"))
	z, err := gzip.NewReader(strings.NewReader(body))
	require.NoError(t, err)
	plain, err := io.ReadAll(z)
	require.NoError(t, err)
	at, err := strconv.Atoi(answer.Header.Get("Inference-Header-Content-Length"))
	require.NoError(t, err)
	assert.Equal(t, at+8*n, len(plain))
	assert.Equal(t, doubles(2), string(plain[at:at+8]))
}

// Whole numbers and truth values have no form for what is missing: as bytes they are
// floating numbers then.
func TestMissingWholeNumbersAsBytes(t *testing.T) {
	s, _ := started(t, Options{Sources: []Source{{Name: "same", Path: "testdata/same.pmml"}}})
	const head = `{"parameters":{"binary_data_output":true},"inputs":[{"name":"n","shape":[2],"datatype":"INT64","data":[7,%]},{"name":"b","shape":[2],"datatype":"BOOL","data":[true,%]}]}`
	infer := func(missing string) string {
		answer, body := send(t, "POST", s.URL+"/v2/models/same/infer", strings.ReplaceAll(strings.Replace(head, "%", missing, 1), "%", map[string]string{"null": "null", "8": "false"}[missing]))
		require.Equal(t, http.StatusOK, answer.StatusCode, body)
		return body
	}
	body := infer("8")
	assert.Contains(t, body, `{"name":"whole","datatype":"INT64","shape":[2],"parameters":{"binary_data_size":16}},{"name":"truth","datatype":"BOOL","shape":[2],"parameters":{"binary_data_size":2}}`)
	assert.True(t, strings.HasSuffix(body, "\x07\x00\x00\x00\x00\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00\x01\x00"))
	body = infer("null")
	assert.Contains(t, body, `{"name":"whole","datatype":"FP64","shape":[2],"parameters":{"binary_data_size":16}},{"name":"truth","datatype":"FP64","shape":[2],"parameters":{"binary_data_size":16}}`)
	assert.True(t, strings.HasSuffix(body, doubles(7, math.NaN(), 1, math.NaN())))
	answer, text := send(t, "POST", s.URL+"/v2/models/same/infer", `{"inputs":[{"name":"n","shape":[1],"datatype":"INT64","data":[null]},{"name":"b","shape":[1],"datatype":"BOOL","data":[null]}]}`)
	require.Equal(t, http.StatusOK, answer.StatusCode, text)
	assert.Contains(t, text, `{"name":"whole","datatype":"INT64","shape":[1],"data":[null]},{"name":"truth","datatype":"BOOL","shape":[1],"data":[null]}`)
}

// A model is taken out of service and into it again, by those who may.
func TestOpenInferenceRepository(t *testing.T) {
	folder := t.TempDir()
	copyFile(t, halfPlusTwo, folder+"/half.pmml")
	r, err := NewRepository(t.Context(), Options{Folder: folder, Deploy: true})
	require.NoError(t, err)
	defer r.Close()
	s := httpServer(t, NewHandler(r, HandlerOptions{Tokens: func() []string { return []string{"secret"} }}))
	const path = "/v2/repository/models/half/"
	for _, tt := range []struct {
		name, method, path, body, token string
		status                          int
		want                            string
	}{
		{"without a token", "POST", path + "unload", "{}", "", 401, ""},
		{"with another token", "POST", path + "unload", "{}", "open", 401, ""},
		{"unload", "POST", path + "unload", `{"parameters":{"unload_dependents":false}}`, "secret", 200, `{"name":"half","unload":true}`},
		{"not ready", "GET", "/v2/models/half/ready", "", "", 503, `{"error":"model \"half\" was taken out of service"}`},
		{"nobody infers", "POST", "/v2/models/half/infer", "{}", "", 503, ""},
		{"not in the index of what is ready", "POST", "/v2/repository/index", `{"ready":true}`, "", 200, `[]`},
		{"in the index", "POST", "/v2/repository/index", `{}`, "", 200, `[{"name":"half","version":"1","state":"UNAVAILABLE","reason":""}]`},
		{"files cannot be brought", "POST", path + "load", `{"parameters":{"config":"{}"}}`, "secret", 501, ""},
		{"load", "POST", path + "load", `{}`, "secret", 200, `{"name":"half","load":true}`},
		{"ready again", "GET", "/v2/models/half/ready", "", "", 200, ""},
		{"an unknown model", "POST", "/v2/repository/models/M/load", ``, "secret", 404, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			answer, body := send(t, tt.method, s.URL+tt.path, tt.body, "Authorization: Bearer "+tt.token)
			assert.Equal(t, tt.status, answer.StatusCode, body)
			if tt.want != "" {
				assert.Equal(t, tt.want, body)
			}
		})
	}
}

// What a request costs beside scoring does not grow with its records.
func TestInferAllocations(t *testing.T) {
	if poolsAreUnsure {
		t.Skip("what pools drop is allocated anew")
	}
	r, err := NewRepository(t.Context(), Options{Sources: []Source{{Name: "half", Path: halfPlusTwo}}})
	require.NoError(t, err)
	defer r.Close()
	m, err := r.Model(t.Context(), "half", wire.Selector{})
	require.NoError(t, err)
	allocations := func(n int) float64 {
		raw := []byte(doubles(make([]float64, n)...))
		return testing.AllocsPerRun(100, func() {
			b := m.NewBatch()
			b.Tensors(n)
			if b.AddTensor(0, wire.TensorFP64, raw) != nil {
				t.Error("not added")
			}
			if _, err := b.Score(t.Context(), false); err != nil {
				t.Error(err)
			}
			b.Release()
		})
	}
	assert.InDelta(t, allocations(1), allocations(900), 3)
}
