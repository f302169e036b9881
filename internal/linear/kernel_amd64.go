package linear

import "github.com/gopmml/gopmml/internal/cpu"

func forms64() []*kernels[float64] {
	var forms []*kernels[float64]
	if cpu.AVX2 {
		forms = append(forms, &kernels[float64]{
			name: "AVX2", dot: dot64AVX2, distance: distance64AVX2,
			dotColumns: dotColumns64AVX2, distanceColumns: distanceColumns64AVX2, most: 4, rectify: rectify64AVX2,
		})
	}
	if cpu.AVX512 {
		forms = append(forms, &kernels[float64]{
			name: "AVX-512", dot: dot64AVX512, distance: distance64AVX512,
			dotColumns: dotColumns64AVX512, distanceColumns: distanceColumns64AVX512, most: 8, rectify: rectify64AVX512,
		})
	}
	return forms
}

func forms32() []*kernels[float32] {
	var forms []*kernels[float32]
	if cpu.AVX2 {
		forms = append(forms, &kernels[float32]{
			name: "AVX2", dot: dot32AVX2, distance: distance32AVX2,
			dotColumns: dotColumns32AVX2, distanceColumns: distanceColumns32AVX2, most: 4, rectify: rectify32AVX2,
		})
	}
	if cpu.AVX512 {
		forms = append(forms, &kernels[float32]{
			name: "AVX-512", dot: dot32AVX512, distance: distance32AVX512,
			dotColumns: dotColumns32AVX512, distanceColumns: distanceColumns32AVX512, most: 8, rectify: rectify32AVX512,
		})
	}
	return forms
}
