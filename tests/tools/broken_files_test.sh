# Files that are not what they should be: errors with a place, never a crash.
source "$(dirname "$0")/lib.sh" "$@"
source "$test_dir/users.sh"
schema=$test_dir/shop.sinter
user=(-s "$schema" -t shop.User)
users 40 >in.json
"$sinter" encode "${user[@]}" --block-rows 10 in.json -o good.snt
size=$(stat -c %s good.snt)

# The wrong kind of file.
fails_with 1 decode in.json
expect_err "in.json: expected a container, got JSON text; did you mean 'sinter encode'?"
gzip -c good.snt >good.snt.gz
fails_with 1 decode good.snt.gz
expect_err "gzip"
fails_with 1 decode "$schema"
expect_err "a schema; did you mean -s?"
: >empty
fails_with 1 decode empty
expect_err "empty"
head -c 100 /dev/zero >zeros
fails_with 1 verify zeros
expect_err "name its schema with -s"
fails_with 1 encode -s "$schema" -t Note good.snt -o none.snt
expect_err "good.snt:1:1: "

# The wrong schema is noticed.
echo '{"text":"a"}' >note.json
"$sinter" encode -s "$schema" -t Note --tagged note.json -o note.bin
fails_with 1 decode "${user[@]}" --tagged note.bin
expect_err "note.bin: " "fingerprint"
fails_with 1 decode good.snt -s "$schema" -t Note
expect_err "good.snt: fingerprint of the schema"

# A block that was changed: the others are fine, and said to be.
cp good.snt flipped.snt
offset=$("$sinter" inspect good.snt | awk '/ of shop.User/ { print $1; exit }')
poke flipped.snt $((offset + 5)) ff
fails_with 1 verify flipped.snt
expect_err "flipped.snt: block 0: " "checksum"
fails_with 1 decode flipped.snt -o none.json
expect_missing none.json
fails_with 1 decode --salvage --ndjson flipped.snt -o some.json
[ "$(wc -l <some.json)" -eq 30 ] || fail "salvage found $(wc -l <some.json) of 30 records"
fails_with 1 inspect flipped.snt
expect_out "index and trailer"
expect_err "checksum"
fails_with 1 stat flipped.snt
expect_out "total"

# A file that was cut: whole blocks are there.
head -c $((size - 800)) good.snt >cut.snt
fails_with 1 decode cut.snt -o none.json
fails_with 1 decode --salvage --ndjson cut.snt -o some.json
[ "$(wc -l <some.json)" -ge 10 ] || fail "salvage found $(wc -l <some.json) records"
fails_with 1 inspect cut.snt
expect_out "unreadable"
expect_missing none.json

# Cut anywhere, changed anywhere: a status, never a signal, never silence. A
# checksum covers every byte, so nothing passes.
for ((at = 0; at < size; at += size / 13 + 1)); do
  head -c "$at" good.snt >cut.snt
  cp good.snt changed.snt
  byte=$(od -An -tu1 -j "$at" -N 1 good.snt)
  poke changed.snt "$at" "$(printf %02x $((byte ^ 16)))"
  for file in cut.snt changed.snt; do
    for command in verify "inspect" "inspect --hex" stat "decode --salvage"; do
      run $command "$file"
      expect_status 1
    done
    [ -s .err ] || fail "$command_line says nothing about byte $at"
  done
done

# Messages without checksums around them.
"$sinter" decode --ndjson good.snt | head -n 1 >one.json
"$sinter" encode "${user[@]}" --bare one.json -o one.bin
size=$(stat -c %s one.bin)
for ((at = 0; at < size; ++at)); do
  head -c "$at" one.bin >cut.bin
  fails_with 1 verify "${user[@]}" --bare cut.bin
  cp one.bin changed.bin
  byte=$(od -An -tu1 -j "$at" -N 1 one.bin)
  poke changed.bin "$at" "$(printf %02x $((byte ^ 1 << at % 8)))"
  run verify --canonical "${user[@]}" --bare changed.bin
  [ "$status" -le 1 ] || fail "$command_line: status $status at byte $at"
done
fails_with 1 inspect --hex "${user[@]}" --bare cut.bin
expect_out "error: offset"
echo extra >>one.bin
fails_with 1 verify "${user[@]}" --bare one.bin
expect_err "one.bin: offset $size: end of the message"
fails_with 1 inspect --hex "${user[@]}" --bare one.bin
expect_out "not read"

# A few bytes that claim very many rows: checked in no time and in no memory,
# unless every value is to be encoded again.
echo 'record R { flags: [bool]; } root R;' >flags.sinter
printf '\x10\x11\x11\x11\x31\x02' >many.bin
cat >wide.sinter <<'END'
record R { items: [W]; }
record W { a: [u8; 60000]; b: [u64; 9]; c: u64; }
root R;
END
printf '\x10\x11\x11\x11\x89\x00\x02\x07' >wide.bin
for name in flags:many wide:wide; do
  schema=${name%:*}.sinter
  file=${name#*:}.bin
  succeeds verify -s "$schema" "$file"
  (
    # AddressSanitizer reserves more than any limit; its runs go without.
    if (ulimit -v 2000000 && "$sinter" help >.out 2>.err); then
      ulimit -v 2000000
    fi
    fails_with 1 verify --canonical -s "$schema" "$file"
    expect_err "expected a message of at most 33554432 values to encode again"
    exit "$failures"
  ) || failures=$((failures + 1))
done

# Bytes that are fine but not canonical: the place and the column. The two
# strings of the second message are the same, which an encoder says shorter.
cat >pair.sinter <<'END'
record Pair { a: string; b: string; }
root Pair;
END
echo '{"a":"xy","b":"xz"}' >pair.json
"$sinter" encode -s pair.sinter --bare pair.json -o pair.bin
sed 's/xz/xy/' <pair.bin >twice.bin
succeeds verify --canonical -s pair.sinter pair.bin
succeeds verify -s pair.sinter twice.bin
fails_with 1 verify --canonical -s pair.sinter twice.bin
expect_err "twice.bin: offset " "Pair.b" "not canonical: expected"
finish
