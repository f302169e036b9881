//go:build !amd64

package linear

// There are no vector forms for this processor.

func forms64() []*kernels[float64] { return nil }

func forms32() []*kernels[float32] { return nil }
