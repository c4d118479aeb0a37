# The files of Debian's iso-codes, unchanged through every form, and small.
source "$(dirname "$0")/lib.sh" "$@"
json=/usr/share/iso-codes/json
[ -d $json ] || exit 77

for name in 639-3 3166-2 4217 15924; do
  schema=$source_dir/examples/iso_${name//-/_}.sinter
  in=$json/iso_$name.json
  succeeds encode -s "$schema" "$in" -o out.snt
  succeeds verify --canonical out.snt
  succeeds decode out.snt -o out.json
  expect_same "$in" out.json
  succeeds encode --bare -s "$schema" "$in" -o out.bin
  succeeds verify --canonical -s "$schema" out.bin
  succeeds decode -s "$schema" out.bin -o out.json
  expect_same "$in" out.json
  succeeds stat out.snt
  expect_out "total" "100.0 %"
  succeeds inspect --hex out.snt
  bits=$(sed 's/[.,]//g' .out | grep -oE '[0-9]+ bits of [0-9]+ accounted')
  [ "$bits" = "$(($(stat -c %s out.snt) * 8)) bits of $(($(stat -c %s out.snt) * 8)) accounted" ] ||
    fail "not every bit of $name is accounted for: $bits"
  eval "size_${name//-/_}=$(stat -c %s out.bin)"
done
[ "$size_639_3" -le 135000 ] || fail "iso_639-3 takes $size_639_3 bytes"
[ "$size_3166_2" -le 95000 ] || fail "iso_3166-2 takes $size_3166_2 bytes"
finish
