package forest

import "github.com/gopmml/gopmml/internal/cpu"

var forms = []cpu.Form[kernels]{
	{Name: "AVX2", Runs: cpu.AVX2, Kernels: kernels{split: splitAVX2}},
	{Name: "AVX-512", Runs: cpu.AVX512, Kernels: kernels{
		split: splitAVX2, cross32: crossWords32AVX512, cross64: crossWords64AVX512,
		add32: [...]adder[float32]{nil, add32x32AVX512, add32x64AVX512},
		add64: [...]adder[float64]{add64x16AVX512, add64x32AVX512, add64x64AVX512},
	}},
}
