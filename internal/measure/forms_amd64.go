package measure

import "github.com/gopmml/gopmml/internal/cpu"

var forms = []cpu.Form[kernels]{
	{Name: "AVX2", Runs: cpu.AVX2, Kernels: kernels{squares: scanSquares, differences: scanDifferences}},
}
