"""Section 11: strings, and R-21: texts of a fixed size."""

from .errors import Malformed
from .integers import IntegerType, integer_column
from .packed_columns import lengths
from .stream import bits_of


def check_utf8(node, text):
    """R-57. Python's decoder is as strict as RFC 3629."""
    if node.utf8:
        try:
            text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Malformed("R-57", str(error)) from None
    return text


def lone_string(stream, node, known):
    """R-54; `known` are the lone strings of the message so far."""
    if known and not stream.b(1):
        stream.note("lone string: known")
        number = stream.b(bits_of(len(known) - 1))
        if number >= len(known):
            raise Malformed("R-54", f"string {number} of {len(known)}")
        text = known[number]
        if node.size is not None and len(text) != node.size:
            raise Malformed("R-21", f"{len(text)} bytes of {node.size}")
    else:
        size = stream.groups() if node.size is None else node.size
        stream.note("lone string: new" if node.size is None
                    else "lone string: of fixed size")
        text = stream.bytes(size)
        if text:
            known.append(text)
    return check_utf8(node, text)


def strings(stream, n, node):
    """n strings, one after the other (R-55)."""
    if node.size is None:
        sizes = lengths(stream, n, stream.remaining())
    else:
        sizes = [node.size] * n
    data = stream.bytes(sum(sizes))
    result = []
    at = 0
    for size in sizes:
        result.append(check_utf8(node, data[at:at + size]))
        at += size
    return result


def string_column(stream, n, node):
    """R-56."""
    fixed = "" if node.size is None else " of fixed size"
    if not stream.b(1):
        stream.note("strings: plain" + fixed)
        return strings(stream, n, node)
    count = stream.groups()
    if not 1 <= count <= n:
        raise Malformed("R-56", f"{count} distinct strings in {n} rows")
    stream.note(f"strings: {'dictionary' if count > 1 else 'one'}{fixed}")
    distinct = strings(stream, count, node)
    if count == 1:
        return distinct * n
    indexes = integer_column(
        stream, n, IntegerType(False, 0, count - 1, rule="R-56"))
    return [distinct[i] for i in indexes]
