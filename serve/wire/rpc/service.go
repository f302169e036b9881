package rpc

import (
	"context"
	"errors"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/gopmml/gopmml/serve/wire"
)

// Around stands around the answer to every message: it gives the context that is
// answered with.
type Around func(ctx context.Context, method string, answer func(context.Context) error) error

// Service is a service that is being put together.
type Service struct {
	name   string
	around Around
	desc   grpc.ServiceDesc
}

// NewService makes a service without methods. file is where it is described.
func NewService(name, file string, around Around) *Service {
	return &Service{name: name, around: around, desc: grpc.ServiceDesc{ServiceName: name, HandlerType: (*any)(nil), Metadata: file}}
}

// Desc gives the service for [grpc.ServiceRegistrar].
func (s *Service) Desc() *grpc.ServiceDesc { return &s.desc }

// answer answers one message. What goes wrong within is the end of this message only.
func (s *Service) answer(ctx context.Context, method string, do func(context.Context) (proto.Message, error)) (out proto.Message, err error) {
	err = s.around(ctx, method, func(ctx context.Context) (err error) {
		out, err = do(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// Unary adds a method that has an answer for a message.
func Unary[In proto.Message](s *Service, name string, in func() In, do func(context.Context, In) (proto.Message, error)) {
	full := "/" + s.name + "/" + name
	s.desc.Methods = append(s.desc.Methods, grpc.MethodDesc{MethodName: name, Handler: func(srv any, ctx context.Context, decode func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
		message := in()
		if err := decode(message); err != nil {
			return nil, err
		}
		handle := func(ctx context.Context, message any) (any, error) {
			m, ok := message.(In)
			if !ok {
				return nil, status.Errorf(codes.Internal, "%s was given a message of type %T", full, message)
			}
			out, err := s.answer(ctx, full, func(ctx context.Context) (proto.Message, error) { return do(ctx, m) })
			if err != nil {
				return nil, Status(err)
			}
			return out, nil
		}
		if interceptor == nil {
			return handle(ctx, message)
		}
		return interceptor(ctx, message, &grpc.UnaryServerInfo{Server: srv, FullMethod: full}, handle)
	}})
}

// Stream adds a method that has an answer for each message of a stream, errors included.
func Stream[In proto.Message](s *Service, name string, in func() In, do func(context.Context, In) (proto.Message, error), failed func(In, *wire.Error) proto.Message) {
	full := "/" + s.name + "/" + name
	s.desc.Streams = append(s.desc.Streams, grpc.StreamDesc{StreamName: name, ServerStreams: true, ClientStreams: true, Handler: func(_ any, stream grpc.ServerStream) error {
		for {
			message := in()
			if err := stream.RecvMsg(message); err != nil {
				if errors.Is(err, io.EOF) {
					return nil
				}
				return err
			}
			out, err := s.answer(stream.Context(), full, func(ctx context.Context) (proto.Message, error) { return do(ctx, message) })
			if err != nil {
				out = failed(message, wire.ErrorOf(err))
			}
			if err := stream.SendMsg(out); err != nil {
				return err
			}
		}
	}})
}

// Status gives an error as gRPC has them.
func Status(err error) error {
	e := wire.ErrorOf(err)
	return status.Error(codes.Code(e.Code), e.Text)
}
