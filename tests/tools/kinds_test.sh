# inspect and stat of arrays, maps, unions, recursion and values: every bit has a
# name, and what is shown are the values.
source "$(dirname "$0")/lib.sh" "$@"
source "$test_dir/all_bits.sh"

cat >kinds.sinter <<'END'
enum Level { low, high }
flags Perm { read, write }
union Shape { dot: u8; line: Line; group: [Shape]; none: null; }
record Line { from: [i16; 2]; to: [i16; 2]; }
record Tree { name: string; kids: [Tree]; }
record Kinds {
  id: uuid;
  key: bytes(2);
  grid: [[u8; 2]; 2];
  counts: {string: u32};
  by_level: {Level: [string]};
  shape: Shape;
  choice: union { text: string; number: i64; };
  flagged: [union { on: bool; off: null; }];
  tree: Tree;
  perms: Perm;
  born: date;
  at: timestamp(ms);
  price: decimal(2);
  any: value;
}
root Kinds;
END
record() {
  cat <<END
{"id":"00112233-4455-6677-8899-aabbccddee0$1","key":"AAE=","grid":[[1,2],[3,$1]],
 "counts":{"a":$1,"b":20},"by_level":{"low":["x"],"high":["y","z$1"]},
 "shape":{"group":[{"dot":$1},{"line":{"from":[0,1],"to":[-2,$1]}},{"none":null}]},
 "choice":{"number":$1},"flagged":[{"on":true},{"off":null},{"on":false}],
 "tree":{"name":"root","kids":[{"name":"leaf $1","kids":[]},{"name":"other","kids":[]}]},
 "perms":["write"],"born":"2020-01-0$1","at":"2020-01-01T00:00:0$1Z","price":$1.25,
 "any":{"list":[1,2.5,"x",null,true,{}],"n":$1}}
END
}

# One record, and several.
record 3 >one.json
{
  echo '['
  for i in 1 2 3 4 5 6 7 8; do
    record "$i"
    echo ','
  done
  record 9
  echo ']'
} >many.json
succeeds encode -s kinds.sinter --bare one.json -o one.bin
succeeds verify --canonical -s kinds.sinter one.bin
expect_all_bits one.bin -s kinds.sinter
succeeds encode -s kinds.sinter --block-rows 4 many.json -o many.snt
succeeds verify --canonical many.snt
expect_all_bits many.snt

# line NAME WORD...: the first line of that name has the words.
line() {
  local name=$1 found
  shift
  found=$(awk -v name="  $name " \
    'index("  " $0, name) && !found { found = 1; print }' .out)
  if [ -z "$found" ]; then
    fail "$command_line: no line $name"
    return
  fi
  for word in "$@"; do
    grep -qF -- "$word" <<<"$found" || fail "$command_line: no \"$word\" in: $found"
  done
}

succeeds inspect -s kinds.sinter one.bin
line 'table Kinds' 1
line Kinds.id '00112233-4455-6677-8899-aabbccddee03'
line Kinds.key 'x0001'
line Kinds.grid array '2 elements'
line 'Kinds.grid[][]' 4 '1, 2, 3, 3'
line Kinds.counts '2 entries'
line 'Kinds.counts{key}' '"a", "b"'
line 'Kinds.counts{}' '3, 20'
line 'Kinds.by_level{key}' 'low, high'
line Kinds.choice number
line Kinds.choice.number 3
line Kinds.flagged '3 elements'
line 'Kinds.flagged[]' 'on, off, on' planes
line 'Kinds.flagged[].on' '1 of 2 true'
line Kinds.tree reference 'rows of Tree from 0'
line Kinds.perms write
line Kinds.born 2020-01-03
line Kinds.at 2020-01-01T00:00:03Z
line Kinds.price 3.25
line 'table Shape' 4
line Shape planes 'group, dot, line, none'
line Shape.group '3 elements'
line 'table Line' 1
line 'Line.to[]' '-2, 3'
line 'table Tree' 3
line Tree.name '"root", "leaf 3", "other"'
line Tree.kids '2 elements'
line 'table value' 9
line value planes 'map, integer, number, string, null, bool, map, list, integer'
line value.integer '1, 3'
line value.list '6 elements'
line 'value.map{key}' '"list", "n"'

# Nulls have no bits, and so no line of their own.
grep -qF 'Shape.none' .out && fail "a variant without a value has a line"

succeeds inspect --hex -s kinds.sinter one.bin
expect_out 'Shape, tags' 'table value, rows: 9' 'Kinds.counts{key}, least length' 'Kinds.id, text'

succeeds stat many.snt
for name in Kinds.id 'Kinds.counts{key}' 'Kinds.flagged[]' Shape Shape.group Tree.kids value 'value.map{}' total; do
  case $name in
  'value.map{}') grep -qF "$name" .out && fail "a reference takes bits" ;;
  *) expect_out "$name" ;;
  esac
done
line Shape 36 planes
line value 81 planes
line Tree.name 27

# A list of a million nodes is looked at without recursion.
cat >list.sinter <<'END'
record Node { v: u8; next: Node?; }
root Node;
END
# No extensions; 1,000,000 rows; v is default, next is not: positions, of zeros,
# one: row 63 of its block of 512, the last; rank samples: all 0.
printf '\x10\x33\xd9\xc7\x05\x3f\x00\x00' >list.bin
succeeds verify --canonical -s list.sinter list.bin
succeeds inspect -s list.sinter list.bin
line 'table Node' 1,000,000
line Node.next '999,999 of 1,000,000 present'
fails_with 1 decode -s list.sinter list.bin -o none.json
expect_err 'at most 100 objects and arrays inside each other'
finish
