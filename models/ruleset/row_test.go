package ruleset_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// large is 100 rules of three conditions each, half of them in compound rules.
func large(criterion, before string) string {
	var rules []string
	for i := range 100 {
		both := `<CompoundPredicate booleanOperator="and">` + is("x", "greaterThan", fmt.Sprint(i%50)) + is("x", "lessOrEqual", fmt.Sprint(i%50+7)) + is("z", "lessThan", fmt.Sprint(i%9*5)) + `</CompoundPredicate>`
		r := rule(fmt.Sprintf(`id="R%d" score="%s" confidence="0.%d" weight="0.%d"`, i, []string{"A", "B", "C"}[i%3], 10+i%90, 99-i%80), both)
		if i%2 == 0 {
			r = compound(is("s", "notEqual", fmt.Sprintf("s%d", i%4)), r)
		}
		rules = append(rules, r)
	}
	return wrap(classification(criterion, `defaultScore="A" defaultConfidence="0.1"`, before, rules...))
}

func setRow(row *evaluator.Row, i int) {
	row.SetFloat(0, float64(i%60))
	row.SetFloat(1, float64(i%37))
	row.SetText(2, []string{"s0", "s1", "s2"}[i%3])
}

func TestRowDoesNotAllocate(t *testing.T) {
	for _, criterion := range []string{"firstHit", "weightedSum", "weightedMax"} {
		for _, output := range []string{outputs, ranks} {
			row := load(t, large(criterion, output)).NewRow()
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
}

// Rows of several goroutines, each with its own sums.
func TestRowsOfManyGoroutines(t *testing.T) {
	for _, criterion := range []string{"firstHit", "weightedSum", "weightedMax"} {
		m := load(t, large(criterion, ranks))
		want := make([]record, 200)
		for i := range want {
			row := m.NewRow()
			setRow(row, i)
			require.NoError(t, row.Score())
			want[i] = row.Result().Map()
		}
		var group sync.WaitGroup
		for range 4 {
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
}

func BenchmarkRow(b *testing.B) {
	for _, criterion := range []string{"firstHit", "weightedSum", "weightedMax"} {
		b.Run(criterion, func(b *testing.B) {
			row := load(b, large(criterion, outputs)).NewRow()
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
