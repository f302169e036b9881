package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// scorecard: a scorecard with reason codes. A missing value has a partial score
// of its own, the income's is computed, and two characteristics share a code.
var scorecard = fixture{
	name:    "scorecard",
	columns: []string{"points", "reason 1", "reason 2", "reason 3"},
	document: func() string {
		var cs strings.Builder
		for _, c := range card {
			fmt.Fprintf(&cs, "      <Characteristic name=%q reasonCode=%q baselineScore=%q>\n", c.field, c.code, num(c.baseline))
			for _, b := range c.bands {
				fmt.Fprintf(&cs, "        <Attribute%s%s>\n          %s\n", attribute("partialScore", b.partial()), attribute("reasonCode", b.code), b.predicate(c.field))
				if b.factor != 0 {
					fmt.Fprintf(&cs, `          <ComplexPartialScore>
            <Apply function="*">
              <Constant dataType="double">%s</Constant>
              <FieldRef field="%s"/>
            </Apply>
          </ComplexPartialScore>
`, num(b.factor), c.field)
				}
				cs.WriteString("        </Attribute>\n")
			}
			cs.WriteString("      </Characteristic>\n")
		}
		return document("A scorecard with reason codes", `    <DataField name="points" optype="continuous" dataType="double"/>
`, `  <Scorecard modelName="points" functionName="regression" initialScore="`+num(cardInitial)+`" useReasonCodes="true" reasonCodeAlgorithm="pointsBelow" baselineMethod="max">
    <MiningSchema>
      <MiningField name="points" usageType="target"/>
      <MiningField name="age"/>
      <MiningField name="income"/>
      <MiningField name="debt"/>
      <MiningField name="home"/>
    </MiningSchema>
    <Output>
      <OutputField name="reason 1" optype="categorical" dataType="string" feature="reasonCode" rank="1"/>
      <OutputField name="reason 2" optype="categorical" dataType="string" feature="reasonCode" rank="2"/>
      <OutputField name="reason 3" optype="categorical" dataType="string" feature="reasonCode" rank="3"/>
    </Output>
    <Characteristics>
`+cs.String()+`    </Characteristics>
  </Scorecard>
`)
	},
	score: func(l loan) []string {
		total := cardInitial
		points := map[string]float64{}
		var codes []string
		for _, c := range card {
			b := c.bands[slices.IndexFunc(c.bands, func(b band) bool { return b.holds(c.number(l), l.home) })]
			s := b.score
			if b.factor != 0 {
				s = b.factor * c.number(l)
			}
			total += s
			code := c.code
			if b.code != "" {
				code = b.code
			}
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
			points[code] += c.baseline - s
		}
		codes = slices.DeleteFunc(codes, func(code string) bool { return points[code] < 0 })
		slices.SortStableFunc(codes, func(a, b string) int {
			switch {
			case points[a] > points[b]:
				return -1
			case points[a] < points[b]:
				return 1
			}
			return 0
		})
		out := append([]string{num(total)}, codes...)
		return append(out, "", "", "")[:4]
	},
}

// attribute writes an attribute that has a value.
func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return fmt.Sprintf(" %s=%q", name, value)
}

// cardField is a characteristic of the scorecard.
type cardField struct {
	field, code string
	baseline    float64
	number      func(loan) float64
	bands       []band
}

// band is a partial score: of missing values, of numbers below a limit, of one
// home, or of all else.
type band struct {
	missing bool
	below   float64 // infinite for any number
	home    string
	score   float64
	factor  float64 // of the field's value, instead of score
	code    string  // instead of the characteristic's
}

func (b band) partial() string {
	if b.factor != 0 {
		return ""
	}
	return num(b.score)
}

func (b band) predicate(field string) string {
	switch {
	case b.missing:
		return fmt.Sprintf(`<SimplePredicate field="%s" operator="isMissing"/>`, field)
	case b.home != "":
		return fmt.Sprintf(`<SimplePredicate field="%s" operator="equal" value="%s"/>`, field, b.home)
	case math.IsInf(b.below, 1):
		return "<True/>"
	}
	return fmt.Sprintf(`<SimplePredicate field="%s" operator="lessThan" value="%s"/>`, field, num(b.below))
}

func (b band) holds(number float64, home string) bool {
	switch {
	case b.missing:
		return missing(number)
	case b.home != "":
		return home == b.home
	}
	return math.IsInf(b.below, 1) || number < b.below
}

const cardInitial = 480.0

var rest = math.Inf(1)

var card = []cardField{
	{"age", "A1", 55, func(l loan) float64 { return l.age }, []band{
		{missing: true, score: 20, code: "A9"}, {below: 25, score: 10}, {below: 40, score: 32.5}, {below: 60, score: 47.5}, {below: rest, score: 55},
	}},
	{"income", "I1", 70, func(l loan) float64 { return l.income }, []band{
		{missing: true, score: 15, code: "I9"}, {below: 70000, factor: 0.001}, {below: rest, score: 70},
	}},
	{"debt", "D1", 60, func(l loan) float64 { return l.debt }, []band{
		{missing: true, score: 25}, {below: 1000, score: 60}, {below: 10000, score: 41.25}, {below: 25000, score: 18}, {below: rest, score: -12},
	}},
	{"home", "A1", 30, func(loan) float64 { return 0 }, []band{
		{home: "own", score: 30}, {home: "mortgage", score: 22}, {below: rest, score: 8},
	}},
}
