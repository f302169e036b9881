package cpu

import "testing"

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
