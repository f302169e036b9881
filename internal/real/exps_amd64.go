package real

import "github.com/gopmml/gopmml/internal/cpu"

//go:generate go -C ../asm run ./real -out ../real/vector_amd64.s -stubs ../real/vector_amd64.go -pkg real

func forms64() []vectorExp[float64] {
	var forms []vectorExp[float64]
	if cpu.AVX2 {
		forms = append(forms, vectorExp[float64]{"AVX2", exp64AVX2, 4})
	}
	if cpu.AVX512 {
		forms = append(forms, vectorExp[float64]{"AVX-512", exp64AVX512, 1})
	}
	return forms
}

func forms32() []vectorExp[float32] {
	var forms []vectorExp[float32]
	if cpu.AVX2 {
		forms = append(forms, vectorExp[float32]{"AVX2", exp32AVX2, 4})
	}
	if cpu.AVX512 {
		forms = append(forms, vectorExp[float32]{"AVX-512", exp32AVX512, 1})
	}
	return forms
}
