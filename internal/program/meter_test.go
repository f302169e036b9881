package program

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/pmml"
)

// Between two looks at whether anybody waits lie so many steps at the most.
func TestLooksAreClose(t *testing.T) {
	f := (&Program{Texts: NewTexts()}).NewFrame()
	ctx, cancel := context.WithCancel(context.Background())
	f.Within(ctx)
	f.clearRun()
	for range 10 * lookEvery {
		require.True(t, f.Spend(1, pmml.Pos{}))
	}
	cancel()
	steps := 0
	for f.Spend(1, pmml.Pos{}) {
		steps++
	}
	assert.LessOrEqual(t, steps, lookEvery)
	require.Equal(t, FaultStopped, f.Err().Code)
	assert.False(t, f.Spend(1, pmml.Pos{}), "it stays so")
	// The next record is one like any other.
	f.Unbound()
	f.clearRun()
	assert.True(t, f.Spend(1, pmml.Pos{}))
	assert.Nil(t, f.Err())
}

// What a record takes beyond a limit ends it, however often it goes on.
func TestRecordEndsAtLimit(t *testing.T) {
	p := &Program{Texts: NewTexts(), Limits: limit.Limits{limit.Steps: 100, limit.Text: 1000, limit.Pattern: 1000}}
	f := p.NewFrame()
	for _, tt := range []struct {
		name  limit.Name
		spend func() bool
	}{
		{limit.Steps, func() bool { return f.Spend(11, pmml.Pos{}) }},
		{limit.Text, func() bool { return f.SpendText(101, pmml.Pos{}) }},
		{limit.Pattern, func() bool { return f.SpendPattern(10, 10, pmml.Pos{}) }},
	} {
		f.clearRun()
		for range 9 {
			require.True(t, tt.spend(), tt.name)
		}
		for range 3 {
			require.False(t, tt.spend(), tt.name)
		}
		require.Equal(t, FaultLimit, f.Err().Code)
		assert.Equal(t, p.Limits.Text(tt.name), f.Err().Want)
		assert.False(t, f.Spend(1, pmml.Pos{}), "nothing else goes on")
	}
}
