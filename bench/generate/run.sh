#!/usr/bin/env bash
# run.sh DIR: generates everything the comparison is compiled from.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python3 -B "$here/main.py" "$1"
cd "$1"
protoc --cpp_out=. ./*.proto
for schema in *.fbs; do
  flatc --cpp --cpp-std c++17 --scoped-enums "$schema"
done
capnp compile -oc++ ./*.capnp
