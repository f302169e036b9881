package nearestneighbor_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/pmmltest"
)

var (
	load  = pmmltest.Load
	score = pmmltest.Value
)

// model is a NearestNeighborModel as the tests write it: inputs x and y, targets
// of its mining schema, and training instances of the columns id, x, y, c and z.
type model struct {
	function   string
	attributes string
	dictionary string
	schema     string // of the targets; by default the category c
	outputs    string
	local      string
	instances  string // attributes of TrainingInstances
	fields     string // more InstanceField elements
	rows       []string
	measure    string
	inputs     string
}

// table is the example of most tests: A is near (1, 1), B at (2, 2), C far.
var table = []string{"A 1 1 p 10", "B 2 2 q 20", "C 4 0 q 60"}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func (m model) text() string {
	wrap := func(element, content string) string {
		if content == "" {
			return ""
		}
		return "<" + element + ">" + content + "</" + element + ">"
	}
	rows := m.rows
	if rows == nil {
		rows = table
	}
	var b strings.Builder
	for _, row := range rows {
		b.WriteString("<row>")
		for i, text := range strings.Fields(row) {
			if text != "-" { // a missing one
				name := []string{"id", "x", "y", "c", "z", "w"}[i]
				fmt.Fprintf(&b, "<%s>%s</%s>", name, text, name)
			}
		}
		b.WriteString("</row>")
	}
	return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>` +
		`<DataField name="x" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="double"/>` +
		or(m.dictionary, `<DataField name="c" optype="categorical" dataType="string"/><DataField name="z" optype="continuous" dataType="double"/>`) +
		`</DataDictionary><NearestNeighborModel functionName="` + or(m.function, "classification") + `" ` + or(m.attributes, `numberOfNeighbors="2"`) + `>` +
		`<MiningSchema><MiningField name="x"/><MiningField name="y"/>` + or(m.schema, target("c")) + `</MiningSchema>` +
		wrap("Output", m.outputs) + wrap("LocalTransformations", m.local) +
		`<TrainingInstances ` + m.instances + `><InstanceFields>` +
		or(m.fields, field("id")+field("x")+field("y")+field("c")+field("z")) + `</InstanceFields><InlineTable>` + b.String() + `</InlineTable></TrainingInstances>` +
		or(m.measure, `<ComparisonMeasure kind="distance"><squaredEuclidean/></ComparisonMeasure>`) +
		`<KNNInputs>` + or(m.inputs, `<KNNInput field="x"/><KNNInput field="y"/>`) + `</KNNInputs></NearestNeighborModel></PMML>`
}

func target(name string) string { return `<MiningField name="` + name + `" usageType="target"/>` }

func field(name string) string { return `<InstanceField field="` + name + `" column="` + name + `"/>` }

func out(name, feature, attributes string) string {
	return `<OutputField name="` + name + `" feature="` + feature + `" ` + attributes + `/>`
}

type record = map[string]any

var near = record{"x": 1, "y": 2} // at distance 1 of A and B, 13 of C

func TestNumbers(t *testing.T) {
	for _, tt := range []struct {
		name, attributes string
		rows             []string
		record           record
		want             float64
	}{
		{"average is the default", `numberOfNeighbors="2"`, nil, near, 15},
		{"of all instances", `numberOfNeighbors="3"`, nil, near, 30},
		{"average", `numberOfNeighbors="1" continuousScoringMethod="average"`, nil, record{"x": 4, "y": 1}, 60},
		{"weights are inverse distances", `numberOfNeighbors="2" continuousScoringMethod="weightedAverage" threshold="1"`, nil, record{"x": 1, "y": 1}, (10 + 20/3.0) / (1 + 1/3.0)},
		{"the threshold is 0.001 by default", `numberOfNeighbors="2" continuousScoringMethod="weightedAverage"`, nil, record{"x": 1, "y": 1}, (10/0.001 + 20/2.001) / (1/0.001 + 1/2.001)},
		{"median of an odd number", `numberOfNeighbors="3" continuousScoringMethod="median"`, nil, near, 20},
		{"median of an even number is the mean of two", `numberOfNeighbors="2" continuousScoringMethod="median"`, nil, record{"x": 3.5, "y": 0}, 40},
		{"of equals the first in the table is nearer", `numberOfNeighbors="1"`, []string{"A 2 2 p 3", "B 1 1 p 4"}, near, 3},
		{"a missing value is left out", `numberOfNeighbors="1"`, nil, record{"x": 3}, 20},
		{"also among the instances", `numberOfNeighbors="1"`, []string{"A 1 1 p 3", "B 1 - p 4"}, record{"x": 1, "y": 9}, 4},
		{"an instance with nothing in common is farthest", `numberOfNeighbors="1"`, []string{"A - 1 p 3", "B 900 1 p 4"}, record{"x": 1}, 4},
	} {
		for _, context := range []string{"", ` x-mathContext="float"`} {
			t.Run(tt.name+context, func(t *testing.T) {
				m := load(t, model{function: "regression", attributes: tt.attributes + context, schema: target("z"), rows: tt.rows}.text())
				got := score(t, m, tt.record, "z").(float64)
				if context == "" {
					assert.InEpsilon(t, tt.want, got, 1e-15)
				} else {
					assert.InEpsilon(t, tt.want, got, 1e-6)
					assert.Equal(t, float64(float32(got)), got)
				}
			})
		}
	}
}

func TestCategories(t *testing.T) {
	for _, tt := range []struct {
		name, attributes string
		rows             []string
		record           record
		want             string
		p                float64 // the probability of it
	}{
		{"the majority", `numberOfNeighbors="3"`, nil, near, "q", 2.0 / 3},
		{"equal votes go to the more frequent category", `numberOfNeighbors="2"`, nil, near, "q", 0.5},
		{"then to the first in order", `numberOfNeighbors="2"`, table[:2], near, "p", 0.5},
		{"also where it comes later", `numberOfNeighbors="2"`, []string{"A 1 1 q 1", "B 2 2 p 1"}, near, "p", 0.5},
		{"votes by weight", `numberOfNeighbors="3" categoricalScoringMethod="weightedMajorityVote" threshold="1"`, nil, record{"x": 1, "y": 1}, "p", 1 / (1 + 1/3.0 + 1/11.0)},
		{"equal weights", `numberOfNeighbors="2" categoricalScoringMethod="weightedMajorityVote"`, nil, near, "q", 0.5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, model{attributes: tt.attributes, rows: tt.rows, outputs: out("p", "probability", "")}.text())
			assert.Equal(t, tt.want, score(t, m, tt.record, "c"))
			assert.InEpsilon(t, tt.p, score(t, m, tt.record, "p"), 1e-15)
		})
	}
	numbers := model{
		dictionary: `<DataField name="c" optype="categorical" dataType="integer"/><DataField name="z" optype="continuous" dataType="double"/>`,
		rows:       []string{"A 1 1 10 0", "B 2 2 9 0"},
	}
	assert.EqualValues(t, 9, score(t, load(t, numbers.text()), near, "c"), "numbers are in the order of numbers")
}

func TestMixedTargets(t *testing.T) {
	for _, function := range []string{"mixed", "regression", "classification"} {
		m := load(t, model{
			function: function, schema: target("z") + target("c"),
			outputs: out("pc", "predictedValue", `targetField="c"`) + out("id", "entityId", "") + out("d", "affinity", `rank="2"`),
		}.text())
		assert.Equal(t, 15.0, score(t, m, near, "z"))
		assert.Equal(t, "q", score(t, m, near, "c"))
		assert.Equal(t, "q", score(t, m, near, "pc"))
		assert.Equal(t, "1", score(t, m, near, "id"))
		assert.Equal(t, 1.0, score(t, m, near, "d"))
	}
}

func TestNeighbors(t *testing.T) {
	outputs := out("n1", "entityId", "") + out("n3", "entityId", `rank="3"`) + out("n4", "entityId", `rank="4"`) +
		out("d1", "affinity", "") + out("d3", "affinity", `rank="3"`) + out("e", "entityAffinity", `rank="3"`)
	m := load(t, model{
		function: "clustering", schema: " ", attributes: `numberOfNeighbors="1" instanceIdVariable="id"`,
		outputs: outputs + out("dC", "affinity", `value="C"`),
	}.text())
	r := record{"x": 2, "y": 1}
	for name, want := range map[string]any{
		"_target": "A", "n1": "A", "n3": "C", "n4": nil, "d1": 1.0, "d3": 5.0, "dC": 5.0, "e": 1.0,
	} {
		assert.Equal(t, want, score(t, m, r, name), name)
	}
	m = load(t, model{outputs: outputs + out("dC", "affinity", `value="3"`)}.text())
	for name, want := range map[string]any{"n1": "1", "n3": "3", "d3": 5.0, "dC": 5.0} {
		assert.Equal(t, want, score(t, m, r, name), "rows are counted from 1: %s", name)
	}
}

func TestMeasures(t *testing.T) {
	for _, tt := range []struct {
		name, measure, inputs string
		record                record
		want                  string
		d                     float64
	}{
		{"chebychev", `<ComparisonMeasure kind="distance"><chebychev/></ComparisonMeasure>`, "", record{"x": 4, "y": 2}, "2", 2},
		{"weights", `<ComparisonMeasure kind="distance"><cityBlock/></ComparisonMeasure>`, `<KNNInput field="x" fieldWeight="3"/><KNNInput field="y"/>`, record{"x": 4, "y": 2}, "3", 2},
		{"an input's own function", `<ComparisonMeasure kind="distance"><cityBlock/></ComparisonMeasure>`, `<KNNInput field="x" compareFunction="delta"/><KNNInput field="y"/>`, record{"x": 4, "y": 2}, "2", 1},
		{"the measure's function", `<ComparisonMeasure kind="similarity" compareFunction="equal"><cityBlock/></ComparisonMeasure>`, "", record{"x": 4, "y": 2}, "2", 1},
		{"a similarity is greatest", `<ComparisonMeasure kind="similarity"><squaredEuclidean/></ComparisonMeasure>`, "", record{"x": 1, "y": 2}, "3", 13},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, model{measure: tt.measure, inputs: tt.inputs, outputs: out("n", "entityId", "") + out("d", "affinity", "")}.text())
			assert.Equal(t, tt.want, score(t, m, tt.record, "n"))
			assert.Equal(t, tt.d, score(t, m, tt.record, "d"))
		})
	}
	texts := model{
		dictionary: `<DataField name="c" optype="categorical" dataType="string"/><DataField name="z" optype="continuous" dataType="double"/>`,
		function:   "regression", attributes: `numberOfNeighbors="1"`, schema: `<MiningField name="c"/>` + target("z"),
		measure: `<ComparisonMeasure kind="distance" compareFunction="delta"><cityBlock/></ComparisonMeasure>`,
		inputs:  `<KNNInput field="c"/>`,
	}
	m := load(t, texts.text())
	assert.Equal(t, 20.0, score(t, m, record{"c": "q"}, "z"), "texts are compared by delta")
	assert.Equal(t, 10.0, score(t, m, record{"c": "what nobody knows"}, "z"))
	truth := model{
		function: "clustering", schema: " ", attributes: `numberOfNeighbors="1" instanceIdVariable="id"`,
		rows: []string{"A 1 0 p 1", "B 1 1 p 1"}, measure: `<ComparisonMeasure kind="similarity"><jaccard/></ComparisonMeasure>`,
	}
	m = load(t, truth.text())
	assert.Equal(t, "B", score(t, m, record{"x": 1, "y": 1}, "_target"))
	for says, r := range map[string]record{
		"neither 0 nor 1, as jaccard needs": {"x": 1, "y": 2}, "neither 0 nor 1": {"x": 1},
	} {
		_, err := m.Evaluate(r)
		assert.ErrorContains(t, err, says)
	}
	truth.rows = []string{"A 0 0 p 1", "B 1 1 p 1"}
	_, err := load(t, truth.text()).Evaluate(record{"x": 0, "y": 0})
	assert.ErrorContains(t, err, "a ratio whose denominator is 0")
}

func TestTrainingInstances(t *testing.T) {
	double := `<DerivedField name="twice" optype="continuous" dataType="double"><Apply function="*"><FieldRef field="x"/><Constant>2</Constant></Apply></DerivedField>`
	spelled := `<DerivedField name="spelled" optype="categorical" dataType="string"><Apply function="concat"><FieldRef field="c"/><Constant dataType="string">!</Constant></Apply></DerivedField>`
	regression := func(m model) model {
		m.function, m.outputs = "regression", out("d", "affinity", `rank="2"`)
		m.attributes = `numberOfNeighbors="1"`
		m.schema = or(m.schema, target("z"))
		return m
	}
	for _, tt := range []struct {
		name   string
		model  model
		record record
		z, d   float64
	}{
		{"derived fields are computed from the columns", model{local: double, inputs: `<KNNInput field="twice"/>`}, record{"x": 3.5}, 60, 9},
		{"unless they have a column", model{
			local: double, inputs: `<KNNInput field="twice"/>`, instances: `isTransformed="true"`,
			fields: field("z") + `<InstanceField field="twice" column="x"/>`,
		}, record{"x": 1.1}, 20, 1.44},
		{"derived texts", model{
			local: spelled, inputs: `<KNNInput field="spelled"/>`, schema: `<MiningField name="c"/>` + target("z"),
			measure: `<ComparisonMeasure kind="distance" compareFunction="delta"><cityBlock/></ComparisonMeasure>`,
		}, record{"c": "q"}, 20, 0},
		{"a missing value is replaced", model{schema: `<MiningField name="w" missingValueReplacement="7"/>` + target("z"),
			dictionary: `<DataField name="w" optype="continuous" dataType="double"/><DataField name="z" optype="continuous" dataType="double"/>`,
			fields:     field("w") + field("z"), inputs: `<KNNInput field="w"/>`, rows: []string{"A 1 1 p 10 3", "B 1 1 p 20 -"},
		}, record{"w": 6}, 20, 9},
		{"an outlier becomes the limit", model{schema: `<MiningField name="w" outliers="asExtremeValues" lowValue="0" highValue="10"/>` + target("z"),
			dictionary: `<DataField name="w" optype="continuous" dataType="double"/><DataField name="z" optype="continuous" dataType="double"/>`,
			fields:     field("w") + field("z"), inputs: `<KNNInput field="w"/>`, rows: []string{"A 1 1 p 10 3", "B 1 1 p 20 99"},
		}, record{"w": 9}, 20, 36},
		{"a column's name is the field's by default", model{fields: `<InstanceField field="x"/><InstanceField field="y"/><InstanceField field="z"/>`}, record{"x": 1, "y": 1}, 10, 2},
		{"recordCount is a remark", model{instances: `recordCount="200" fieldCount="9"`}, record{"x": 1, "y": 1}, 10, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, regression(tt.model).text())
			assert.Equal(t, tt.z, score(t, m, tt.record, "z"))
			assert.InDelta(t, tt.d, score(t, m, tt.record, "d"), 1e-12)
		})
	}
}

func TestRecordErrors(t *testing.T) {
	m := load(t, model{}.text())
	_, err := m.Evaluate(record{})
	assert.ErrorContains(t, err, "all fields that records are compared by are missing, so the record has no distance to any training instance")
	m = load(t, model{attributes: `numberOfNeighbors="1" threshold="0" categoricalScoringMethod="weightedMajorityVote"`}.text())
	_, err = m.Evaluate(record{"x": 1, "y": 1})
	assert.ErrorContains(t, err, "a neighbor has the distance 0 and the threshold is 0")
	assert.Equal(t, "p", score(t, m, record{"x": 1, "y": 1.1}, "c"), "the next record is none the worse for it")
}

func TestInsideAnEnsemble(t *testing.T) {
	inner := strings.NewReplacer(`<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">`, "").Replace(model{
		schema: `<MiningField name="s" outliers="asExtremeValues" lowValue="0" highValue="5"/>` + target("c"), attributes: `numberOfNeighbors="1"`,
		fields: field("c") + `<InstanceField field="s" column="x"/>`, inputs: `<KNNInput field="s"/>`, rows: []string{"A 1 1 p 10", "B 70 1 q 10"},
		outputs: out("d", "affinity", "") + out("id", "entityId", ""),
	}.text())
	_, inner, _ = strings.Cut(inner, "</DataDictionary>")
	inner = strings.TrimSuffix(inner, "</PMML>")
	m := load(t, `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>`+
		`<DataField name="x" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="double"/><DataField name="c" optype="categorical" dataType="string"/>`+
		`</DataDictionary><MiningModel functionName="classification"><MiningSchema><MiningField name="x"/><MiningField name="y"/>`+target("c")+`</MiningSchema>`+
		`<LocalTransformations><DerivedField name="s" optype="continuous" dataType="double"><Apply function="+"><FieldRef field="x"/><FieldRef field="y"/></Apply></DerivedField></LocalTransformations>`+
		`<Segmentation multipleModelMethod="majorityVote"><Segment id="1"><True/>`+inner+`</Segment></Segmentation></MiningModel></PMML>`)
	assert.Equal(t, "q", score(t, m, record{"x": 2, "y": 2}, "c"), "70 is treated as an outlier, as 5")
	assert.Equal(t, "p", score(t, m, record{"x": 1, "y": 1}, "c"))
}

func TestVotesOnNeighbors(t *testing.T) {
	segment := func(k int) string {
		s := model{function: "clustering", schema: " ", attributes: `numberOfNeighbors="1" instanceIdVariable="id"`, rows: []string{"A 1 1", "B 2 2", "C 4 0"}[:k], fields: field("id") + field("x") + field("y")}.text()
		_, s, _ = strings.Cut(s, "</DataDictionary>")
		return "<Segment><True/>" + strings.TrimSuffix(s, "</PMML>") + "</Segment>"
	}
	m := load(t, `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>`+
		`<DataField name="x" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="double"/>`+
		`</DataDictionary><MiningModel functionName="clustering"><MiningSchema><MiningField name="x"/><MiningField name="y"/></MiningSchema>`+
		`<Segmentation multipleModelMethod="majorityVote">`+segment(1)+segment(2)+segment(3)+`</Segmentation></MiningModel></PMML>`)
	assert.Equal(t, "B", score(t, m, record{"x": 2, "y": 2}, "_target"))
	assert.Equal(t, "A", score(t, m, record{"x": 1, "y": 1}, "_target"))
}

// large gives a model of n instances with two columns of random numbers.
func large(n int, attributes string) model {
	random := rand.New(rand.NewPCG(1, 2))
	m := model{attributes: attributes, outputs: out("n2", "entityId", `rank="2"`) + out("d", "affinity", "") + out("d7", "affinity", `value="7"`)}
	for i := range n {
		m.rows = append(m.rows, fmt.Sprintf("I%d %v %v k%d %d", i, random.NormFloat64(), random.NormFloat64(), i%3, i))
	}
	return m
}

func TestRowAllocatesNothing(t *testing.T) {
	for name, s := range map[string]model{
		"few": large(10, `numberOfNeighbors="3"`), "many": large(3000, `numberOfNeighbors="3"`),
		"weighted": large(3000, `numberOfNeighbors="3" categoricalScoringMethod="weightedMajorityVote"`),
		"floats":   large(3000, `numberOfNeighbors="3" x-mathContext="float"`),
	} {
		t.Run(name, func(t *testing.T) {
			m := load(t, s.text())
			row := m.NewRow()
			x, _ := m.Input("x")
			y, _ := m.Input("y")
			v := 0.0
			assert.Zero(t, testing.AllocsPerRun(50, func() {
				v += 0.01
				row.SetFloat(x, v)
				row.SetFloat(y, 1)
				_ = row.Score()
				row.SetMissing(y)
				_ = row.Score()
			}))
		})
	}
}

// One model serves many goroutines.
func TestConcurrency(t *testing.T) {
	m := load(t, large(3000, `numberOfNeighbors="3" categoricalScoringMethod="weightedMajorityVote"`).text())
	id, _ := m.ResultIndex("n2")
	x, _ := m.Input("x")
	y, _ := m.Input("y")
	scores := func() []any {
		var out []any
		row := m.NewRow()
		for i := range 100 {
			row.SetFloat(x, float64(i)/20)
			row.SetFloat(y, 0.5)
			if !assert.NoError(t, row.Score()) {
				break
			}
			out = append(out, row.Value(id))
		}
		return out
	}
	want := scores()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() { assert.Equal(t, want, scores()) })
	}
	group.Wait()
}

func TestExplain(t *testing.T) {
	m := load(t, model{attributes: `numberOfNeighbors="2" instanceIdVariable="id" categoricalScoringMethod="weightedMajorityVote" threshold="1"`, outputs: out("id", "entityId", "")}.text())
	x, err := m.Explain(near)
	require.NoError(t, err)
	n := x.Model.Detail.(*explain.Neighbors)
	require.NotNil(t, n)
	assert.Equal(t, "squaredEuclidean: the 2 of 3 training instances with the least distance", n.Rule)
	require.Len(t, n.Nearest, 2)
	assert.Equal(t, "A", n.Nearest[0].ID)
	assert.EqualValues(t, 0.5, *n.Nearest[0].Weight)
	assert.Equal(t, "p", n.Nearest[0].Targets[0].Value)
	var text strings.Builder
	require.NoError(t, x.WriteText(&text))
	assert.Contains(t, text.String(), "row 2 (B)  1  weight 0.5  c is q")
}

// BenchmarkRow scores one record at a time among 10,000 instances.
func BenchmarkRow(b *testing.B) {
	m := load(b, large(10_000, `numberOfNeighbors="5"`).text())
	row := m.NewRow()
	x, _ := m.Input("x")
	y, _ := m.Input("y")
	random := rand.New(rand.NewPCG(3, 4))
	b.ReportAllocs()
	for b.Loop() {
		row.SetFloat(x, random.NormFloat64())
		row.SetFloat(y, random.NormFloat64())
		if err := row.Score(); err != nil {
			b.Fatal(err)
		}
	}
}
