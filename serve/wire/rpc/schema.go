package rpc

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
)

// Schema is the descriptors of a protocol.
type Schema struct{ files *protoregistry.Files }

// Load reads descriptors: a FileDescriptorSet, whose files may import those that come
// with the language.
func Load(set []byte) (*Schema, error) {
	var all descriptorpb.FileDescriptorSet
	if err := proto.Unmarshal(set, &all); err != nil {
		return nil, err
	}
	s := &Schema{files: new(protoregistry.Files)}
	for _, f := range all.File {
		file, err := protodesc.NewFile(f, s)
		if err != nil {
			return nil, err
		}
		if err := s.files.RegisterFile(file); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// MustLoad is Load for descriptors that a package embeds.
func MustLoad(set []byte) *Schema {
	s, err := Load(set)
	if err != nil {
		panic(err)
	}
	return s
}

// FindFileByPath finds a file of the schema, or one that comes with the language.
func (s *Schema) FindFileByPath(path string) (protoreflect.FileDescriptor, error) {
	return Resolver{s}.FindFileByPath(path)
}

// FindDescriptorByName finds what a name stands for.
func (s *Schema) FindDescriptorByName(name protoreflect.FullName) (protoreflect.Descriptor, error) {
	return Resolver{s}.FindDescriptorByName(name)
}

// Message gives the descriptor of a message.
func (s *Schema) Message(name protoreflect.FullName) protoreflect.MessageDescriptor {
	d, err := s.files.FindDescriptorByName(name)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", name, err))
	}
	return d.(protoreflect.MessageDescriptor)
}

// Enum gives the descriptor of an enumeration.
func (s *Schema) Enum(name protoreflect.FullName) protoreflect.EnumDescriptor {
	d, err := s.files.FindDescriptorByName(name)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", name, err))
	}
	return d.(protoreflect.EnumDescriptor)
}

// Resolver finds descriptors in several schemas, and then among those of the program.
type Resolver []*Schema

// FindFileByPath finds a file.
func (r Resolver) FindFileByPath(path string) (protoreflect.FileDescriptor, error) {
	for _, s := range r {
		if f, err := s.files.FindFileByPath(path); !errors.Is(err, protoregistry.NotFound) {
			return f, err
		}
	}
	return protoregistry.GlobalFiles.FindFileByPath(path)
}

// FindDescriptorByName finds what a name stands for.
func (r Resolver) FindDescriptorByName(name protoreflect.FullName) (protoreflect.Descriptor, error) {
	for _, s := range r {
		if d, err := s.files.FindDescriptorByName(name); !errors.Is(err, protoregistry.NotFound) {
			return d, err
		}
	}
	return protoregistry.GlobalFiles.FindDescriptorByName(name)
}
