package evaluator

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/pmml"
)

// TestContextsEnd has everything end with a context that has ended, and go on
// with one that has not.
func TestContextsEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.pmml")
	require.NoError(t, os.WriteFile(path, []byte(recursive), 0o644))
	doc, err := pmml.Parse(strings.NewReader(recursive))
	require.NoError(t, err)
	m, err := Load(strings.NewReader(recursive))
	require.NoError(t, err)
	type x struct {
		X float64 `pmml:"x"`
	}
	type o struct {
		O float64 `pmml:"o"`
	}
	binding, err := Bind[x, o](m)
	require.NoError(t, err)
	record := map[string]any{"x": 3.0}
	row, session := m.NewRow(), m.NewSession()
	for name, do := range map[string]func(ctx context.Context) error{
		"LoadContext": func(ctx context.Context) error { _, err := LoadContext(ctx, strings.NewReader(recursive)); return err },
		"LoadContext, of a stream": func(ctx context.Context) error {
			_, err := LoadContext(ctx, io.MultiReader(strings.NewReader(recursive)))
			return err
		},
		"LoadFileContext": func(ctx context.Context) error { _, err := LoadFileContext(ctx, path); return err },
		"CompileContext":  func(ctx context.Context) error { _, err := CompileContext(ctx, doc); return err },
		"ValidateContext": func(ctx context.Context) error {
			_, err := ValidateContext(ctx, strings.NewReader(recursive))
			return err
		},
		"ValidateFileContext":     func(ctx context.Context) error { _, err := ValidateFileContext(ctx, path); return err },
		"Model.EvaluateContext":   func(ctx context.Context) error { _, err := m.EvaluateContext(ctx, record); return err },
		"Model.ExplainContext":    func(ctx context.Context) error { _, err := m.ExplainContext(ctx, record); return err },
		"Session.EvaluateContext": func(ctx context.Context) error { _, err := session.EvaluateContext(ctx, record); return err },
		"Row.ScoreContext":        row.ScoreContext,
		"Row.ExplainContext":      func(ctx context.Context) error { _, err := row.ExplainContext(ctx); return err },
		"Binding.ScoreContext":    func(ctx context.Context) error { return binding.ScoreContext(ctx, &x{3}, &o{}) },
		"Model.ScoreColumns": func(ctx context.Context) error {
			return m.ScoreColumns(ctx, columnsOf([]map[string]any{record}), &ColumnResults{})
		},
		"Session.ScoreColumns": func(ctx context.Context) error {
			return session.ScoreColumns(ctx, columnsOf([]map[string]any{record}), &ColumnResults{})
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			require.NoError(t, do(ctx))
			cancel()
			require.Equal(t, context.Canceled, do(ctx))
			require.NoError(t, do(context.Background()))
		})
	}
}

// TestContextEndsInsideARecord has records that take very long end with their
// context, by row and by column, and leave no trace.
func TestContextEndsInsideARecord(t *testing.T) {
	// Each function calls the one before twice: 2^60 calls.
	function := func(name, body string) string {
		return `<DefineFunction name="` + name + `" optype="continuous" dataType="double"><ParameterField name="a" dataType="double"/><Apply function="+">` + body + `</Apply></DefineFunction>`
	}
	functions := function("f0", `<FieldRef field="a"/><Constant>1</Constant>`)
	for i := range 60 {
		functions += function(fmt.Sprint("f", i+1), strings.Repeat(fmt.Sprintf(`<Apply function="f%d"><FieldRef field="a"/></Apply>`, i), 2))
	}
	m, err := Load(strings.NewReader(limited(functions, "double", `<Apply function="if"><Apply function="lessThan"><FieldRef field="x"/><Constant>0</Constant></Apply><FieldRef field="x"/><Apply function="f60"><FieldRef field="x"/></Apply></Apply>`)),
		WithLimits(Limits{RecordSteps: 1 << 50}))
	require.NoError(t, err)
	long, short := map[string]any{"x": 1.0}, map[string]any{"x": -1.0}
	within := func(do func(ctx context.Context) error) {
		t.Helper()
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer cancel()
		require.Equal(t, context.DeadlineExceeded, do(ctx))
	}
	within(func(ctx context.Context) error { _, err := m.EvaluateContext(ctx, long); return err })
	within(func(ctx context.Context) error { _, err := m.ExplainContext(ctx, long); return err })
	within(func(ctx context.Context) error {
		return m.ScoreColumns(ctx, columnsOf([]map[string]any{short, long, short}), &ColumnResults{})
	})
	got, err := m.EvaluateContext(context.Background(), short)
	require.NoError(t, err)
	assert.Equal(t, -1.0, got.Map()["o"])
}
