# What the tests of the command share. Sourced with the path of `sinter` and
# the root of the sources as arguments; leaves the shell in an empty directory.
set -uo pipefail
sinter=$1
source_dir=$2
test_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# A sanitizer's report must not look like bad data.
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}abort_on_error=1
export UBSAN_OPTIONS=${UBSAN_OPTIONS:+$UBSAN_OPTIONS:}abort_on_error=1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

failures=0
fail() {
  echo "FAILED (line ${BASH_LINENO[1]}): $*" >&2
  failures=$((failures + 1))
}

# run ARGUMENT...: runs sinter, keeps its status, output and errors. Standard
# input is whatever the caller gives.
run() {
  "$sinter" "$@" >"$scratch/.out" 2>"$scratch/.err"
  status=$?
  command_line="sinter $*"
}

expect_status() {
  [ "$status" -eq "$1" ] ||
    fail "$command_line: expected status $1, got $status: $(cat .err)"
}

# Each argument must occur in what was printed.
expect_out() {
  for text in "$@"; do
    grep -qF -- "$text" .out || fail "$command_line: no \"$text\" in: $(cat .out)"
  done
}
expect_err() {
  for text in "$@"; do
    grep -qF -- "$text" .err || fail "$command_line: no \"$text\" in: $(cat .err)"
  done
}
expect_silent() {
  [ ! -s .err ] || fail "$command_line: unexpected errors: $(cat .err)"
}

# succeeds ARGUMENT... and fails_with STATUS ARGUMENT...
succeeds() {
  run "$@"
  [ "$status" -eq 0 ] ||
    fail "$command_line: expected success, got $status: $(cat .err)"
  expect_silent
}
fails_with() {
  local expected=$1
  shift
  run "$@"
  [ "$status" -eq "$expected" ] ||
    fail "$command_line: expected status $expected, got $status: $(cat .err)"
}

expect_same() {
  cmp -s "$1" "$2" || fail "$1 and $2 differ: $(diff "$1" "$2" | head -5)"
}
expect_missing() {
  [ ! -e "$1" ] || fail "$1 exists"
}

# poke FILE OFFSET BYTE-IN-HEX: overwrites one byte.
poke() {
  printf "\\x$3" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

finish() {
  if [ "$failures" -gt 0 ]; then
    echo "$failures failed"
    exit 1
  fi
  exit 0
}
