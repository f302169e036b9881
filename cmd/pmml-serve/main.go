// Command pmml-serve serves models of PMML to the clients of other model servers.
//
//	pmml-serve --model half_plus_two=testdata/half_plus_two.pmml
//	curl -d '{"instances": [1.0, 2.0, 5.0]}' -X POST http://localhost:8501/v1/models/half_plus_two:predict
//
// See pmml-serve --help.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}
