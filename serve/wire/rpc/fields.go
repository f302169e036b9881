package rpc

import (
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// Fields is a message whose members are read and set by their names. A name that the
// message does not have is a mistake of the program.
type Fields struct{ *dynamicpb.Message }

// NewFields makes a message.
func NewFields(d protoreflect.MessageDescriptor) Fields { return Fields{dynamicpb.NewMessage(d)} }

func (f Fields) field(name protoreflect.Name) protoreflect.FieldDescriptor {
	return f.Descriptor().Fields().ByName(name)
}

// Text gives a text, "" where there is none.
func (f Fields) Text(name protoreflect.Name) string { return f.Get(f.field(name)).String() }

// Truth gives a truth value.
func (f Fields) Truth(name protoreflect.Name) bool { return f.Get(f.field(name)).Bool() }

// Whole gives a whole number.
func (f Fields) Whole(name protoreflect.Name) int64 { return f.Get(f.field(name)).Int() }

// Given says whether a member is there.
func (f Fields) Given(name protoreflect.Name) bool { return f.Has(f.field(name)) }

// Sub gives a member that is a message, to read.
func (f Fields) Sub(name protoreflect.Name) Fields {
	return asFields(f.Get(f.field(name)).Message())
}

func asFields(m protoreflect.Message) Fields { return Fields{m.Interface().(*dynamicpb.Message)} }

// Keys gives the keys of a map whose keys are texts.
func (f Fields) Keys(name protoreflect.Name) []string {
	var out []string
	f.Get(f.field(name)).Map().Range(func(k protoreflect.MapKey, _ protoreflect.Value) bool {
		out = append(out, k.String())
		return true
	})
	return out
}

// Each gives all elements of a list of messages.
func (f Fields) Each(name protoreflect.Name) []Fields {
	list := f.Get(f.field(name)).List()
	out := make([]Fields, list.Len())
	for i := range out {
		out[i] = asFields(list.Get(i).Message())
	}
	return out
}

// In gives the message of a key of a map, to read.
func (f Fields) In(name protoreflect.Name, key string) Fields {
	return asFields(f.Get(f.field(name)).Map().Get(protoreflect.ValueOfString(key).MapKey()).Message())
}

// List gives a list.
func (f Fields) List(name protoreflect.Name) protoreflect.List { return f.Get(f.field(name)).List() }

// Put sets a member to a text, a truth value or a number, or adds all of a list of texts
// or numbers.
func (f Fields) Put(name protoreflect.Name, value any) Fields {
	d := f.field(name)
	switch v := value.(type) {
	case []string:
		list := f.Mutable(d).List()
		for _, one := range v {
			list.Append(protoreflect.ValueOfString(one))
		}
	case []int64:
		list := f.Mutable(d).List()
		for _, one := range v {
			list.Append(protoreflect.ValueOfInt64(one))
		}
	default:
		f.Set(d, protoreflect.ValueOf(value))
	}
	return f
}

// Add adds an element to a list of messages, and gives it.
func (f Fields) Add(name protoreflect.Name) Fields {
	return asFields(f.Mutable(f.field(name)).List().AppendMutable().Message())
}

// Make gives a member that is a message, to set.
func (f Fields) Make(name protoreflect.Name) Fields {
	return asFields(f.Mutable(f.field(name)).Message())
}

// MakeIn gives the message of a key of a map, to set.
func (f Fields) MakeIn(name protoreflect.Name, key string) Fields {
	return asFields(f.Mutable(f.field(name)).Map().Mutable(protoreflect.ValueOfString(key).MapKey()).Message())
}
