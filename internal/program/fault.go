package program

// The codes of faults. They never change.
const (
	// FaultInvalid: the field does not allow the value.
	FaultInvalid = "invalid-value"
	// FaultNotNumber: the field takes numbers, and the value is none.
	FaultNotNumber = "not-a-number"
	// FaultMissing: a value is missing that must be there.
	FaultMissing = "missing-value"
	// FaultShape: a collection was given where one value is taken.
	FaultShape = "collection"
	// FaultConversion: a value cannot become one of another type.
	FaultConversion = "conversion"
	// FaultRange: a prediction lies outside of what its type holds.
	FaultRange = "out-of-range"
	// FaultFunction: a function cannot work with its arguments, or failed.
	FaultFunction = "function"
	// FaultLimit: the record takes more than a limit allows.
	FaultLimit = "limit-exceeded"
	// FaultStopped: the context has ended, whose error is the cause.
	FaultStopped = "stopped"
	// FaultUndefined: the model has no defined result for the record.
	FaultUndefined = "undefined-result"
)
