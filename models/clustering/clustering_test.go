package clustering_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/pmmltest"
)

var (
	load  = pmmltest.Load
	score = pmmltest.Value
)

// model is a ClusteringModel as the tests write it: fields a and b, clusters at
// (0, 0) and (3, 1) by squaredEuclidean, unless it says otherwise.
type model struct {
	version    string
	dictionary string // more data fields
	schema     string // more mining fields
	attributes string // of the model
	outputs    string
	local      string
	measure    string // the ComparisonMeasure
	fields     string
	extra      string // between fields and clusters
	clusters   string
	count      int
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func (m model) text() string {
	version := or(m.version, "4.4")
	if m.outputs != "" {
		m.outputs = "<Output>" + m.outputs + "</Output>"
	}
	if m.local != "" {
		m.local = "<LocalTransformations>" + m.local + "</LocalTransformations>"
	}
	clusters := or(m.clusters, cluster(`id="one"`, "0 0")+cluster(`id="two"`, "3 1"))
	if m.count == 0 {
		m.count = strings.Count(clusters, "<Cluster")
	}
	return `<PMML xmlns="http://www.dmg.org/PMML-` + strings.ReplaceAll(version, ".", "_") + `" version="` + version + `"><Header/>` +
		`<DataDictionary><DataField name="a" optype="continuous" dataType="double"/><DataField name="b" optype="continuous" dataType="double"/>` + m.dictionary +
		`</DataDictionary><ClusteringModel functionName="clustering" ` + or(m.attributes, `modelClass="centerBased"`) +
		fmt.Sprintf(` numberOfClusters="%d">`, m.count) + `<MiningSchema><MiningField name="a"/><MiningField name="b"/>` + m.schema + `</MiningSchema>` +
		m.outputs + m.local + or(m.measure, `<ComparisonMeasure kind="distance"><squaredEuclidean/></ComparisonMeasure>`) +
		or(m.fields, `<ClusteringField field="a"/><ClusteringField field="b"/>`) + m.extra + clusters + `</ClusteringModel></PMML>`
}

func cluster(attributes, center string) string {
	return fmt.Sprintf(`<Cluster %s><Array n="%d" type="real">%s</Array></Cluster>`, attributes, len(strings.Fields(center)), center)
}

func out(name, feature, attributes string) string {
	return `<OutputField name="` + name + `" feature="` + feature + `" ` + attributes + `/>`
}

type record = map[string]any

const affinities = `<OutputField name="d" feature="affinity"/><OutputField name="d1" feature="affinity" value="one"/><OutputField name="d2" feature="affinity" value="two"/>`

func TestCenters(t *testing.T) {
	measure := func(kind, name string) string {
		return `<ComparisonMeasure kind="` + kind + `">` + name + `</ComparisonMeasure>`
	}
	weighted := `<ClusteringField field="a" fieldWeight="1"/><ClusteringField field="b" fieldWeight="2"/>`
	for _, tt := range []struct {
		name   string
		model  model
		record record
		winner string
		d1, d2 any
	}{
		{"the nearest center wins", model{}, record{"a": 2, "b": 0}, "two", 4.0, 2.0},
		{"of equals the first", model{measure: measure("distance", "<chebychev/>"), fields: weighted}, record{"a": 1, "b": 1}, "one", 2.0, 2.0},
		{"a missing value scales the rest", model{fields: weighted}, record{"a": 1}, "one", 2.0, 8.0},
		{"inside the root", model{fields: weighted, measure: measure("distance", "<euclidean/>")}, record{"a": 1}, "one", math.Sqrt2, math.Sqrt(8)},
		{"missing-value weights", model{extra: `<MissingValueWeights><Array n="2" type="real">1 3</Array></MissingValueWeights>`}, record{"a": 1}, "one", 4.0, 16.0},
		{"a similarity is greatest", model{measure: measure("similarity", "<squaredEuclidean/>")}, record{"a": 2, "b": 0}, "one", 4.0, 2.0},
		{"kind decides, not the measure", model{measure: measure("distance", "<simpleMatching/>"), clusters: cluster(`id="one"`, "1 1") + cluster(`id="two"`, "0 1")}, record{"a": 1, "b": 0}, "two", 0.5, 0.0},
		{"truth values", model{measure: measure("similarity", "<jaccard/>"), clusters: cluster(`id="one"`, "0 1") + cluster(`id="two"`, "1 1")}, record{"a": 1, "b": 0}, "two", 0.0, 0.5},
		{"a field's own compare function", model{fields: `<ClusteringField field="a" compareFunction="delta"/><ClusteringField field="b"/>`}, record{"a": 2, "b": 0.75}, "two", 1.5625, 1.0625},
		{"the measure's compare function", model{measure: `<ComparisonMeasure kind="distance" compareFunction="delta"><cityBlock/></ComparisonMeasure>`}, record{"a": 3, "b": 0}, "one", 1.0, 1.0},
		{"gaussSim", model{measure: measure("similarity", "<cityBlock/>"), fields: `<ClusteringField field="a" compareFunction="gaussSim" similarityScale="3"/><ClusteringField field="b" compareFunction="gaussSim" similarityScale="1"/>`}, record{"a": 3, "b": 0}, "one", 1.5, 1.5},
		{"what is no center field is left out", model{fields: `<ClusteringField field="b" isCenterField="false" fieldWeight="9"/><ClusteringField field="a" fieldWeight="2"/>`, clusters: cluster(`id="one"`, "0") + cluster(`id="two"`, "3")}, record{"a": 2, "b": 7}, "two", 8.0, 2.0},
		{"a missing-value weight for what is left out", model{fields: `<ClusteringField field="b" isCenterField="false"/><ClusteringField field="a"/>`, extra: `<MissingValueWeights><Array n="2" type="real">0 1</Array></MissingValueWeights>`, clusters: cluster(`id="one"`, "0") + cluster(`id="two"`, "3")}, record{"a": 2}, "two", 4.0, 1.0},
		{"a derived field", model{fields: `<ClusteringField field="c"/><ClusteringField field="b"/>`, local: `<DerivedField name="c" optype="continuous" dataType="double"><Apply function="*"><FieldRef field="a"/><Constant>2</Constant></Apply></DerivedField>`}, record{"a": 1, "b": 0}, "two", 4.0, 2.0},
		{"centers of whole numbers", model{clusters: strings.ReplaceAll(cluster(`id="one"`, "0 0")+cluster(`id="two"`, "3 1"), "real", "int")}, record{"a": 2, "b": 0}, "two", 4.0, 2.0},
		{"a Kohonen map is a remark", model{clusters: `<Cluster id="one"><KohonenMap coord1="1" coord2="2"/><Array n="2" type="real">0 0</Array></Cluster>` + cluster(`id="two"`, "3 1")}, record{"a": 2, "b": 0}, "two", 4.0, 2.0},
		{"infinite distances", model{}, record{"a": math.Inf(1), "b": 0}, "one", math.Inf(1), math.Inf(1)},
	} {
		for _, context := range []string{"", ` x-mathContext="float"`} {
			t.Run(tt.name+context, func(t *testing.T) {
				s := tt.model
				s.outputs = affinities
				s.attributes = `modelClass="centerBased"` + context
				m := load(t, s.text())
				assert.Equal(t, tt.winner, score(t, m, tt.record, "_target"))
				for name, want := range map[string]any{"d1": tt.d1, "d2": tt.d2} {
					got := score(t, m, tt.record, name)
					if f, ok := got.(float32); ok {
						assert.Equal(t, float32(want.(float64)), f)
						continue
					}
					assert.Equal(t, want, got, name)
				}
			})
		}
	}
}

func TestCenterFields(t *testing.T) {
	derived := func(name, field string) string {
		return `<DerivedField name="` + name + `" optype="continuous" dataType="double"><NormContinuous field="` + field + `"><LinearNorm orig="0" norm="0"/><LinearNorm orig="2" norm="1"/></NormContinuous></DerivedField>`
	}
	centers := "<CenterFields>" + derived("c", "b") + derived("d", "a") + "</CenterFields>"
	for name, fields := range map[string]string{
		"weights are those of the field in the same place": `<ClusteringField field="a" fieldWeight="4"/><ClusteringField field="b"/>`,
		"alone": "<!-- none -->",
	} {
		t.Run(name, func(t *testing.T) {
			m := load(t, model{version: "3.1", fields: fields, extra: centers, clusters: cluster("", "0 0"), outputs: out("d", "affinity", "")}.text())
			want := 9 + 1.0
			if name != "alone" {
				want = 4*9 + 1
			}
			assert.Equal(t, want, score(t, m, record{"a": 2, "b": 6}, "d"))
		})
	}
}

func TestTable(t *testing.T) {
	comparisons := `<Comparisons><Matrix nbRows="2" nbCols="2"><Array n="2" type="real">0 0.3</Array><Array n="2" type="real">0.7 0</Array></Matrix></Comparisons>`
	for _, tt := range []struct {
		name, field, comparisons string
		center                   string
		value                    any
		want                     float64
	}{
		{"by record, then center", "n", comparisons, "20", 10, 0.3},
		{"the other way round", "n", comparisons, "10", 20, 0.7},
		{"texts go by their place", "t", comparisons, "2", "x", 0.3},
		{"a symmetric matrix", "n", `<Comparisons><Matrix kind="symmetric"><Array n="1" type="real">0</Array><Array n="2" type="real">0.4 0</Array></Matrix></Comparisons>`, "20", 10, 0.4},
		{"cells and defaults", "n", `<Comparisons><Matrix kind="any" nbRows="2" nbCols="2" diagDefault="0" offDiagDefault="0.9"><MatCell row="2" col="1">0.2</MatCell></Matrix></Comparisons>`, "10", 20, 0.2},
		{"the default beside the diagonal", "n", `<Comparisons><Matrix kind="any" nbRows="2" nbCols="2" diagDefault="0" offDiagDefault="0.9"><MatCell row="2" col="1">0.2</MatCell></Matrix></Comparisons>`, "20", 10, 0.9},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := model{
				dictionary: `<DataField name="n" optype="categorical" dataType="integer"><Value value="10"/><Value value="20"/></DataField><DataField name="t" optype="categorical" dataType="string"><Value value="x"/><Value value="y"/></DataField>`,
				schema:     `<MiningField name="n" invalidValueTreatment="asIs"/><MiningField name="t"/>`,
				measure:    `<ComparisonMeasure kind="distance"><cityBlock/></ComparisonMeasure>`,
				fields:     `<ClusteringField field="a"/><ClusteringField field="` + tt.field + `" compareFunction="table">` + tt.comparisons + `</ClusteringField>`,
				clusters:   cluster(`id="one"`, "0 "+tt.center),
				outputs:    out("d", "affinity", ""),
			}
			m := load(t, s.text())
			assert.Equal(t, 5+tt.want, score(t, m, record{"a": 5, tt.field: tt.value}, "d"))
			assert.Equal(t, 10.0, score(t, m, record{"a": 5}, "d"), "a missing value is scaled")
			if tt.field == "n" {
				_, err := m.Evaluate(record{"a": 5, "n": 30})
				assert.ErrorContains(t, err, "not among those that the Comparisons compare")
			}
		})
	}
}

func TestIDs(t *testing.T) {
	for _, tt := range []struct {
		name, version, attributes string
		want                      string
	}{
		{"its id", "4.4", `id="x" name="y"`, "x"},
		{"else its place", "4.4", `name="y"`, "1"},
		{"else its place, without a name", "4.1", ``, "1"},
		{"before 4.1, when there was no id, its name", "3.2", `name="y"`, "y"},
		{"before 4.1 its place, without a name", "4.0", ``, "1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, model{version: tt.version, clusters: cluster(tt.attributes, "0 0")}.text())
			assert.Equal(t, tt.want, score(t, m, record{"a": 2}, "_target"))
		})
	}
}

func TestOutputs(t *testing.T) {
	m := load(t, model{
		clusters: cluster(`id="one" name="First"`, "0 0") + cluster(`id="two"`, "3 0") + cluster(`id="three" name="Third"`, "10 0"),
		outputs: out("value", "predictedValue", "") + out("value2", "predictedValue", `rank="2"`) +
			out("id", "clusterId", "") + out("id2", "entityId", `rank="2"`) + out("id3", "clusterId", `rank="3"`) + out("id4", "entityId", `rank="4"`) +
			out("name", "predictedDisplayValue", "") + out("name2", "predictedDisplayValue", `rank="2"`) +
			out("a", "affinity", "") + out("a2", "affinity", `rank="2"`) + out("a4", "affinity", `rank="4"`) + out("of", "affinity", `value="three"`) +
			out("ca", "clusterAffinity", "") + out("cof", "clusterAffinity", `value="two"`) + out("ea", "entityAffinity", `rank="2"`),
	}.text())
	r := record{"a": 1, "b": 0}
	for name, want := range map[string]any{
		"_target": "one", "value": "one", "value2": "two", "id": "one", "id2": "two", "id3": "three", "id4": nil,
		"name": "First", "name2": nil, "a": 1.0, "a2": 4.0, "a4": nil, "of": 81.0, "ca": 1.0, "cof": 4.0,
		"ea": 1.0, // older than ranks
	} {
		assert.Equal(t, want, score(t, m, r, name), name)
	}
	assert.Equal(t, "three", score(t, m, record{"a": 9, "b": 0}, "_target"))
	assert.Equal(t, "two", score(t, m, record{"a": 9, "b": 0}, "id2"))
}

func TestRecordErrors(t *testing.T) {
	truth := model{measure: `<ComparisonMeasure kind="similarity"><jaccard/></ComparisonMeasure>`, clusters: cluster(`id="one"`, "0 0")}
	for _, tt := range []struct {
		name   string
		model  model
		record record
		says   string
	}{
		{"all is missing", model{}, record{}, "all fields that clusters are compared by are missing, so the record has no distance to any cluster"},
		{"no truth value", truth, record{"a": 1, "b": 2}, "neither 0 nor 1, as jaccard needs"},
		{"a missing truth value", truth, record{"a": 1}, "neither 0 nor 1, as jaccard needs"},
		{"a denominator of 0", truth, record{"a": 0, "b": 0}, `the similarity to cluster "one" is a ratio whose denominator is 0`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, tt.model.text())
			_, err := m.Evaluate(tt.record)
			var e *evaluator.InputError
			require.ErrorAs(t, err, &e)
			assert.ErrorContains(t, err, tt.says)
		})
	}
}

func normal(id, size, mean, rows string) string {
	return `<Cluster id="` + id + `" ` + size + `><Array n="2" type="real">` + mean + `</Array><Covariances><Matrix nbRows="2" nbCols="2">` + rows + `</Matrix></Covariances></Cluster>`
}

func TestDistributions(t *testing.T) {
	rows := func(a, b, c string) string {
		return `<Array n="2" type="real">` + a + ` ` + b + `</Array><Array n="2" type="real">` + b + ` ` + c + `</Array>`
	}
	// Of correlated variables: the determinant is 3, the inverse (2 −1; −1 2)/3.
	clusters := normal("round", `size="20"`, "0 0", rows("1", "0", "1")) + normal("long", `size="60"`, "1 1", rows("2", "1", "2"))
	m := load(t, model{
		attributes: `modelClass="distributionBased"`, clusters: clusters,
		outputs: out("p", "probability", "") + out("round", "probability", `value="round"`) + out("id2", "clusterId", `rank="2"`),
	}.text())
	x, y := 0.5, -0.25
	round := 20 * math.Exp(-(x*x+y*y)/2)
	u, v := x-1, y-1
	long := 60 / math.Sqrt(3) * math.Exp(-(2*u*u-2*u*v+2*v*v)/3/2)
	r := record{"a": x, "b": y}
	assert.Equal(t, "long", score(t, m, r, "_target"))
	assert.InEpsilon(t, long/(long+round), score(t, m, r, "p"), 1e-14)
	assert.InEpsilon(t, round/(long+round), score(t, m, r, "round"), 1e-14)
	assert.Equal(t, "round", score(t, m, r, "id2"))
	assert.Nil(t, score(t, m, record{"a": 1}, "_target"), "a value is missing")
	assert.Nil(t, score(t, m, record{"a": math.Inf(1), "b": 0}, "_target"), "a value is infinite")

	unsized := load(t, model{attributes: `modelClass="distributionBased"`, clusters: strings.NewReplacer(`size="20"`, "", `size="60"`, "").Replace(clusters), outputs: out("p", "probability", "")}.text())
	assert.InEpsilon(t, round/20/(round/20+long/60), score(t, unsized, r, "p"), 1e-14, "without sizes all are as likely")
}

func TestRowAllocatesNothing(t *testing.T) {
	for name, s := range map[string]model{
		"centers":       {outputs: affinities + out("id2", "entityId", `rank="2"`)},
		"floats":        {attributes: `modelClass="centerBased" x-mathContext="float"`, outputs: affinities},
		"distributions": {attributes: `modelClass="distributionBased"`, clusters: normal("x", "", "0 0", `<Array n="2" type="real">1 0</Array><Array n="2" type="real">0 1</Array>`)},
	} {
		t.Run(name, func(t *testing.T) {
			m := load(t, s.text())
			row := m.NewRow()
			a, _ := m.Input("a")
			b, _ := m.Input("b")
			v := 0.0
			assert.Zero(t, testing.AllocsPerRun(100, func() {
				v++
				row.SetFloat(a, v)
				row.SetFloat(b, 1)
				_ = row.Score()
				row.SetMissing(b)
				_ = row.Score()
			}))
		})
	}
}

func TestExplain(t *testing.T) {
	m := load(t, model{}.text())
	x, err := m.Explain(record{"a": 2, "b": 0})
	require.NoError(t, err)
	c := x.Model.Detail.(*explain.Clusters)
	require.NotNil(t, c)
	assert.Equal(t, "squaredEuclidean: the cluster with the least distance wins", c.Rule)
	require.Len(t, c.Ranked, 2)
	assert.Equal(t, "two", c.Ranked[0].ID)
	assert.EqualValues(t, 2, c.Ranked[0].Value)
	var text strings.Builder
	require.NoError(t, x.WriteText(&text))
	assert.Contains(t, text.String(), "clusters\n    two  2\n    one  4\n")
}
