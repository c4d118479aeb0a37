# sinter fmt.
source "$(dirname "$0")/lib.sh" "$@"

printf 'record   A{a:string;// why\n b : u8 ;}\nroot A ;' >messy.sinter
fails_with 100 fmt --check messy.sinter
[ "$(cat .out)" = messy.sinter ] || fail "the file is not named: $(cat .out)"
"$sinter" fmt - <messy.sinter >neat.sinter || fail "no formatting through pipes"
succeeds fmt messy.sinter
expect_same messy.sinter neat.sinter
grep -q '// why' neat.sinter || fail "a comment was lost"
succeeds fmt --check messy.sinter neat.sinter

# What does not change is not written.
touch -d '2020-01-01' neat.sinter
succeeds fmt neat.sinter
[ "$(stat -c %Y neat.sinter)" = "$(date -d '2020-01-01' +%s)" ] ||
  fail "a file was rewritten for nothing"

# A mistake is told, its file stays, the others are formatted.
echo 'record A {' >broken.sinter
cp broken.sinter before
printf 'record   B{a:u8;}' >other.sinter
fails_with 1 fmt broken.sinter other.sinter
expect_err "broken.sinter:" "error["
expect_same broken.sinter before
succeeds fmt --check other.sinter
printf 'record   C{a:u8;}' >messy.sinter
fails_with 1 fmt --check broken.sinter messy.sinter
expect_out messy.sinter
fails_with 3 fmt missing.sinter
expect_err "missing.sinter: "
succeeds fmt --check "$source_dir"/examples/*.sinter "$test_dir"/*.sinter
finish
