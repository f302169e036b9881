// Package program is the compiled form of a document: what is left once names,
// texts, types and structure have been settled. It scores records on frames of
// 8-byte cells.
//
// A cell is a float64. What it means is fixed at compile time by the type of
// the slot it lies in:
//
//   - integer, float, double: the number. Floats hold a value that float32
//     represents; integers lie within ±2^53.
//   - boolean: 0 or 1.
//   - string: the code of the text in the document's [Texts], or beyond that
//     table a code that holds for the one record.
//   - date and the dateDaysSince types: days since the epoch (date: 1970-01-01).
//   - time, timeSeconds, dateTime and the dateTimeSecondsSince types: seconds
//     since midnight or the epoch (dateTime: 1970-01-01T00:00:00).
//   - a collection: the index of one of the frame's lists.
//
// Four kinds of NaN stand for what is no value: [Missing]; an undefined result
// of integer arithmetic ([Undefined]); an error ([Frame.Fail]) that counts once
// somebody uses the cell; and an ordinary NaN, which is a number that no valid
// field allows.
package program

import "math"

const (
	tagMask      = 0xFFFF_0000_0000_0000
	missingBits  = 0x7FFC_0000_0000_0000
	undefBits    = 0x7FFB_0000_0000_0000
	errorTag     = 0x7FFD_0000_0000_0000
	invalidTag   = 0x7FFE_0000_0000_0000
	canonicalNaN = 0x7FF8_0000_0000_0001
)

var (
	// Missing is the cell that holds no value.
	Missing = math.Float64frombits(missingBits)
	// Undefined is the result of integer arithmetic that has none, as 1/0.
	Undefined = math.Float64frombits(undefBits)
	// NaN is the not-a-number that is a (generally invalid) value.
	NaN = math.Float64frombits(canonicalNaN)
)

// IsMissing says whether a cell holds no value.
func IsMissing(v float64) bool { return math.Float64bits(v) == missingBits }

// IsUndefined says whether a cell is an undefined result.
func IsUndefined(v float64) bool { return math.Float64bits(v) == undefBits }

// IsError says whether a cell is an error, to be raised by who uses it.
func IsError(v float64) bool { return math.Float64bits(v)&tagMask == errorTag }

// isInvalid says whether a raw input cell marks a value that is not of the field's type.
func isInvalid(v float64) bool { return math.Float64bits(v)&tagMask == invalidTag }

// IsNaN says whether a cell is an ordinary NaN: a value, though hardly ever a
// valid one.
func IsNaN(v float64) bool {
	if v == v {
		return false
	}
	switch b := math.Float64bits(v); b & tagMask {
	case missingBits, undefBits, errorTag, invalidTag:
		return false
	}
	return true
}

// Number makes a cell of any float64: NaNs of whatever bits become [NaN], and
// negative zero becomes zero.
func Number(v float64) float64 {
	if v != v {
		return NaN
	}
	return v + 0
}

// Bool makes a boolean cell.
func Bool(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// MaxInteger is the largest magnitude of an integer that a cell holds exactly.
const MaxInteger = 1 << 53
