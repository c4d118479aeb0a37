"""Sections 5.8 to 5.10: shapes, structs, raw lists."""

from math import gcd

from . import layout as kinds
from .errors import Malformed
from .integers import OPEN_CODE, IntegerType, integer_column
from .packed_columns import lengths
from .stream import bits_of


class Place:
    """A shape. By kind of its node: a number, text of a fixed size, an array
    of `inner`, or a struct of members with their keys and offsets."""

    def __init__(self, node, inner=None, keys=None):
        self.node = node
        self.inner = inner or []
        self.keys = keys
        self.offsets = []
        self.align = max([place.align for place in self.inner], default=1)
        if node.kind == kinds.STRUCT:
            self.place_members()
        elif node.kind == kinds.ARRAY:
            self.size = node.size * self.inner[0].size
        elif node.kind == kinds.TEXT:
            self.size = node.size
        else:
            self.size = 1 if node.kind == kinds.BOOL else node.bits // 8
            self.align = self.size

    def place_members(self):
        """R-75."""
        self.size = 0
        for member in self.inner:
            self.offsets.append(up(self.size, member.align))
            self.size = self.offsets[-1] + member.size
        self.size = up(self.size, self.align)

    def bounds(self):
        node = self.node
        if node.kind == kinds.BOOL:
            return 0, 1
        if node.form == OPEN_CODE:
            return 0, 2**node.bits - 1
        return node.lo, node.hi

    def default(self):
        """The bytes of one that nobody set."""
        if self.node.kind == kinds.INTEGER:
            lo, hi = self.bounds()
            value = 0 if lo <= 0 <= hi else lo
            return value.to_bytes(self.size, "little", signed=lo < 0)
        if self.node.kind == kinds.ARRAY:
            return self.node.size * self.inner[0].default()
        data = bytearray(self.size)
        for offset, member in zip(self.offsets, self.inner):
            data[offset:offset + member.size] = member.default()
        return bytes(data)

    def value(self, data):
        """Of a number or text."""
        if self.node.kind == kinds.TEXT:
            return data
        signed = self.node.kind == kinds.INTEGER and self.node.signed
        return int.from_bytes(data, "little", signed=signed)

    def parts(self, data):
        """The bytes of each element or member."""
        if self.node.kind == kinds.ARRAY:
            size = self.inner[0].size
            return [data[at:at + size] for at in range(0, len(data), size)]
        return [data[at:at + member.size]
                for at, member in zip(self.offsets, self.inner)]

    def check(self, data):
        """R-75, R-76."""
        if self.node.kind in (kinds.BOOL, kinds.INTEGER):
            lo, hi = self.bounds()
            if not lo <= self.value(data) <= hi:
                raise Malformed("R-76", "a value out of range")
        if self.node.kind == kinds.ARRAY:
            for part in self.parts(data):
                self.inner[0].check(part)
        if self.node.kind == kinds.STRUCT:
            for member, part in zip(self.inner, self.parts(data)):
                member.check(part)
            used = bytearray(data)
            for offset, member in zip(self.offsets, self.inner):
                used[offset:offset + member.size] = bytes(member.size)
            if any(used):
                raise Malformed("R-75", "bytes in no member are not zero")


def up(at, align):
    return -(-at // align) * align


def aligned_bytes(stream, n, align):
    """R-77."""
    if any(stream.bytes(up(stream.at, align) - stream.at)):
        raise Malformed("R-77", "padding is not zero")
    return stream.bytes(n)


def structs(stream, n, place):
    """Section 5.9: the bytes of each."""
    data = aligned_bytes(stream, n * place.size, place.align)
    rows = [data[at:at + place.size] for at in range(0, len(data), place.size)]
    for row in rows:
        place.check(row)
    return rows


def raw_lists(stream, n, node):
    """Section 5.10: the bytes of the elements of each."""
    size = node.place.size
    unit = node.align // gcd(node.align, size)
    units = lengths(stream, n, stream.remaining() // (unit * size))
    if not any(units):
        return [b""] * n
    unused = unused_elements(stream, n, unit)
    data = aligned_bytes(stream, sum(units) * unit * size, node.align)
    rows = []
    at = 0
    for count, left in zip(units, unused):
        if left and not count:
            raise Malformed("R-78", "unused elements without a unit")
        row = data[at:at + count * unit * size]
        at += len(row)
        elements = row[:len(row) - left * size]
        if any(row[len(elements):]):
            raise Malformed("R-79", "bytes behind the elements are not zero")
        for start in range(0, len(elements), size):
            node.place.check(elements[start:start + size])
        rows.append(elements)
    return rows


def unused_elements(stream, n, unit):
    """R-78."""
    if unit == 1:
        return [0] * n
    if n == 1:
        return [stream.b(bits_of(unit - 1))]
    return integer_column(stream, n, IntegerType(False, 0, unit - 1,
                                                 rule="R-78"))
