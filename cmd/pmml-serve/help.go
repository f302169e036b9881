package main

import (
	"fmt"
	"io"

	"github.com/spf13/pflag"
)

const helpStart = `pmml-serve serves PMML models over HTTP and gRPC to the clients of TensorFlow Serving,
KServe, Triton, Openscoring, MLflow, SageMaker and Vertex AI: one program, no
configuration, nothing beside it.

Usage:
  pmml-serve --model NAME=PATH [--model …] [flags]
  pmml-serve --models FOLDER [flags]
  pmml-serve features import --help

Examples:
  # One model, and a call.
  pmml-serve --model churn=churn.pmml
  curl -d '{"instances": [{"age": 35, "income": 42000}]}' \
       http://localhost:8501/v1/models/churn:predict

  # A folder of models with versions, in which others deploy.
  pmml-serve --models /srv/models --allow-deploy --token-file tokens.txt

  # A name for a version; at all addresses of the machine.
  pmml-serve --model churn=/srv/churn --label churn:stable=3 --http :8501

  # The models, a form for a record, and why it has its score: http://localhost:8501/
  # Back to version 2, whatever is newer.
  curl -d '{"version": "2"}' http://localhost:8501/admin/models/churn/pin
`

const helpEnd = `
Every flag has an environment variable: PMML_SERVE_HTTP for --http; of flags that
are repeatable, with a value on each line.

In a container of Vertex AI it also answers at AIP_HTTP_PORT, on AIP_HEALTH_ROUTE and
AIP_PREDICT_ROUTE.

Files and folders are watched. A new version takes traffic once it was read,
compiled, verified against the records that it carries, and has scored a record;
until then the version before goes on. A document that is wrong is told of in the
log and in the model's status, and takes nothing down. SIGHUP looks at all files
at once; SIGTERM lets requests end and exits with 0.

--sample FILE keeps records with their features and results, as callers sent them:
treat the file as what is in it. Only its owner reads it; at 100 MiB it becomes
FILE.1, and five such are kept.

Requests may name things instead of giving their values: --features, and "pmml-serve
features import", which fills a store that needs no server.

Exit codes: 0 ended as asked; 1 flags; 2 the models cannot be read; 3 an address
cannot be listened at.
`

func printHelp(w io.Writer, fl *pflag.FlagSet) {
	fmt.Fprint(w, helpStart, "\nFlags:\n", fl.FlagUsagesWrapped(100), helpEnd)
}
