#!/usr/bin/env bash
# Measures pmml-serve beside other servers, in one run:
#
#	bench/serve/run.sh [--seconds N] [--rounds N] [--no-python]
#
# The server is pinned to one core, the load generator to another. Beside pmml-serve stand (a) JPMML-Evaluator in
# Undertow with Jackson, (b) KServe's Python server with PyPMML, (c) ONNX Runtime behind FastAPI with the same booster,
# and (d) a server of net/http that does nothing. It needs wrk, a JDK, Maven and python3, and the models and rows that
# bench/run.sh makes; what cannot be had here is said and left out. Results are written to bench/serve/results.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=bench/work models=bench/work/models seconds=10 rounds=3 python=yes
while [ $# -gt 0 ]; do
	case "$1" in
	--seconds) seconds="$2" && shift ;;
	--rounds) rounds="$2" && shift ;;
	--no-python) python=no ;;
	*) sed -n '2,11s/^# \{0,1\}//p' "$0" >&2 && exit 1 ;;
	esac
	shift
done
[ -f "$models/M3.pmml" ] || models="${GOPMML_SHARED:-../shared}/bench"
bodies="$work/serve" venv="$work/venv-serve"
mkdir -p "$bodies" "$work/bin"
has() { command -v "$1" >/dev/null; }
has wrk || { echo "wrk is not here (Debian has it)" >&2 && exit 1; }
missing() { echo "missing: $*" >&2; }

echo "==> programs and requests"
go build -o "$work/bin/" ./cmd/pmml-serve ./bench/serve/bare ./bench/serve/bodies
GOBIN="$PWD/$work/bin" go install github.com/tsenart/vegeta/v12@v12.13.0
for n in 1 5000; do
	"$work/bin/bodies" "$bodies" "$models/input_m1.csv" M1 "$n"
	"$work/bin/bodies" "$bodies" "$models/input.csv" M3 "$n"
done
java=yes
if ! has javac || ! has mvn; then
	missing "a JDK and Maven: JPMML-Evaluator is left out" && java=no
else
	if ! cmp -s bench/serve/pom.xml "$work/lib-serve/pom.xml"; then
		rm -rf "$work/lib-serve"
		mvn -q -B -f bench/serve/pom.xml -Dmaven.repo.local="$PWD/$work/m2" dependency:copy-dependencies -DoutputDirectory="$PWD/$work/lib-serve"
		cp bench/serve/pom.xml "$work/lib-serve/"
	fi
	javac -cp "$work/lib-serve/*" -d "$work/classes-serve" bench/serve/java/Server.java
fi
if [ "$python" = yes ] && ! cmp -s bench/serve/requirements.txt "$venv/ready"; then
	{ python3 -m venv "$venv" && "$venv/bin/pip" install -q --disable-pip-version-check -r bench/serve/requirements.txt &&
		cp bench/serve/requirements.txt "$venv/ready"; } || { missing "packages of Python: KServe and FastAPI are left out" && python=no; }
fi

# serve NAME PORT COMMAND... starts a server on core 0 and waits for its first answer, whose time it tells.
pid=""
serve() {
	local port="$2" path="$3" began
	shift 3
	began=$(date +%s%N)
	taskset -c 0 "$@" >"$work/serve.log" 2>&1 &
	pid=$!
	until curl -sf -o "$work/answer" -X POST -H 'Content-Type: application/json' --data-binary "@$bodies/M1-1.json" "http://127.0.0.1:$port$path"; do
		kill -0 "$pid" 2>/dev/null || { tail -5 "$work/serve.log" >&2 && return 1; }
		sleep 0.005
	done
	started=$((($(date +%s%N) - began) / 1000000))
}
stop() {
	kill "$pid" 2>/dev/null || true
	wait "$pid" 2>/dev/null || true
	sleep 0.3
}
trap stop EXIT
resident() { awk '/^VmRSS/ {printf "%d", $2 / 1024}' "/proc/$1/status"; }

# load PORT PATH FILE [HEADER VALUE] prints the requests a second that get a good answer.
load() {
	local port="$1" path="$2"
	shift 2
	taskset -c 1 wrk -t1 -c8 -d"${seconds}s" -s bench/serve/post.lua "http://127.0.0.1:$port$path" -- "$@" >"$work/wrk.log"
	if grep -q 'Non-2xx' "$work/wrk.log"; then
		echo "errors: $(grep 'Non-2xx' "$work/wrk.log")" >&2
		echo nan
		return
	fi
	awk '/^Requests\/sec/ {print $2}' "$work/wrk.log"
}
best() { # of rounds
	for _ in $(seq "$rounds"); do "$@"; done | sort -g | tail -1
}
# tail99 PORT PATH FILE RATE prints the 99th percentile in ms at a steady rate, the median of five runs.
tail99() {
	for _ in 1 2 3 4 5; do
		printf 'POST http://127.0.0.1:%s%s\nContent-Type: application/json\n@%s\n' "$1" "$2" "$3" |
			taskset -c 1 "$work/bin/vegeta" attack -rate "$4" -duration "${seconds}s" -max-workers 64 |
			"$work/bin/vegeta" report -type json | sed 's/.*"99th":\([0-9]*\).*/\1/'
	done | sort -g | sed -n 3p | awk '{printf "%.3f", $1 / 1e6}'
}

results="$work/serve-results.tsv"
: >"$results"
tell() {
	printf '%s\t%s\t%s\n' "$@" | tee -a "$results"
}
ten() { # ten models by name
	for i in 1 2 3 4 5; do printf '%s ' "$1" "a$i=$models/M1.pmml" "$1" "b$i=$models/M3.pmml"; done
}

measure() { # NAME PORT: requests of one row and of 5,000, for M1 and M3
	local name="$1" port="$2" m rate
	for m in M1 M3; do
		[ "$name" = fastapi ] && [ "$m" = M1 ] && continue
		load "$port" "/v1/models/$m:predict" "$bodies/$m-1.json" >/dev/null # warm
		rate=$(best load "$port" "/v1/models/$m:predict" "$bodies/$m-1.json")
		tell "$name" "$m requests/s, 1 row" "$rate"
		tell "$name" "$m requests/s, 5,000 rows" "$(best load "$port" "/v1/models/$m:predict" "$bodies/$m-5000.json")"
		[ "$name" = jpmml ] && eval "half_$m=$(awk -v r="$rate" 'BEGIN {printf "%d", r / 2}')"
		local half="half_$m"
		[ -n "${!half:-}" ] && tell "$name" "$m p99 ms at ${!half}/s" "$(tail99 "$port" "/v1/models/$m:predict" "$bodies/$m-1.json" "${!half}")"
	done
	return 0
}

if [ "$java" = yes ]; then
	echo "==> JPMML-Evaluator in Undertow"
	serve jpmml 18080 /v1/models/M1:predict java -cp "$work/classes-serve:$work/lib-serve/*" Server 18080 M1="$models/M1.pmml" M3="$models/M3.pmml"
	tell jpmml "ms to the first answer, 2 models" "$started"
	measure jpmml 18080
	stop
	# shellcheck disable=SC2046
	serve jpmml 18080 /v1/models/a1:predict java -cp "$work/classes-serve:$work/lib-serve/*" Server 18080 $(ten "" | sed 's/  */ /g')
	tell jpmml "MB resident, 10 models" "$(resident "$pid")"
	stop
fi

echo "==> pmml-serve"
serve gopmml 18501 /v1/models/M1:predict "$work/bin/pmml-serve" -q --http 127.0.0.1:18501 --grpc "" --admin "" --model M1="$models/M1.pmml" --model M3="$models/M3.pmml"
tell gopmml "ms to the first answer, 2 models" "$started"
size_M1=$(curl -s -X POST --data-binary "@$bodies/M1-1.json" http://127.0.0.1:18501/v1/models/M1:predict | wc -c)
size_M3=$(curl -s -X POST --data-binary "@$bodies/M3-1.json" http://127.0.0.1:18501/v1/models/M3:predict | wc -c)
measure gopmml 18501
tell gopmml "M3 requests/s, 5,000 rows, binary tensors" "$(best load 18501 /v2/models/M3/infer "$bodies/M3-5000.bin" Inference-Header-Content-Length "$(cat "$bodies/M3-5000.head")")"
stop
# shellcheck disable=SC2046
serve gopmml 18501 /v1/models/a1:predict "$work/bin/pmml-serve" -q --http 127.0.0.1:18501 --grpc "" --admin "" $(ten --model)
tell gopmml "MB resident, 10 models" "$(resident "$pid")"
stop

echo "==> net/http that does nothing"
serve bare 18081 /v1/models/M1:predict "$work/bin/bare" 18081 "M1=$size_M1" "M3=$size_M3"
measure bare 18081
stop

if [ "$python" = yes ]; then
	echo "==> KServe's Python server with PyPMML"
	if serve kserve 18082 /v1/models/M1:predict "$venv/bin/python" bench/serve/python/kserve_pypmml.py 18082 M1="$models/M1.pmml" M3="$models/M3.pmml"; then
		measure kserve 18082
	fi
	stop
	if [ -f "$models/M3.onnx" ]; then
		echo "==> ONNX Runtime behind FastAPI"
		taskset -c 0 "$venv/bin/python" bench/serve/python/ort.py 18083 M3="$models/M3.onnx" >"$work/serve.log" 2>&1 &
		pid=$!
		until curl -sf -o /dev/null -X POST --data-binary "@$bodies/M3-1.json" http://127.0.0.1:18083/v1/models/M3:predict; do sleep 0.1; done
		measure fastapi 18083
		stop
	fi
fi

{
	echo "# pmml-serve beside other servers"
	echo
	echo "\`bench/serve/run.sh --seconds $seconds --rounds $rounds\`, $(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) cores, server and load on one core each."
	echo
	echo "| server | what | figure | gopmml / it |"
	echo "|---|---|---|---|"
	awk -F'\t' 'NR == FNR {if ($1 == "gopmml") own[$2] = $3; next}
		{r = ($1 != "gopmml" && ($2 in own) && $3 + 0 > 0) ? sprintf("%.2f", own[$2] / $3) : ""; printf "| %s | %s | %s | %s |\n", $1, $2, $3, r}' "$results" "$results"
} >bench/serve/results.md
cat bench/serve/results.md
