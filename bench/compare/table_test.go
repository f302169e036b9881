package main

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNumbersKeepThreeDigits(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   float64
		want string
	}{
		{"nothing", 0, "0"},
		{"next to nothing", 0.0004, "0"},
		{"below one", 0.0213, "0.0213"},
		{"one digit before the point", 4.8712, "4.87"},
		{"two digits before the point", 35.25, "35.2"},
		{"three digits before the point", 195.855, "196"},
		{"more digits are not cut", 24911.4, "24911"},
		{"memory that was given back", -0.53, "-0.530"},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, significant(tt.in)) })
	}
}

func TestRatiosKeepTwoDigits(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   float64
		want string
	}{
		{"much quicker", 0.0231, "0.02"},
		{"quicker", 0.456, "0.5"},
		{"the same", 1, "1.0"},
		{"slower", 7.04, "7.0"},
		{"rounded up to ten", 9.97, "10"},
		{"much slower", 432.4, "432"},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, ratio(tt.in)) })
	}
}

func TestTheSmallerFigureIsKept(t *testing.T) {
	r := &results{}
	for _, v := range []float64{3, 2, 5} {
		r.best("gopmml", "M1", "single", v)
	}
	assert.Equal(t, 2.0, r.value("gopmml", "M1", "single"))
	assert.True(t, math.IsNaN(r.value("gopmml", "M2", "single")))
}

func TestDifferenceFindsTheWorstRow(t *testing.T) {
	for _, tt := range []struct {
		name      string
		got, want []float64
		diff      float64
	}{
		{"all equal", []float64{1, 2}, []float64{1, 2}, 0},
		{"the first rows only", []float64{1, 2.5}, []float64{1, 2, 3}, 0.5},
		{"none", nil, []float64{1}, math.Inf(1)},
		{"more than there are", []float64{1, 2}, []float64{1}, math.Inf(1)},
		{"a result that is missing", []float64{1, math.NaN(), 1}, []float64{1, 2, 3}, math.Inf(1)},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.diff, difference(tt.got, tt.want)) })
	}
}

// sample has two engines, one of which is slower on one model, wrong on the
// other, and cannot load a third.
func sample() (*results, []engine) {
	engines := []engine{{name: "gopmml", title: "gopmml"}, {name: "other", title: "Other 1.0", note: "has a note"}}
	r := &results{about: []string{"A machine."}}
	r.best("gopmml", "M1", "single", 0.5)
	r.best("other", "M1", "single", 6.1)
	r.best("gopmml", "M2", "single", 2)
	r.best("other", "M2", "single", 1)
	r.agree("gopmml", "M1", "single", 1e-16, 1e-12)
	r.agree("other", "M1", "single", 1e-12, 1e-12)
	r.agree("other", "M2", "single", 0.25, 1e-12)
	r.fail(engines[1], modelByName("M3"), errors.New("no such model"))
	r.addRatios()
	return r, engines
}

func TestTableHasRatiosAndMarksWrongAnswers(t *testing.T) {
	r, engines := sample()
	var b strings.Builder
	r.markdown(&b, engines, []string{"M1", "M2", "M3"})
	for _, line := range []string{
		"| engine | M1 | M2 | M3 |",
		"|---|---:|---:|---:|",
		"| gopmml | 0.500 | 2.00 | – |",
		"| Other 1.0 | 6.10 (12×) | 1.00! (0.5×) | – |",
		"- Other 1.0: has a note.",
		"- other, M2 (single): wrong by up to 0.25",
		"- other, M3: no such model",
	} {
		assert.Contains(t, b.String(), line+"\n")
	}
	assert.NotContains(t, b.String(), "Batches", "a metric without figures has no table")
}

func TestCSVHasEveryFigure(t *testing.T) {
	r, _ := sample()
	var b strings.Builder
	require.NoError(t, r.csv(&b))
	assert.Equal(t, `engine,model,metric,value,unit,ratio,difference,wrong
gopmml,M1,single,0.5,µs/row,,1e-16,false
other,M1,single,6.1,µs/row,12.2,1e-12,false
gopmml,M2,single,2,µs/row,,,false
other,M2,single,1,µs/row,0.5,0.25,true
`, b.String())
}

func TestEveryPinnedVersionIsFound(t *testing.T) {
	for _, e := range allEngines() {
		if e.pinned != "" {
			assert.NotEmpty(t, version("..", e.pinned), e.name)
		}
	}
}

func TestFlagsThatLeaveSomethingOutKeepTheFullTable(t *testing.T) {
	for _, tt := range []struct {
		name string
		args []string
		out  string
	}{
		{"everything", nil, "bench/results"},
		{"quick", []string{"-quick"}, "bench/work/results"},
		{"some models", []string{"-models", "M1,M2"}, "bench/work/results"},
		{"some engines", []string{"-engines", "gopmml"}, "bench/work/results"},
		{"other documents", []string{"-documents", "elsewhere"}, "bench/work/results"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := parse(tt.args)
			require.NoError(t, err)
			assert.Equal(t, tt.out, s.out)
		})
	}
	_, err := parse([]string{"-models", "M9"})
	require.ErrorContains(t, err, `no model "M9"`)
	_, err = parse([]string{"-engines", "goscore"})
	require.Error(t, err)
}

func TestReadmeGetsTheTables(t *testing.T) {
	path := filepath.Join(t.TempDir(), "README.md")
	require.NoError(t, os.WriteFile(path, []byte("before\n"+figuresBegin+"old\n"+figuresEnd+"after\n"), 0o600))
	r := &results{}
	r.best("gopmml", "M1", "single", 0.25)
	r.best("other", "M1", "single", 5)
	r.addRatios()
	engines := []engine{{name: "gopmml", title: "gopmml"}, {name: "other", title: "Other 1.0"}}
	require.NoError(t, r.updateReadme(path, engines, []string{"M1"}))
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "before\n"+figuresBegin+"### One row at a time (µs/row)\n\n| engine | M1 |\n|---|---:|\n| gopmml | 0.250 |\n| Other 1.0 | 5.00 (20×) |\n"+
		figuresEnd+"after\n", string(text))
	require.NoError(t, os.WriteFile(path, []byte("no place"), 0o600))
	require.ErrorContains(t, r.updateReadme(path, engines, []string{"M1"}), "no place for figures")
}
