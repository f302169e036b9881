package compile

import "strconv"

// shortNumber writes a number for messages.
func shortNumber(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
