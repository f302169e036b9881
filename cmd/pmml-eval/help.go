package main

import (
	"fmt"
	"io"
)

const helpStart = `pmml-eval scores rows with a PMML model: it reads them from a file or a pipe,
and writes one row of results for each, in the same order.

Usage:
  pmml-eval --model FILE --input FILE [--output FILE] [flags]
  pmml-eval explain MODEL     say why a record gets its score
  pmml-eval inspect MODEL     describe a model: fields, size, cost
  pmml-eval validate MODEL    list all that is wrong or doubtful with a document
  pmml-eval verify MODEL      run the verification that a document carries

Examples:
  # Score a file. Formats follow the extensions.
  pmml-eval --model churn.pmml --input customers.csv --output scores.csv

  # Keep the input columns, and take one result only.
  pmml-eval -m churn.pmml -i customers.csv --copy-columns --columns 'p(1)'

  # In a pipe, with semicolons.
  cut -d';' -f2- rows.csv | pmml-eval -m m.pmml --separator ';' | head

  # Several files as one, with a column that has another name than its field.
  pmml-eval -m churn.pmml -i may.csv -i june.jsonl --map cust_age=Age -o s.csv

  # Rows that the model refuses get an empty result and a reason.
  pmml-eval -m m.pmml -i rows.jsonl.gz -o scores.jsonl.gz --on-error report

  # The same, but a run in which they are more than 1% fails.
  pmml-eval -m m.pmml -i rows.csv -o scores.csv --on-error skip --max-errors 1%
`

const helpEnd = `
Formats: csv, tsv, jsonl (also called ndjson), each also with .gz.
  csv, tsv  The first row is the header; names match the model's input fields
            to the letter, or by --map. Columns that the model does not know
            are ignored. An input without a column stops the run before the
            first row, with what may be meant (--missing-columns), unless the
            model replaces its missing values or no result needs it. A quote
            counts only at the start of a cell. Blank lines are skipped. Lines
            end with LF, CRLF, or all with CR.
            A cell that is empty, NA or N/A is missing, unless the document
            lists that text as a valid value of the field. Tokens that are
            named with --missing are missing in every column.
  jsonl     One object a line. null and absent keys are missing, but a key that
            differs from an absent one in case, blanks or punctuation alone is
            an error of its row. Inputs that no row has are warned of. Lists
            are values of fields that take collections.
  Gzipped input is recognised whatever its name. Of several inputs each has a
  header of its own, and with --copy-columns all their columns are written;
  rows that depend on those before, and groups, go on from file to file.

Results: numbers are written in the shortest form that reads back to the same
  value, with --decimal in full; a missing result is an empty cell, null in
  jsonl. A target that the document does not name is called _target. With
  --on-error report the column (in jsonl: the key, where there is an error)
  _error says what is wrong.
  A model that groups rows (by a transaction, say) gives one row per group,
  wherever its rows stand; --copy-columns then writes the group's fields. Rows
  without the group's fields are groups of their own, so that a basket can be
  one row with a list: {"item":["bread","milk"]} in jsonl, or a cell with the
  list in csv.
  A file named with --output appears when it is complete, and not before.

Exit codes:
  0  every row was read (and scored, reported or skipped)
  1  the command line is wrong, or the output cannot be written
  2  the model cannot be read, or is not one that can be scored
  3  the input cannot be read, lacks a column that the model needs, or (with
     --on-error fail) has a row without a result
  4  no row has a result, or more have none than --max-errors allows; in the
     latter case no output file is left
  130, 143  the run was interrupted, or terminated; whole rows are written
`

// writeHelp writes the help, with the flags of each group.
func writeHelp(w io.Writer, groups []flagGroup) {
	io.WriteString(w, helpStart)
	for _, g := range groups {
		fmt.Fprintf(w, "\n%s:\n%s", g.title, g.flags.FlagUsages())
	}
	io.WriteString(w, helpEnd)
}
