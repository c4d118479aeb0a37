# inspect and stat: every bit of whole files is named once.
source "$(dirname "$0")/lib.sh" "$@"
source "$test_dir/users.sh"
source "$test_dir/all_bits.sh"
schema=$test_dir/shop.sinter
user=(-s "$schema" -t shop.User)

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
