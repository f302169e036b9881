// Package invocations answers callers who name no model, since they know of one only:
// those of MLflow's scoring server and of SageMaker's endpoints (/invocations, /ping,
// /health, /version), and those of Vertex AI's containers, whose paths the environment
// says. CONTRACT.md has what they send, as it was recorded.
package invocations
