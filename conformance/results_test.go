package conformance

import (
	"fmt"
	"os"
	"testing"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/stretchr/testify/require"
)

// What bounds TestWantedResults: bytes of a document, results of a model that
// are asked for one by one, records.
const (
	wantedBytes   = 200_000
	wantedResults = 12
	wantedRows    = 10
)

// TestWantedResults asks the smaller documents for each of their results alone,
// which must be what it is among all.
func TestWantedResults(t *testing.T) {
	models, results := 0, 0
	for _, tc := range allCases(t) {
		info, err := os.Stat(tc.Path(tc.Model))
		require.NoError(t, err)
		if tc.LoadOnly || tc.Input == "" || info.Size() > wantedBytes {
			continue
		}
		whole, err := evaluator.LoadFile(tc.Path(tc.Model))
		if err != nil || len(whole.Results()) < 2 {
			continue
		}
		input, err := readTable(tc.Path(tc.Input), tc.Sep[0])
		require.NoError(t, err)
		records, err := tc.records(whole, input)
		require.NoError(t, err)
		models++
		for _, f := range whole.Results()[:min(wantedResults, len(whole.Results()))] {
			alone, err := evaluator.LoadFile(tc.Path(tc.Model), evaluator.WithResults(f.Name))
			require.NoError(t, err, tc.ID())
			results++
			for _, values := range records[:min(wantedRows, len(records))] {
				record := map[string]any{}
				for i, name := range input.header {
					record[name] = values[i]
				}
				want, err := whole.Evaluate(record)
				if err != nil {
					continue // the fault may lie in what is left out
				}
				got, err := alone.Evaluate(record)
				require.NoError(t, err, tc.ID())
				w, _ := want.Value(f.Name)
				g, _ := got.Value(f.Name)
				require.Equal(t, fmt.Sprintf("%#v", w), fmt.Sprintf("%#v", g), "%s, result %q", tc.ID(), f.Name)
			}
		}
	}
	t.Logf("%d results of %d models", results, models)
	require.NotZero(t, results)
}
