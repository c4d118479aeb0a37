#!/usr/bin/env bash
# run.sh DIR [SINTER]: bare bytes of the small documents in DIR (NAME.json, with
# published-sizes.tsv beside them) under the schemas next to this script, beside
# what the benchmark of arXiv 2201.03051 published for other formats.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
documents=${1:?usage: run.sh DIR [SINTER]}
sinter=${2:-sinter}

# The bytes that column $2 of the published table gives for document $1.
published() {
  awk -F '\t' -v name="$1" -v column="$2" '
    NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) at = i }
    $1 == name { print $at }' "$documents/published-sizes.tsv"
}

printf '%-16s %6s %6s %12s %6s %6s %9s %12s\n' document json sinter \
  jsonbinpack avro asn1 protobuf flatbuffers
for schema in "$here"/*.sinter; do
  name=$(basename "$schema" .sinter)
  bytes=$("$sinter" encode --bare -s "$schema" "$documents/$name.json" -o - |
    wc -c)
  printf '%-16s %6s %6s %12s %6s %6s %9s %12s\n' "$name" \
    "$(published "$name" json)" "$bytes" "$(published "$name" jsonbinpack)" \
    "$(published "$name" avro)" "$(published "$name" asn1)" \
    "$(published "$name" protobuf)" "$(published "$name" flatbuffers)"
done
