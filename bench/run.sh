#!/usr/bin/env bash
# run.sh BUILD_DIR SECONDS: builds the benchmarks in a configured build directory,
# measures, and writes bench/RESULTS.md. SECONDS are spent on each operation of
# each peer. With DOCUMENTS=DIR the small documents in DIR are encoded too
# (small_documents/run.sh).
set -euo pipefail
bench=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
seconds=$2
work=$build/bench/results
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$build/bench/rust}

if ! command -v cargo >/dev/null; then
  echo "bitcode and rkyv are Rust crates: please install cargo (rustup.rs)" >&2
  exit 1
fi
mkdir -p "$work/stat"
work=$(cd "$work" && pwd)
cmake --build "$build" --target bench_peers bench_scaling sinter
cargo build --release --quiet --locked --manifest-path "$bench/rust/Cargo.toml"

"$CARGO_TARGET_DIR/release/datasets" "$work/data"
"$build/bench/bench_peers" "$work/data" "$work/peers.tsv" "$seconds"
"$CARGO_TARGET_DIR/release/peers" "$work/rust.tsv" "$seconds"
"$build/bench/bench_scaling" "$work/scaling.tsv"
for message in "$work"/data/*.message; do
  name=$(basename "$message" .message)
  schema=$bench/schemas/$name.sinter
  [ ! -f "$schema" ] || [ "$name" = sparse ] || # 500 lines of it
    "$build/tools/sinter" stat -s "$schema" "$message" >"$work/stat/$name.txt"
done
for name in 639-3 3166-2; do
  "$build/tools/sinter" encode --bare -s "$bench/../examples/iso_${name/-/_}.sinter" \
    "/usr/share/iso-codes/json/iso_$name.json" -o "$work/iso_$name.bin"
  printf 'bare\tiso_%s\t%s\n' "$name" "$(stat -c %s "$work/iso_$name.bin")"
done >"$work/bare.tsv"
rm -f "$work/documents.txt"
if [ -n "${DOCUMENTS:-}" ]; then
  "$bench/small_documents/run.sh" "$DOCUMENTS" "$build/tools/sinter" \
    >"$work/documents.txt"
fi
python3 -B "$bench/report/main.py" "$work" "$bench/.."
echo "bench/RESULTS.md is written"
