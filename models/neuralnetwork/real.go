package neuralnetwork

// floating is the type that a network computes in.
type floating interface{ float32 | float64 }
