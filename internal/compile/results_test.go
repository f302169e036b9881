package compile_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/models"
	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// chain is a model of two segments, the second of which needs "score" of the
// first, with derived fields that several results or only one of them need.
const chain = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>
<DataDictionary>
	<DataField name="a" optype="continuous" dataType="double"/>
	<DataField name="b" optype="continuous" dataType="double"/>
	<DataField name="c" optype="continuous" dataType="double"/>
	<DataField name="y" optype="continuous" dataType="double"/>
</DataDictionary>
<TransformationDictionary>
	<DerivedField name="a2" optype="continuous" dataType="double"><Apply function="*"><FieldRef field="a"/><FieldRef field="a"/></Apply></DerivedField>
	<DerivedField name="b2" optype="continuous" dataType="double"><Apply function="*"><FieldRef field="b"/><FieldRef field="b"/></Apply></DerivedField>
	<DerivedField name="b4" optype="continuous" dataType="double"><Apply function="*"><FieldRef field="b2"/><FieldRef field="b2"/></Apply></DerivedField>
</TransformationDictionary>
<MiningModel functionName="regression">
	<MiningSchema><MiningField name="a"/><MiningField name="b"/><MiningField name="c"/><MiningField name="y" usageType="target"/></MiningSchema>
	<Output>
		<OutputField name="A" optype="continuous" dataType="double" feature="transformedValue"><FieldRef field="a2"/></OutputField>
		<OutputField name="B" optype="continuous" dataType="double" feature="transformedValue"><FieldRef field="b4"/></OutputField>
		<OutputField name="BB" optype="continuous" dataType="double" feature="transformedValue"><Apply function="+"><FieldRef field="B"/><FieldRef field="b2"/></Apply></OutputField>
		<OutputField name="side" optype="continuous" dataType="double" feature="transformedValue" segmentId="1" value="spare"/>
		<OutputField name="residual" optype="continuous" dataType="double" feature="residual"/>
	</Output>
	<Segmentation multipleModelMethod="modelChain">
		<Segment id="1"><True/>
			<RegressionModel functionName="regression">
				<MiningSchema><MiningField name="a"/><MiningField name="c" missingValueReplacement="1"/></MiningSchema>
				<Output>
					<OutputField name="score" optype="continuous" dataType="double" feature="predictedValue"/>
					<OutputField name="spare" optype="continuous" dataType="double" feature="transformedValue"><FieldRef field="c"/></OutputField>
				</Output>
				<RegressionTable intercept="0"><NumericPredictor name="a" coefficient="1"/></RegressionTable>
			</RegressionModel>
		</Segment>
		<Segment id="2"><True/>
			<RegressionModel functionName="regression">
				<MiningSchema><MiningField name="score"/><MiningField name="y" usageType="target"/></MiningSchema>
				<Output><OutputField name="final" optype="continuous" dataType="double" feature="predictedValue"/></Output>
				<RegressionTable intercept="1"><NumericPredictor name="score" coefficient="2"/></RegressionTable>
			</RegressionModel>
		</Segment>
	</Segmentation>
</MiningModel></PMML>`

func compileChain(t *testing.T, results ...string) (*compile.Compiled, error) {
	t.Helper()
	doc, err := pmml.Parse(strings.NewReader(chain))
	require.NoError(t, err)
	return compile.Document(doc, models.All, compile.Options{Results: results})
}

// values scores a record (a, b, c, y) and gives the results by name.
func values(t *testing.T, c *compile.Compiled) map[string]float64 {
	t.Helper()
	f := c.Program.NewFrame()
	for i, v := range []float64{2, 3, 5, 6} {
		if i < len(c.Inputs) {
			f.SetNumber(i, v)
		}
	}
	require.Nil(t, f.Run())
	out := map[string]float64{}
	for _, r := range c.Results {
		out[r.Name] = f.Cells[r.Slot]
	}
	return out
}

// filled counts the cells that hold a value after a record was scored: those
// of inputs that are prepared, of derived fields, targets and outputs.
func filled(c *compile.Compiled) int {
	f := c.Program.NewFrame()
	for i := range c.Inputs {
		f.SetNumber(i, 2)
	}
	f.Run()
	n := 0
	for _, v := range f.Cells {
		if !program.IsMissing(v) {
			n++
		}
	}
	return n
}

func TestOnlyWhatIsWantedIsComputed(t *testing.T) {
	whole, err := compileChain(t)
	require.NoError(t, err)
	want := values(t, whole)
	require.Equal(t, map[string]float64{"y": 5, "A": 4, "B": 81, "BB": 90, "side": 5, "residual": 1, "final": 5}, want)

	for _, tt := range []struct {
		results          []string
		derived, outputs int // steps of the outermost stage
		inputs           int // that are prepared
	}{
		{nil, 3, 5, 4},
		{[]string{"y"}, 0, 0, 1},
		{[]string{"final"}, 0, 0, 1},
		{[]string{"A"}, 1, 1, 1},
		{[]string{"B"}, 2, 1, 2},
		{[]string{"BB"}, 2, 2, 2}, // B is needed, though not reported
		{[]string{"side"}, 0, 1, 2},
		{[]string{"residual"}, 0, 1, 2},
		{[]string{"residual", "A"}, 1, 2, 2},
	} {
		t.Run(fmt.Sprint(tt.results), func(t *testing.T) {
			c, err := compileChain(t, tt.results...)
			require.NoError(t, err)
			steps := map[program.StepKind]int{}
			for _, st := range c.Program.Stage.Steps {
				steps[st.Kind]++
			}
			assert.Equal(t, tt.derived, steps[program.StepDerive])
			assert.Equal(t, tt.outputs, steps[program.StepOutput])
			prepared := 0
			for i := range c.Program.Inputs {
				if c.Program.Inputs[i].Field.To != program.NoSlot {
					prepared++
				}
			}
			assert.Equal(t, tt.inputs, prepared)
			for name, v := range values(t, c) {
				assert.Equal(t, want[name], v, name)
			}
			if tt.results != nil {
				assert.Less(t, filled(c), filled(whole))
				assert.Equal(t, len(whole.Results), len(c.Results)+len(c.Dropped))
			}
		})
	}
}

// A segment's output that nobody wants is not computed, nor the treatment of a
// field that only it needs; one that a later segment needs is.
func TestSegmentsComputeWhatIsWantedOnly(t *testing.T) {
	without, err := compileChain(t, "y")
	require.NoError(t, err)
	with, err := compileChain(t, "y", "side")
	require.NoError(t, err)
	// side, spare, c as the model and as the segment see it, and spare as later
	// segments do.
	assert.Equal(t, 5, filled(with)-filled(without))
}

func TestUnknownResults(t *testing.T) {
	_, err := compileChain(t, "A", "Z", "spare")
	var unknown *compile.UnknownResultsError
	require.True(t, errors.As(err, &unknown))
	assert.Equal(t, []string{"Z", "spare"}, unknown.Names)
	assert.Equal(t, []string{"y", "final", "A", "B", "BB", "side", "residual"}, unknown.Known)
}

// What a value is computed from is known whether results are selected or not: of
// a result the inputs, through derived fields, segments and what they publish.
func TestLineage(t *testing.T) {
	for _, selected := range [][]string{nil, {"y", "B", "BB"}} {
		c, err := compileChain(t, selected...)
		require.NoError(t, err)
		inputs := map[string][]string{}
		for _, r := range c.Results {
			names := []string{}
			for _, i := range c.Program.InputsOf(r.Slot) {
				names = append(names, c.Program.Inputs[i].Name)
			}
			inputs[r.Name] = names
		}
		want := map[string][]string{
			"y": {"a"}, "final": {"a"}, "A": {"a"}, "B": {"b"}, "BB": {"b"},
			// What the segment of side and spare predicts does not matter to them.
			"side": {"c"}, "residual": {"a", "y"},
		}
		if selected != nil {
			want = map[string][]string{"y": {"a"}, "B": {"b"}, "BB": {"b"}}
		}
		assert.Equal(t, want, inputs)
	}
}
