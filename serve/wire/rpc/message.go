package rpc

import (
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/runtime/protoiface"
	"google.golang.org/protobuf/types/dynamicpb"
)

// Message is a message as it is sent: its bytes, which whoever has it reads and writes.
// To others, as interceptors that log what goes by, it has its members like every
// message, but they cannot be set.
type Message struct {
	// Data is the message.
	Data       []byte
	descriptor protoreflect.MessageDescriptor
}

// NewMessage makes a message of a type.
func NewMessage(d protoreflect.MessageDescriptor, data []byte) *Message {
	return &Message{Data: data, descriptor: d}
}

// ProtoReflect gives the message as the library for protocol buffers has them.
func (m *Message) ProtoReflect() protoreflect.Message { return (*reflected)(m) }

// Reset makes the message empty.
func (m *Message) Reset() { m.Data = nil }

// reflected is a Message as the library for protocol buffers has them.
type reflected Message

// members gives a copy of the message that has members.
func (m *reflected) members() protoreflect.Message {
	d := dynamicpb.NewMessage(m.descriptor)
	_ = proto.Unmarshal(m.Data, d) // what cannot be read is not there
	return d
}

var methods = protoiface.Methods{
	Flags: protoiface.SupportMarshalDeterministic | protoiface.SupportUnmarshalDiscardUnknown,
	Size: func(in protoiface.SizeInput) protoiface.SizeOutput {
		return protoiface.SizeOutput{Size: len(in.Message.(*reflected).Data)}
	},
	Marshal: func(in protoiface.MarshalInput) (protoiface.MarshalOutput, error) {
		return protoiface.MarshalOutput{Buf: append(in.Buf, in.Message.(*reflected).Data...)}, nil
	},
	Unmarshal: func(in protoiface.UnmarshalInput) (protoiface.UnmarshalOutput, error) {
		m := in.Message.(*reflected)
		m.Data = append(m.Data, in.Buf...) // the buffer is used again
		return protoiface.UnmarshalOutput{Flags: protoiface.UnmarshalInitialized}, nil
	},
	Merge: func(in protoiface.MergeInput) protoiface.MergeOutput {
		from, err := proto.Marshal(in.Source.Interface())
		if err != nil {
			return protoiface.MergeOutput{}
		}
		to := in.Destination.(*reflected)
		to.Data = append(to.Data, from...)
		return protoiface.MergeOutput{Flags: protoiface.MergeComplete}
	},
	CheckInitialized: func(protoiface.CheckInitializedInput) (protoiface.CheckInitializedOutput, error) {
		return protoiface.CheckInitializedOutput{}, nil
	},
}

func (m *reflected) ProtoMethods() *protoiface.Methods          { return &methods }
func (m *reflected) Descriptor() protoreflect.MessageDescriptor { return m.descriptor }
func (m *reflected) Type() protoreflect.MessageType             { return messageType{m.descriptor} }
func (m *reflected) New() protoreflect.Message                  { return NewMessage(m.descriptor, nil).ProtoReflect() }
func (m *reflected) Interface() protoreflect.ProtoMessage       { return (*Message)(m) }
func (m *reflected) IsValid() bool                              { return m != nil }
func (m *reflected) GetUnknown() protoreflect.RawFields         { return nil }
func (m *reflected) Has(f protoreflect.FieldDescriptor) bool    { return m.members().Has(f) }
func (m *reflected) Clear(protoreflect.FieldDescriptor)         { panic("the message is read only") }
func (m *reflected) SetUnknown(protoreflect.RawFields)          { panic("the message is read only") }
func (m *reflected) Set(protoreflect.FieldDescriptor, protoreflect.Value) {
	panic("the message is read only")
}

func (m *reflected) Range(f func(protoreflect.FieldDescriptor, protoreflect.Value) bool) {
	m.members().Range(f)
}

func (m *reflected) Get(f protoreflect.FieldDescriptor) protoreflect.Value { return m.members().Get(f) }

func (m *reflected) Mutable(protoreflect.FieldDescriptor) protoreflect.Value {
	panic("the message is read only")
}

func (m *reflected) NewField(f protoreflect.FieldDescriptor) protoreflect.Value {
	return m.members().NewField(f)
}

func (m *reflected) WhichOneof(o protoreflect.OneofDescriptor) protoreflect.FieldDescriptor {
	return m.members().WhichOneof(o)
}

type messageType struct {
	d protoreflect.MessageDescriptor
}

func (t messageType) New() protoreflect.Message                  { return NewMessage(t.d, nil).ProtoReflect() }
func (t messageType) Zero() protoreflect.Message                 { return NewMessage(t.d, nil).ProtoReflect() }
func (t messageType) Descriptor() protoreflect.MessageDescriptor { return t.d }
