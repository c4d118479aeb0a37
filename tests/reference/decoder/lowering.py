"""Section 3.1: how a schema is lowered to a layout.

A schema here is what a schema message holds (section 15.4), as Python values:
{"types": [...], "declarations": [...], "roots": [...]} with the names of
schema.sinter.
"""

import struct

from .errors import Malformed
from .floats import float_bits
from .in_place import Place
from .integers import CODE
from .layout import (ARRAY, BOOL, FLOAT, INTEGERS, LIST, MAP, NULL, OPTIONAL,
                     RAW, RECORD, STRUCT, UNION, Layout, Node, Shape, Table,
                     enum_of, integer_of, text_node)

DATE_EPOCH = 18262  # 2020-01-01 in days since 1970-01-01


class Lowering:
    def __init__(self, schema, root):
        self.types = schema["types"]
        self.declarations = schema["declarations"]
        self.numbers = {}  # of declarations' tables
        self.pending = []
        self.tables = []
        self.number_of(root)
        self.meet_all(is_base=True)
        self.num_base = len(self.pending)
        self.meet_all(is_base=False)
        self.tables = [self.table(number) for number in self.pending]

    def meet_all(self, is_base):
        """R-01, R-81: numbers the tables that those so far refer to."""
        met = 0
        while met < len(self.pending):
            self.meet_fields(self.pending[met], is_base)
            met += 1

    def meet_fields(self, declaration, is_base):
        for field in self.declarations[declaration]["fields"]:
            if field["since"] == 1 or not is_base:
                self.meet_type(field["type"], is_base)

    def meet_type(self, number, is_base):
        type_ = self.types[number]
        if type_["kind"] in ("optional", "list", "array", "map"):
            self.meet_type(type_["target"], is_base)
        if type_["kind"] != "named":
            return
        kind = self.declarations[type_["target"]]["kind"]
        if kind in ("record", "union"):
            self.number_of(type_["target"])
        elif kind == "inline_union":
            self.meet_fields(type_["target"], is_base)

    def number_of(self, declaration):
        if declaration not in self.numbers:
            self.numbers[declaration] = len(self.numbers)
            self.pending.append(declaration)
        return self.numbers[declaration]

    def table(self, number):
        declaration = self.declarations[number]
        name = qualified_name(declaration)
        if declaration["kind"] == "union":
            return Table(name, None, [self.union(number)])
        fields = declaration["fields"]
        return Table(name, [json_key(field) for field in fields],
                     [self.node(field["type"], field.get("default_value"))
                      for field in fields],
                     [field["since"] for field in fields])

    def node(self, type_number, default=None):
        kind = self.types[type_number]["kind"]
        return getattr(self, "lower_" + kind, self.lower_plain)(
            self.types[type_number], default)

    # The rows of the table of section 3.1.

    def lower_plain(self, type_, default):
        kind = type_["kind"]
        if kind not in INTEGERS:
            raise NotImplementedError(f"type {kind}")
        bits, signed = INTEGERS[kind]
        node = integer_of(bits, signed, bits_of(default))
        if "range" in type_:
            lo, hi = type_["range"]["lo"], type_["range"]["hi"]
            if not signed:
                lo, hi = lo % 2**64, hi % 2**64
            node.lo, node.hi = lo, hi
            if hi - lo <= 65535:
                node.form = CODE
            if default is None and not lo <= 0 <= hi:
                node.default = lo
        if not signed:
            node.default %= 2**64
        node.shape = Shape("integer")
        return node

    def lower_bool(self, type_, default):
        return Node(BOOL, default=bits_of(default), shape=Shape("bool"))

    def lower_f32(self, type_, default):
        bits = bits_of(default) % 2**64
        return Node(FLOAT, bits=32, default=float_bits_of_double(bits),
                    shape=Shape("float"))

    def lower_f64(self, type_, default):
        return Node(FLOAT, bits=64, default=bits_of(default) % 2**64,
                    shape=Shape("float"))

    def lower_null(self, type_, default):
        return Node(NULL)

    def lower_string(self, type_, default):
        return text_node(True, None, default, "string")

    def lower_bytes(self, type_, default):
        return text_node(False, None, default, "bytes")

    def lower_fixed_bytes(self, type_, default):
        return text_node(False, type_["size"], default, "bytes")

    def lower_uuid(self, type_, default):
        return text_node(False, 16, default, "uuid")

    def lower_date(self, type_, default):
        days = 0 if default is None else bits_of(default) - DATE_EPOCH
        return integer_of(32, True, days, Shape("date"))

    def lower_timestamp(self, type_, default):
        digits = 3 * ["s", "ms", "us", "ns"].index(type_["unit"])
        return integer_of(64, True, bits_of(default),
                          Shape(type_["kind"], digits=digits))

    lower_duration = lower_timestamp

    def lower_decimal(self, type_, default):
        return integer_of(64, True, bits_of(default),
                          Shape("decimal", digits=type_["scale"]))

    def lower_optional(self, type_, default):
        return self.around(OPTIONAL, type_)

    def lower_list(self, type_, default):
        if type_["raw"]:
            place = self.place(type_["target"])
            return Node(RAW, place=place, align=type_["align"] or place.align,
                        default=b"")
        return self.around(LIST, type_)

    def lower_array(self, type_, default):
        return self.around(ARRAY, type_, size=type_["size"])

    def lower_map(self, type_, default):
        node = Node(MAP)
        node.children = [self.node(type_["key"]), self.node(type_["target"])]
        return node

    def around(self, kind, type_, **properties):
        node = Node(kind, **properties)
        node.children = [self.node(type_["target"])]
        return node

    def lower_named(self, type_, default):
        number = type_["target"]
        declaration = self.declarations[number]
        kind = declaration["kind"]
        members = declaration["members"]
        if kind == "id":
            return self.node(declaration["underlying"], default)
        if kind in ("enumeration", "closed_enumeration"):
            node = enum_of(names_of(members), kind == "enumeration",
                           sum(member["since"] == 1 for member in members))
            node.default = bits_of(default)
            return node
        if kind == "flags":
            return integer_of(64, False, bits_of(default) % 2**64,
                              Shape("flags", names=names_of(members)))
        if kind == "inline_union":
            return self.union(number)
        if kind in ("record", "union"):
            return Node(RECORD, table=self.number_of(number),
                        is_union=kind == "union")
        assert kind == "structure"
        fields = declaration["fields"]
        place = Place(Node(STRUCT), [self.place(field["type"])
                                     for field in fields],
                      [json_key(field) for field in fields])
        return Node(STRUCT, place=place, default=place.default())

    def place(self, type_number):
        """Section 5.8."""
        node = self.node(type_number)
        if node.kind == STRUCT:
            return node.place
        if node.kind == ARRAY:
            return Place(node, [self.place(self.types[type_number]["target"])])
        return Place(node)

    def union(self, number):
        declaration = self.declarations[number]
        fields = declaration["fields"]
        untagged = is_untagged(declaration)
        node = Node(UNION, shape=Shape("union", names=names_of(fields),
                                       untagged=untagged))
        node.default = self.default_variant(number)
        node.children = [self.node(field["type"]) for field in fields]
        node.since = [field["since"] for field in fields]
        node.name = qualified_name(declaration)
        if untagged:
            mark_numbers(node.children)
        return node

    # Section 3.1: "an unset union has the first of its variants ...".

    def default_variant(self, number):
        """The first variant that ends without this union in it."""
        ends = set()  # declarations
        fields = self.declarations[number]["fields"]
        while True:
            grown = {other for other in range(len(self.declarations))
                     if other != number and self.declaration_ends(other, ends)}
            for i, field in enumerate(fields):
                if field["since"] > 1:
                    continue
                if grown == ends and self.type_ends(field["type"], ends):
                    return i
            if grown == ends:
                raise Malformed("3.1", "a union without end")
            ends = grown

    def declaration_ends(self, number, ends):
        declaration = self.declarations[number]
        all_fields = [self.type_ends(field["type"], ends)
                      for field in declaration["fields"]]
        if declaration["kind"] in ("union", "inline_union"):
            return any(ends and field["since"] == 1 for ends, field
                       in zip(all_fields, declaration["fields"]))
        return all(all_fields)

    def type_ends(self, number, ends):
        type_ = self.types[number]
        if type_["kind"] == "named":
            return type_["target"] in ends
        if type_["kind"] == "array":
            return self.type_ends(type_["target"], ends)
        return True


def bits_of(default):
    return 0 if default is None else default["bits"]


def float_bits_of_double(bits):
    """The f32 that equals a double, NaNs with their payload."""
    value = struct.unpack("<d", bits.to_bytes(8, "little"))[0]
    if value != value:
        return bits >> 63 << 31 | 0x7f800000 | bits >> 29 & 0x7fffff
    return float_bits(value)


def qualified_name(declaration):
    package = declaration["package"]
    name = declaration["name"]
    return f"{package}.{name}" if package else name


def is_untagged(declaration):
    return any(attribute["name"] == "untagged"
               for attribute in declaration["attributes"])


def mark_numbers(variants):
    """Appendix C: numbers that are variants of an untagged union."""
    for node in variants:
        while node.kind == OPTIONAL:
            node = node.children[0]
        if node.shape is not None:
            node.shape.untagged = True


def json_name(member):
    for attribute in member["attributes"]:
        if attribute["name"] == "json":
            return attribute["argument"]["text"]
    return member["name"]


def json_key(field):
    return None if field["retired"] else json_name(field)


def names_of(members):
    """Names by number. A retired one whose name is in use has none."""
    names = [json_name(member) for member in members]
    used = {name for name, member in zip(names, members)
            if not member["retired"]}
    for i, member in enumerate(members):
        if not member["retired"]:
            continue
        if names[i] in used:
            names[i] = None
        else:
            used.add(names[i])
    return names


def find_root(schema, name=None):
    roots = schema["roots"]
    if name is None:
        return roots[0]
    for number in roots:
        if qualified_name(schema["declarations"][number]) == name:
            return number
    raise Malformed("15.4", f"no root {name}")


def lower(schema, root=None):
    """The layout of a root; the only one if it is not named."""
    lowering = Lowering(schema, find_root(schema, root))
    return Layout(lowering.tables, lowering.num_base)
