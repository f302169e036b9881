package oip

import (
	"context"
	_ "embed" // for the descriptors
	"strings"
	"sync"
	"unicode/utf8"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/gopmml/gopmml/serve/wire"
	"github.com/gopmml/gopmml/serve/wire/rpc"
)

// Service is the name of the protocol's service.
const Service = "inference.GRPCInferenceService"

//go:embed descriptors.binpb
var descriptors []byte

// Schema gives the descriptors of the protocol over gRPC.
var Schema = sync.OnceValue(func() *rpc.Schema { return rpc.MustLoad(descriptors) })

// RPC answers the protocol over gRPC.
type RPC struct {
	server wire.Server
	limits wire.Limits
}

// NewRPC describes the service of the protocol over gRPC.
func NewRPC(s wire.Server, l wire.Limits, around rpc.Around) *grpc.ServiceDesc {
	h := &RPC{server: s, limits: l}
	service := rpc.NewService(Service, "gopmml/inference.proto", around)
	add := func(name string, do func(ctx context.Context, in, out rpc.Fields) error) {
		request, response := message(name+"Request"), message(name+"Response")
		rpc.Unary(service, name, func() rpc.Fields { return rpc.NewFields(request) }, func(ctx context.Context, in rpc.Fields) (proto.Message, error) {
			out := rpc.NewFields(response)
			return out, do(ctx, in, out)
		})
	}
	add("ServerLive", func(_ context.Context, _, out rpc.Fields) error {
		out.Put("live", true)
		return nil
	})
	add("ServerReady", func(_ context.Context, _, out rpc.Fields) error {
		out.Put("ready", s.Ready())
		return nil
	})
	add("ModelReady", func(ctx context.Context, in, out rpc.Fields) error {
		_, err := findModel(ctx, s, in.Text("name"), in.Text("version"))
		out.Put("ready", err == nil)
		return nil
	})
	add("ServerMetadata", func(_ context.Context, _, out rpc.Fields) error {
		about := s.About()
		out.Put("name", about.Name).Put("version", about.Version).Put("extensions", extensions[1:])
		return nil
	})
	add("ModelMetadata", h.metadata)
	add("ModelConfig", h.config)
	add("ModelStatistics", h.statistics)
	add("RepositoryIndex", h.index)
	add("RepositoryModelLoad", h.load)
	add("RepositoryModelUnload", h.unload)
	request := message("ModelInferRequest")
	response, streamed := message("ModelInferResponse"), message("ModelStreamInferResponse")
	in := func() *rpc.Message { return rpc.NewMessage(request, nil) }
	rpc.Unary(service, "ModelInfer", in, func(ctx context.Context, in *rpc.Message) (proto.Message, error) {
		out, err := h.infer(ctx, in.Data, nil)
		return rpc.NewMessage(response, out), err
	})
	rpc.Stream(service, "ModelStreamInfer", in, func(ctx context.Context, in *rpc.Message) (proto.Message, error) {
		var wrong error
		out := rpc.Nested(nil, 2, func(dst []byte) []byte {
			dst, wrong = h.infer(ctx, in.Data, dst)
			return dst
		})
		return rpc.NewMessage(streamed, out), wrong
	}, func(in *rpc.Message, e *wire.Error) proto.Message {
		return rpc.NewMessage(streamed, rpc.Nested(rpc.AppendText(nil, 1, e.Text), 2, func(dst []byte) []byte {
			return rpc.AppendText(dst, 3, idOf(in.Data))
		}))
	})
	return service.Desc()
}

func message(name string) protoreflect.MessageDescriptor {
	return Schema().Message("inference." + protoreflect.FullName(name))
}

func (h *RPC) metadata(ctx context.Context, in, out rpc.Fields) error {
	m, err := findModel(ctx, h.server, in.Text("name"), in.Text("version"))
	if err != nil {
		return err
	}
	versions := available(h.server, m)
	if v := in.Text("version"); v != "" {
		versions = []string{v}
	}
	out.Put("name", m.Name).Put("versions", versions).Put("platform", platform)
	for _, side := range [...]struct {
		name   protoreflect.Name
		fields []wire.Field
	}{{"inputs", m.Inputs}, {"outputs", m.Outputs}} {
		for i := range side.fields {
			f := &side.fields[i]
			out.Add(side.name).Put("name", f.Name).Put("datatype", f.Type.Datatype().String()).Put("shape", []int64{-1})
		}
	}
	return nil
}

func (h *RPC) config(ctx context.Context, in, out rpc.Fields) error {
	m, err := findModel(ctx, h.server, in.Text("name"), in.Text("version"))
	if err != nil {
		return err
	}
	types := Schema().Enum("inference.DataType").Values()
	config := out.Make("config").Put("name", m.Name).Put("platform", platform).Put("backend", backend)
	for i := range m.Inputs {
		f := &m.Inputs[i]
		config.Add("input").Put("name", f.Name).Put("data_type", types.ByName(protoreflect.Name(configured(f))).Number()).
			Put("dims", []int64{-1}).Put("optional", true)
	}
	for i := range m.Outputs {
		f := &m.Outputs[i]
		config.Add("output").Put("name", f.Name).Put("data_type", types.ByName(protoreflect.Name(configured(f))).Number()).Put("dims", []int64{-1})
	}
	return nil
}

func (h *RPC) statistics(_ context.Context, in, out rpc.Fields) error {
	all, err := gather(h.server, in.Text("name"), in.Text("version"))
	if err != nil {
		return err
	}
	for i := range all {
		s := &all[i]
		one := out.Add("model_stats").Put("name", s.name).Put("version", string(wire.AppendInt(nil, s.Version))).Put("last_inference", uint64(s.lastMillis())).
			Put("inference_count", uint64(s.Records)).Put("execution_count", uint64(s.Requests-s.Failures)).Make("inference_stats")
		for _, d := range s.durations() {
			one.Make(protoreflect.Name(d.name)).Put("count", uint64(d.count)).Put("ns", uint64(d.ns))
		}
	}
	return nil
}

func (h *RPC) index(_ context.Context, in, out rpc.Fields) error {
	for _, v := range index(h.server, in.Truth("ready")) {
		out.Add("models").Put("name", v.name).Put("version", v.version).Put("state", v.state).Put("reason", v.reason)
	}
	return nil
}

// nameToLoad gives the name of the model that is to be loaded, which Triton's clients send as
// the second field, and KServe's as the first.
func nameToLoad(in rpc.Fields) string {
	if name := in.Text("model_name"); name != "" {
		return name
	}
	return in.Text("repository_name")
}

func (h *RPC) load(ctx context.Context, in, out rpc.Fields) error {
	for _, key := range in.Keys("parameters") {
		if err := loadsFiles(key); err != nil {
			return err
		}
	}
	name := nameToLoad(in)
	out.Put("model_name", name).Put("isLoaded", true)
	return h.server.Load(ctx, name)
}

func (h *RPC) unload(ctx context.Context, in, out rpc.Fields) error {
	name := nameToLoad(in)
	out.Put("model_name", name).Put("isUnloaded", true)
	return h.server.Unload(ctx, name)
}

// idOf gives the id of a request that may be malformed.
func idOf(data []byte) []byte {
	var id []byte
	_ = rpc.Read(data, func(f rpc.Field) error {
		if f.Number == 3 && utf8.Valid(f.Bytes) {
			id = f.Bytes
		}
		return nil
	})
	return id
}

// configured is the name of a field's type in Triton's configuration.
func configured(f *wire.Field) string {
	return "TYPE_" + strings.Replace(f.Type.Datatype().String(), "BYTES", "STRING", 1)
}
