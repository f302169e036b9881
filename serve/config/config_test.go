package config

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const full = `http: :8501
grpc: ""
models:
  - name: churn
    path: /srv/churn
    policy: {latest: 2}
    labels: {stable: 3}
    canary: {version: 4, share: 0.1}
    shadow: 4
    shadow_share: 0.5
  - {name: risk, path: risk.pmml, model: second}
folder: /srv/models
allow_deploy: true
metrics: [own, triton]
timeout: 1m30s
max_rows: 100
log: {format: json, level: warn}
sample: {file: sample.jsonl, share: 0.02}
tls: {certificate: a.pem, key: b.pem}
`

func TestParse(t *testing.T) {
	c, err := Parse("server.yaml", []byte(full))
	require.NoError(t, err)
	assert.Equal(t, ":8501", *c.HTTP)
	assert.Empty(t, *c.GRPC)
	assert.Nil(t, c.Admin, "what is left out is not there")
	require.Len(t, c.Models, 2)
	s := c.Models[0].Source()
	assert.Equal(t, 2, s.Policy.Latest)
	assert.Equal(t, map[string]int64{"stable": 3}, s.Labels)
	assert.InDelta(t, 0.1, s.Canary.Share, 0)
	assert.Equal(t, int64(4), s.Shadow)
	assert.InDelta(t, 0.5, s.ShadowShare, 0)
	assert.Equal(t, &Sample{File: "sample.jsonl", Share: 0.02}, c.Sample)
	assert.Equal(t, "second", c.Models[1].Source().Model)
	assert.Equal(t, 90*time.Second, time.Duration(c.Timeout))
	assert.Equal(t, "b.pem", c.TLS.Key)
	empty, err := Parse("server.yaml", nil)
	require.NoError(t, err)
	assert.Equal(t, &Config{}, empty)
}

func TestFaults(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"no YAML", "models: [", "server.yaml:1: did not find expected node content"},
		{"an unknown key", "http: x\nport: 8501\n", "server.yaml:2: additional properties 'port' not allowed"},
		{"a model without a path", "models:\n  - name: m\n", "server.yaml:2: models/0: missing property 'path'"},
		{"a share beyond one", "models:\n  - name: m\n    path: p\n    canary:\n      version: 1\n      share: 2\n", "server.yaml:6: models/0/canary/share: maximum: got 2, want 1"},
		{"a number that is a text", "max_rows: many\n", "server.yaml:1: max_rows: got string, want integer"},
		{"no duration", "lazy: true\ntimeout: soon\n", "server.yaml:2: timeout: 'soon' does not match pattern"},
		{"a key twice", "http: a\nhttp: b\n", `server.yaml:1: "http" is given twice`},
		{"an alias", "metrics: &m [own]\nx: *m\n", "server.yaml:2: x: aliases are not read"},
		{"no mapping", "- a\n", "server.yaml:1: got array, want object"},
		{"several faults, in the order of lines", "max_rows: 0\nmax_body: 0\n", "server.yaml:1: max_rows: minimum: got 0, want 1\nserver.yaml:2: max_body: minimum: got 0, want 1"},
		{"deep values", strings.Repeat("[", 40) + strings.Repeat("]", 40), "too deep"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse("server.yaml", []byte(tt.text))
			require.Error(t, err)
			var faults *Error
			require.ErrorAs(t, err, &faults)
			assert.Contains(t, err.Error(), tt.want)
		})
	}
	_, err := Read("nowhere.yaml")
	assert.ErrorContains(t, err, "nowhere.yaml")
}

// Everything that the configuration holds is in the schema, and the other way round.
func TestSchemaAndTypeAgree(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(Schema)))
	require.NoError(t, err)
	var names []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Config]()) {
		name := f.Tag.Get("yaml")
		if name == "" {
			name = strings.ToLower(f.Name)
		}
		names = append(names, name)
	}
	var properties []string
	for name := range doc.(map[string]any)["properties"].(map[string]any) {
		properties = append(properties, name)
	}
	assert.ElementsMatch(t, properties, names)
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(full))
	f.Fuzz(func(t *testing.T, text []byte) {
		if _, err := Parse("f", text); err != nil {
			require.NotEmpty(t, err.Error())
		}
	})
}
