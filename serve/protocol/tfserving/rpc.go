package tfserving

import (
	"context"
	_ "embed" // for the descriptors
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	_ "google.golang.org/protobuf/types/known/anypb" // serving.proto imports it
	_ "google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/gopmml/gopmml/serve/wire"
	"github.com/gopmml/gopmml/serve/wire/rpc"
)

// The names of the services.
const (
	PredictionService = "tensorflow.serving.PredictionService"
	ModelService      = "tensorflow.serving.ModelService"
)

//go:embed descriptors.binpb
var descriptors []byte

// Schema gives the descriptors of the services.
var Schema = sync.OnceValue(func() *rpc.Schema { return rpc.MustLoad(descriptors) })

func message(name string) protoreflect.MessageDescriptor {
	return Schema().Message("tensorflow.serving." + protoreflect.FullName(name))
}

// NewRPC describes TensorFlow Serving's services over gRPC.
func NewRPC(s wire.Server, l wire.Limits, around rpc.Around) []*grpc.ServiceDesc {
	h := New(s, l)
	add := func(service *rpc.Service, name, in, out string, do func(ctx context.Context, in, out rpc.Fields) error) {
		request, response := message(in), message(out)
		rpc.Unary(service, name, func() rpc.Fields { return rpc.NewFields(request) }, func(ctx context.Context, in rpc.Fields) (proto.Message, error) {
			out := rpc.NewFields(response)
			return out, do(ctx, in, out)
		})
	}
	prediction := rpc.NewService(PredictionService, "gopmml/serving.proto", around)
	add(prediction, "Classify", "ClassificationRequest", "ClassificationResponse", h.rpcClassify)
	add(prediction, "Regress", "RegressionRequest", "RegressionResponse", h.rpcRegress)
	add(prediction, "GetModelMetadata", "GetModelMetadataRequest", "GetModelMetadataResponse", h.rpcMetadata)
	request, response := message("PredictRequest"), message("PredictResponse")
	rpc.Unary(prediction, "Predict", func() *rpc.Message { return rpc.NewMessage(request, nil) }, func(ctx context.Context, in *rpc.Message) (proto.Message, error) {
		out, err := h.rpcPredict(ctx, in.Data)
		return rpc.NewMessage(response, out), err
	})
	models := rpc.NewService(ModelService, "gopmml/serving.proto", around)
	add(models, "GetModelStatus", "GetModelStatusRequest", "GetModelStatusResponse", h.rpcStatus)
	return []*grpc.ServiceDesc{prediction.Desc(), models.Desc()}
}

// callOf reads a ModelSpec.
func callOf(spec rpc.Fields) (*call, error) {
	c := &call{name: spec.Text("name"), label: spec.Text("version_label")}
	if c.name == "" {
		return nil, wire.Invalid("Missing ModelSpec")
	}
	if spec.Given("version") {
		if c.version = spec.Sub("version").Whole("value"); c.version <= 0 { // no version has it
			return nil, wire.Errorf(wire.NotFound, "Servable not found for request: Specific(%s, %d)", c.name, c.version)
		}
	}
	return c, checkSignature(spec.Text("signature_name"))
}

// sayWho sets the ModelSpec of an answer.
func sayWho(spec rpc.Fields, m *wire.Model, signature string) {
	spec.Put("name", m.Name).Put("signature_name", signature).Make("version").Put("value", m.Version)
}

func (h *Handler) rpcStatus(_ context.Context, in, out rpc.Fields) error {
	c, err := callOf(in.Sub("model_spec"))
	if err != nil {
		return err
	}
	versions, err := h.versions(c)
	if err != nil {
		return err
	}
	values := message("ModelVersionStatus").Enums().ByName("State").Values()
	for i := range versions {
		v := &versions[i]
		one := out.Add("model_version_status").Put("version", v.Number).Put("state", values.ByName(protoreflect.Name(v.State)).Number())
		status := one.Make("status")
		if v.Err != nil {
			status.Put("error_code", int32(v.Err.Code)).Put("error_message", v.Err.Text)
		}
	}
	return nil
}

func (h *Handler) rpcMetadata(ctx context.Context, in, out rpc.Fields) error {
	c, err := callOf(in.Sub("model_spec"))
	if err != nil {
		return err
	}
	fields := in.List("metadata_field")
	if fields.Len() == 0 {
		return wire.Invalid("GetModelMetadataRequest must specify at least one metadata_field")
	}
	for i := range fields.Len() {
		if f := fields.Get(i).String(); f != "signature_def" {
			return wire.Invalid("Metadata field %s is not supported", f)
		}
	}
	m, err := h.model(ctx, c)
	if err != nil {
		return err
	}
	all := rpc.NewFields(message("SignatureDefMap"))
	signature := all.MakeIn("signature_def", Signature).Put("method_name", "tensorflow/serving/predict")
	numbers := Schema().Enum("tensorflow.DataType").Values()
	for _, side := range [...]struct {
		name   protoreflect.Name
		fields []wire.Field
	}{{"inputs", m.Inputs}, {"outputs", m.Outputs}} {
		for i := range side.fields {
			f := &side.fields[i]
			signature.MakeIn(side.name, f.Name).Put("name", f.Name).Put("dtype", numbers.ByName(protoreflect.Name(types[f.Type])).Number()).
				Make("tensor_shape").Add("dim").Put("size", int64(-1))
		}
	}
	value, err := proto.MarshalOptions{Deterministic: true}.Marshal(all.Message)
	if err != nil {
		return err
	}
	sayWho(out.Make("model_spec"), m, "")
	out.MakeIn("metadata", "signature_def").Put("type_url", "type.googleapis.com/tensorflow.serving.SignatureDefMap").Put("value", value)
	return nil
}
