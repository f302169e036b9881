package serve

import (
	"context"
	"fmt"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	_ "google.golang.org/grpc/encoding/gzip" // without it, packed requests are refused
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/reflection"
	reflectionv1 "google.golang.org/grpc/reflection/grpc_reflection_v1"
	reflectionv1alpha "google.golang.org/grpc/reflection/grpc_reflection_v1alpha"
	rpcstatus "google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/gopmml/gopmml/serve/protocol/oip"
	"github.com/gopmml/gopmml/serve/protocol/tfserving"
	"github.com/gopmml/gopmml/serve/wire"
	"github.com/gopmml/gopmml/serve/wire/rpc"
)

// GRPCServerOptions are the options that a server of gRPC should have for models: it
// takes messages of the size that bodies over HTTP may have by default, where gRPC's own
// limit is 4 MiB.
func GRPCServerOptions() []grpc.ServerOption {
	most := int(wire.DefaultLimits().Body)
	return []grpc.ServerOption{grpc.MaxRecvMsgSize(most), grpc.MaxSendMsgSize(1<<31 - 1)}
}

// RegisterGRPC has a server answer for a repository over gRPC: the Open Inference
// Protocol (inference.GRPCInferenceService), TensorFlow Serving's PredictionService and
// ModelService, grpc.health.v1.Health and server reflection. Health and reflection that
// the server has already stay as they are, and reflection sees the services of others as
// well. The error is that of a server that has one of the other services.
//
// Nothing is registered for the whole program: it may have generated code of the same
// protocols.
func RegisterGRPC(s *grpc.Server, r *Repository, opts HandlerOptions) error {
	opts = opts.withDefaults()
	c := &grpcCalls{repository: r, opts: opts, ids: newIDs()}
	server := guarded{r}
	services := append([]*grpc.ServiceDesc{oip.NewRPC(server, opts.Limits, c.around)}, tfserving.NewRPC(server, opts.Limits, c.around)...)
	there := s.GetServiceInfo()
	for _, d := range services {
		if _, ok := there[d.ServiceName]; ok {
			return fmt.Errorf("the server has the service %s already", d.ServiceName)
		}
	}
	for _, d := range services {
		s.RegisterService(d, c)
	}
	if _, ok := there[grpc_health_v1.Health_ServiceDesc.ServiceName]; !ok {
		h := &health{repository: r, services: map[string]bool{"": true}}
		for _, d := range services {
			h.services[d.ServiceName] = true
		}
		grpc_health_v1.RegisterHealthServer(s, h)
	}
	about := reflection.ServerOptions{Services: s, DescriptorResolver: rpc.Resolver{oip.Schema(), tfserving.Schema()}, ExtensionResolver: protoregistry.GlobalTypes}
	if _, ok := there[reflectionv1.ServerReflection_ServiceDesc.ServiceName]; !ok {
		reflectionv1.RegisterServerReflectionServer(s, reflection.NewServerV1(about))
	}
	if _, ok := there[reflectionv1alpha.ServerReflection_ServiceDesc.ServiceName]; !ok {
		reflectionv1alpha.RegisterServerReflectionServer(s, reflection.NewServer(about))
	}
	return nil
}

// grpcCalls is what stands around answers over gRPC.
type grpcCalls struct {
	repository *Repository
	opts       HandlerOptions
	ids        *ids
}

// grpcVerbs are what methods ask of a model, in the words of the protocols over HTTP.
var grpcVerbs = map[string]string{"Predict": "predict", "Classify": "classify", "Regress": "regress", "ModelInfer": "predict", "ModelStreamInfer": "predict"}

// around answers one message: within the time that it may take, known to logs, and with
// a panic the end of this message only.
func (c *grpcCalls) around(ctx context.Context, method string, answer func(context.Context) error) (err error) {
	call := &Call{Begun: time.Now(), Protocol: "grpc", Verb: grpcVerbs[method[strings.LastIndexByte(method, '/')+1:]], authorize: &caller{c, ctx}}
	in, _ := metadata.FromIncomingContext(ctx)
	if ids := in.Get("x-request-id"); len(ids) > 0 {
		call.ID = ids[0]
	} else {
		call.ID = c.ids.next()
	}
	ctx = &callContext{ctx, call}
	if c.opts.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.opts.Timeout)
		defer cancel()
	}
	defer func() {
		if p := recover(); p != nil {
			if c.opts.Log != nil {
				c.opts.Log.Error("a request ended in a panic", "id", call.ID, "method", method, "panic", p, "stack", string(debug.Stack()))
			}
			err = wire.Errorf(wire.Internal, "internal error")
		}
		code := wire.OK
		if err != nil {
			code = wire.ErrorOf(err).Code
		}
		if c.opts.Metrics != nil {
			c.opts.Metrics.observe(call, code, time.Since(call.Begun).Seconds())
		}
		if c.opts.Log != nil {
			c.opts.Log.Debug("request", "id", call.ID, "method", method, "model", call.Model, "version", call.Version, "code", code.String(), "took", time.Since(call.Begun))
		}
	}()
	return answer(ctx)
}

// caller is who sends a message.
type caller struct {
	calls *grpcCalls
	ctx   context.Context
}

// authorized says whether the caller may change models.
func (c *caller) authorized() error {
	in, _ := metadata.FromIncomingContext(c.ctx)
	token := ""
	if values := in.Get("authorization"); len(values) > 0 {
		token, _ = bearer(values[0])
	}
	local := false
	if p, ok := peer.FromContext(c.ctx); ok {
		from, err := netip.ParseAddrPort(p.Addr.String())
		local = err == nil && from.Addr().Unmap().IsLoopback()
	}
	return c.calls.opts.authorize(token, local)
}

// health says whether requests are welcome, to those that send them.
type health struct {
	grpc_health_v1.UnimplementedHealthServer
	repository *Repository
	services   map[string]bool
}

func (h *health) status() grpc_health_v1.HealthCheckResponse_ServingStatus {
	if h.repository.Ready() {
		return grpc_health_v1.HealthCheckResponse_SERVING
	}
	return grpc_health_v1.HealthCheckResponse_NOT_SERVING
}

// Check answers once.
func (h *health) Check(_ context.Context, in *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error) {
	if !h.services[in.GetService()] {
		return nil, rpcstatus.Error(codes.NotFound, "unknown service")
	}
	return &grpc_health_v1.HealthCheckResponse{Status: h.status()}, nil
}

// List answers for all services.
func (h *health) List(context.Context, *grpc_health_v1.HealthListRequest) (*grpc_health_v1.HealthListResponse, error) {
	out := &grpc_health_v1.HealthListResponse{Statuses: map[string]*grpc_health_v1.HealthCheckResponse{}}
	for name := range h.services {
		out.Statuses[name] = &grpc_health_v1.HealthCheckResponse{Status: h.status()}
	}
	return out, nil
}

// Watch answers whenever the answer changes. It ends when the server is about to, which
// waits for it.
func (h *health) Watch(in *grpc_health_v1.HealthCheckRequest, stream grpc_health_v1.Health_WatchServer) error {
	if !h.services[in.GetService()] {
		return rpcstatus.Error(codes.NotFound, "unknown service")
	}
	told := grpc_health_v1.HealthCheckResponse_UNKNOWN
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		if s := h.status(); s != told {
			if err := stream.Send(&grpc_health_v1.HealthCheckResponse{Status: s}); err != nil {
				return err
			}
			told = s
		}
		if h.repository.draining.Load() {
			return rpcstatus.Error(codes.Unavailable, "the server is about to end")
		}
		select {
		case <-stream.Context().Done():
			return stream.Context().Err()
		case <-tick.C:
		}
	}
}
