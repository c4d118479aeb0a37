#!/usr/bin/env bash
# test-cross.sh [MACHINE...]: builds the tests for other machines with Debian's
# cross compilers and runs them in qemu. s390x is big-endian, i386 has 32 bits,
# aarch64 is another instruction set with other float conversions. The libraries
# of a machine are unpacked beside its build and not installed.
set -euo pipefail
cd "$(dirname "$0")/../.."

machines=("$@")
jobs=${JOBS:-$(nproc)}
[ ${#machines[@]} -gt 0 ] || machines=(s390x i386 aarch64)

libraries=(libabsl-dev libabsl20220623 libgtest-dev libgmock-dev libxxhash-dev
  libxxhash0 libsimdjson-dev libsimdjson14)
# Left out: tests that compile for the machine that they run on.
excluded='^(docs|consumer|cpp\.compile_fail)\.'

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

prepare() { # MACHINE DEBIAN-ARCHITECTURE
  local at=build/cross/$1
  [ ! -d "$at/root" ] || return 0
  # Packages of another machine can be fetched once apt knows that it exists.
  if ! dpkg --print-foreign-architectures | grep -qx "$2"; then
    as_root dpkg --add-architecture "$2"
    # A list that cannot be had may be of no use here: fetching will tell.
    as_root apt-get -qq update || true
  fi
  mkdir -p "$at/packages"
  (cd "$at/packages" && apt-get -qq -o APT::Sandbox::User=root download \
    libcli11-dev "${libraries[@]/%/:$2}")
  local package
  for package in "$at"/packages/*.deb; do
    dpkg-deb -x "$package" "$at/unpacked"
  done
  mv "$at/unpacked" "$at/root"
}

run() { # MACHINE
  local build=build/cross/$1/build
  cmake -S . -B "$build" -G Ninja --toolchain "$PWD/cmake/cross/$1.cmake" \
    -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE=-O1 \
    --log-level=WARNING &&
    cmake --build "$build" -j "$jobs" &&
    ctest --test-dir "$build" -E "$excluded" --output-on-failure \
      --no-tests=error -j "$jobs" |
    { grep -vE '^ *Start |   Passed ' || true; }
}

status=0
for machine in "${machines[@]}"; do
  case $machine in
    s390x | i386) architecture=$machine ;;
    aarch64) architecture=arm64 ;;
    *)
      echo "test-cross.sh: no machine '$machine'" >&2
      exit 2
      ;;
  esac
  echo "== $machine"
  prepare "$machine" "$architecture"
  run "$machine" || status=1
done
exit "$status"
