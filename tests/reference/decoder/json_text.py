"""Appendix C: values as JSON text."""

import base64
import datetime
import struct

from . import layout as kinds
from .errors import LimitExceeded, Malformed
from .lowering import DATE_EPOCH
from .messages import Column

MAX_DEPTH = 100
FIRST_DAY, LAST_DAY = -719528, 2932896  # years 0000 to 9999


class Writer:
    def __init__(self, message, max_rows=2**28, max_text=2**32):
        self.message = message
        self.rows_left = max_rows
        self.text_left = max_text
        self.depth = 0

    def root(self, row):
        if self.message.layout.tables[0].keys is None:
            return self.value(self.message.tables[0][0], row)
        return self.record(0, self.message.tables[0], row)

    def record(self, table, columns, row):
        self.spend_rows(1)
        with self.deeper():
            fields = []
            keys = self.message.layout.tables[table].keys
            for key, column in zip(keys, columns):
                if key is None or (column.node.kind == kinds.OPTIONAL and
                                   column.rows[row] is None):
                    continue
                fields.append(f"{quoted(key)}:{self.value(column, row)}")
            return "{" + ",".join(fields) + "}"

    def deeper(self):
        return Deeper(self)

    def spend_rows(self, n):
        if n > self.rows_left:
            raise LimitExceeded("16", "rows that a message expands to")
        self.rows_left -= n

    def spend_text(self, n):
        if n > self.text_left:
            raise LimitExceeded("16", "text that a message expands to")
        self.text_left -= n

    def value(self, column, row):
        return getattr(self, "write_" + column.node.kind)(column, row)

    def write_record(self, column, row):
        table = column.node.table
        if column.base is None:
            columns = [self.message.default_column(node, 1) for node
                       in self.message.layout.tables[table].nodes]
            row = 0
        else:
            columns = self.message.tables[table]
            row += column.base
        if column.node.is_union:
            return self.value(columns[0], row)
        return self.record(table, columns, row)

    def write_optional(self, column, row):
        child = column.rows[row]
        if child is None:
            return "null"
        self.spend_rows(1)
        return self.value(column.children[0], child)

    def elements(self, column, start, end):
        self.spend_rows(end - start)
        with self.deeper():
            values = [self.value(column, row) for row in range(start, end)]
            return "[" + ",".join(values) + "]"

    def write_list(self, column, row):
        return self.elements(column.children[0], column.starts[row],
                             column.starts[row + 1])

    def write_array(self, column, row):
        size = column.node.size
        return self.elements(column.children[0], row * size, (row + 1) * size)

    def write_map(self, column, row):
        keys, values = column.children
        start, end = column.starts[row], column.starts[row + 1]
        self.spend_rows(end - start)
        with self.deeper():
            entries = [f"{self.key(keys, entry)}:{self.value(values, entry)}"
                       for entry in range(start, end)]
            return "{" + ",".join(entries) + "}"

    def key(self, column, row):
        text = self.value(column, row)
        return text if text.startswith('"') else f'"{text}"'

    def write_union(self, column, row):
        self.spend_rows(1)
        tag = column.tags[row]
        if tag is None:  # section 5.11
            return "{}"
        if column.node.shape.untagged:
            text = self.value(column.children[tag], column.rows[row])
            others = (node for i, node in enumerate(column.node.children)
                      if i != tag)
            if any(text_looks(text) in looks_of(node) for node in others):
                raise Malformed("JSON", f"{text} is another variant")
            return text
        name = column.node.shape.names[tag]
        if name is None:
            raise Malformed("JSON", f"variant {tag} has no name")
        with self.deeper():
            value = self.value(column.children[tag], column.rows[row])
            return "{" + f"{quoted(name)}:{value}" + "}"

    def write_null(self, column, row):
        return "null"

    def write_struct(self, column, row):
        place = column.node.place
        self.spend_text(place.size)
        return self.in_place(place, column.values[row])

    def write_raw(self, column, row):
        data = column.values[row]
        place = column.node.place
        self.spend_text(len(data))
        with self.deeper():
            return "[" + ",".join(
                self.in_place(place, data[at:at + place.size])
                for at in range(0, len(data), place.size)) + "]"

    def in_place(self, place, data):
        kind = place.node.kind
        if kind == kinds.ARRAY:
            with self.deeper():
                return "[" + ",".join(self.in_place(place.inner[0], part)
                                      for part in place.parts(data)) + "]"
        if kind == kinds.STRUCT:
            with self.deeper():
                return "{" + ",".join(
                    f"{quoted(key)}:{self.in_place(member, part)}"
                    for key, member, part in zip(place.keys, place.inner,
                                                 place.parts(data))) + "}"
        column = Column(place.node, 1)
        column.values = [place.value(data)]
        return self.value(column, 0)

    def write_bool(self, column, row):
        return "true" if column.values[row] else "false"

    def write_float(self, column, row):
        text = number_text(column.values[row], column.node.bits)
        if column.node.shape.untagged and not set(text) & set('.e"'):
            text += ".0"
        return text

    def write_text(self, column, row):
        text = column.values[row]
        self.spend_text(len(text))
        kind = column.node.shape.kind
        if kind == "string":
            return quoted(text.decode())
        if kind == "bytes":
            return f'"{base64.b64encode(text).decode()}"'
        digits = text.hex()
        parts = (digits[:8], digits[8:12], digits[12:16], digits[16:20],
                 digits[20:])
        return f'"{"-".join(parts)}"'

    def write_integer(self, column, row):
        value = column.values[row]
        shape = column.node.shape
        if shape.kind == "integer":
            return str(value)
        if shape.kind == "enum":
            return named(shape.names, value)
        if shape.kind == "flags":
            with self.deeper():
                return "[" + ",".join(named(shape.names, bit)
                                      for bit in range(64)
                                      if value >> bit & 1) + "]"
        if shape.kind == "decimal":
            return scaled(value, shape.digits)
        if shape.kind == "duration":
            return f'"{duration_text(value, shape.digits)}"'
        if shape.kind == "date":
            days = value + DATE_EPOCH
            text = date_text(days)
            return f'"{text}"' if text else str(days)
        text = timestamp_text(value, shape.digits)
        return f'"{text}"' if text else str(value)


class Deeper:
    def __init__(self, writer):
        self.writer = writer

    def __enter__(self):
        if self.writer.depth == MAX_DEPTH:
            raise LimitExceeded("16", "objects and arrays in each other")
        self.writer.depth += 1

    def __exit__(self, *_):
        self.writer.depth -= 1


def named(names, number):
    if number < len(names) and names[number] is not None:
        return quoted(names[number])
    return str(number)


ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n",
           "\r": "\\r", "\t": "\\t"}
ESCAPES.update({chr(c): f"\\u{c:04x}" for c in range(32)
                if chr(c) not in ESCAPES})
ESCAPE_TABLE = str.maketrans(ESCAPES)


def quoted(text):
    return f'"{text.translate(ESCAPE_TABLE)}"'


def scaled(value, digits):
    """value / 10^digits with as many digits behind the point."""
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value), 10**digits)
    return f"{sign}{whole}.{rest:0{digits}}" if digits else f"{sign}{whole}"


def duration_text(value, digits):
    if abs(value) % 10**digits == 0:
        return scaled(value, digits).split(".")[0] + "s"
    return scaled(value, digits) + "s"


def date_text(days):
    """None outside of the years 0000 to 9999."""
    if not FIRST_DAY <= days <= LAST_DAY:
        return None
    # Python has no year 0; the calendar repeats every 400 years, 146,097 days.
    moved = 146097 if days < 0 else 0
    date = datetime.date(1970, 1, 1) + datetime.timedelta(days + moved) \
        if days + moved <= LAST_DAY else None
    year = date.year - (400 if moved else 0)
    return f"{year:04}-{date.month:02}-{date.day:02}"


def timestamp_text(value, digits):
    seconds, fraction = divmod(value, 10**digits)
    days, clock = divmod(seconds, 86400)
    date = date_text(days)
    if date is None:
        return None
    text = f"{date}T{clock // 3600:02}:{clock // 60 % 60:02}:{clock % 60:02}"
    return f"{text}.{fraction:0{digits}}Z" if fraction else text + "Z"


def number_text(bits, size):
    """The shortest text that reads back as the number, with an exponent where
    64 bits do not hold it."""
    value = struct.unpack("<d" if size == 64 else "<f",
                          bits.to_bytes(size // 8, "little"))[0]
    if value != value:
        return '"NaN"'
    if value in (float("inf"), float("-inf")):
        return '"Infinity"' if value > 0 else '"-Infinity"'
    if value == 0:
        return "-0.0" if bits >> (size - 1) else "0"
    digits, exponent = shortest_digits(abs(value), size)
    plain = plain_text(abs(value), digits, exponent)
    scientific = scientific_text(digits, exponent)
    is_beyond = not -2**63 <= value < 2**64
    is_plain = not is_beyond and len(plain) <= len(scientific)
    return ("-" if value < 0 else "") + (plain if is_plain else scientific)


def shortest_digits(value, size):
    """Digits d and e so that d.ddd * 10^e is read as the value."""
    for precision in range(17):
        mantissa, _, exponent = f"{value:.{precision}e}".partition("e")
        digits = mantissa.replace(".", "")
        for near in (0, -1, 1):  # the nearest may lie beyond a power of two
            text = str(int(digits) + near)
            read = float(f"{text}e{int(exponent) - precision}")
            if size == 32 and not fits_f32(read, value):
                continue
            if size == 64 and read != value:
                continue
            return (text.rstrip("0"),
                    int(exponent) + len(text) - len(digits))
    raise AssertionError(value)


def fits_f32(read, value):
    try:
        return struct.unpack("<f", struct.pack("<f", read))[0] == value
    except OverflowError:
        return False


def scientific_text(digits, exponent):
    point = "." if len(digits) > 1 else ""
    sign = "-" if exponent < 0 else "+"
    return f"{digits[0]}{point}{digits[1:]}e{sign}{abs(exponent):02}"


def plain_text(value, digits, exponent):
    if exponent < 0:
        return "0." + "0" * (-exponent - 1) + digits
    if len(digits) > exponent + 1:
        return digits[:exponent + 1] + "." + digits[exponent + 1:]
    return str(int(value))  # all digits, those beyond the shortest too


def text_looks(text):
    """Appendix C: what a value that is written looks like."""
    first = text[0]
    if first in "-0123456789":
        return "number" if set(text) & set(".e") else "integer"
    return {"n": "null", "t": "bool", "f": "bool", '"': "string",
            "[": "array", "{": "object"}[first]


def looks_of(node):
    """Appendix C: what the values of a variant look like."""
    if node.kind == kinds.OPTIONAL:
        return looks_of(node.children[0]) | {"null"}
    if node.kind == kinds.INTEGER and node.shape is not None:
        if node.shape.kind == "decimal":
            return {"number" if node.shape.digits else "integer"}
        if node.shape.kind == "flags":
            return {"array"}
        if node.shape.kind != "integer":
            return {"string"}
    return {{kinds.NULL: "null", kinds.BOOL: "bool",
             kinds.INTEGER: "integer", kinds.FLOAT: "number",
             kinds.TEXT: "string", kinds.LIST: "array", kinds.ARRAY: "array",
             kinds.RAW: "array"}.get(node.kind, "object")}
