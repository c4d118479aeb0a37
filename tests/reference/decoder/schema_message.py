"""Section 15.4 and appendix D: schemas in files, and the schema of schemas."""

import json
import re

from . import layout as kinds
from .errors import Malformed, NotSupported
from .json_text import Writer
from .layout import Layout, Node, Shape, Table
from .lowering import qualified_name
from .messages import Message

# As appendix D has it.
LAYOUT = """\
0 Schema
  types         list of record 1
  declarations  list of record 2
  roots         list of u32
1 Type
  kind          enum { bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 string bytes
                fixed_bytes date timestamp duration uuid decimal named optional
                list array map null }
  target        u32
  key           u32
  range         optional record 3
  size          u32
  scale         u8
  unit          enum { s ms us ns }
  raw           bool
  align         u16
2 Declaration
  kind          enum { enumeration closed_enumeration flags id structure record
                union inline_union } = 5
  package       string
  name          string
  fields        list of record 4
  members       list of record 5
  underlying    u32
  doc           string
  attributes    list of record 6
3 Range
  lo            i64
  hi            i64
4 Field
  name          string
  type          u32
  default_value optional record 7
  since         u32 = 1
  retired       bool
  doc           string
  attributes    list of record 6
5 Member
  name          string
  since         u32 = 1
  retired       bool
  doc           string
  attributes    list of record 6
6 Attribute
  name          string
  argument      optional record 7
7 Literal
  kind          enum { bool integer float string member }
  bits          i64
  text          string
  negative      bool
"""

MAX_TEXT = 2**25


def max_rows(size):
    """Section 15.3: of a schema message of so many bytes."""
    return min(2**20, 4096 + 32 * size)


def parse_layout(text):
    """The layout of such a text."""
    tables = []
    for part in re.split(r"\n(?=\d)", text):
        words = part.split()
        tables.append(Table(words[1], [], []))
        at = 2
        while at < len(words):
            tables[-1].keys.append(words[at])
            node, at = parse_node(words, at + 1)
            tables[-1].nodes.append(node)
    return Layout(tables)


def parse_node(words, at):
    word = words[at]
    if word in ("list", "optional"):
        node = Node(word)
        child, at = parse_node(words, at + (2 if word == "list" else 1))
        node.children = [child]
        return node, at
    if word == "record":
        return Node(kinds.RECORD, table=int(words[at + 1]),
                    is_union=False), at + 2
    if word == "string":
        return kinds.text_node(True, None, None, "string"), at + 1
    if word == "bool":
        return Node(kinds.BOOL, default=0), at + 1
    default = 0
    if word == "enum":
        end = words.index("}", at)
        node = kinds.enum_of(words[at + 2:end], is_open=True)
        at = end
    else:
        bits, signed = kinds.INTEGERS[word]
        node = kinds.integer_of(bits, signed, 0, Shape("integer"))
    if words[at + 1:at + 2] == ["="]:
        node.default = int(words[at + 2])
        at += 2
    return node, at + 1


SCHEMA_OF_SCHEMAS = parse_layout(LAYOUT)


def read_schema(data):
    """What a schema message holds, checked as far as lowering relies on it."""
    message = Message(SCHEMA_OF_SCHEMAS, data, max_rows=max_rows(len(data)))
    schema = json.loads(Writer(message, max_text=MAX_TEXT).root(0))
    check(schema)
    return schema


def expect(condition, what):
    if not condition:
        raise Malformed("15.4", what)


def check(schema):
    types, declarations = schema["types"], schema["declarations"]
    for i, type_ in enumerate(types):
        check_type(type_, i, declarations)
    for declaration in declarations:
        check_known(declaration["kind"])
        if declaration["kind"] == "id":
            expect(declaration["underlying"] < len(types), "type of an id")
            kind = types[declaration["underlying"]]["kind"]
            expect(kind == "string" or kind in kinds.INTEGERS, "type of an id")
        for field in declaration["fields"]:
            expect(field["type"] < len(types), "type of a field")
    expect(schema["roots"], "no root")
    for root in schema["roots"]:
        expect(root < len(declarations), "root")
        declaration = declarations[root]
        expect(declaration["kind"] == "record" or
               qualified_name(declaration) == "value", "root")


def check_known(kind):
    if isinstance(kind, int):
        raise NotSupported("15.4", f"kind {kind}")


def check_type(type_, position, declarations):
    kind = type_["kind"]
    check_known(kind)
    if kind == "named":
        expect(type_["target"] < len(declarations), "declaration of a type")
    if kind in ("optional", "list", "array", "map"):
        expect(type_["target"] < position, "type inside a type")
    if kind == "map":
        expect(type_["key"] < position, "type of keys")
