package evaluator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gopmml/gopmml/internal/pmmltest"
)

// Arithmetic of two fields, of expressions and of constants gives a table's rows
// the bits that it gives each row, without numbers and beyond their range as well.
func TestArithmeticByColumn(t *testing.T) {
	var derived, terms strings.Builder
	n := 0
	apply := func(function, a, b string) {
		n++
		fmt.Fprintf(&derived, `<DerivedField name="d%d" optype="continuous" dataType="double"><Apply function="%s">%s%s</Apply></DerivedField>`, n, function, a, b)
		fmt.Fprintf(&terms, `<NumericPredictor name="d%d" coefficient="0.5"/>`, n)
	}
	a, b := `<FieldRef field="a"/>`, `<FieldRef field="b"/>`
	for _, f := range []string{"+", "-", "*", "/"} {
		apply(f, a, b)
		apply(f, a, a)
		apply(f, `<Apply function="-">`+b+a+`</Apply>`, `<Apply function="*">`+a+b+`</Apply>`)
		apply(f, `<Constant dataType="double">3</Constant>`, b)
		apply(f, a, `<Constant dataType="double">1e300</Constant>`)
	}
	m := pmmltest.Load(t, `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>
<DataField name="a" optype="continuous" dataType="double"/><DataField name="b" optype="continuous" dataType="float"/>
<DataField name="y" optype="continuous" dataType="double"/></DataDictionary>
<RegressionModel functionName="regression"><MiningSchema><MiningField name="y" usageType="target"/><MiningField name="a"/><MiningField name="b"/></MiningSchema>
<LocalTransformations>`+derived.String()+`</LocalTransformations><RegressionTable intercept="1">`+terms.String()+`</RegressionTable></RegressionModel></PMML>`)
	pmmltest.Agree(t, m, nil, []string{"a", "b"})
}
