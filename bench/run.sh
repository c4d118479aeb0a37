#!/usr/bin/env bash
# run.sh BUILD_DIR SECONDS: builds the benchmarks in a configured build directory,
# measures, and writes bench/RESULTS.md. SECONDS are spent on each operation of
# each peer.
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
python3 -B "$bench/report/main.py" "$work" "$bench/.."
echo "bench/RESULTS.md is written"
