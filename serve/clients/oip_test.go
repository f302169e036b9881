package clients

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func triton(t *testing.T) string {
	return python(t, "tritonclient-2.73.0", "tritonclient[http,grpc]==2.73.0")
}

func TestTritonHTTP(t *testing.T) { script(t, triton(t), "triton_http.py", overHTTP(t)) }

func TestTritonGRPC(t *testing.T) { script(t, triton(t), "triton_grpc.py", overGRPC(t)) }

func TestKServe(t *testing.T) {
	// What the clients import; the package itself wants all of its server and Kubernetes.
	p := python(t, "kserve-0.21.0", bare+"kserve==0.21.0", "httpx==0.28.1", "orjson==3.13.0", "numpy==2.4.6", "pandas==2.3.3",
		"grpcio==1.85.3", "protobuf==6.33.6", "psutil==5.9.8", "cloudevents==1.13.0", "fastapi==0.165.0", "pyyaml==6.0.4", "pydantic==2.14.4")
	script(t, p, "kserve_client.py", overHTTP(t), overGRPC(t))
}

// grpcurl finds the services and their messages by reflection.
func TestGRPCurl(t *testing.T) {
	address := overGRPC(t)
	grpcurl := func(args ...string) string {
		command := append([]string{"run", "github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.4", "-plaintext"}, args...)
		out, err := exec.CommandContext(t.Context(), "go", command...).Output()
		if e, ok := err.(*exec.ExitError); ok {
			require.NoError(t, err, "%s", e.Stderr)
		}
		require.NoError(t, err)
		return string(out)
	}
	assert.Equal(t, []string{"grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
		"inference.GRPCInferenceService", "tensorflow.serving.ModelService", "tensorflow.serving.PredictionService"}, strings.Fields(grpcurl(address, "list")))
	assert.Contains(t, grpcurl(address, "describe", "tensorflow.serving.PredictRequest"), "map<string, .tensorflow.TensorProto> inputs = 2;")
	answer := grpcurl("-d", `{"model_name": "half_plus_two", "inputs": [{"name": "x", "shape": [2], "datatype": "FP64", "contents": {"fp64_contents": [1, 2]}}]}`,
		address, "inference.GRPCInferenceService/ModelInfer")
	assert.Contains(t, strings.Join(strings.Fields(answer), ""), `"contents":{"fp64Contents":[2.5,3]}`)
	answer = grpcurl("-d", `{"model_spec": {"name": "half_plus_two"}, "inputs": {"x": {"dtype": "DT_DOUBLE", "tensor_shape": {}, "double_val": [1]}}}`,
		address, "tensorflow.serving.PredictionService/Predict")
	assert.Contains(t, strings.Join(strings.Fields(answer), ""), `"doubleVal":[2.5]`)
}
