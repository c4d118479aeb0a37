#!/usr/bin/env bash
# fuzz/run.sh BUILD_DIR SECONDS [NAME...]: runs each libFuzzer target for a while,
# starting from its saved corpus, with NAME.dict if there is one. New inputs go
# below BUILD_DIR; a finding ends the run and stays there as a file.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$1" && pwd)
seconds=$2
shift 2
if [ $# -eq 0 ]; then
  for program in "$build"/fuzz/fuzz_*; do
    [ -x "$program" ] && set -- "$@" "${program##*/fuzz_}"
  done
fi
for name in "$@"; do
  echo "== $name"
  mkdir -p "$build/corpus/$name" "$build/findings"
  dictionary=()
  [ -f "$root/fuzz/$name.dict" ] && dictionary=(-dict="$root/fuzz/$name.dict")
  "$build/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=25 -max_len=4096 \
    -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$build/findings/$name-" "${dictionary[@]}" \
    "$build/corpus/$name" "$root/fuzz/corpus/$name" 2>&1 |
    grep -vE '^#|^"|NEW_FUNC|^INFO: '
done
