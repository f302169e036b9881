package scorecard_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// large is a card of ten characteristics with eight attributes each, six of
// them ranges of numbers, one of colors, one computed, two of two fields.
func large(before string) string {
	var characteristics []string
	bands := func(i int, field, extra string) string {
		parts := []string{when(fmt.Sprintf(`partialScore="%d" reasonCode="M%d"`, i-4, i), missing(field))}
		for j := range 7 {
			condition := is(field, "lessThan", fmt.Sprint(10*j+10))
			if j == 6 {
				condition = `<True/>`
			}
			if extra != "" {
				condition = `<CompoundPredicate booleanOperator="or">` + missing(extra) + both(is(field, "greaterOrEqual", fmt.Sprint(10*j)), is(extra, "lessThan", fmt.Sprint(100*j+100))) + `</CompoundPredicate>`
			}
			parts = append(parts, when(fmt.Sprintf(`partialScore="%d.25"`, (i*7+j*5)%31), condition))
		}
		parts = append(parts, when(`partialScore="0"`, `<True/>`))
		return characteristic(fmt.Sprintf(`name="c%d" reasonCode="R%d" baselineScore="%d"`, i, i, 20+i), parts...)
	}
	for i := range 6 {
		characteristics = append(characteristics, bands(i, []string{"x", "z"}[i%2], ""))
	}
	characteristics = append(characteristics,
		characteristic(`name="color" reasonCode="RC" baselineScore="9"`, when(`partialScore="3"`, is("color", "equal", "red")), when(`partialScore="4"`, is("color", "equal", "blue")), when(`partialScore="0"`, `<True/>`)),
		characteristic(`name="income" reasonCode="RI" baselineScore="30"`, when(`partialScore="1"`, missing("income")),
			when("", `<True/>`+computed(`<Apply function="*"><Constant>0.01</Constant><FieldRef field="income"/></Apply>`))),
		bands(8, "x", "z"), bands(9, "z", "income"))
	return card(`initialScore="100"`, before, characteristics...)
}

func setRow(row *evaluator.Row, i int) {
	row.SetFloat(0, float64(i%90))
	row.SetFloat(1, float64(i%37))
	row.SetFloat(2, float64(i%2500))
	row.SetText(3, []string{"red", "blue", "green"}[i%3])
}

func TestRowDoesNotAllocate(t *testing.T) {
	for _, output := range []string{"", ranks} {
		m := load(t, large(output))
		row := m.NewRow()
		i := 0
		assert.Zero(t, testing.AllocsPerRun(1000, func() {
			setRow(row, i)
			if err := row.Score(); err != nil {
				t.Fatal(err)
			}
			i++
		}))
	}
}

// Rows of several goroutines, each with its own points.
func TestRowsOfManyGoroutines(t *testing.T) {
	m := load(t, large(ranks))
	want := make([]record, 200)
	for i := range want {
		row := m.NewRow()
		setRow(row, i)
		require.NoError(t, row.Score())
		want[i] = row.Result().Map()
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			row := m.NewRow()
			for i := range want {
				setRow(row, i)
				if assert.NoError(t, row.Score()) {
					assert.Equal(t, want[i], row.Result().Map())
				}
			}
		})
	}
	group.Wait()
}

func BenchmarkRow(b *testing.B) {
	for _, bb := range []struct{ name, output string }{{"score", ""}, {"reasons", ranks}} {
		b.Run(bb.name, func(b *testing.B) {
			row := load(b, large(bb.output)).NewRow()
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				setRow(row, i)
				if err := row.Score(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
