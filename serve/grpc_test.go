package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math"
	"net"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/encoding/gzip"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	rpcstatus "google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/gopmml/gopmml/serve/protocol/oip"
	"github.com/gopmml/gopmml/serve/protocol/tfserving"
	"github.com/gopmml/gopmml/serve/wire/rpc"
)

// dialed gives a connection to a server of gRPC for a repository.
func dialed(t testing.TB, r *Repository, opts HandlerOptions, options ...grpc.ServerOption) *grpc.ClientConn {
	t.Helper()
	s := grpc.NewServer(append(GRPCServerOptions(), options...)...)
	require.NoError(t, RegisterGRPC(s, r, opts))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	go func() { _ = s.Serve(l) }()
	c, err := grpc.NewClient(l.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	require.NoError(t, err)
	t.Cleanup(func() {
		_ = c.Close()
		s.Stop()
	})
	return c
}

func twoModels(t testing.TB) *Repository {
	_, r := started(t, Options{Sources: []Source{
		{Name: "half_plus_two", Path: halfPlusTwo}, {Name: "loans", Path: logistic, Labels: map[string]int64{"stable": 1}},
	}})
	return r
}

// schemas are those of the services, found as clients find them.
var schemas = rpc.Resolver{oip.Schema(), tfserving.Schema()}

// ask calls a method with a message as JSON, and gives the answer as JSON.
func ask(ctx context.Context, t testing.TB, c *grpc.ClientConn, service, method, request string, opts ...grpc.CallOption) (string, error) {
	t.Helper()
	d, err := schemas.FindDescriptorByName(protoreflect.FullName(service + "." + method))
	require.NoError(t, err)
	m := d.(protoreflect.MethodDescriptor)
	in, out := dynamicpb.NewMessage(m.Input()), dynamicpb.NewMessage(m.Output())
	require.NoError(t, protojson.Unmarshal([]byte(request), in))
	if err := c.Invoke(ctx, "/"+service+"/"+method, in, out, opts...); err != nil {
		return "", err
	}
	return asJSON(t, out), nil
}

func asJSON(t testing.TB, m proto.Message) string {
	text, err := protojson.MarshalOptions{UseProtoNames: true, Resolver: types(t)}.Marshal(m)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, json.Compact(&b, text))
	return b.String()
}

// TestOpenInferenceGRPC is the contract of the Open Inference Protocol over gRPC,
// statement by statement.
func TestOpenInferenceGRPC(t *testing.T) {
	c := dialed(t, twoModels(t), HandlerOptions{})
	const start = `{"model_name":"half_plus_two","model_version":"1",`
	x := func(rest string) string {
		return `{"model_name":"half_plus_two","inputs":[{"name":"x",` + rest + `}]}`
	}
	const record = `{"name":"age","shape":[1],"datatype":"INT8","contents":{"int_contents":[35]}},{"name":"income","shape":[1],"datatype":"FP32","contents":{"fp32_contents":[42000]}},` +
		`{"name":"debt","shape":[1],"datatype":"UINT64","contents":{"uint64_contents":[9500]}},{"name":"home","shape":[1],"datatype":"BYTES","contents":{"bytes_contents":["cmVudA=="]}}`
	for _, tt := range []struct {
		name, method, request string
		code                  codes.Code
		want                  string
	}{
		{"live", "ServerLive", `{}`, codes.OK, `{"live":true}`},
		{"ready", "ServerReady", `{}`, codes.OK, `{"ready":true}`},
		{"the server", "ServerMetadata", `{}`, codes.OK, `{"name":"gopmml","version":"0.1.0","extensions":["model_configuration","model_repository","model_repository(unload_dependents)","statistics"]}`},
		{"a model is ready", "ModelReady", `{"name":"loans"}`, codes.OK, `{"ready":true}`},
		{"a version is ready", "ModelReady", `{"name":"loans","version":"1"}`, codes.OK, `{"ready":true}`},
		{"an unknown model is not ready, without an error", "ModelReady", `{"name":"M"}`, codes.OK, `{}`},
		{"metadata", "ModelMetadata", `{"name":"half_plus_two"}`, codes.OK, `{"name":"half_plus_two","versions":["1"],"platform":"pmml","inputs":[{"name":"x","datatype":"FP64","shape":["-1"]}],"outputs":[{"name":"y","datatype":"FP64","shape":["-1"]}]}`},
		{"metadata of an unknown model", "ModelMetadata", `{"name":"M"}`, codes.NotFound, `model "M" is not known`},
		{"metadata of an unknown version", "ModelMetadata", `{"name":"loans","version":"x"}`, codes.NotFound, `model "loans" has no version "x"`},
		{"the configuration", "ModelConfig", `{"name":"half_plus_two"}`, codes.OK, `{"config":{"name":"half_plus_two","platform":"pmml","input":[{"name":"x","data_type":"TYPE_FP64","dims":["-1"],"optional":true}],"output":[{"name":"y","data_type":"TYPE_FP64","dims":["-1"]}],"backend":"gopmml"}}`},
		{"statistics", "ModelStatistics", `{"name":"half_plus_two","version":"1"}`, codes.OK, ""},
		{"statistics of an unknown model", "ModelStatistics", `{"name":"M"}`, codes.NotFound, `model "M" is not known`},
		{"the repository's index", "RepositoryIndex", `{"ready":true}`, codes.OK, `{"models":[{"name":"half_plus_two","version":"1","state":"READY"},{"name":"loans","version":"1","state":"READY"}]}`},
		{"loading where that is not allowed", "RepositoryModelLoad", `{"model_name":"loans"}`, codes.PermissionDenied, `models cannot be loaded here`},
		{"KServe's name of a model to load", "RepositoryModelUnload", `{"repository_name":"loans"}`, codes.PermissionDenied, `models cannot be unloaded here`},
		{"contents", "ModelInfer", x(`"shape":[2],"datatype":"FP64","contents":{"fp64_contents":[1,2]}`), codes.OK, start + `"outputs":[{"name":"y","datatype":"FP64","shape":["2"],"contents":{"fp64_contents":[2.5,3]}}]}`},
		{"a column is answered as one", "ModelInfer", x(`"shape":[2,1],"datatype":"BOOL","contents":{"bool_contents":[true,false]}`), codes.OK, start + `"outputs":[{"name":"y","datatype":"FP64","shape":["2","1"],"contents":{"fp64_contents":[2.5,2]}}]}`},
		{"whole numbers", "ModelInfer", x(`"shape":[2],"datatype":"INT64","contents":{"int64_contents":[-2,4]}`), codes.OK, start + `"outputs":[{"name":"y","datatype":"FP64","shape":["2"],"contents":{"fp64_contents":[1,4]}}]}`},
		{"whole numbers without a sign", "ModelInfer", x(`"shape":[1],"datatype":"UINT32","contents":{"uint_contents":[4294967294]}`), codes.OK, start + `"outputs":[{"name":"y","datatype":"FP64","shape":["1"],"contents":{"fp64_contents":[2147483649]}}]}`},
		{"raw, answered raw", "ModelInfer", `{"model_name":"half_plus_two","id":"i","inputs":[{"name":"x","shape":[1],"datatype":"FP64"}],"raw_input_contents":["AAAAAAAA8D8="]}`, codes.OK, start + `"id":"i","outputs":[{"name":"y","datatype":"FP64","shape":["1"]}],"raw_output_contents":["AAAAAAAABEA="]}`},
		{"FP16 is raw", "ModelInfer", `{"model_name":"half_plus_two","inputs":[{"name":"x","shape":[1],"datatype":"FP16"}],"raw_input_contents":["ADw="]}`, codes.OK, start + `"outputs":[{"name":"y","datatype":"FP64","shape":["1"]}],"raw_output_contents":["AAAAAAAABEA="]}`},
		{"raw texts have their lengths", "ModelInfer", `{"model_name":"half_plus_two","inputs":[{"name":"x","shape":[1],"datatype":"BYTES"}],"raw_input_contents":["AQAAADE="]}`, codes.OK, start + `"outputs":[{"name":"y","datatype":"FP64","shape":["1"]}],"raw_output_contents":["AAAAAAAABEA="]}`},
		{"all outputs", "ModelInfer", `{"model_name":"loans","inputs":[` + record + `]}`, codes.OK, `{"model_name":"loans","model_version":"1","outputs":[{"name":"default","datatype":"BYTES","shape":["1"],"contents":{"bytes_contents":["eWVz"]}},{"name":"probability(yes)","datatype":"FP64","shape":["1"],"contents":{"fp64_contents":[0.5176266210524907]}},{"name":"probability(no)","datatype":"FP64","shape":["1"],"contents":{"fp64_contents":[0.4823733789475093]}}]}`},
		{"outputs that are asked for", "ModelInfer", `{"model_name":"loans","model_version":"1","parameters":{"p":{"int64_param":1}},"inputs":[` + record + `],"outputs":[{"name":"probability(no)"},{"name":"default","parameters":{"binary_data":{"bool_param":true}}}]}`, codes.OK, `{"model_name":"loans","model_version":"1","outputs":[{"name":"probability(no)","datatype":"FP64","shape":["1"],"contents":{"fp64_contents":[0.4823733789475093]}},{"name":"default","datatype":"BYTES","shape":["1"],"contents":{"bytes_contents":["eWVz"]}}]}`},
		{"NaN is missing, and what is missing is NaN", "ModelInfer", x(`"shape":[1],"datatype":"FP64","contents":{"fp64_contents":["NaN"]}`), codes.OK, start + `"outputs":[{"name":"y","datatype":"FP64","shape":["1"],"contents":{"fp64_contents":["NaN"]}}]}`},
		{"an unknown model", "ModelInfer", `{"model_name":"M"}`, codes.NotFound, `model "M" is not known`},
		{"no inputs", "ModelInfer", `{"model_name":"loans"}`, codes.InvalidArgument, `the request must have inputs, with at least one tensor`},
		{"contents and raw", "ModelInfer", `{"model_name":"half_plus_two","inputs":[{"name":"x","shape":[1],"datatype":"FP64","contents":{"fp64_contents":[1]}}],"raw_input_contents":["AAAAAAAA8D8="]}`, codes.InvalidArgument, `input "x" has contents beside raw_input_contents`},
		{"a wrong number of raw tensors", "ModelInfer", `{"model_name":"half_plus_two","inputs":[{"name":"x","shape":[1],"datatype":"FP64"}],"raw_input_contents":["AAAAAAAA8D8=","AAAAAAAA8D8="]}`, codes.InvalidArgument, `raw_input_contents has 2 tensors, where inputs has 1`},
		{"raw bytes that are not the shape's", "ModelInfer", `{"model_name":"half_plus_two","inputs":[{"name":"x","shape":[2],"datatype":"FP64"}],"raw_input_contents":["AAAAAAAA8D8="]}`, codes.InvalidArgument, `input "x" has 8 bytes, where 2 elements of type FP64 have 16`},
		{"contents of another length", "ModelInfer", x(`"shape":[2],"datatype":"FP64","contents":{"fp64_contents":[1]}`), codes.InvalidArgument, `input "x" has 1 elements, where its shape has 2`},
		{"no contents", "ModelInfer", x(`"shape":[2],"datatype":"INT64"`), codes.InvalidArgument, `input "x" has 0 elements, where its shape has 2`},
		{"contents of another type", "ModelInfer", x(`"shape":[1],"datatype":"FP64","contents":{"fp32_contents":[1]}`), codes.InvalidArgument, `input "x" has elements of another type than FP64`},
		{"contents beyond their type", "ModelInfer", x(`"shape":[1],"datatype":"INT8","contents":{"int_contents":[200]}`), codes.InvalidArgument, `row 1: input "x": 200 is beyond what INT8 holds`},
		{"FP16 has no contents", "ModelInfer", x(`"shape":[1],"datatype":"FP16","contents":{}`), codes.InvalidArgument, `input "x": elements of type FP16 must be sent in raw_input_contents`},
		{"a whole number that a double does not hold", "ModelInfer", x(`"shape":[1],"datatype":"INT64","contents":{"int64_contents":[9007199254740993]}`), codes.InvalidArgument, ""},
		{"an unknown type", "ModelInfer", x(`"shape":[1],"datatype":"BF16"`), codes.InvalidArgument, `input "x": datatype "BF16" is none that is known`},
		{"a matrix", "ModelInfer", x(`"shape":[1,2],"datatype":"FP64"`), codes.InvalidArgument, ""},
		{"an unknown input", "ModelInfer", `{"model_name":"loans","inputs":[{"name":"Age","shape":[1],"datatype":"FP64"}]}`, codes.InvalidArgument, `input "Age" is none of model "loans": did you mean "age"?`},
		{"an unknown output", "ModelInfer", `{"model_name":"loans","inputs":[` + record + `],"outputs":[{"name":"z"}]}`, codes.InvalidArgument, ""},
		{"shared memory", "ModelInfer", x(`"shape":[1],"datatype":"FP64","parameters":{"shared_memory_region":{"string_param":"r"}}`), codes.Unimplemented, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, opts := range [][]grpc.CallOption{nil, {grpc.UseCompressor(gzip.Name)}} {
				got, err := ask(t.Context(), t, c, oip.Service, tt.method, tt.request, opts...)
				assert.Equal(t, tt.code, rpcstatus.Code(err), err)
				if err != nil {
					got = rpcstatus.Convert(err).Message()
				}
				if tt.want != "" {
					assert.Equal(t, tt.want, got)
				}
			}
		})
	}
}

// What is wrong with a message of a stream does not end it.
func TestModelStreamInfer(t *testing.T) {
	c := dialed(t, twoModels(t), HandlerOptions{})
	stream, err := c.NewStream(t.Context(), &grpc.StreamDesc{ClientStreams: true, ServerStreams: true}, "/"+oip.Service+"/ModelStreamInfer")
	require.NoError(t, err)
	for _, tt := range [][2]string{
		{`{"id":"a","model_name":"half_plus_two","inputs":[{"name":"x","shape":[1],"datatype":"FP64","contents":{"fp64_contents":[1]}}]}`,
			`{"infer_response":{"model_name":"half_plus_two","model_version":"1","id":"a","outputs":[{"name":"y","datatype":"FP64","shape":["1"],"contents":{"fp64_contents":[2.5]}}]}}`},
		{`{"id":"b","model_name":"M"}`, `{"error_message":"model \"M\" is not known","infer_response":{"id":"b"}}`},
		{`{"model_name":"half_plus_two","inputs":[{"name":"x","shape":[1],"datatype":"FP64"}],"raw_input_contents":["AAAAAAAA8D8="]}`,
			`{"infer_response":{"model_name":"half_plus_two","model_version":"1","outputs":[{"name":"y","datatype":"FP64","shape":["1"]}],"raw_output_contents":["AAAAAAAABEA="]}}`},
	} {
		in := dynamicpb.NewMessage(oip.Schema().Message("inference.ModelInferRequest"))
		require.NoError(t, protojson.Unmarshal([]byte(tt[0]), in))
		require.NoError(t, stream.SendMsg(in))
		out := dynamicpb.NewMessage(oip.Schema().Message("inference.ModelStreamInferResponse"))
		require.NoError(t, stream.RecvMsg(out))
		assert.Equal(t, tt[1], asJSON(t, out))
	}
	require.NoError(t, stream.CloseSend())
	assert.ErrorIs(t, stream.RecvMsg(dynamicpb.NewMessage(oip.Schema().Message("inference.ModelStreamInferResponse"))), io.EOF)
}

// TestTensorFlowServingGRPC is the contract of TensorFlow Serving's services over gRPC,
// statement by statement.
func TestTensorFlowServingGRPC(t *testing.T) {
	c := dialed(t, twoModels(t), HandlerOptions{})
	const (
		spec     = `"model_spec":{"name":"half_plus_two"}`
		answered = `,"model_spec":{"name":"half_plus_two","version":"1","signature_name":"serving_default"}}`
		example  = `{"features":{"feature":{"age":{"int64_list":{"value":[35]}},"income":{"float_list":{"value":[42000]}},"debt":{"float_list":{"value":[9500]}},"home":{"bytes_list":{"value":["cmVudA=="]}}}}}`
		loans    = `"model_spec":{"name":"loans","version":"1","signature_name":"serving_default"}}`
	)
	x := func(tensor string) string { return `{` + spec + `,"inputs":{"x":{` + tensor + `}}}` }
	y := func(rest string) string {
		return `{"outputs":{"y":{"dtype":"DT_DOUBLE","tensor_shape":{` + rest + `}}` + answered
	}
	const two = `"tensor_shape":{"dim":[{"size":2}]},`
	for _, tt := range []struct {
		name, service, method, request string
		code                           codes.Code
		want                           string
	}{
		{"a scalar", tfserving.PredictionService, "Predict", x(`"dtype":"DT_DOUBLE","tensor_shape":{},"double_val":[1]`), codes.OK, y(`},"double_val":[2.5]`)},
		{"a list", tfserving.PredictionService, "Predict", x(`"dtype":"DT_DOUBLE",` + two + `"double_val":[1,2]`), codes.OK, y(`"dim":[{"size":"2"}]},"double_val":[2.5,3]`)},
		{"a column", tfserving.PredictionService, "Predict", x(`"dtype":"DT_FLOAT","tensor_shape":{"dim":[{"size":2},{"size":1}]},"float_val":[1,2]`), codes.OK, y(`"dim":[{"size":"2"},{"size":"1"}]},"double_val":[2.5,3]`)},
		{"content as it lies in memory", tfserving.PredictionService, "Predict", x(`"dtype":"DT_DOUBLE","tensor_shape":{"dim":[{"size":1}]},"tensor_content":"AAAAAAAA8D8="`), codes.OK, y(`"dim":[{"size":"1"}]},"double_val":[2.5]`)},
		{"the last value counts for the rest", tfserving.PredictionService, "Predict", x(`"dtype":"DT_INT64",` + two + `"int64_val":[1]`), codes.OK, y(`"dim":[{"size":"2"}]},"double_val":[2.5,2.5]`)},
		{"the last double counts for the rest", tfserving.PredictionService, "Predict", x(`"dtype":"DT_DOUBLE","tensor_shape":{"dim":[{"size":3}]},"double_val":[1,2]`), codes.OK, y(`"dim":[{"size":"3"}]},"double_val":[2.5,3,3]`)},
		{"32 bits", tfserving.PredictionService, "Predict", x(`"dtype":"DT_INT32",` + two + `"int_val":[-2,4]`), codes.OK, y(`"dim":[{"size":"2"}]},"double_val":[1,4]`)},
		{"half precision", tfserving.PredictionService, "Predict", x(`"dtype":"DT_HALF",` + two + `"half_val":[15360,49152]`), codes.OK, y(`"dim":[{"size":"2"}]},"double_val":[2.5,1]`)},
		{"truth values", tfserving.PredictionService, "Predict", x(`"dtype":"DT_BOOL",` + two + `"bool_val":[true,false]`), codes.OK, y(`"dim":[{"size":"2"}]},"double_val":[2.5,2]`)},
		{"without a sign", tfserving.PredictionService, "Predict", x(`"dtype":"DT_UINT32",` + two + `"uint32_val":[1,2]`), codes.OK, y(`"dim":[{"size":"2"}]},"double_val":[2.5,3]`)},
		{"texts", tfserving.PredictionService, "Predict", x(`"dtype":"DT_STRING",` + two + `"string_val":["MQ==","Mg=="]`), codes.OK, y(`"dim":[{"size":"2"}]},"double_val":[2.5,3]`)},
		{"NaN is missing", tfserving.PredictionService, "Predict", x(`"dtype":"DT_DOUBLE","tensor_shape":{},"double_val":["NaN"]`), codes.OK, y(`},"double_val":["NaN"]`)},
		{"outputs that are asked for, a label", tfserving.PredictionService, "Predict", `{"model_spec":{"name":"loans","version_label":"stable","signature_name":"serving_default"},"inputs":{"home":{"dtype":"DT_STRING","tensor_shape":{"dim":[{"size":1}]},"string_val":["b3du"]}},"output_filter":["default"]}`, codes.OK,
			`{"outputs":{"default":{"dtype":"DT_STRING","tensor_shape":{"dim":[{"size":"1"}]},"string_val":["bm8="]}},` + loans},
		{"an unknown output", tfserving.PredictionService, "Predict", `{` + spec + `,"inputs":{"x":{"dtype":"DT_DOUBLE","tensor_shape":{},"double_val":[1]}},"output_filter":["z"]}`, codes.InvalidArgument, ""},
		{"no values", tfserving.PredictionService, "Predict", x(`"dtype":"DT_DOUBLE","tensor_shape":{}`), codes.InvalidArgument, `input "x" has no values`},
		{"more values than the shape", tfserving.PredictionService, "Predict", x(`"dtype":"DT_INT64","tensor_shape":{},"int64_val":[1,2]`), codes.InvalidArgument, ""},
		{"a matrix", tfserving.PredictionService, "Predict", x(`"dtype":"DT_DOUBLE","tensor_shape":{"dim":[{"size":1},{"size":2}]},"double_val":[1,2]`), codes.InvalidArgument, ""},
		{"a type that no field takes", tfserving.PredictionService, "Predict", x(`"dtype":8`), codes.InvalidArgument, ""},
		{"no inputs", tfserving.PredictionService, "Predict", `{` + spec + `}`, codes.InvalidArgument, ""},
		{"no model", tfserving.PredictionService, "Predict", `{}`, codes.InvalidArgument, "Missing ModelSpec"},
		{"an unknown model", tfserving.PredictionService, "Predict", `{"model_spec":{"name":"M"}}`, codes.NotFound, "Servable not found for request: Latest(M)"},
		{"an unknown version", tfserving.PredictionService, "Predict", `{"model_spec":{"name":"loans","version":7}}`, codes.NotFound, "Servable not found for request: Specific(loans, 7)"},
		{"an unknown label", tfserving.PredictionService, "Predict", `{"model_spec":{"name":"loans","version_label":"L"}}`, codes.InvalidArgument, "Unrecognized servable version label: L"},
		{"an unknown signature", tfserving.PredictionService, "Predict", `{"model_spec":{"name":"loans","signature_name":"S"}}`, codes.InvalidArgument, `Serving signature name: "S" not found in signature def`},
		{"an unknown input", tfserving.PredictionService, "Predict", `{"model_spec":{"name":"loans"},"inputs":{"Age":{"dtype":"DT_DOUBLE","tensor_shape":{},"double_val":[1]}}}`, codes.InvalidArgument, `input "Age" is none of model "loans": did you mean "age"?`},
		{"classify", tfserving.PredictionService, "Classify", `{"model_spec":{"name":"loans"},"input":{"example_list":{"examples":[` + example + `]}}}`, codes.OK, `{"result":{"classifications":[{"classes":[{"label":"yes","score":0.51762664},{"label":"no","score":0.4823734}]}]},` + loans},
		{"what examples share", tfserving.PredictionService, "Regress", `{` + spec + `,"input":{"example_list_with_context":{"examples":[{}],"context":{"features":{"feature":{"x":{"float_list":{"value":[1]}}}}}}}}`, codes.OK, `{"result":{"regressions":[{"value":2.5}]}` + answered},
		{"regress", tfserving.PredictionService, "Regress", `{` + spec + `,"input":{"example_list":{"examples":[{"features":{"feature":{"x":{"float_list":{"value":[1]}}}}},{"features":{"feature":{"x":{"int64_list":{"value":[2]}}}}}]}}}`, codes.OK, `{"result":{"regressions":[{"value":2.5},{"value":3}]}` + answered},
		{"a list where one value is", tfserving.PredictionService, "Regress", `{` + spec + `,"input":{"example_list":{"examples":[{"features":{"feature":{"x":{"float_list":{"value":[1,2]}}}}}]}}}`, codes.InvalidArgument, `input "x" takes one value, not a list of 2`},
		{"a whole number that a double does not hold", tfserving.PredictionService, "Regress", `{` + spec + `,"input":{"example_list":{"examples":[{"features":{"feature":{"x":{"int64_list":{"value":[9007199254740993]}}}}}]}}}`, codes.InvalidArgument, ""},
		{"no examples", tfserving.PredictionService, "Regress", `{` + spec + `}`, codes.InvalidArgument, `Input is empty`},
		{"classify a regression", tfserving.PredictionService, "Classify", `{` + spec + `}`, codes.InvalidArgument, `model "half_plus_two" is no classification`},
		{"metadata", tfserving.PredictionService, "GetModelMetadata", `{` + spec + `,"metadata_field":["signature_def"]}`, codes.OK,
			`{"model_spec":{"name":"half_plus_two","version":"1"},"metadata":{"signature_def":{"@type":"type.googleapis.com/tensorflow.serving.SignatureDefMap","signature_def":{"serving_default":{"inputs":{"x":{"name":"x","dtype":"DT_DOUBLE","tensor_shape":{"dim":[{"size":"-1"}]}}},"outputs":{"y":{"name":"y","dtype":"DT_DOUBLE","tensor_shape":{"dim":[{"size":"-1"}]}}},"method_name":"tensorflow/serving/predict"}}}}}`},
		{"other metadata", tfserving.PredictionService, "GetModelMetadata", `{` + spec + `,"metadata_field":["m"]}`, codes.InvalidArgument, `Metadata field m is not supported`},
		{"status", tfserving.ModelService, "GetModelStatus", `{` + spec + `}`, codes.OK, `{"model_version_status":[{"version":"1","state":"AVAILABLE","status":{}}]}`},
		{"status of an unknown model", tfserving.ModelService, "GetModelStatus", `{"model_spec":{"name":"M"}}`, codes.NotFound, "Could not find any versions of model M"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ask(t.Context(), t, c, tt.service, tt.method, tt.request)
			assert.Equal(t, tt.code, rpcstatus.Code(err), err)
			if err != nil {
				got = rpcstatus.Convert(err).Message()
			}
			if tt.want != "" {
				assert.Equal(t, tt.want, got)
			}
		})
	}
}

// Messages may be as large as bodies over HTTP, and are not beyond.
func TestLargeMessages(t *testing.T) {
	c := dialed(t, twoModels(t), HandlerOptions{})
	const n = 1_000_000
	request := rpc.NewFields(oip.Schema().Message("inference.ModelInferRequest")).Put("model_name", "half_plus_two")
	request.Add("inputs").Put("name", "x").Put("datatype", "FP64").Put("shape", []int64{n})
	request.List("raw_input_contents")
	raw := []byte(doubles(make([]float64, n)...))
	request.Mutable(request.Descriptor().Fields().ByName("raw_input_contents")).List().Append(protoreflect.ValueOfBytes(raw))
	out := rpc.NewMessage(oip.Schema().Message("inference.ModelInferResponse"), nil)
	require.NoError(t, c.Invoke(t.Context(), "/"+oip.Service+"/ModelInfer", request.Message, out, grpc.MaxCallRecvMsgSize(math.MaxInt32)))
	assert.Equal(t, doubles(2, 2), string(out.Data[len(out.Data)-16:]))
}

// Health is that of the repository, and its watchers are sent away before the end.
func TestGRPCHealth(t *testing.T) {
	r := twoModels(t)
	c := grpc_health_v1.NewHealthClient(dialed(t, r, HandlerOptions{}))
	for _, service := range []string{"", oip.Service, tfserving.PredictionService} {
		got, err := c.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{Service: service})
		require.NoError(t, err)
		assert.Equal(t, grpc_health_v1.HealthCheckResponse_SERVING, got.Status)
	}
	_, err := c.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{Service: "other"})
	assert.Equal(t, codes.NotFound, rpcstatus.Code(err))
	watch, err := c.Watch(t.Context(), &grpc_health_v1.HealthCheckRequest{})
	require.NoError(t, err)
	got, err := watch.Recv()
	require.NoError(t, err)
	assert.Equal(t, grpc_health_v1.HealthCheckResponse_SERVING, got.Status)
	r.Drain()
	got, err = watch.Recv()
	require.NoError(t, err)
	assert.Equal(t, grpc_health_v1.HealthCheckResponse_NOT_SERVING, got.Status)
	_, err = watch.Recv()
	assert.Equal(t, codes.Unavailable, rpcstatus.Code(err))
}

// A server that has services of its own keeps them, and interceptors see messages with
// their members.
func TestForeignServer(t *testing.T) {
	r := twoModels(t)
	s := grpc.NewServer()
	require.NoError(t, RegisterGRPC(s, r, HandlerOptions{}))
	assert.EqualError(t, RegisterGRPC(s, r, HandlerOptions{}), "the server has the service inference.GRPCInferenceService already")
	seen := ""
	c := dialed(t, r, HandlerOptions{}, grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		seen = asJSON(t, req.(proto.Message))
		out, err := handler(ctx, req)
		if err == nil {
			seen += asJSON(t, proto.Clone(out.(proto.Message)))
		}
		return out, err
	}))
	const request = `{"model_name":"half_plus_two","inputs":[{"name":"x","datatype":"FP64","shape":["1"],"contents":{"fp64_contents":[1]}}]}`
	got, err := ask(t.Context(), t, c, oip.Service, "ModelInfer", request)
	require.NoError(t, err)
	assert.Equal(t, request+got, seen)
}

// Loading and unloading models needs a token.
func TestGRPCTokens(t *testing.T) {
	folder := t.TempDir()
	copyFile(t, halfPlusTwo, folder+"/half.pmml")
	r, err := NewRepository(t.Context(), Options{Folder: folder, Deploy: true})
	require.NoError(t, err)
	defer r.Close()
	c := dialed(t, r, HandlerOptions{Tokens: func() []string { return []string{"secret"} }})
	_, err = ask(t.Context(), t, c, oip.Service, "RepositoryModelUnload", `{"model_name":"half"}`)
	assert.Equal(t, codes.Unauthenticated, rpcstatus.Code(err))
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer secret")
	got, err := ask(ctx, t, c, oip.Service, "RepositoryModelUnload", `{"model_name":"half"}`)
	require.NoError(t, err)
	assert.Equal(t, `{"model_name":"half","isUnloaded":true}`, got)
	_, err = ask(ctx, t, c, oip.Service, "ModelInfer", `{"model_name":"half"}`)
	assert.Equal(t, codes.Unavailable, rpcstatus.Code(err))
	got, err = ask(ctx, t, c, oip.Service, "RepositoryModelLoad", `{"repository_name":"half"}`)
	require.NoError(t, err)
	assert.Equal(t, `{"model_name":"half","isLoaded":true}`, got)
	_, err = ask(ctx, t, c, oip.Service, "RepositoryModelLoad", `{"model_name":"half","parameters":{"config":{"string_param":"{}"}}}`)
	assert.Equal(t, codes.Unimplemented, rpcstatus.Code(err))
}

// FuzzGRPC gives any bytes to the decoders of all messages.
func FuzzGRPC(f *testing.F) {
	r := twoModels(f)
	c := &grpcCalls{repository: r, opts: HandlerOptions{}.withDefaults(), ids: newIDs()}
	services := append([]*grpc.ServiceDesc{oip.NewRPC(r, c.opts.Limits, c.around)}, tfserving.NewRPC(r, c.opts.Limits, c.around)...)
	for _, tt := range [][2]string{
		{"inference.ModelInferRequest", `{"id":"a","model_name":"half_plus_two","inputs":[{"name":"x","shape":[1],"datatype":"FP64","contents":{"fp64_contents":[1]}}]}`},
		{"inference.ModelInferRequest", `{"model_name":"half_plus_two","inputs":[{"name":"x","shape":[1],"datatype":"FP64"}],"raw_input_contents":["AAAAAAAA8D8="],"outputs":[{"name":"y"}]}`},
		{"inference.ModelInferRequest", `{"model_name":"loans","inputs":[{"name":"age","shape":[1],"datatype":"INT8","contents":{"int_contents":[1]}},{"name":"home","shape":[1],"datatype":"BYTES","contents":{"bytes_contents":["b3du"]}}]}`},
		{"tensorflow.serving.PredictRequest", `{"model_spec":{"name":"half_plus_two","version":1},"inputs":{"x":{"dtype":"DT_INT64","tensor_shape":{"dim":[{"size":2}]},"int64_val":[1]}},"output_filter":["y"]}`},
		{"tensorflow.serving.PredictRequest", `{"model_spec":{"name":"half_plus_two"},"inputs":{"x":{"dtype":"DT_DOUBLE","tensor_shape":{"dim":[{"size":1}]},"tensor_content":"AAAAAAAA8D8="}}}`},
		{"tensorflow.serving.ClassificationRequest", `{"model_spec":{"name":"loans"},"input":{"example_list":{"examples":[{"features":{"feature":{"age":{"int64_list":{"value":[35]}},"home":{"bytes_list":{"value":["cmVudA=="]}}}}}]}}}`},
	} {
		d, err := schemas.FindDescriptorByName(protoreflect.FullName(tt[0]))
		require.NoError(f, err)
		m := dynamicpb.NewMessage(d.(protoreflect.MessageDescriptor))
		require.NoError(f, protojson.Unmarshal([]byte(tt[1]), m))
		data, err := proto.Marshal(m)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, s := range services {
			for _, m := range s.Methods {
				_, err := m.Handler(nil, t.Context(), func(in any) error {
					if err := proto.Unmarshal(data, in.(proto.Message)); err != nil {
						return errors.Join(rpcstatus.Error(codes.InvalidArgument, "malformed"), err)
					}
					return nil
				}, nil)
				if code := rpcstatus.Code(err); code == codes.Internal || code == codes.Unknown {
					t.Errorf("%s: %v", m.MethodName, err)
				}
			}
		}
	})
}

// types are those of the services' messages, which messages of any type may hold.
func types(t testing.TB) *dynamicpb.Types {
	files := new(protoregistry.Files)
	for _, path := range []string{"gopmml/tensorflow.proto", "gopmml/serving.proto", "gopmml/inference.proto"} {
		f, err := schemas.FindFileByPath(path)
		require.NoError(t, err)
		require.NoError(t, files.RegisterFile(f))
	}
	return dynamicpb.NewTypes(files)
}
