package explain_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/explain"
)

func TestNumberAsJSON(t *testing.T) {
	for _, tt := range []struct {
		n    float64
		text string
	}{
		{0.1, "0.1"}, {1e300, "1e+300"}, {-2, "-2"},
		{math.NaN(), `"NaN"`}, {math.Inf(1), `"Infinity"`}, {math.Inf(-1), `"-Infinity"`},
	} {
		got, err := json.Marshal(explain.Number(tt.n))
		require.NoError(t, err)
		assert.Equal(t, tt.text, string(got))
		var back explain.Number
		require.NoError(t, json.Unmarshal(got, &back))
		assert.Equal(t, math.Float64bits(tt.n), math.Float64bits(float64(back)), tt.text)
	}
	var n explain.Number
	assert.Error(t, json.Unmarshal([]byte(`"x"`), &n))
}

func number(v float64) *explain.Number {
	n := explain.Number(v)
	return &n
}

// network has one of each part that a network's text has.
var network = explain.Explanation{
	Results: []explain.Field{{Name: "y", Value: "b"}},
	Inputs: []explain.Input{
		{Name: "a", Given: " a", Value: " a"}, {Name: "list", Given: []any{1.5, nil}, Value: []any{1.5, nil}},
		{Name: "old", Given: nil, Value: 3.0, Treatment: "missing, replaced"},
		{Name: "bad", Given: "x", Error: "value \"x\" is not a number"}, {Name: "new", Unused: true},
	},
	Model: &explain.Model{
		Type: "NeuralNetwork", Name: "n", Function: "classification",
		Detail: &explain.Network{
			Inputs: []explain.InputNeuron{{ID: "in", Value: number(0.25), Field: &explain.Field{Name: "old", Value: 3.0}}, {ID: "none"}},
			Layers: []explain.Layer{{Neurons: 12, Activation: "tanh", Normalization: "softmax", Min: -1, Mean: 0, Max: 1}},
			Outputs: []explain.OutputNeuron{
				{ID: "out", Activation: 0.75, Value: 0.75, Category: "b"}, {ID: "size", Activation: 0.5, Value: 50},
			},
		},
		Targets: []explain.Target{{Name: "y", Predicted: "b", Value: "b", Distribution: []explain.Share{
			{Category: "a", Probability: number(0.25), Confidence: number(0.2)}, {Category: "b", Probability: number(0.75), Confidence: number(0.75)},
		}}},
	},
}

func TestTextOfANetwork(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, network.WriteText(&out))
	assert.Equal(t, `Results
  y  b

Inputs
  a     " a"
  list  [1.5, missing]
  old   3               given: missing (missing, replaced)
  bad   x               error if it is used: value "x" is not a number
  new   missing         not used

NeuralNetwork "n" (classification)
  input neurons
    in       0.25  old is 3
    none  missing
  layers
    1  12 neurons  tanh, softmax  from -1 to 1, mean 0
  output neurons
    out   0.75  probability of b
    size   0.5  which stands for 50
  y = b
    a  probability 0.25  confidence 0.2
    b  probability 0.75
`, out.String())
}

// Colours change nothing but the colour.
func TestColours(t *testing.T) {
	var plain, coloured bytes.Buffer
	require.NoError(t, network.WriteText(&plain))
	require.NoError(t, network.WriteText(&coloured, explain.Coloured()))
	require.Contains(t, coloured.String(), "\x1b[1mInputs\x1b[0m")
	text := coloured.Bytes()
	for _, code := range []string{"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m"} {
		text = bytes.ReplaceAll(text, []byte(code), nil)
	}
	assert.Equal(t, plain.String(), string(text))
	assert.NotContains(t, plain.String(), "\x1b")
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("no room") }

func TestTheWritersErrorIsGivenBack(t *testing.T) {
	assert.EqualError(t, network.WriteText(broken{}), "no room")
}
