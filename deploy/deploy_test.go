package deploy

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// documents reads the documents of a YAML file as JSON has them.
func documents(t *testing.T, path string) []map[string]any {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	dec := yaml.NewDecoder(bytes.NewReader(text))
	var out []map[string]any
	for {
		var v any
		err := dec.Decode(&v)
		if errors.Is(err, io.EOF) {
			return out
		}
		require.NoError(t, err)
		raw, err := json.Marshal(v)
		require.NoError(t, err)
		m, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		require.NoError(t, err)
		out = append(out, m.(map[string]any))
	}
}

// kserve is the release of KServe whose resource definition is asked.
const kserve = "github.com/kserve/kserve@v0.16.0"

// TestServingRuntime holds the runtime to KServe's own resource definition.
func TestServingRuntime(t *testing.T) {
	cmd := exec.Command("go", "mod", "download", "-json", kserve)
	cmd.Dir, cmd.Env = t.TempDir(), append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("%s cannot be had: %v", kserve, err)
	}
	var module struct{ Dir string }
	require.NoError(t, json.Unmarshal(out, &module))
	definition := documents(t, filepath.Join(module.Dir, "config/crd/full/serving.kserve.io_clusterservingruntimes.yaml"))[0]
	version := definition["spec"].(map[string]any)["versions"].([]any)[0].(map[string]any)
	schema := closed(version["schema"].(map[string]any)["openAPIV3Schema"])
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("crd.json", schema))
	s, err := c.Compile("crd.json")
	require.NoError(t, err)
	runtime := documents(t, "kserve/runtime.yaml")[0]
	require.Equal(t, "serving.kserve.io/"+version["name"].(string), runtime["apiVersion"])
	require.NoError(t, s.Validate(runtime))
	runtime["spec"].(map[string]any)["containerz"] = []any{}
	require.Error(t, s.Validate(runtime), "what the definition does not know is refused")
}

// closed makes a schema of Kubernetes refuse names that it does not have, and says in
// JSON Schema's words what it says in those of OpenAPI.
func closed(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			v[k] = closed(e)
		}
		if _, ok := v["properties"]; ok && v["additionalProperties"] == nil && v["x-kubernetes-preserve-unknown-fields"] == nil {
			if p, ok := v["properties"].(map[string]any); ok && p["metadata"] != nil {
				p["metadata"] = map[string]any{"type": "object"}
			}
			v["additionalProperties"] = false
		}
		if v["x-kubernetes-int-or-string"] == true {
			delete(v, "type")
		}
		if f, ok := v["format"].(string); ok && strings.HasPrefix(f, "int") {
			delete(v, "format")
		}
		return v
	case []any:
		for i, e := range v {
			v[i] = closed(e)
		}
	}
	return v
}

// kubernetesValidate is the release of PyPI's kubernetes-validate, which has the
// schemas of Kubernetes.
const kubernetesValidate = "1.34.1"

func TestKubernetes(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3")
	}
	cache, err := os.UserCacheDir()
	require.NoError(t, err)
	venv := filepath.Join(cache, "gopmml", "kubernetes-validate-"+kubernetesValidate)
	tool := filepath.Join(venv, "bin", "kubernetes-validate")
	if _, err := os.Stat(tool); err != nil {
		if out, err := exec.Command(python, "-m", "venv", venv).CombinedOutput(); err != nil {
			t.Skipf("there are no virtual environments of Python: %s", out)
		}
		out, err := exec.Command(filepath.Join(venv, "bin", "pip"), "install", "--quiet", "kubernetes-validate=="+kubernetesValidate).CombinedOutput()
		if err != nil {
			_ = os.RemoveAll(venv)
			t.Skipf("kubernetes-validate cannot be had: %s", out)
		}
	}
	out, err := exec.Command(tool, "--strict", "-k", "1.34", "kubernetes/pmml-serve.yaml").CombinedOutput()
	require.NoError(t, err, string(out))
	kinds := []string{}
	for _, d := range documents(t, "kubernetes/pmml-serve.yaml") {
		kinds = append(kinds, d["kind"].(string))
	}
	assert.Equal(t, []string{"ConfigMap", "Deployment", "Service"}, kinds)
}

func TestUnit(t *testing.T) {
	tool, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("there is no systemd-analyze")
	}
	// The unit names a binary that is not installed here.
	text, err := os.ReadFile("systemd/pmml-serve.service")
	require.NoError(t, err)
	self, err := os.Executable()
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "pmml-serve.service")
	require.NoError(t, os.WriteFile(path, bytes.ReplaceAll(text, []byte("/usr/local/bin/pmml-serve"), []byte(self)), 0o644))
	out, err := exec.Command(tool, "verify", path).CombinedOutput()
	require.NoError(t, err, string(out))
	assert.Empty(t, string(out))
}
