"""Sections 8 and 9: integer columns, codes and lone integers."""

from .bit_columns import INNER, bit_column
from .errors import Malformed, NotSupported
from .packed_columns import lengths, packed_column
from .stream import MASK64, as_signed, bits_of, unzigzag, width_of_code

# Lone forms.
VARINT, CODE, OPEN_CODE = range(3)
LONE_FORMS = ["varint", "code", "open code"]

CLASS_WIDTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 32]


class IntegerType:
    """What the values of an integer column may be."""

    def __init__(self, signed, lo, hi, sparse=0, rule="R-40"):
        self.rule = rule
        self.signed = signed
        self.lo = lo
        self.hi = hi
        self.sparse = sparse

    def of(self, values):
        """Numbers modulo 2^64 as those of the type, in its range."""
        if self.signed:
            values = [as_signed(x) for x in values]
        for x in values:
            if not self.lo <= x <= self.hi:
                raise Malformed(self.rule,
                                f"{x} is not in {self.lo}..{self.hi}")
        return values


def integer_column(stream, n, kind):
    """Section 8.1: n values, n at least 2."""
    if n <= 16:
        width_class = stream.b(4)
        if width_class < 15:
            stream.note("integers: immediate")
            return kind.of(immediate(stream, n, width_class, kind.signed))
    form = stream.b(3)
    if form >= len(FORMS):
        raise NotSupported("R-39", f"form {form} of integers")
    stream.note(f"integers: {FORMS[form].__name__}" +
                (", few rows" if n <= 16 else ""))
    return FORMS[form](stream, n, kind)


def immediate(stream, n, width_class, signed):
    """Section 8.2."""
    width = CLASS_WIDTHS[width_class]
    if n * width > 64:
        raise Malformed("R-41", f"{n} values of {width} bits")
    base = 0
    if stream.b(1):
        base = stream.groups()
        stream.note("integers: immediate with base")
        if base == 0:
            raise Malformed("R-35", "base 0")
        if signed:
            base = unzigzag(base)
    bits = stream.short(n, width)
    return [(base + x) & MASK64 for x in bits]


def packed(stream, n, kind):
    return line_of(packed_column(stream, n, kind.signed), kind)


def line_of(column, kind):
    """The values of a packed column inside an integer column."""
    values = kind.of(column.values())
    if column.width == 0:
        last = values[0] + (len(values) - 1) * column.stride
        if not kind.lo <= last <= kind.hi:
            raise Malformed(kind.rule, f"a line up to {last}")
    return values


def frame(stream, n, kind):
    """Section 8.3."""
    width = width_of_code(stream.b(6))
    if width == 0:
        raise Malformed("R-42", "a frame without bits")
    stride = 0
    if stream.b(1):
        stride = stream.svarint()
        stream.note("integers: frame with stride")
        if stride == 0:
            raise Malformed("R-35", "stride 0")
    bases = packed_column(stream, (n + 15) // 16, kind.signed).values()
    bits = stream.packed(n, width)
    return kind.of([(bases[i // 16] + i * stride + x) & MASK64
                    for i, x in enumerate(bits)])


def blocks(stream, n, kind):
    """Section 8.4."""
    count = (n + 63) // 64
    bases = packed_column(stream, count, kind.signed).values()
    widths = lengths(stream, count, 64 * count,
                     Malformed("R-43", "a block of more than 64 bits"),
                     in_blocks=True)
    for width in widths:
        if not (width <= 56 or width == 64):
            raise Malformed("R-43", f"a block of {width} bits")
    if not any(widths):
        raise Malformed("R-43", "no block has bits")
    values = []
    for base, width in zip(bases, widths):
        rows = min(64, n - len(values))
        values += [(base + x) & MASK64 for x in stream.packed(rows, width)]
    return kind.of(values)


def dictionary(stream, n, kind):
    """Section 8.5."""
    count = stream.b(8) + 1
    if count < 2:
        raise Malformed("R-44", "one value")
    values = line_of(packed_column(stream, count, kind.signed), kind)
    if any(a >= b for a, b in zip(values, values[1:])):
        raise Malformed("R-44", "values do not ascend")
    indexes = stream.packed(n, bits_of(count - 1))
    if max(indexes) >= count:
        raise Malformed("R-44", "index of no value")
    return [values[i] for i in indexes]


def sparse(stream, n, kind):
    """Section 8.6."""
    bits = bit_column(stream, n, INNER)
    if not any(bits):
        raise Malformed("R-45", "no exceptions")
    column = packed_column(stream, sum(bits), kind.signed)
    values = iter(line_of(column, kind))
    return [next(values) if bit else kind.sparse for bit in bits]


def runs(stream, n, kind):
    """Section 8.7."""
    bits = bit_column(stream, n, INNER)
    if bits[0] or not any(bits):
        raise Malformed("R-46", "no runs")
    column = packed_column(stream, sum(bits) + 1, kind.signed)
    values = line_of(column, kind)
    run = 0
    result = []
    for bit in bits:
        run += bit
        result.append(values[run])
    return result


FORMS = [packed, frame, blocks, dictionary, sparse, runs]


def lone_integer(stream, node):
    """Section 9: the value of an integer node's only row."""
    stream.note(f"lone integer: {LONE_FORMS[node.form]}")
    if node.form == VARINT:
        value = stream.svarint() if node.signed else stream.varint()
        kind = IntegerType(node.signed, node.lo, node.hi, rule="R-47")
        return kind.of([value & MASK64])[0]
    span = node.hi - node.lo
    if node.form == CODE:
        code = stream.b(bits_of(span))
        if code > span:
            raise Malformed("R-48", f"code {code} of {span}")
        return node.lo + code
    code = stream.b(bits_of(span + 1))
    if code > span + 1:
        raise Malformed("R-49", f"code {code} of {span + 1}")
    if code == span + 1:
        stream.note("lone integer: later member")
        code += stream.groups()
    if code >= 2**node.bits:
        raise Malformed("R-49", f"member {code} in {node.bits} bits")
    return code
