package columns

import "github.com/gopmml/gopmml/internal/cpu"

var forms = []cpu.Form[kernels]{
	{Name: "AVX2", Runs: cpu.AVX2, Kernels: kernels{load: loadAVX2, round: roundAVX2, deal: tileAVX2}},
	{Name: "AVX-512", Runs: cpu.AVX512, Kernels: kernels{load: loadAVX2, round: roundAVX2, deal: tileAVX2, above: aboveAVX512}},
}
