// Command pmml-eval scores rows of CSV, TSV or JSON Lines with a PMML model.
//
//	pmml-eval --model model.pmml --input rows.csv --output scores.csv
//
// See pmml-eval --help.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
