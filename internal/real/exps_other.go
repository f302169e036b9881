//go:build !amd64

package real

// There are no vector forms for this processor.

func forms64() []vectorExp[float64] { return nil }

func forms32() []vectorExp[float32] { return nil }
