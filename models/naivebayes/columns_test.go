package naivebayes_test

import (
	"testing"

	"github.com/gopmml/gopmml/internal/pmmltest"
)

func TestColumnsAgreeWithRecords(t *testing.T) {
	discretize := `<DerivedField optype="categorical" dataType="string"><Discretize field="a"><DiscretizeBin binValue="low"><Interval closure="openOpen" rightMargin="1"/></DiscretizeBin></Discretize></DerivedField>`
	for _, tt := range []struct {
		name string
		doc  document
	}{
		{"values and numbers", document{inputs: gender + age + measured("b", `<PoissonDistribution mean="2"/>`, `<UniformDistribution lower="0" upper="2"/>`)}},
		{"impossible records", document{threshold: "0", inputs: gender + counted("h", "", "m 1 0", "f 0 0") + measured("b", `<PoissonDistribution mean="2"/>`, `<UniformDistribution lower="0" upper="2"/>`)}},
		{"intervals", document{inputs: gender + counted("a", discretize, "low 45 10", "high 15 30")}},
	} {
		for _, float := range []string{"", `x-mathContext="float"`} {
			t.Run(tt.name+float, func(t *testing.T) {
				tt.doc.attributes = float
				words := []string{"m", "f", "q"}
				pmmltest.Agree(t, tt.doc.load(t), map[string][]string{"g": words, "h": words}, []string{"a", "b"})
			})
		}
	}
}
