#!/usr/bin/env bash
# Compares gopmml with other engines, on the same models and rows, in one run:
#
#	bench/run.sh [--models M1,M3] [--engines gopmml,jpmml] [--quick] [--no-java] [--shared] [-- flags of compare]
#
# It sets everything up below bench/work, where it stays for the next run. What cannot be had here is said and left out.
# bench/README.md tells the rest.
set -euo pipefail
cd "$(dirname "$0")/.."
work=bench/work
venv="$work/venv"
models=M1,M2,M3,M4,M5,M6,M7,M8
java=yes
made=yes
pass=(--bench bench)
while [ $# -gt 0 ]; do
	case "$1" in
	--models) models="${2:?--models needs names}" && pass+=(--models "$2") && shift ;;
	--engines) pass+=(--engines "${2:?--engines needs names}") && shift ;;
	--quick) pass+=(--quick) ;;
	--no-java) java=no && pass+=(--no-java) ;;
	--shared) made=no && pass+=(--documents "${GOPMML_SHARED:-../shared}/bench") ;;
	--) shift && pass+=("$@") && break ;;
	*) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2 && exit 1 ;;
	esac
	shift
done

mkdir -p "$work"
: >"$work/missing"
missing() {
	echo "missing: $*" >&2
	echo "$*" >>"$work/missing"
}
has() { command -v "$1" >/dev/null; }

# Each of these does nothing where its work is done already.
jars() {
	cmp -s bench/pom.xml "$work/lib/pom.xml" && return
	rm -rf "$work/lib"
	mvn -q -B -f bench/pom.xml -Dmaven.repo.local="$PWD/$work/m2" dependency:copy-dependencies \
		-DoutputDirectory="$PWD/$work/lib" && cp bench/pom.xml "$work/lib/"
}
packages() { # requirements, and the file that says that they are there
	cmp -s "$1" "$2" && return
	{ [ -x "$venv/bin/pip" ] || python3 -m venv "$venv"; } &&
		"$venv/bin/pip" install -q --disable-pip-version-check -r "$1" && cp "$1" "$2"
}

echo "==> programs in Go"
go build -o "$work/bin/" ./bench/gopmml ./bench/compare ./cmd/pmml-eval

if [ "$java" = yes ]; then
	echo "==> engines in Java"
	rm -rf "$work/classes"
	if ! has javac; then
		missing "a JDK: JPMML-Evaluator and PMML4S are left out"
	elif ! jars; then
		missing "the engines in Java, which Maven (mvn) fetches: JPMML-Evaluator and PMML4S are left out"
	else
		javac -cp "$work/lib/*" -d "$work/classes" bench/java/*.java
	fi
fi

echo "==> engines in Python"
if ! packages bench/requirements.txt "$venv/ready"; then
	missing "Python (python3 with venv) or packages of bench/requirements.txt: all engines in Python are left out"
elif ! packages bench/requirements-lleaves.txt "$venv/ready-lleaves"; then
	missing "the version of LLVM that lleaves needs: lleaves is left out"
fi

if [ "$made" = yes ]; then
	echo "==> models and rows (M5, a forest of 100 MB, takes minutes)"
	if [ ! -f "$venv/ready" ] || ! has java; then
		missing "Python or Java: no models can be made, only those that are there already are measured"
	elif ! "$venv/bin/python" bench/models.py --out "$work/models" --models "$models" >"$work/models.log" 2>&1; then
		missing "models: $(tail -1 "$work/models.log") (all of it: $work/models.log)"
	fi
fi
has taskset || missing "taskset: nothing is pinned to a core"

echo "==> measuring"
"$work/bin/compare" "${pass[@]}"

results=$(ls -t bench/results.csv "$work/results.csv" 2>/dev/null | head -1)
if [ -f "$venv/ready" ]; then
	"$venv/bin/python" bench/plot.py "$results" "${results%.csv}.svg"
fi
echo "==> ${results%.csv}.md, .csv, .svg"
