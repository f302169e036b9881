#!/usr/bin/env bash
# What a row costs gopmml as models and tables grow: prints tables in Markdown.
#
#	bench/shapes.sh [-quick]
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p bench/work/bin
go build -o bench/work/bin/ ./bench/shapes
pin=()
if command -v taskset >/dev/null; then
	pin=(taskset -c "$(($(nproc) - 1))")
fi
"${pin[@]}" bench/work/bin/shapes "$@"
