"""Section 10: floats, kept as their IEEE 754 bits."""

import struct

from .errors import Malformed, NotSupported
from .integers import IntegerType, integer_column

MAX_EXPONENT = {32: 10, 64: 22}
MAX_MANTISSA = {32: 2**24 - 1, 64: 2**53 - 1}


def double_bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def float_bits(x):
    return struct.unpack("<I", struct.pack("<f", x))[0]


def exponent(stream, bits):
    e = stream.groups()
    if e > MAX_EXPONENT[bits]:
        raise Malformed("R-50", f"exponent {e}")
    return e


def decimal(d, e, bits):
    """The bits of d / 10^e, divided once (R-50).

    For f32 the division is one of doubles, rounded again: a double has more
    than twice as many bits, so that gives what one of floats gives.
    """
    if abs(d) > MAX_MANTISSA[bits]:
        raise Malformed("R-51", f"mantissa {d}")
    quotient = float(d) / float(10**e)
    return double_bits(quotient) if bits == 64 else float_bits(quotient)


def raw(stream, n, bits):
    """R-52."""
    size = bits // 8
    data = stream.bytes(n * size)
    return [int.from_bytes(data[i:i + size], "little")
            for i in range(0, n * size, size)]


def lone_float(stream, bits):
    if stream.b(1):
        stream.note(f"lone f{bits}: raw")
        return raw(stream, 1, bits)[0]
    stream.note(f"lone f{bits}: decimal")
    e = exponent(stream, bits)
    return decimal(stream.svarint(), e, bits)


def float_column(stream, n, bits):
    form = stream.b(2)
    if form < 3:
        stream.note(f"f{bits}: {('decimal', 'rotated', 'raw')[form]}")
    if form == 0:
        e = exponent(stream, bits)
        most = MAX_MANTISSA[bits]
        mantissas = integer_column(stream, n, IntegerType(True, -most, most,
                                                      rule="R-51"))
        return [decimal(d, e, bits) for d in mantissas]
    if form == 1:
        rotated = integer_column(stream, n,
                                 IntegerType(False, 0, 2**bits - 1,
                                             rule="R-53"))
        return [x >> 1 | (x & 1) << (bits - 1) for x in rotated]
    if form == 2:
        return raw(stream, n, bits)
    raise NotSupported("R-52", "form 3 of floats")
