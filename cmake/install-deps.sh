#!/usr/bin/env bash
# install-deps.sh GROUP...: installs what a group of make targets needs and this
# Debian lacks: build, demo, bench, sanitize, cross or format. Says nothing, needs
# no rights and no network when nothing is missing.
set -euo pipefail

packages() {
  case $1 in
    build)
      echo make cmake ninja-build pkg-config libabsl-dev libgtest-dev \
        libgmock-dev libcli11-dev libsimdjson-dev libxxhash-dev
      command -v c++ >/dev/null || echo g++
      ;;
    demo) echo iso-codes gzip zstd python3 ;;
    bench)
      echo python3 libprotobuf-dev protobuf-compiler libflatbuffers-dev \
        flatbuffers-compiler libcapnp-dev capnproto libmsgpack-cxx-dev \
        libzstd-dev
      ;;
    cross)
      echo g++-s390x-linux-gnu g++-i686-linux-gnu g++-aarch64-linux-gnu \
        qemu-user-static dpkg-dev python3
      ;;
    sanitize) echo clang llvm libclang-rt-14-dev ;;
    format) echo clang-format clang-tidy ;;
    *)
      echo "install-deps.sh: no group '$1'" >&2
      exit 2
      ;;
  esac
}

# An unknown package is as missing as one that was removed.
is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

if ! command -v dpkg-query >/dev/null; then
  exit 0 # Not a Debian: configuring names whatever is missing.
fi

missing=()
for group in "$@"; do
  for package in $(packages "$group"); do
    is_installed "$package" || missing+=("$package")
  done
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "Please install: ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND="${DEBIAN_FRONTEND:-noninteractive}" \
    apt-get -qq -o=Dpkg::Use-Pty=0 -o=Acquire::Retries=3 "$@"
}

echo "Installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { apt update && apt install -y --no-install-recommends "${missing[@]}"; } \
  >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
