package association_test

import (
	"fmt"
	"testing"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest"
)

var load = pmmltest.Load

// spec is a model as the tests write it. What is left out is that of the shop:
// baskets of items a, b, c and d.
type spec struct {
	fields, schema, taxonomies, outputs, items, sets, rules, rest string
}

const (
	shopFields = `<DataField name="basket" optype="categorical" dataType="string"/><DataField name="item" optype="categorical" dataType="string"/>`
	shopSchema = `<MiningField name="basket" usageType="group"/><MiningField name="item"/>`
	shopItems  = `<Item id="1" value="a"/><Item id="2" value="b"/><Item id="3" value="c"/><Item id="4" value="d"/>`
	shopSets   = `<Itemset id="a"><ItemRef itemRef="1"/></Itemset><Itemset id="b"><ItemRef itemRef="2"/></Itemset>` +
		`<Itemset id="c"><ItemRef itemRef="3"/></Itemset><Itemset id="ab"><ItemRef itemRef="1"/><ItemRef itemRef="2"/></Itemset>` +
		`<Itemset id="cd"><ItemRef itemRef="4"/><ItemRef itemRef="3"/></Itemset>`
	shopRules = `<AssociationRule id="r1" antecedent="a" consequent="b" support="0.4" confidence="0.6" lift="3" leverage="0.1" affinity="0.5"/>` +
		`<AssociationRule id="r2" antecedent="b" consequent="a" support="0.4" confidence="0.8" lift="1" leverage="0.3" affinity="0.5"/>` +
		`<AssociationRule antecedent="a" consequent="c" support="0.2" confidence="0.6" lift="2" leverage="0.2" affinity="0.25"/>` +
		`<AssociationRule id="r4" antecedent="ab" consequent="cd" support="0.1" confidence="0.9" lift="4" leverage="0.05" affinity="0.125"/>`
)

func (s spec) document() string {
	or := func(text, other string) string {
		if text == "" {
			return other
		}
		return text
	}
	return `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>` + or(s.fields, shopFields) + s.taxonomies +
		`</DataDictionary><AssociationModel functionName="associationRules" numberOfTransactions="10" minimumSupport="0" minimumConfidence="0" numberOfItems="4" numberOfItemsets="5" numberOfRules="4">` +
		`<MiningSchema>` + or(s.schema, shopSchema) + `</MiningSchema><Output>` + s.outputs + `</Output>` +
		or(s.items, shopItems) + or(s.sets, shopSets) + or(s.rules, shopRules) + s.rest + `</AssociationModel></PMML>`
}

// field writes an output field o with attributes.
func field(attributes string) string { return `<OutputField name="o" ` + attributes + `/>` }

// ids writes an output field of a name that gives the ids of all rules that an
// algorithm takes.
func ids(name, algorithm string) string {
	return fmt.Sprintf(`<OutputField name="%s" feature="ruleId" algorithm="%s" rank="0" isMultiValued="1"/>`, name, algorithm)
}

// score gives the result o of a record.
func score(t testing.TB, m *evaluator.Model, record map[string]any) any {
	t.Helper()
	return pmmltest.Value(t, m, record, "o")
}

// basket is a record of items.
func basket(items ...any) map[string]any {
	if items == nil {
		items = []any{}
	}
	return map[string]any{"item": items}
}

type list = []any
