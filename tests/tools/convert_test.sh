# JSON to messages and back.
source "$(dirname "$0")/lib.sh" "$@"
source "$test_dir/users.sh"
schema=$test_dir/shop.sinter
user=(-s "$schema" -t shop.User)

# Arrays of any length come back as they were, in one block and in many.
for n in 0 1 2 3 16 17 64 65 600; do
  users "$n" >in.json
  for rows in 1 7 8192; do
    succeeds encode "${user[@]}" --block-rows "$rows" in.json -o out.snt
    succeeds verify --canonical out.snt
    succeeds decode out.snt -o out.json
    succeeds encode "${user[@]}" --block-rows "$rows" out.json -o again.snt
    expect_same out.snt again.snt
    [ "$n" -lt 2 ] || [ "$rows" != 8192 ] || expect_same in.json out.json
  done
done

# One object stays one object, an array of one an array.
users 1 | sed 1d | sed '$d' >one.json
succeeds encode "${user[@]}" one.json -o one.snt
succeeds decode --compact one.snt -o out.json
expect_same one.json out.json
succeeds decode one.snt
expect_out '  "name": "user 0",'
users 1 >list.json
succeeds encode "${user[@]}" list.json -o list.snt
succeeds decode list.snt -o out.json
expect_same list.json out.json

# One message alone, and behind its fingerprint.
for form in --bare --tagged; do
  succeeds encode "${user[@]}" $form one.json -o one.bin
  succeeds decode "${user[@]}" --compact one.bin -o out.json
  expect_same one.json out.json
  succeeds verify --canonical "${user[@]}" one.bin
done
[ "$(od -An -tx1 -N1 one.bin)" = " 01" ] || fail "no version before a tagged message"
fails_with 1 encode "${user[@]}" --bare list.json -o none.bin
expect_err "list.json: --bare takes one record: expected an object, got an array"
printf '{"text":"a"}\n{"text":"b"}\n' >two.ndjson
fails_with 1 encode -s "$schema" -t Note --bare --ndjson two.ndjson -o none.bin
expect_err "expected one, got more"
: >empty.ndjson
fails_with 1 encode -s "$schema" -t Note --bare --ndjson empty.ndjson -o none.bin
expect_err "expected one, got none"
expect_missing none.bin

# Lines in, lines out, through pipes.
users 100 >in.json
"$sinter" encode "${user[@]}" in.json | "$sinter" decode --ndjson - |
  "$sinter" encode "${user[@]}" --ndjson - | "$sinter" decode >out.json
expect_same in.json out.json
"$sinter" encode -s "$schema" -t Note --ndjson empty.ndjson |
  "$sinter" decode --ndjson >out.json || fail "no lines are a file"
[ ! -s out.json ] || fail "no lines became some"

# 64-bit numbers, all of their digits.
echo '{"id":18446744073709551615,"name":"","size":"small","age":0,"balance":-9223372036854775808,"score":0.1,"admin":false,"avatar":"","tags":[],"matrix":[],"home":{"street":"","zip":0},"friends":[]}' >big.json
succeeds encode "${user[@]}" big.json -o big.snt
succeeds decode big.snt
expect_out '"id": 18446744073709551615' '"balance": -9223372036854775808' '"score": 0.1' '"status": "active"'
succeeds decode --int64=string big.snt
expect_out '"id": "18446744073709551615"' '"age": 0'

# The schema inside compiles to the same messages.
succeeds schema out.snt
cp .out inside.sinter
succeeds encode -s inside.sinter big.json -o other.snt
expect_same <(tail -c +4096 big.snt) <(tail -c +4096 other.snt)
succeeds decode other.snt -s "$schema" -t User

# What is wrong with JSON is told with its place.
echo '[{"text":"a"},
  {"text":1}]' >bad.json
fails_with 1 encode -s "$schema" -t Note bad.json -o none.snt
expect_err 'bad.json:2:11: /1/text: expected'
echo '{"text":"a","color":1}' >unknown.json
fails_with 1 encode -s "$schema" -t Note unknown.json -o none.snt
expect_err 'unknown.json:1:' 'color'
succeeds encode -s "$schema" -t Note --allow-unknown unknown.json -o known.snt
succeeds decode --compact known.snt
[ "$(cat .out)" = '{"text":"a"}' ] || fail "an unknown key was not dropped"
expect_missing none.snt

# Any JSON without a schema: one value, or an array of rows.
echo '{"b":[1,2.5,-0.0,null,true,"x",{}],"a":{"z":[],"y":9007199254740993}}' >any.json
echo '{"a":{"y":9007199254740993,"z":[]},"b":[1,2.5,-0.0,null,true,"x",{}]}' >sorted.json
succeeds encode any.json -o any.snt
succeeds verify --canonical any.snt
succeeds decode --compact any.snt -o out.json
expect_same sorted.json out.json
succeeds schema any.snt
expect_out 'root value;'
[ "$(wc -l <.out)" = 1 ] || fail "more than the root: $(cat .out)"
cp .out any.sinter
succeeds encode -s any.sinter any.json -o again.snt
expect_same any.snt again.snt
for form in --bare --tagged; do
  succeeds encode -t value $form any.json -o any.bin
  succeeds verify --canonical -t value any.bin
  succeeds decode -t value --compact any.bin -o out.json
  expect_same sorted.json out.json
done
for text in null 7 '"text"' '[]' '[1,[2],{"a":[]}]'; do
  echo "$text" >any.json
  for form in '' --bare; do
    succeeds encode -t value $form any.json -o any.bin
    succeeds decode -t value any.bin
    [ "$(tr -d ' \n' <.out)" = "$text" ] || fail "$text became $(cat .out)"
  done
done
printf '1\n{"a":[null]}\n\n"x"\n' >any.ndjson
succeeds encode --ndjson any.ndjson -o any.snt
succeeds decode --ndjson any.snt -o out.ndjson
expect_same <(grep . any.ndjson) out.ndjson
succeeds inspect any.snt
expect_out 'table value' '.map{key}'
echo '[1,
  12345678901234567890]' >any.json
fails_with 1 encode any.json -o none.snt
expect_err 'any.json:2:3: /1: expected f64, which holds not all digits'
fails_with 1 decode -t value out.snt
expect_err 'fingerprint of the schema'
expect_missing none.snt

# Imports are looked up where -I says.
mkdir -p lib
echo 'package geo; record Point { x: i32; y: i32; }' >lib/geo.sinter
echo 'package a; import "geo.sinter"; record A { at: geo.Point; } root A;' >a.sinter
echo '{"at":{"x":1,"y":2}}' >a.json
fails_with 1 encode -s a.sinter a.json -o a.snt
expect_err 'a.sinter:1:' 'cannot find "geo.sinter"'
succeeds encode -s a.sinter -I lib a.json -o a.snt
succeeds decode --compact a.snt
expect_out '{"at":{"x":1,"y":2}}'
succeeds schema a.snt
expect_out 'package a;' 'package geo;'
finish
