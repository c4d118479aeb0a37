# inspect and stat: every bit of whole files is named once.
source "$(dirname "$0")/lib.sh" "$@"
source "$test_dir/users.sh"
schema=$test_dir/shop.sinter
user=(-s "$schema" -t shop.User)

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

for n in 0 1 2 5 16 17 100 700; do
  users "$n" >in.json
  succeeds encode "${user[@]}" --block-rows 600 in.json -o out.snt
  expect_all_bits out.snt
done
users 1 | sed 1d | sed '$d' >one.json
for form in --bare --tagged; do
  succeeds encode "${user[@]}" $form one.json -o one.bin
  expect_all_bits one.bin "${user[@]}"
done

# What is there has a name, a form and values.
users 100 >in.json
succeeds encode "${user[@]}" in.json -o out.snt
succeeds inspect out.snt
expect_out "file header" "shop.User" "table shop.User" "User.name" \
  "25 of 100 present" "index and trailer" "default"
succeeds inspect --hex out.snt
expect_out "User.email is not default: 1" "User.name, text"
succeeds inspect "${user[@]}" one.bin
expect_out "tag" "User.name" '"user 0"'
succeeds stat out.snt
expect_out "User.name" "total" "100.0 %"
if command -v python3 >/dev/null; then
  for command in "inspect --json" "inspect --hex --json" "stat --json"; do
    "$sinter" $command out.snt | python3 -c 'import json, sys; json.load(sys.stdin)' ||
      fail "$command does not print JSON"
  done
fi
finish
