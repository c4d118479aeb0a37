# Usage: help, wrong calls, what is said about them and the exit status.
source "$(dirname "$0")/lib.sh" "$@"
schema=$test_dir/shop.sinter

succeeds help
expect_out "Usage: sinter COMMAND" "sinter encode -s shop.sinter" "  verify"
cp .out overview
for way in --help -h; do
  succeeds $way
  expect_same overview .out
done
for command in encode decode inspect stat verify schema fmt; do
  succeeds help $command
  expect_out "Usage: sinter $command" "Examples:"
  # Examples come before the flags.
  [ "$(grep -n Examples: .out | cut -d: -f1)" -lt \
    "$(grep -n 'Arguments and flags:' .out | cut -d: -f1)" ] || fail "order"
  cp .out help
  succeeds $command --help
  expect_same help .out
done
succeeds --version
grep -qE '^sinter [0-9]+\.[0-9]+\.[0-9]+$' .out || fail "version: $(cat .out)"

# Two lines, no more.
fails_with 2 encdoe
expect_err "sinter: unknown command 'encdoe'; did you mean 'encode'?" "Try 'sinter help'."
[ "$(wc -l <.err)" -eq 2 ] || fail "more than two lines"
fails_with 2
expect_err "Try 'sinter help'."
fails_with 2 help encdoe
fails_with 2 decode --wat
expect_err "--wat" "Try 'sinter help decode'."
[ ! -s .out ] || fail "output after a wrong call"
fails_with 2 decode --int64=float x.snt
fails_with 2 encode -s "$schema" --block-rows 0 x.json -o x.snt
fails_with 2 encode -s "$schema" --bare --tagged x.json -o x.snt
expect_err "--bare"
fails_with 2 encode -t Note x.json -o x.snt
expect_err "-t and -I need a schema"
fails_with 2 fmt
fails_with 2 decode -t Note x.snt
expect_err "-t and -I need a schema"

# Which record?
echo '{"text":"a"}' >note.json
fails_with 2 encode -s "$schema" note.json -o x.snt
expect_err "has several roots; choose one with -t: shop.User, shop.Note"
fails_with 2 encode -s "$schema" -t Nte note.json -o x.snt
expect_err "no record named 'Nte'; did you mean 'Note'?"
echo 'record A { a: string; }' >rootless.sinter
fails_with 2 encode -s rootless.sinter note.json -o x.snt
expect_err "rootless.sinter has no root; name a record with -t"

# Files that are not there, cannot be read, cannot be written.
fails_with 3 decode missing.snt
expect_err "missing.snt: " "No such file"
fails_with 3 encode -s missing.sinter note.json -o x.snt
expect_err "missing.sinter"
fails_with 3 encode -s "$schema" -t Note missing.json -o x.snt
expect_err "missing.json: "
fails_with 3 encode -s "$schema" -t Note note.json -o missing/x.snt
expect_err "missing/x.snt: "
fails_with 3 decode .
if [ -e /dev/full ]; then
  "$sinter" help >/dev/full 2>.err
  [ $? -eq 3 ] || fail "a full device is not noticed"
fi

# Bad schemas: every mistake, each with its place.
printf 'record A {\n  a: strng;\n  b: u8(5..3);\n}\nroot B;\n' >bad.sinter
fails_with 1 encode -s bad.sinter note.json -o x.snt
expect_err "bad.sinter:2:6: error[UNKNOWN_TYPE]" "bad.sinter:3:" "bad.sinter:5:" "^"
expect_missing x.snt
finish
