package wire

// Datatype is the type of a tensor's elements.
//
// Spec: https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md#tensor-data-types
type Datatype uint8

// The values of Datatype, with the names that the Open Inference Protocol has for them.
const (
	TensorBool Datatype = iota + 1
	TensorUint8
	TensorUint16
	TensorUint32
	TensorUint64
	TensorInt8
	TensorInt16
	TensorInt32
	TensorInt64
	TensorFP16
	TensorFP32
	TensorFP64
	TensorBytes
)

var datatypes = [...]struct {
	name     string
	size     int // of an element, 0 where they differ
	min, max int64
}{
	TensorBool:   {name: "BOOL", size: 1},
	TensorUint8:  {"UINT8", 1, 0, 1<<8 - 1},
	TensorUint16: {"UINT16", 2, 0, 1<<16 - 1},
	TensorUint32: {"UINT32", 4, 0, 1<<32 - 1},
	TensorUint64: {"UINT64", 8, 0, 1<<63 - 1}, // beyond that no field has them
	TensorInt8:   {"INT8", 1, -1 << 7, 1<<7 - 1},
	TensorInt16:  {"INT16", 2, -1 << 15, 1<<15 - 1},
	TensorInt32:  {"INT32", 4, -1 << 31, 1<<31 - 1},
	TensorInt64:  {"INT64", 8, -1 << 63, 1<<63 - 1},
	TensorFP16:   {name: "FP16", size: 2},
	TensorFP32:   {name: "FP32", size: 4},
	TensorFP64:   {name: "FP64", size: 8},
	TensorBytes:  {name: "BYTES"},
}

// DatatypeOf gives the type of a name, as FP64.
func DatatypeOf[T ~[]byte | ~string](name T) (Datatype, bool) {
	for d := TensorBool; d <= TensorBytes; d++ {
		if string(name) == datatypes[d].name {
			return d, true
		}
	}
	return 0, false
}

// String gives the type's name.
func (d Datatype) String() string {
	if int(d) < len(datatypes) {
		return datatypes[d].name
	}
	return ""
}

// Size is how many bytes an element has, 0 for texts.
func (d Datatype) Size() int { return datatypes[d].size }

// Whole says whether elements are whole numbers.
func (d Datatype) Whole() bool { return d >= TensorUint8 && d <= TensorInt64 }

// Datatype is the type of tensors that the type of a field is announced as.
func (t Type) Datatype() Datatype {
	switch t {
	case Float64:
		return TensorFP64
	case Float32:
		return TensorFP32
	case Int64:
		return TensorInt64
	case Bool:
		return TensorBool
	}
	return TensorBytes
}
