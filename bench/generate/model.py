"""The data sets as their types: what every peer's schema, the plain C++ structs
and the code between them are generated from. Sinter's schemas are written by
hand (bench/schemas); fields have the same names and order in both."""

import re
from dataclasses import dataclass

UNSIGNED = {"u8": 8, "u16": 16, "u32": 32, "u64": 64}
SIGNED = {"i8": 8, "i16": 16, "i32": 32, "i64": 64}
FLOATS = {"f32": 32, "f64": 64}
TEXTS = {"string", "bytes"}


@dataclass(frozen=True)
class Type:
    """kind: scalar, text, enum, struct, record, list or optional."""

    kind: str
    name: str = ""
    inner: "Type | None" = None

    @property
    def is_message(self):
        return self.kind in ("struct", "record")


@dataclass(frozen=True)
class Field:
    name: str
    type: Type
    index: int

    @property
    def camel(self):
        head, *rest = self.name.split("_")
        return head + "".join(word.capitalize() for word in rest)

    @property
    def pascal(self):
        return self.camel[0].upper() + self.camel[1:]


@dataclass(frozen=True)
class Declaration:
    kind: str  # struct: of fixed size; record; enum
    name: str
    fields: tuple = ()
    members: tuple = ()


@dataclass(frozen=True)
class DataSet:
    name: str
    declarations: tuple
    rows: str  # the list of rows in the root, or "" for a lone record
    three: tuple  # names of the fields of a row that are read
    family: str  # the data set whose types it has, or its own name
    in_place: tuple  # structs that are structs in Sinter's schema too

    @property
    def root(self):
        return self.declarations[-1]

    @property
    def row(self):
        if not self.rows:
            return self.root
        field = next(f for f in self.root.fields if f.name == self.rows)
        return self.find(field.type.inner.name)

    def find(self, name):
        return next(d for d in self.declarations if d.name == name)


def _parse_type(text, kinds):
    if text.endswith("?"):
        return Type("optional", inner=_parse_type(text[:-1], kinds))
    if text.startswith("["):
        return Type("list", inner=_parse_type(text[1:-1], kinds))
    if text in UNSIGNED or text in SIGNED or text in FLOATS or text == "bool":
        return Type("scalar", text)
    if text in TEXTS:
        return Type("text", text)
    return Type(kinds[text], text)


def parse(name, text, rows, three, family="", in_place=""):
    """Lines "kind Name word...", a word being field:type, or an enum's member."""
    kinds, declarations = {}, []
    for statement in re.split(r"\n(?=\S)", text.strip()):
        kind, declared, *words = statement.split()
        kinds[declared] = kind
        if kind == "enum":
            declarations.append(Declaration(kind, declared, members=tuple(words)))
            continue
        pairs = (word.split(":") for word in words)
        fields = tuple(Field(n, _parse_type(t, kinds), i)
                       for i, (n, t) in enumerate(pairs))
        declarations.append(Declaration(kind, declared, fields))
    return DataSet(name, tuple(declarations), rows, tuple(three.split()),
                   family or name, tuple(in_place.split()))
