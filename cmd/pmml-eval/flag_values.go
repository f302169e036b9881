package main

import (
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

// once is a text that a flag gives: given a second time, it would take the place of
// the first without a word.
type once struct {
	to    *string
	given bool
}

func newOnce(to *string) *once { return &once{to: to} }

// String is the text.
func (o *once) String() string {
	if o.to == nil {
		return ""
	}
	return *o.to
}

// Type is what the help calls the value.
func (o *once) Type() string { return "string" }

// Set takes the text.
func (o *once) Set(text string) error {
	if o.given {
		return fmt.Errorf("it is given already, as %q", *o.to)
	}
	*o.to, o.given = text, true
	return nil
}

// missingColumns is what to do where the input lacks what the model reads.
type missingColumns string

// The values of missingColumns.
const (
	missingFail  missingColumns = "fail"  // stop before the first row
	missingWarn  missingColumns = "warn"  // say so, and go on with missing values
	missingAllow missingColumns = "allow" // go on
)

const (
	missingUsage = "`how` to go on where no column has the name of an\ninput of the model, or a key only one near it:\n  fail   stop (default)\n  warn   take it for missing, and say so\n  allow  take it for missing"
	mapUsage     = "`column=field` takes a column, or a key, for a field\nof another name; repeatable; @file for a file of\nsuch pairs as rows of csv: column,field"
)

// String is the value as it is written.
func (m *missingColumns) String() string { return string(*m) }

// Type is what the help calls the value.
func (m *missingColumns) Type() string { return "string" }

// Set reads the value.
func (m *missingColumns) Set(text string) error {
	switch v := missingColumns(text); v {
	case missingFail, missingWarn, missingAllow:
		*m = v
		return nil
	}
	return errors.New("must be fail, warn or allow")
}

// maxErrors is how many rows may have no result: a number, or a share of all. The
// zero value allows any number.
type maxErrors struct {
	text    string
	rows    int
	percent *big.Rat // nil where it is a number
}

var percentage = regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{1,18})?$`)

// String is the value as it is written.
func (m *maxErrors) String() string { return m.text }

// Type is what the help calls the value.
func (m *maxErrors) Type() string { return "string" }

// Set reads the value.
func (m *maxErrors) Set(text string) error {
	if share, ok := strings.CutSuffix(text, "%"); ok {
		if percentage.MatchString(share) {
			if p, ok := new(big.Rat).SetString(share); ok && p.Cmp(big.NewRat(100, 1)) <= 0 {
				*m = maxErrors{text: text, percent: p}
				return nil
			}
		}
		return errors.New("must be a number of rows, or a share from 0% to 100%")
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return errors.New("must be a number of rows, or a share from 0% to 100%")
	}
	*m = maxErrors{text: text, rows: n}
	return nil
}

// exceeded says whether so many bad rows are too many. Of a share that can be said only
// at the end, when all rows are known.
func (m *maxErrors) exceeded(bad, rows int, end bool) bool {
	switch {
	case m.text == "":
		return false
	case m.percent == nil:
		return bad > m.rows
	}
	allowed := new(big.Rat).Mul(m.percent, big.NewRat(int64(rows), 100))
	return end && big.NewRat(int64(bad), 1).Cmp(allowed) > 0
}
