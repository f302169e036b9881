package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// TestCellsAreReadAsTheModelReadsText: the short way of plain numbers gives
// what the model makes of the same text, for each type of number.
func TestCellsAreReadAsTheModelReadsText(t *testing.T) {
	texts := []string{
		"0", "-0", "1", "+1", "007", "1.0", "1.", ".5", "1e2", "1e-2", "2.5", "-3", "0.1", "16777217", "9007199254740993", "9223372036854775807",
		"1.00000017881393432617187499", "1e39", "1e400", "1e-400", "none", "NaN", "INF", "-Infinity", "true", "0x10", "1_0", " 1", "word",
	}
	for _, dataType := range []string{"double", "float", "integer"} {
		document := fmt.Sprintf(pmmlStart+`
<DataDictionary><DataField name="a" optype="continuous" dataType="%s"><Value value="none" property="missing"/><Value value="7" property="missing"/></DataField></DataDictionary>
<RegressionModel functionName="regression"><MiningSchema><MiningField name="a"/></MiningSchema>
<RegressionTable intercept="0"><NumericPredictor name="a" coefficient="1"/></RegressionTable></RegressionModel></PMML>`, dataType)
		model, err := evaluator.Load(strings.NewReader(document))
		require.NoError(t, err)
		path := file(t, "m.pmml", document)
		for _, text := range texts {
			row := model.NewRow()
			row.SetText(0, text)
			err := row.Score()
			got := evalIn("a\n"+text+"\n", "-m", path, "--missing", "?")
			if err != nil {
				assert.Equal(t, 3, got.code, "%s %q: %v", dataType, text, err)
				continue
			}
			want := string(row.AppendText(nil, 0))
			if want == "" {
				want = `""`
			}
			assert.Equal(t, outcome{0, "_target\n" + want + "\n", ""}, got, "%s %q", dataType, text)
		}
	}
}

// TestRowsAllocateLittle: what is allocated goes with blocks, and not with rows.
func TestRowsAllocateLittle(t *testing.T) {
	path := file(t, "sum.pmml", sumModel)
	allocs := func(rows int) float64 {
		in := "a,b\n" + strings.Repeat("1.5,2\n", rows)
		return testing.AllocsPerRun(2, func() { evalIn(in, "-m", path) })
	}
	few, many := allocs(1000), allocs(101_000)
	assert.Less(t, many-few, 1000.0, "100,000 rows more")
}
