package linear

import "github.com/gopmml/gopmml/internal/cpu"

var forms64 = []cpu.Form[*kernels[float64]]{
	{Name: "AVX2", Runs: cpu.AVX2, Kernels: &kernels[float64]{
		dot: dot64AVX2, distance: distance64AVX2,
		dotColumns: dotColumns64AVX2, distanceColumns: distanceColumns64AVX2, most: 4, rectify: rectify64AVX2,
	}},
	{Name: "AVX-512", Runs: cpu.AVX512, Kernels: &kernels[float64]{
		dot: dot64AVX512, distance: distance64AVX512,
		dotColumns: dotColumns64AVX512, distanceColumns: distanceColumns64AVX512, most: 8, rectify: rectify64AVX512,
	}},
}

var forms32 = []cpu.Form[*kernels[float32]]{
	{Name: "AVX2", Runs: cpu.AVX2, Kernels: &kernels[float32]{
		dot: dot32AVX2, distance: distance32AVX2,
		dotColumns: dotColumns32AVX2, distanceColumns: distanceColumns32AVX2, most: 4, rectify: rectify32AVX2,
	}},
	{Name: "AVX-512", Runs: cpu.AVX512, Kernels: &kernels[float32]{
		dot: dot32AVX512, distance: distance32AVX512,
		dotColumns: dotColumns32AVX512, distanceColumns: distanceColumns32AVX512, most: 8, rectify: rectify32AVX512,
	}},
}
