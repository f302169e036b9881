// Package rpc is what the protocols of a model server over gRPC have in common.
//
// Their messages are described by descriptors that the protocols bring along, and are
// registered nowhere: a program that embeds the server may have generated code for the
// same messages. Small ones are read and written by name ([Fields]); those with tensors
// are bytes that the protocols read and write themselves ([Message]). Both are messages
// to the codec that every server of gRPC has, so that services need no options of it.
package rpc
