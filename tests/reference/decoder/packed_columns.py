"""Section 7: packed columns and lengths."""

from .errors import LimitExceeded, Malformed
from .stream import MASK64, width_of_code


class PackedColumn:
    """Value i is base + i * stride + bits[i], modulo 2^64."""

    def __init__(self, width, base, stride, bits):
        self.width = width
        self.base = base
        self.stride = stride
        self.bits = bits

    def values(self):
        return [(self.base + i * self.stride + x) & MASK64
                for i, x in enumerate(self.bits)]


def packed_column(stream, n, signed):
    """R-32 to R-36."""
    width = width_of_code(stream.b(6))
    has_base = stream.b(1)
    has_stride = stream.b(1)
    if width == 64 and (has_base or has_stride):
        raise Malformed("R-36", "64 bits and a base or stride")
    size = "no bits" if width == 0 else "64 bits" if width == 64 else "bits"
    stream.note("packed: " + ", ".join(
        [size, *["base"] * has_base, *["stride"] * has_stride]))
    base = stride = 0
    if has_base:
        base = stream.svarint() if signed or has_stride else stream.varint()
        if base == 0:
            raise Malformed("R-35", "base 0")
    if has_stride:
        stride = stream.svarint()
        if stride == 0:
            raise Malformed("R-35", "stride 0")
    return PackedColumn(width, base, stride, stream.packed(n, width))


def check_counts(column):
    """Numbers of rows: R-31."""
    if column.width > 32 or not 0 <= column.stride < 2**32:
        raise Malformed("R-31", "samples wider than counts of rows")
    if column.values()[0] >= 2**32:
        raise Malformed("R-31", "first sample is no count of rows")
    return [x % 2**32 for x in column.values()]


TOTAL = 16  # rows per total


def lengths(stream, n, most, too_many=None, in_blocks=False):
    """R-37, R-38: n lengths, together at most `most`."""
    def check(total):
        if total > most:
            raise too_many or Malformed("R-11", "more bytes than remain")

    if n == 1:
        length = stream.groups()
        stream.note("lengths: one")
        check(length)
        return [length]
    least = stream.groups()
    check(n * least)
    width = width_of_code(stream.b(6))
    stream.note("lengths: " + ("equal" if width == 0 else
                               "of blocks" if in_blocks else
                               "with totals" if n > TOTAL else "few"))
    if width == 0:
        return [least] * n
    if in_blocks and width > 7:
        raise Malformed("R-43", "widths of blocks of more than 7 bits")
    is_short = n <= TOTAL and not in_blocks
    excess = (stream.short if is_short else stream.packed)(n, width)
    result = [least + x for x in excess]
    check(sum(result))
    if n > TOTAL:
        column = packed_column(stream, (n - 1) // TOTAL, signed=False)
        if in_blocks:
            check_counts(column)
        check_totals(column.values(), excess)
    return result


def check_totals(totals, excess):
    running = 0
    for i, total in enumerate(totals):
        running += sum(excess[TOTAL * i:TOTAL * (i + 1)])
        if total != running:
            raise Malformed("R-38", f"total {i} is not that of the lengths")


def too_many_rows():
    return LimitExceeded("R-19", "rows of the message")
