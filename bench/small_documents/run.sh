#!/usr/bin/env bash
# run.sh DIR [SINTER]: bare bytes of the small documents in DIR (NAME.json, with
# published-sizes.tsv beside them), first under the schemas next to this script,
# beside what the benchmark of arXiv 2201.03051 published for other formats; then
# without a schema, beside MessagePack and CBOR: as published, where 102.0 is
# the integer 102, and as the Python packages msgpack and cbor2 make them here,
# if they are installed, where it is not. Each document must come back.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
documents=${1:?usage: run.sh DIR [SINTER]}
sinter=${2:-sinter}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The bytes that column $2 of the published table gives for document $1.
published() {
  awk -F '\t' -v name="$1" -v column="$2" '
    NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) at = i }
    $1 == name { print $at }' "$documents/published-sizes.tsv"
}

# The bytes of document $1 as one message of the schema that the rest says. It
# must come back: without a schema to the letter, with one but for nulls, which
# are absent, and for points in numbers.
bytes_of() {
  local document=$1
  shift
  "$sinter" encode --bare "$@" "$document" -o "$work/message"
  "$sinter" decode --bare "$@" "$work/message" -o "$work/back"
  python3 - "$document" "$work/back" "$1" <<'PYTHON' >&2
import json, sys
first, second = (json.load(open(path)) for path in sys.argv[1:3])
def known(value):
    if isinstance(value, list):
        return [known(item) for item in value]
    if isinstance(value, dict):
        return {key: known(item) for key, item in value.items()
                if item is not None}
    return float(value) if type(value) is int else value
if sys.argv[3] == "-s":
    first, second = known(first), known(second)
if json.dumps(first, sort_keys=True) != json.dumps(second, sort_keys=True):
    sys.exit(f"{sys.argv[1]}: comes back as something else")
PYTHON
  wc -c <"$work/message"
}

# The bytes that Python's package $1 makes of document $2, or nothing.
packed() {
  python3 - "$@" <<'PYTHON'
import importlib, json, sys
try:
    package = importlib.import_module(sys.argv[1])
except ImportError:
    sys.exit()
dumps = getattr(package, "packb", None) or package.dumps
print(len(dumps(json.load(open(sys.argv[2])))))
PYTHON
}

# Prints a line of numbers behind a name and adds them up.
declare -a totals=()
row() {
  local name=$1 i=0
  shift
  printf '%-18s' "$name"
  for number in "$@"; do
    printf ' %12s' "$number"
    totals[i]=$((${totals[i]:-0} + number))
    i=$((i + 1))
  done
  echo
}
total() {
  printf '%-18s' total
  printf ' %12s' "${totals[@]}"
  echo
  totals=()
}

printf '%-18s' 'with a schema'
printf ' %12s' json sinter jsonbinpack avro asn1 protobuf flatbuffers
echo
for schema in "$here"/*.sinter; do
  name=$(basename "$schema" .sinter)
  row "$name" "$(published "$name" json)" \
    "$(bytes_of "$documents/$name.json" -s "$schema")" \
    "$(published "$name" jsonbinpack)" "$(published "$name" avro)" \
    "$(published "$name" asn1)" "$(published "$name" protobuf)" \
    "$(published "$name" flatbuffers)"
done
total

echo
printf '%-18s' 'without'
printf ' %12s' json sinter messagepack cbor msgpack-here cbor2-here
echo
for schema in "$here"/*.sinter; do
  name=$(basename "$schema" .sinter)
  document=$documents/$name.json
  row "$name" "$(published "$name" json)" "$(bytes_of "$document" -t value)" \
    "$(published "$name" messagepack)" "$(published "$name" cbor)" \
    $(packed msgpack "$document") $(packed cbor2 "$document")
done
total
