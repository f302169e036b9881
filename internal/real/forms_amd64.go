package real

import "github.com/gopmml/gopmml/internal/cpu"

var forms64 = []cpu.Form[kernels[float64]]{
	{Name: "AVX2", Runs: cpu.AVX2, Kernels: kernels[float64]{exp64AVX2, 4}},
	{Name: "AVX-512", Runs: cpu.AVX512, Kernels: kernels[float64]{exp64AVX512, 1}},
}

var forms32 = []cpu.Form[kernels[float32]]{
	{Name: "AVX2", Runs: cpu.AVX2, Kernels: kernels[float32]{exp32AVX2, 4}},
	{Name: "AVX-512", Runs: cpu.AVX512, Kernels: kernels[float32]{exp32AVX512, 1}},
}
