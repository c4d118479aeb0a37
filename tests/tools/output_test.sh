# Where output goes, and that it is whole or not there.
source "$(dirname "$0")/lib.sh" "$@"
source "$test_dir/users.sh"
schema=$test_dir/shop.sinter
note=(-s "$schema" -t Note)
echo '{"text":"a"}' >good.json
echo '{"text":"a"' >bad.json

# A failure leaves what was there, and nothing beside it.
echo precious >out.snt
fails_with 1 encode "${note[@]}" bad.json -o out.snt
[ "$(cat out.snt)" = precious ] || fail "a failed encode destroyed its output"
[ -z "$(find . -name '*.tmp')" ] || fail "a temporary file was left behind"

# Even when it comes late.
users 20000 | sed '19000s/"age":[0-9]*/"age":999/' >late.json
fails_with 1 encode -s "$schema" -t User --block-rows 1000 late.json -o late.snt
expect_err "late.json:19000:" "/18998/age: expected u8 (0..130), got 999"
expect_missing late.snt

# The mode stays, links are followed.
succeeds encode "${note[@]}" good.json -o out.snt
chmod 640 out.snt
ln -s out.snt link.snt
succeeds encode "${note[@]}" good.json -o link.snt
[ "$(stat -c %a out.snt)" = 640 ] || fail "the mode was lost"
[ -L link.snt ] || fail "a link was replaced"

# Standard output, pipes, and readers that go away.
succeeds encode "${note[@]}" good.json
expect_same .out out.snt
succeeds encode "${note[@]}" good.json -o -
expect_same .out out.snt
succeeds decode - <out.snt
expect_out '"text": "a"'
users 20000 >many.json
"$sinter" encode -s "$schema" -t User many.json -o many.snt
"$sinter" decode many.snt 2>errors | head -n 2 >/dev/null
statuses=("${PIPESTATUS[@]}")
[ "${statuses[0]}" -lt 128 ] || fail "a closed pipe is a signal"
[ ! -s errors ] || fail "a closed pipe makes noise: $(cat errors)"
mkfifo fifo
"$sinter" encode "${note[@]}" good.json -o fifo &
"$sinter" decode fifo -o from_fifo.json || fail "a named pipe cannot be read"
wait
grep -q '"text": "a"' from_fifo.json || fail "a named pipe lost its text"

# Binary never goes to a terminal, and nobody waits for one to be typed.
if command -v script >/dev/null; then
  script -qec "'$sinter' encode -s '$schema' -t Note good.json" /dev/null \
    >typescript </dev/null
  [ $? -eq 2 ] || fail "binary went to a terminal: $(od -c typescript | head -3)"
  grep -q "name a file with -o" typescript || fail "no advice: $(cat typescript)"
  timeout 10 script -qec "'$sinter' decode" /dev/null >typescript </dev/null
  [ $? -eq 2 ] || fail "a terminal was read: $(cat typescript)"
fi
finish
