#!/usr/bin/env bash
# fuzz/coverage.sh BUILD_DIR [CORPUS_DIR]: what the saved corpora reach, by file
# of codec/ and schema/, in regions, lines and branches. BUILD_DIR is one of the
# `coverage` preset; CORPUS_DIR holds more inputs, as run.sh leaves them behind.
# For the lines themselves: llvm-cov show, with the profile that is named last.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$1" && pwd)
more=${2:+$(cd "$2" && pwd)}

tool() {
  command -v "$1" || command -v "$1-14"
}
profdata=$(tool llvm-profdata)
cov=$(tool llvm-cov)

profiles=$build/profiles
rm -rf "$profiles"
mkdir -p "$profiles"
objects=()
for program in "$build"/fuzz/fuzz_*; do
  [ -x "$program" ] || continue
  name=${program##*/fuzz_}
  inputs=("$root/fuzz/corpus/$name")
  [ -n "$more" ] && [ -d "$more/$name" ] && inputs+=("$more/$name")
  (cd "$root" && LLVM_PROFILE_FILE=$profiles/$name.profraw \
    "$program" "${inputs[@]}" | sed "s/^/$name: /")
  # All but the first need a flag.
  objects+=(${objects:+-object} "$program")
done
"$profdata" merge -sparse "$profiles"/*.profraw -o "$profiles/all.profdata"
"$cov" report "${objects[@]}" -instr-profile "$profiles/all.profdata" \
  --ignore-filename-regex='/usr/|\.\./(tests|fuzz|tools)/|_sinter/' |
  awk 'NF == 13 { sub(/^.*\.\.\//, "", $1)
         printf "%-44s %9s %9s %9s\n", $1, $4, $10, $13 }
       $1 == "Filename" { printf "%-44s %9s %9s %9s\n", $1, "regions",
                          "lines", "branches" }'
echo "profile: $profiles/all.profdata"
