#!/usr/bin/env bash
# Go 1.26.8's math.Log and math.Log10 (standard library) are wrong for subnormal
# arguments where the logarithm is in assembly, as on amd64: the exponent of such
# numbers is not normalized, so all of them have a logarithm near -709 instead of
# down to -744.44, off by up to 35. The same program compiled for 386, where the
# function is in Go, is right, and so is math.Log2 on both. The logarithm of a
# likelihood that underflowed, or a link of a tiny mean, is then another number on
# another processor.
set -euo pipefail
[ "$(uname -m)" = x86_64 ] || { echo "this is about amd64 (and runs 386 beside it)" >&2; exit 1; }
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cat >"$work/main.go" <<'GO'
package main

import (
	"fmt"
	"math"
)

func main() {
	for _, x := range []float64{0x1p-1022, 0x1p-1030, 0x1p-1074} {
		fmt.Printf("%.2f %.2f %.0f\n", math.Log(x), math.Log10(x), math.Log2(x))
	}
}
GO
cd "$work"
export GOTOOLCHAIN=go1.26.8 GOWORK=off GOFLAGS=
go mod init logs 2>/dev/null
for processor in amd64 386; do
	GOARCH="$processor" go build -o "logs-$processor" main.go
	"./logs-$processor" >"$processor"
	echo "$processor: log, log10, log2 of 2^-1022, 2^-1030, 2^-1074:"
	cat "$processor"
done
printf -- '%s\n' '-708.40 -307.65 -1022' '-709.09 -307.95 -1030' '-709.09 -307.95 -1074' | diff amd64 -
printf -- '%s\n' '-708.40 -307.65 -1022' '-713.94 -310.06 -1030' '-744.44 -323.31 -1074' | diff 386 -
