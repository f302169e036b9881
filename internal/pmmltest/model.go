package pmmltest

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// Record is a record by field; a field without an entry is missing.
type Record = map[string]any

// Load compiles the text of a document, which must be possible.
func Load(t testing.TB, text string, opts ...evaluator.Option) *evaluator.Model {
	t.Helper()
	m, err := evaluator.Load(strings.NewReader(text), opts...)
	require.NoError(t, err, text)
	return m
}

// Evaluate gives the results of a record, which must be possible.
func Evaluate(t testing.TB, m *evaluator.Model, r Record) Record {
	t.Helper()
	out, err := m.Evaluate(r)
	require.NoError(t, err)
	return out.Map()
}

// Value gives a result of a record, which must be possible.
func Value(t testing.TB, m *evaluator.Model, r Record, name string) any {
	t.Helper()
	out, err := m.Evaluate(r)
	require.NoError(t, err)
	v, ok := out.Value(name)
	require.True(t, ok, "a result %q", name)
	return v
}

// Refused asserts that a document does not compile, and why: the class of the
// error, and a part of what it says. It must name a place.
func Refused(t testing.TB, text string, class error, detail string) {
	t.Helper()
	_, err := evaluator.Load(strings.NewReader(text))
	var e *pmml.Error
	require.ErrorAs(t, err, &e)
	assert.ErrorIs(t, err, class)
	assert.Contains(t, e.Detail, detail)
	assert.NotZero(t, e.Pos.Line)
}
