package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Digits beyond those of a float64 come through, from every format to every other.
func TestDecimal(t *testing.T) {
	sum := file(t, "sum.pmml", sumModel)
	groups := file(t, "group.pmml", groupModel)
	for _, tt := range []struct{ name, in, want string }{
		{"csv", "a,b\n0.05,0\n0.12345678901234567890123,1\n1e300,1\nINF,1\n-0,0\n,1\n",
			"_target\n0.1\n1.24691357802469135780246\n2" + strings.Repeat("0", 299) + "1\nInfinity\n0\n\"\"\n"},
		{"jsonl", `{"a":0.12345678901234567890123,"b":1}` + "\n" + `{"a":"0.12345678901234567890123","b":1}` + "\n" + `{"a":"INF","b":1}` + "\n",
			`{"_target":1.24691357802469135780246}` + "\n" + `{"_target":1.24691357802469135780246}` + "\n" + `{"_target":"Infinity"}` + "\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, outcome{0, tt.want, ""}, evalIn(tt.in, "-m", sum, "--decimal", "--input-format", tt.name))
		})
	}
	rows := "customer,amount,rate\nann,0.1,0\nann,0.2,100\n"
	assert.Equal(t, outcome{0, "_target\n0.30000000000000004\n", ""}, evalIn(rows, "-m", groups))
	assert.Equal(t, outcome{0, "_target\n0.3\n", ""}, evalIn(rows, "-m", groups, "--decimal"))
}
