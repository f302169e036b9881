#!/usr/bin/env bash
# Whether this build makes of every document of the conformance corpus what another
# commit's makes of it: scores to the last bit, errors, explanations, documents
# written and upgraded.
#
#	bench/same.sh COMMIT [--case SUITE/NAME] [--rows N]
#
# It prints the cases that differ, with the ways in which they do, and fails if
# there are any. With --case it prints the difference of that case's records.
# Records of a case are cut off at --rows (400; 0 is all). The corpus is looked for
# in $GOPMML_SHARED/conformance, or else in ../shared/conformance.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -ge 1 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2; }
commit="$1"
shift
only="" rows=400
while [ $# -gt 0 ]; do
	case "$1" in
	--case) only="$2" ;;
	--rows) rows="$2" ;;
	*) echo "same.sh: unknown flag $1" >&2; exit 2 ;;
	esac
	shift 2
done
corpus="${GOPMML_SHARED:-../shared}/conformance"
work="$(mktemp -d)"
trap 'git worktree remove --force "$work/before" 2>/dev/null; rm -rf "$work"' EXIT
git worktree add --quiet --detach "$work/before" "$commit"
mkdir -p "$work/before/bench/same"
cp bench/same/main.go "$work/before/bench/same/"
(cd "$work/before" && go build -o "$work/same-before" ./bench/same)
go build -o "$work/same-after" ./bench/same
for build in before after; do
	"$work/same-$build" -rows "$rows" -case "$only" "$corpus" >"$work/$build.txt"
done
if [ -n "$only" ]; then
	diff "$work/before.txt" "$work/after.txt"
	exit
fi
# The cases that differ, and the ways.
awk 'NR == FNR { for (i = 2; i <= NF; i++) { split($i, p, "="); was[$1, p[1]] = p[2] }; seen[$1] = NF; next }
	!($1 in seen) { print $1 ": new"; bad++; next }
	{ ways = ""; for (i = 2; i <= NF; i++) { split($i, p, "="); if (was[$1, p[1]] != p[2]) ways = ways " " p[1] }
	  if (ways == "" && NF != seen[$1]) ways = " other ways"
	  if (ways != "") { print $1 ":" ways; bad++ } delete seen[$1] }
	END { for (id in seen) { print id ": gone"; bad++ }; printf "%d cases, %d differ\n", FNR, bad; exit bad > 0 }' "$work/before.txt" "$work/after.txt"
