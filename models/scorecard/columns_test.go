package scorecard_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest"
)

// table is rows of numbers (NaN for missing) and colors ("" for missing).
type table struct {
	x, z, income []float64
	color        []string
}

func newTable(rows int) *table {
	t := &table{}
	pick := func(i, n int) float64 {
		if i%17 == n {
			return math.NaN()
		}
		return float64((i*7919+n*31)%1300)/10 - 20
	}
	for i := range rows {
		t.x, t.z, t.income = append(t.x, pick(i, 1)), append(t.z, pick(i, 2)), append(t.income, pick(i, 3))
		t.color = append(t.color, []string{"red", "blue", "green", ""}[i%4])
	}
	return t
}

func (t *table) columns() *evaluator.Columns {
	c := evaluator.NewColumns(len(t.x))
	valid := func(missing func(i int) bool) evaluator.Bitmap {
		bits := make([]byte, (len(t.x)+7)/8)
		for i := range t.x {
			if !missing(i) {
				bits[i>>3] |= 1 << (i & 7)
			}
		}
		return evaluator.Bitmap{Bits: bits}
	}
	for name, values := range map[string][]float64{"x": t.x, "z": t.z, "income": t.income} {
		c.AddFloat64(name, values, valid(func(i int) bool { return math.IsNaN(values[i]) }))
	}
	c.AddStrings("color", t.color, valid(func(i int) bool { return t.color[i] == "" }))
	return c
}

func (t *table) record(i int) record {
	r := record{}
	for name, v := range map[string]float64{"x": t.x[i], "z": t.z[i], "income": t.income[i]} {
		if !math.IsNaN(v) {
			r[name] = v
		}
	}
	if t.color[i] != "" {
		r["color"] = t.color[i]
	}
	return r
}

// byField has attributes on one field in each characteristic. Some records have
// no score: none of the last characteristic's attributes applies to a high z, and
// the computed score needs a value of z.
func byField() []string {
	return []string{
		characteristic("", when(`partialScore="1.1"`, missing("x")), when(`partialScore="-0.7"`, is("x", "lessThan", "5")), when(`partialScore="3.3"`, is("x", "lessThan", "50.5")), when(`partialScore="0.2"`, `<True/>`)),
		characteristic("", when(`partialScore="0.1"`, is("color", "equal", "red")), when(`partialScore="0.4"`, is("color", "equal", "green")), when(`partialScore="0.3"`, `<True/>`)),
		characteristic("", when(`partialScore="2"`, missing("income")), when(`partialScore="9"`, is("income", "greaterThan", "60")), when("", `<True/>`+computed(`<Apply function="*"><Constant>0.01</Constant><FieldRef field="z"/></Apply>`))),
		characteristic("", when(`partialScore="0.5"`, missing("z")), when(`partialScore="1.5"`, is("z", "lessOrEqual", "95"))),
	}
}

// Columns give to the last bit what records give, and the same errors.
func TestColumnsAgreeWithRecords(t *testing.T) {
	rows := newTable(1000)
	in := rows.columns()
	for _, attributes := range []string{`initialScore="0.3"`, `x-mathContext="float" initialScore="0.3"`} {
		for _, output := range []string{"", `<Targets><Target field="y" rescaleFactor="1.7"/></Targets>`, "reasons"} {
			t.Run(attributes+output, func(t *testing.T) {
				parts := byField()
				if output == "reasons" {
					output = ranks
					parts = append(parts, constant("c", "0.25", "0.125"))
					for i, p := range parts[:4] {
						parts[i] = `<Characteristic reasonCode="` + fmt.Sprint(i) + `" baselineScore="` + fmt.Sprint(i) + `"` + p[len(`<Characteristic `):]
					}
				}
				m := load(t, card(attributes, output, parts...))
				var records []record
				for i := range rows.x {
					records = append(records, rows.record(i))
				}
				_, failed := pmmltest.SameAsRecords(t, m, in, records)
				assert.Greater(t, failed, 50)
				assert.Less(t, failed, 900)
			})
		}
	}
}

func BenchmarkColumns(b *testing.B) {
	in := newTable(1000).columns()
	parts := byField()
	parts[3] = characteristic("", when(`partialScore="0.5"`, `<True/>`+computed(`<Constant>2</Constant>`)), when(`partialScore="1.5"`, is("z", "lessOrEqual", "95")))
	parts[2] = parts[0]
	for range 3 {
		parts = append(parts, parts[0], parts[1])
	}
	m := load(b, card("", "", parts...))
	var out evaluator.ColumnResults
	b.ReportAllocs()
	for i := 0; i < b.N; i += in.Rows() {
		if err := m.ScoreColumns(context.Background(), in, &out, evaluator.WithWorkers(1)); err != nil {
			b.Fatal(err)
		}
	}
}
