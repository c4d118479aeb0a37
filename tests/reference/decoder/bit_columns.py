"""Section 6: bit columns."""

from .errors import Malformed
from .packed_columns import check_counts, packed_column
from .stream import bits_of

BLOCK = 512  # rows per sample

VALUES = "values"  # bools, flags of tables: no ranks
RANKED = "ranked"  # presence
INNER = "inner"  # inside an integer column


def bit_column(stream, n, use):
    """The bits of n rows, 0 or 1 each."""
    form = stream.b(2)
    name = f"bits, {use}: " + ("zeros", "ones", "bitmap", "positions")[form]
    stream.note(name + (" with samples" if form > 1 and n > BLOCK and
                        (form == 3 or use != VALUES) else ""))
    if form < 2:
        return [form] * n
    is_short = n <= BLOCK and use != INNER
    read = stream.short if is_short else stream.packed
    if form == 2:
        bits = read(n, 1)
        if use != VALUES:
            check_samples(samples(stream, n), bits)
        return bits
    listed = stream.b(1)
    stream.note(f"bits: positions of {'ones' if listed else 'zeros'}")
    count = stream.groups()
    if not 1 <= count <= n // 2:
        raise Malformed("R-28", f"{count} positions in {n} rows")
    positions = read(count, bits_of(min(n, BLOCK) - 1))
    return place(positions, samples(stream, n), n, listed)


def samples(stream, n):
    """R-30, R-31: the number of ones before rows 512, 1024, ..."""
    count = (n - 1) // BLOCK
    if count == 0:
        return []
    return check_counts(packed_column(stream, count, signed=False))


def check_samples(found, bits):
    for i, sample in enumerate(found):
        if sample != sum(bits[:BLOCK * (i + 1)]):
            raise Malformed("R-31", f"sample {i} is not the number of ones")


def place(positions, found, n, listed):
    """Bits of which those at the positions are `listed` (R-27, R-29)."""
    bits = [1 - listed] * n
    bounds = [0, *found, len(positions)]
    for block, (start, end) in enumerate(zip(bounds, bounds[1:])):
        if not start <= end <= len(positions):
            raise Malformed("R-31", f"sample {block} is not a rank")
        rows = min(BLOCK, n - block * BLOCK)
        before = -1
        for position in positions[start:end]:
            if not before < position < rows:
                raise Malformed("R-29", f"position {position} in its block")
            bits[block * BLOCK + position] = listed
            before = position
    return bits
