package evaluator_test

import (
	"encoding/json"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Explaining changes nothing of the model: goroutines that explain, and others
// that score, get what one alone gets.
func TestExplainIsSafeForManyGoroutines(t *testing.T) {
	for _, name := range fixtures {
		t.Run(name, func(t *testing.T) {
			m := loadFixture(t, name)
			records := loans(t)[:40]
			explained := func(i int) string {
				e, err := m.Explain(records[i])
				if err != nil {
					return err.Error()
				}
				text, err := json.Marshal(e)
				require.NoError(t, err)
				return string(text)
			}
			want := make([]string, len(records))
			for i := range records {
				want[i] = explained(i)
			}
			var all sync.WaitGroup
			for g := range 8 {
				all.Go(func() {
					for k := range records {
						i := (k*7 + g) % len(records)
						if g%2 == 1 {
							_, _ = m.Evaluate(records[i])
							continue
						}
						assert.Equal(t, want[i], explained(i))
					}
				})
			}
			all.Wait()
		})
	}
}
