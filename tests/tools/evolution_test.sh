# Schemas that grew: older and newer readers, and what they say.
source "$(dirname "$0")/lib.sh" "$@"

cat >v1.sinter <<'SCHEMA'
package shop;
record Order { id: u32; status: Status; items: [Item]; }
record Item { name: string; kind: union { piece: u8; }; }
enum Status { open, paid }
root Order;
SCHEMA
cat >v2.sinter <<'SCHEMA'
package shop;
record Order {
  id: u32;
  status: Status;
  items: [Item];
  since 2 { note: string; to: Address?; }
}
record Item {
  name: string;
  kind: union { piece: u8; since 2 { weight: f32; } };
  since 2 { tags: [string]; }
}
record Address { street: string; }
enum Status { open, paid since 2 { sent } }
root Order;
SCHEMA
cat >in.json <<'JSON'
[
{"id":1,"status":"open","items":[],"note":"","to":{"street":"High Street"}},
{"id":2,"status":"sent","items":[{"name":"a","kind":{"piece":1},"tags":[]},{"name":"b","kind":{"weight":2.5},"tags":["x","y"]}],"note":"soon"}
]
JSON
succeeds encode -s v2.sinter in.json -o v2.snt
succeeds verify --canonical v2.snt
succeeds decode v2.snt -o out.json
tr -d '\n' <in.json >in.flat
tr -d '\n' <out.json >out.flat
expect_same in.flat out.flat

# With the schema of before what it does not have is dropped, and told.
run decode -s v1.sinter v2.snt -o old.json
expect_status 0
expect_err "v2.snt: dropped since 2 of shop.Order: 2 rows, " \
  "v2.snt: dropped since 2 of shop.Item: 2 rows, " " bytes in 1 message" \
  "v2.snt: dropped since 2 of shop.Item.kind: " \
  "v2.snt: dropped a later type with the hash "
run decode -s v1.sinter v2.snt
expect_out '{"id":1,"status":"open","items":[]}' \
  '{"id":2,"status":2,"items":[{"name":"a","kind":{"piece":1}},{"name":"b","kind":{}}]}'
run verify -s v1.sinter v2.snt
expect_status 0
fails_with 1 verify --canonical -s v1.sinter v2.snt
expect_err "since 2 of shop.Order"

# What the old schema wrote means the same under the new one, byte by byte.
echo '[{"id":1,"status":"open","items":[{"name":"a","kind":{"piece":1}}]},{"id":2,"status":"paid","items":[]}]' >old.json
succeeds encode -s v1.sinter old.json -o v1.snt
succeeds decode -s v2.sinter v1.snt -o new.json
succeeds verify --canonical -s v2.sinter v1.snt
grep -qF '{"id":1,"status":"open","items":[{"name":"a","kind":{"piece":1},"tags":[]}],"note":""}' new.json ||
  fail "old data under the new schema: $(cat new.json)"
echo '{"id":7,"status":"paid","items":[]}' >one.json
succeeds encode -s v1.sinter --bare one.json -o one.v1
succeeds encode -s v2.sinter --bare one.json -o one.v2
expect_same one.v1 one.v2
succeeds encode -s v1.sinter --tagged one.json -o one.v1
succeeds decode -s v2.sinter --tagged one.v1

# inspect and stat name every bit of groups too, known or not.
for schema in v1.sinter v2.sinter; do
  bits=$(($(stat -c %s v2.snt) * 8))
  succeeds inspect -s $schema v2.snt --hex
  succeeds inspect -s $schema v2.snt
  expect_out "since 2 of shop.Order"
  succeeds inspect -s $schema v2.snt --json
  succeeds stat -s $schema v2.snt --json
  sum=$(grep -oE '"bits": [0-9]+' .out | awk '{ s += $2 } END { printf "%d", s }')
  [ "$sum" = "$bits" ] || fail "$schema: the lines of stat add up to $sum of $bits bits"
done
succeeds inspect v2.snt --hex
expect_out "Order.note is not default: 1"

# Keys of fields that came later may be missing, others may not.
echo '{"id":7,"status":"paid"}' >short.json
fails_with 1 encode -s v2.sinter short.json -o none.snt
expect_err 'key "items"'
finish
