"""Section 4: control bits, groups, varints, packed bits, bounds."""

from .errors import Malformed

MASK64 = 2**64 - 1


def bits_of(x):
    """bits(x): how many bits the number x needs."""
    return x.bit_length()


def ceil8(num_bits):
    return (num_bits + 7) // 8


def unzigzag(x):
    return (x >> 1) ^ -(x & 1)


def as_signed(x):
    """A number modulo 2^64 as two's complement."""
    return x - 2**64 if x >> 63 else x


def width_of_code(code):
    """R-32."""
    if code > 57:
        raise Malformed("R-32", f"width code {code}")
    return 64 if code == 57 else code


def unpack(data, n, width):
    """The first n numbers of `width` bits each in `data`."""
    if width == 0:
        return [0] * n
    mask = (1 << width) - 1
    values = []
    for first in range(0, n, 64):  # 64 numbers are a whole number of bytes
        count = min(64, n - first)
        start = first * width // 8
        chunk = int.from_bytes(data[start:start + ceil8(count * width)],
                               "little")
        values += [chunk >> i * width & mask for i in range(count)]
    return values


class Stream:
    def __init__(self, data):
        self.data = bytes(data)
        self.at = 0
        self.control = 0  # what is left of the control byte
        self.control_bits = 0
        self.forms = set()  # that were met: what tests cover

    def note(self, form):
        self.forms.add(form)

    def remaining(self):
        return len(self.data) - self.at

    def bytes(self, n):
        if n > self.remaining():
            raise Malformed("R-11", f"{n} bytes of {self.remaining()}")
        self.at += n
        return self.data[self.at - n:self.at]

    def b(self, n):
        """n control bits (R-06)."""
        while self.control_bits < n:
            byte = self.bytes(1)[0]
            self.control |= byte << self.control_bits
            self.control_bits += 8
        value = self.control & ((1 << n) - 1)
        self.control >>= n
        self.control_bits -= n
        return value

    def groups(self):
        """R-07."""
        value = 0
        for i in range(22):
            group = self.b(3)
            more = self.b(1)
            if i == 21 and (group > 1 or more):
                raise Malformed("R-07", "more than 64 bits")
            value |= group << 3 * i
            if not more:
                if i > 0 and group == 0:
                    raise Malformed("R-07", "not the shortest form")
                return value

    def varint(self):
        """R-08."""
        value = 0
        for i in range(10):
            byte = self.bytes(1)[0]
            value |= (byte & 127) << 7 * i
            if i == 9 and byte > 1:
                raise Malformed("R-08", "more than 64 bits")
            if byte < 128:
                if i > 0 and byte == 0:
                    raise Malformed("R-08", "not the shortest form")
                return value

    def svarint(self):
        return unzigzag(self.varint())

    def packed(self, n, width):
        """R-09."""
        data = self.bytes(ceil8(n * width))
        used = n * width % 8
        if used and data[-1] >> used:
            raise Malformed("R-09", "padding is not zero")
        return unpack(data, n, width)

    def short(self, n, width):
        """R-10."""
        self.note("short: bytes" if n * width > 64 else "short: control bits")
        if n * width > 64:
            return self.packed(n, width)
        value = self.b(n * width)
        mask = (1 << width) - 1
        return [value >> i * width & mask for i in range(n)]

    def finish(self):
        """R-13."""
        if self.control:
            raise Malformed("R-13", "unused control bits are not zero")
        if self.remaining():
            raise Malformed("R-13", "bytes behind the last table")
