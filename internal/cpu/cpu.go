// Package cpu says which vector instructions the kernels of this module may
// use. The answer is settled when the process starts.
//
// The environment variable GOPMML_CPU takes some away, so that the slower forms
// can be measured and tested on any machine: none leaves the portable ones,
// avx2 those of AVX2, avx512 (as anything else) all that the processor has. It
// adds nothing that the processor lacks.
package cpu

import (
	"os"

	"golang.org/x/sys/cpu"
)

// These change nothing but the speed: a kernel gives the same bits in every
// form.
var (
	// AVX2 says that the AVX2 forms may run.
	AVX2 = usable.avx2
	// AVX512 says that those of AVX-512 may, with the parts F, DQ, BW and VL, and
	// the instructions of BMI2, which such processors have.
	AVX512 = usable.avx512
	// AVX512VBMI says that AVX512 holds and the permutations of bytes are there.
	AVX512VBMI = usable.vbmi
)

type features struct{ avx2, avx512, vbmi bool }

var usable = choose(os.Getenv("GOPMML_CPU"), detect())

func detect() features {
	x := &cpu.X86
	avx512 := x.HasAVX2 && x.HasBMI2 && x.HasAVX512F && x.HasAVX512DQ && x.HasAVX512BW && x.HasAVX512VL
	return features{avx2: x.HasAVX2, avx512: avx512, vbmi: avx512 && x.HasAVX512VBMI}
}

// choose leaves of what the processor has what the variable allows.
func choose(limit string, has features) features {
	switch limit {
	case "none":
		return features{}
	case "avx2":
		return features{avx2: has.avx2}
	}
	return has
}
