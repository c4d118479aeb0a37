"""Section 17: the fingerprint of a schema and root."""

from . import layout as kinds
from .xxh64 import xxh64

FLOAT_BYTES = 8


def varint(x):
    out = bytearray()
    while x > 127:
        out.append(x & 127 | 128)
        x >>= 7
    out.append(x)
    return bytes(out)


def svarint(x):
    return varint((x << 1 ^ x >> 63) & (2**64 - 1))


def sized(text):
    return varint(len(text)) + text


class Shapes:
    """Each once, those inside before those around them."""

    def __init__(self):
        self.numbers = {}  # by bytes, in order

    def number(self, place):
        inner = [varint(self.number(one)) for one in place.inner]
        node = place.node
        if node.kind == kinds.BOOL:
            text = bytes([0])
        elif node.kind == kinds.INTEGER:
            lo, hi = place.bounds()
            number = svarint if node.signed else varint
            text = bytes([1, node.bits, node.signed]) + number(lo) + number(hi)
        elif node.kind == kinds.FLOAT:
            text = bytes([2, node.bits])
        elif node.kind == kinds.TEXT:
            text = bytes([3]) + varint(place.size)
        elif node.kind == kinds.ARRAY:
            text = bytes([4]) + varint(node.size) + inner[0]
        else:
            text = bytes([5]) + varint(len(inner)) + b"".join(inner)
        return self.numbers.setdefault(text, len(self.numbers))


def type_bytes(node, shapes):
    children = [type_bytes(child, shapes) for child in node.base_children()]
    if node.kind == kinds.STRUCT:
        return bytes([11]) + varint(shapes.number(node.place))
    if node.kind == kinds.RAW:
        return bytes([12, node.align]) + varint(shapes.number(node.place))
    if node.kind == kinds.BOOL:
        return bytes([0, node.default])
    if node.kind == kinds.INTEGER:
        number = svarint if node.signed else varint
        return (bytes([1, node.bits, node.signed, node.form]) +
                number(node.lo) + number(node.hi) + number(node.default))
    if node.kind == kinds.FLOAT:
        return bytes([2, node.bits]) + node.default.to_bytes(8, "little")
    if node.kind == kinds.TEXT and node.size is None:
        return bytes([3, node.utf8]) + sized(node.default)
    if node.kind == kinds.TEXT:
        return bytes([10]) + sized(node.default)
    if node.kind == kinds.OPTIONAL:
        return bytes([4]) + children[0]
    if node.kind == kinds.LIST:
        return bytes([5]) + children[0]
    if node.kind == kinds.RECORD:
        return bytes([6]) + varint(node.table)
    if node.kind == kinds.ARRAY:
        return bytes([7]) + varint(node.size) + children[0]
    if node.kind == kinds.MAP:
        return bytes([8]) + children[0] + children[1]
    if node.kind == kinds.NULL:
        return bytes([13])
    assert node.kind == kinds.UNION
    return (bytes([9]) + varint(len(children)) + varint(node.default) +
            b"".join(children))


def fingerprint(layout):
    shapes = Shapes()
    out = varint(layout.num_base)
    for table in layout.tables[:layout.num_base]:
        nodes = table.base_nodes()
        out += varint(len(nodes))
        out += b"".join(type_bytes(node, shapes) for node in nodes)
    return xxh64(out + b"".join(shapes.numbers))
