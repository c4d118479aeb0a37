#!/usr/bin/env bash
# Encodes real files of Debian's iso-codes, looks inside, decodes, proves that
# nothing changed, and compares sizes. `make demo` runs it with `sinter` in the
# PATH; files go to a directory that is removed at the end.
set -euo pipefail
export LC_ALL=C.UTF-8

examples=$(cd "$(dirname "$0")" && pwd)
json=/usr/share/iso-codes/json
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp "$examples"/*.sinter "$json"/iso_{639-3,3166-2,4217,15924}.json .

title() { printf '\n== %s\n' "$*"; }

# Prints a command as a person would type it, and runs it.
show() {
  printf '\n$ %s\n' "$1"
  eval "$1"
}

# The schema of iso_NAME.json.
schema_of() { echo "iso_${1//-/_}.sinter"; }

title "7,910 languages as JSON, and the schema that says what they are"
show "head -n 13 iso_639-3.json"
show "sed -n '/^record Language {/,/^}/p' iso_639_3.sinter"

title "Encode: one small file that holds its own schema"
show "sinter encode -s iso_639_3.sinter iso_639-3.json -o iso_639-3.snt"
show "ls -l iso_639-3.json iso_639-3.snt | awk '{ print \$5, \$9 }'"

title "Look inside: tables, columns, how each is stored, its first values"
show "sinter inspect iso_639-3.snt | sed -n '2p;/block header/,\$p' | cut -c1-110"

title "Down to the last bit"
show "sinter inspect --hex iso_639-3.snt | sed -n '/^-- message/,+26p;\$p' | cut -c1-110"

title "Where the bytes go"
show "sinter stat iso_639-3.snt"

title "Decode: nothing changed"
compare='import json, sys; sys.exit(json.load(open(sys.argv[1])) != json.load(open(sys.argv[2])))'
for name in 639-3 3166-2 4217 15924; do
  sinter encode -s "$(schema_of "$name")" "iso_$name.json" -o "iso_$name.snt"
  sinter decode "iso_$name.snt" -o "back_$name.json"
  python3 -c "$compare" "iso_$name.json" "back_$name.json"
  echo "iso_$name.json -> iso_$name.snt -> the same values"
  sinter verify --canonical "iso_$name.snt"
done

title "One damaged bit is noticed"
cp iso_639-3.snt damaged.snt
byte=$(od -An -tu1 -j 70000 -N 1 iso_639-3.snt)
printf "\\x$(printf %x $((byte ^ 1)))" |
  dd of=damaged.snt bs=1 seek=70000 conv=notrunc status=none
printf '\n$ sinter verify damaged.snt\n'
if sinter verify damaged.snt 2>&1; then
  echo "the damage went unnoticed" >&2
  exit 1
fi

title "Sizes in bytes"
size() { stat -c %s "$1"; }
line() { printf '%-12s %9s %9s %9s | %9s %9s %12s\n' "$@"; }
line file JSON 'gzip -9' 'zstd -19' .snt bare '.snt + zstd'
for name in 639-3 3166-2 4217 15924; do
  sinter encode --bare -s "$(schema_of "$name")" "iso_$name.json" -o "$name.bin"
  gzip -9 -c "iso_$name.json" >"$name.gz"
  zstd -q -19 -c "iso_$name.json" >"$name.zst"
  zstd -q -19 -c "iso_$name.snt" >"$name.snt.zst"
  line "iso_$name" "$(size "iso_$name.json")" "$(size "$name.gz")" \
    "$(size "$name.zst")" "$(size "iso_$name.snt")" "$(size "$name.bin")" \
    "$(size "$name.snt.zst")"
done
cat <<'END'

gzip and zstd have to be undone before anything can be read. Every field of every
record of a .snt file is read where it is, in constant time, and the strings in
it still compress: the last column is a .snt file behind zstd -19.
END
