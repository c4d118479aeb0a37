#!/usr/bin/env bash
# check_readme.sh [SINTER]: runs what README.md shows and compares what it says
# is printed. Blocks, by the words after the three backquotes:
#
#   console      "$ command" lines, a "\" at the end goes on; what follows is the
#                output, errors included; a line "..." stands for any lines
#   sh           a script that must succeed
#   LANG FILE    the text of FILE, for the commands that come after it
#
# All blocks share one empty directory that has examples/ in it; cmake finds what
# was built installed. `make` is only
# checked to have such targets: running them is the business of others.
set -uo pipefail
export LC_ALL=C.UTF-8
source_dir=$(cd "$(dirname "$0")/../.." && pwd)
sinter=$(realpath "${1:-$source_dir/build/release/tools/sinter}")
[ -x "$sinter" ] || { echo "no $sinter; build it first" >&2; exit 1; }
[ -d /usr/share/iso-codes/json ] || { echo "iso-codes is missing" >&2; exit 77; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/work"
ln -s "$sinter" "$scratch/bin/sinter"
printf '#!/bin/sh\nexec /usr/bin/env -i PATH=/usr/bin:/bin make -n -C "%s" "$@" >/dev/null\n' \
  "$source_dir" >"$scratch/bin/make"
chmod +x "$scratch/bin/make"
export PATH="$scratch/bin:$PATH"
cmake --install "$(dirname "$sinter")/.." --prefix "$scratch/prefix" >/dev/null ||
  exit 1
export CMAKE_PREFIX_PATH="$scratch/prefix" CMAKE_GENERATOR=Ninja
cd "$scratch/work" || exit 1
ln -s "$source_dir/examples" examples

failures=0
commands=0
last_status=0
fail() {
  printf 'README.md:%s: %s\n' "$1" "$2" >&2
  failures=$((failures + 1))
}

# Whether $1 is the text $2, in which lines "..." stand for any lines.
matches() {
  local pattern
  pattern=$(sed 's/[][*?\\]/\\&/g; s/^\.\.\.$/*/' <<<"$2")
  # shellcheck disable=SC2053
  [[ $1 == $pattern ]]
}

check_command() { # line, command, expected output
  local output
  # The last status, for a command that asks.
  output=$({ (exit "$last_status"); eval "$2"; } 2>&1)
  last_status=$?
  commands=$((commands + 1))
  matches "$output" "$3" ||
    fail "$1" "$(printf '$ %s\nexpected:\n%s\ngot:\n%s' "$2" "$3" "$output")"
}

check_console() { # line, block
  local number=$1 at=$1 command="" expected="" goes_on=false line
  while IFS= read -r line; do
    number=$((number + 1))
    if $goes_on; then
      command+=$'\n'$line
    elif [[ $line == '$ '* ]]; then
      [ -z "$command" ] || check_command "$at" "$command" "${expected%$'\n'}"
      at=$number command=${line#'$ '} expected=""
    else
      expected+=$line$'\n'
      continue
    fi
    [[ $line == *\\ ]] && goes_on=true || goes_on=false
  done <<<"$2"
  [ -z "$command" ] || check_command "$at" "$command" "${expected%$'\n'}"
}

check_block() { # line, words after the backquotes, block
  local language=${2%% *} file=""
  [[ $2 == *' '* ]] && file=${2#* }
  if [ -n "$file" ]; then
    printf '%s\n' "$3" >"$file"
    [[ $file != *.sinter ]] || sinter fmt --check "$file" >/dev/null ||
      fail "$1" "$file is not laid out as sinter fmt does"
  elif [ "$language" = console ]; then
    check_console "$1" "$3"
  elif [ "$language" = sh ]; then
    commands=$((commands + 1))
    (set -e; eval "$3") >/dev/null || fail "$1" "a command failed"
  elif [ "$language" != text ]; then
    fail "$1" "a block of '$2' that nobody checks"
  fi
}

number=0
block=""
head=""
start=0
while IFS= read -r line; do
  number=$((number + 1))
  if [[ $line == '```'* && $start -eq 0 ]]; then
    start=$number head=${line#'```'} block=""
  elif [[ $line == '```' ]]; then
    check_block "$start" "$head" "${block%$'\n'}"
    start=0
  elif [ "$start" -gt 0 ]; then
    block+=$line$'\n'
  fi
done <"$source_dir/README.md"

# Links to files of this tree.
for target in $(grep -oE '\]\([^)#:]+\)' "$source_dir/README.md" | tr -d '()]'); do
  [ -e "$source_dir/$target" ] || fail 0 "no file $target"
done

echo "README.md: $commands commands, $failures failed"
[ "$failures" -eq 0 ] && [ "$commands" -gt 0 ]
