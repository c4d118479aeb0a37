# Whether inspect and stat name every bit of a file once. Sourced behind lib.sh.

# number KEY: the number of that key in JSON that was printed.
number() { grep -oE "\"$1\": [0-9]+" .out | tail -1 | grep -oE '[0-9]+'; }

expect_all_bits() {
  local bits=$(($(stat -c %s "$1") * 8))
  succeeds inspect "$@" --hex
  expect_out "$(sed ':a;s/\B[0-9]\{3\}\>/,&/;ta' <<<"$bits") bits of"
  succeeds inspect "$@" --json
  [ "$(number bits_accounted)" = "$bits" ] || fail "$1: inspect counts $(number bits_accounted) of $bits bits"
  succeeds inspect "$@" --json --hex
  # The pieces, those of parts without any, and fields of headers.
  [ "$(number bits_accounted)" = "$bits" ] || fail "$1: --hex counts otherwise"
  succeeds stat "$@" --json
  [ "$(number total_bits)" = "$bits" ] || fail "$1: stat counts $(number total_bits) of $bits bits"
  local sum
  sum=$(grep -oE '"bits": [0-9]+' .out | awk '{ s += $2 } END { printf "%d", s }')
  [ "$sum" = "$bits" ] || fail "$1: the lines of stat add up to $sum of $bits bits"
  succeeds inspect "$@"
  succeeds stat "$@"
}
