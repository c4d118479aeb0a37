#!/usr/bin/env bash
# check_consumer.sh BUILD_DIR: installs what was built there, builds the project
# beside this script with it, and runs that. Then changes schemas and looks at
# what is built anew. Builds and runs the examples as well.
set -euo pipefail
source_dir=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() {
  echo "check_consumer.sh: $*" >&2
  exit 1
}

cmake --install "$1" --prefix "$scratch/prefix" >"$scratch/log"
cp -r "$source_dir" "$scratch/consumer"
cd "$scratch/consumer"
sinter="$scratch/prefix/bin/sinter"
echo '{"name": "north", "stops": [{"id": 1, "lat": 46.5, "lon": 7.5},
  {"id": 2, "lat": 61.25, "lon": 9.75}]}' |
  "$sinter" encode -s schemas/trip.sinter -I schemas --bare >trip.bin

cmake -G Ninja -S . -B build -DCMAKE_PREFIX_PATH="$scratch/prefix" \
  -DCMAKE_BUILD_TYPE=Release >"$scratch/log" || fail "$(cat "$scratch/log")"

# Builds, and prints the names of what was compiled.
build() {
  cmake --build build --verbose >"$scratch/log" || fail "$(cat "$scratch/log")"
  grep -oE '[a-z]+(\.sinter|\.native)?\.cc\.o -c' "$scratch/log" | sed 's/\.o -c//' |
    sort | tr '\n' ' '
}
expect() {
  [ "$2" = "$3" ] || fail "$1: expected '$3', got '$2'"
}

all="main.cc places.cc point.native.cc point.sinter.cc trip.native.cc "
all+="trip.sinter.cc "
expect "first build" "$(build)" "$all"
expect "output" "$(build/consumer <trip.bin)" "north, 2 stops, point 2"
expect "build without changes" "$(build)" ""
# A plain comment reaches no generated code.
sed -i '1i // A comment.' schemas/geo/point.sinter
expect "build with another comment" "$(build)" ""
# An import changes the layout of what imports it.
sed -i 's/  lon: f64;/  lon: f64;\n  height: f32;/' schemas/geo/point.sinter
expect "build with another field" "$(build)" "$all"
if build/consumer <trip.bin 2>"$scratch/log"; then
  fail "a message of another schema was read"
fi
# A message that is cut off is told, not read.
if head -c 5 trip.bin | build/consumer 2>"$scratch/log"; then
  fail "a message that is cut off was read"
fi
grep -q 'INVALID_ARGUMENT' "$scratch/log" || fail "$(cat "$scratch/log")"

# The examples are such projects too.
cmake -G Ninja -S "$source_dir/../../examples" -B examples \
  -DCMAKE_PREFIX_PATH="$scratch/prefix" >"$scratch/log" &&
  cmake --build examples >"$scratch/log" || fail "$(cat "$scratch/log")"
examples/telemetry write telemetry.log 20
[[ $(examples/telemetry scan telemetry.log) == \
  "20000 readings in "*" bytes, 19999 s, 41 with faults, 41 with notes, on "* ]] ||
  fail "$(examples/telemetry scan telemetry.log)"
examples/snapshot write snapshot.bin 100
expect "the snapshot" "$(examples/snapshot show snapshot.bin | sed -n '1,2p;$p')" \
  "tick 12345, gravity -9.81, 100 entities
50 on the ground, the furthest at 99
1024 heights, on average 2.99924; 1024 vertices"
echo "check_consumer.sh: fine"
