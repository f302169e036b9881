#!/usr/bin/env bash
# Measures this tree beside another commit of the project, in turn on one core:
#
#	bench/beside.sh COMMIT [--models M1,M3] [--documents FOLDER] [--rounds N] [MODEL.pmml ROWS.csv RESULT]
#
# Documents are those that bench/run.sh has made, or else those of
# $GOPMML_SHARED/bench (../shared/bench), which have no M5.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -ge 1 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2; }
commit="$1"
shift
models=M1,M2,M3,M4,M5,M6,M7,M8 rounds=15 documents=bench/work/models own=()
[ -f bench/work/models/M8.pmml ] || documents="${GOPMML_SHARED:-../shared}/bench"
while [ $# -gt 0 ]; do
	case "$1" in
	--models) models="$2" && shift ;;
	--documents) documents="$2" && shift ;;
	--rounds) rounds="$2" && shift ;;
	-*) echo "beside.sh: unknown flag $1" >&2 && exit 2 ;;
	*) own+=("$1") ;;
	esac
	shift
done
if [ "${#own[@]}" -eq 0 ]; then
	for m in ${models//,/ }; do
		rows=input.csv result='probability(1)'
		case "$m" in M1) rows=input_m1.csv ;; M7) result=cluster ;; M8) result=y ;; esac
		if [ -f "$documents/$m.pmml" ]; then
			own+=("$documents/$m.pmml" "$documents/$rows" "$result")
		else
			echo "beside.sh: there is no $documents/$m.pmml, it is left out" >&2
		fi
	done
fi
work="$(mktemp -d)"
trap 'git worktree remove --force "$work/before" 2>/dev/null; rm -rf "$work"' EXIT
git worktree add --quiet --detach "$work/before" "$commit"
rm -rf "$work/before/bench/gopmml" && cp -r bench/gopmml "$work/before/bench/"
(cd "$work/before" && go build -o "$work/gopmml-before" ./bench/gopmml)
go build -o "$work/gopmml-after" ./bench/gopmml
go run ./bench/beside -rounds "$rounds" "$work/gopmml-before" "$work/gopmml-after" "${own[@]}"
