package cpu

import (
	"fmt"
	"testing"
)

func TestChoose(t *testing.T) {
	all := features{avx2: true, avx512: true, vbmi: true}
	for _, tt := range []struct {
		name, limit string
		has, want   features
	}{
		{"all by default", "", all, all},
		{"avx512 takes nothing away", "avx512", all, all},
		{"avx512 adds nothing", "avx512", features{avx2: true}, features{avx2: true}},
		{"avx2 leaves AVX2", "avx2", all, features{avx2: true}},
		{"avx2 adds nothing", "avx2", features{}, features{}},
		{"none leaves nothing", "none", all, features{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := choose(tt.limit, tt.has); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestForms(t *testing.T) {
	forms := []Form[int]{{"one", true, 1}, {"two", true, 2}, {"three", false, 3}}
	if got := Last(forms); got != 2 {
		t.Errorf("Last gives %d, want 2, the last that may run", got)
	}
	use, ran := 2, ""
	Each(forms, &use, func(name string) { ran += fmt.Sprint(name, use, " ") })
	if want := "portable0 one1 two2 "; ran != want || use != 2 {
		t.Errorf("Each runs %q and leaves %d, want %q and 2", ran, use, want)
	}
}
