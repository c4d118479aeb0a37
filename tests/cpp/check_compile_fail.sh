#!/usr/bin/env bash
# check_compile_fail.sh COMPILER SOURCE INCLUDE_DIR...: SOURCE compiles, and with
# -DMUST_FAIL does not, for the reason that its line "// error: REGEX" gives.
set -uo pipefail
compiler=$1 source=$2
shift 2
flags=(-std=c++20 -fsyntax-only)
for dir in "$@"; do flags+=(-I "$dir"); done
fail() {
  printf '%s: %s\n' "$source" "$*" >&2
  exit 1
}
"$compiler" "${flags[@]}" "$source" || fail "does not compile"
output=$("$compiler" "${flags[@]}" -DMUST_FAIL "$source" 2>&1) &&
  fail "compiles with the mistake"
expected=$(sed -n 's|^// error: ||p' "$source")
[ -n "$expected" ] || fail "says not which error it expects"
grep -qE "$expected" <<<"$output" ||
  fail "expected '$expected', got:"$'\n'"$output"
