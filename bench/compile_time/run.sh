#!/usr/bin/env bash
# bench/compile_time/run.sh [RUNS]: what it costs to include the code generated
# from one schema of 30 fields: lines, bytes, and the median of the user seconds
# that a compiler takes for a file that includes it and reads three fields.
#
# Needs build/release, and flatc, capnp and protoc with their headers (Debian:
# flatbuffers-compiler libflatbuffers-dev capnproto libcapnp-dev
# protobuf-compiler libprotobuf-dev); what is missing is left out.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
runs=${1:-9}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cd "$here"

"$root/build/release/tools/sinter" compile account.sinter --cpp-out "$out"
cat >"$out/sinter.cc" <<'CODE'
#include "account.sinter.h"
uint64_t Read(bench::AccountView a) {
  return a.id() + a.name().size() + a.devices()[0].serial();
}
CODE
cat >"$out/sinter_builder.cc" <<'CODE'
#include "account.builder.h"
void Write(bench::AccountBuilder& a) {
  a.set_id(1);
  a.set_name("Ada");
}
CODE
cat >"$out/sinter_native.cc" <<'CODE'
#include "account.native.h"
uint64_t Read(const bench::Account& a) { return a.id + a.name.size(); }
CODE
if command -v flatc >/dev/null; then
  flatc --cpp -o "$out" account.fbs
  cat >"$out/flatbuffers.cc" <<'CODE'
#include "account_generated.h"
uint64_t Read(const bench_fbs::Account* a) {
  return a->id() + a->name()->size() + a->devices()->Get(0)->serial();
}
CODE
fi
if command -v capnp >/dev/null; then
  capnp compile -oc++:"$out" account.capnp
  cat >"$out/capnproto.cc" <<'CODE'
#include "account.capnp.h"
uint64_t Read(bench_capnp::Account::Reader a) {
  return a.getId() + a.getName().size() + a.getDevices()[0].getSerial();
}
CODE
fi
if command -v protoc >/dev/null; then
  protoc --cpp_out="$out" account.proto
  cat >"$out/protobuf.cc" <<'CODE'
#include "account.pb.h"
uint64_t Read(const bench_pb::Account& a) {
  return a.id() + a.name().size() + a.devices(0).serial();
}
CODE
fi

# The median of the user seconds of so many compilations.
seconds() { # compiler, source
  for ((i = 0; i < runs; ++i)); do
    { TIMEFORMAT=%U; time "$1" -std=c++20 -O2 -I "$root" -I "$out" -c "$2" \
      -o /dev/null; } 2>&1
  done | sort -n | sed -n "$((runs / 2 + 1))p"
}

row() { # name, source, header, other generated sources
  [ -f "$out/$2" ] || return 0
  local preprocessed
  preprocessed=$(c++ -std=c++20 -I "$root" -I "$out" -E -P "$out/$2" | wc -lc |
    awk '{ printf "%d %d", $1, $2 }')
  read -r lines bytes <<<"$preprocessed"
  printf '%-15s %7d %8d %9d %9d' "$1" \
    "$(wc -l <"$out/$3")" "$(wc -c <"$out/$3")" "$lines" "$bytes"
  for compiler in g++ clang++; do
    command -v "$compiler" >/dev/null || continue
    printf ' %8s' "$(seconds "$compiler" "$out/$2")"
  done
  printf '\n'
}

printf '%-15s %7s %8s %9s %9s %8s %8s\n' "" header header "with all" \
  "with all" g++ clang++
printf '%-15s %7s %8s %9s %9s %8s %8s\n' "" lines bytes "lines" "bytes" s s
row "Sinter views" sinter.cc account.sinter.h
row "Sinter builders" sinter_builder.cc account.builder.h
row "Sinter structs" sinter_native.cc account.native.h
row FlatBuffers flatbuffers.cc account_generated.h
row "Cap'n Proto" capnproto.cc account.capnp.h
row Protobuf protobuf.cc account.pb.h
