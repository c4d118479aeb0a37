"""Random values as JSON text, in the form that decoders print.

A series makes the values of one column, one call a row, in a style of its own,
so that columns come in every form that encoders choose among.
"""

import base64
import struct

from decoder.json_text import (date_text, duration_text, number_text, quoted,
                               scaled, timestamp_text)

WORDS = ["", "a", "b", "no", "yes", "alpha", "beta", "Größe", "日本", "x" * 40,
         "tab\there", 'quote"d', "\\", "\u0001", "😀"]


class IntegerSeries:
    """Integers within lo..hi."""

    def __init__(self, random, lo, hi, default=0):
        self.random = random
        self.lo, self.hi = lo, hi
        self.default = min(max(default, lo), hi)
        self.row = -1
        self.style = random.choice(
            [self.constant, self.small, self.small, self.any, self.line,
             self.noisy_line, self.walk, self.few, self.rare, self.rare,
             self.runs, self.steps, self.steps, self.wide])
        self.first = random.randint(lo, hi) if random.random() < 0.5 \
            else self.default
        self.stride = random.choice([1, 1, -1, 7, 1000, 10**6])
        self.span = random.choice([1, 2, 15, 255, 1000, 2**20, 2**33])
        self.few_values = [random.randint(lo, hi)
                           for _ in range(random.randint(2, 5))]
        self.last = self.first

    def next(self):
        self.row += 1
        value = self.style()
        if not self.lo <= value <= self.hi:
            value = self.lo + (value - self.lo) % (self.hi - self.lo + 1)
        return value

    def constant(self):
        return self.first

    def small(self):
        return self.first + self.random.randint(0, self.span)

    def any(self):
        return self.random.randint(self.lo, self.hi)

    def line(self):
        return self.first + self.row * self.stride

    def noisy_line(self):
        return self.line() + self.random.randint(0, 3)

    def walk(self):
        self.last += self.random.randint(-2, 2)
        return self.last

    def few(self):
        return self.random.choice(self.few_values)

    def rare(self):
        if self.random.random() < 0.03:
            return self.any()
        return self.default

    def runs(self):
        if self.random.random() < 0.05:
            self.last = self.any()
        return self.last

    def steps(self):
        """Another magnitude every 70 rows."""
        block = self.row // 70
        return self.first * (block % 2) + self.random.randint(
            0, 2**(7 * block % 23))

    def wide(self):
        return self.random.choice([self.lo, self.hi, self.any()])


def double_of(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


class FloatSeries:
    """Floats as JSON text."""

    def __init__(self, random, bits, default=0.0):
        self.random = random
        self.bits = bits
        self.default = default
        self.exponent = random.randint(0, 4)
        self.scale = 10**self.exponent
        self.style = random.choice([self.decimal, self.decimal, self.any,
                                    self.near, self.special, self.zero])
        self.base = random.uniform(-1000, 1000)

    def next(self):
        value = self.style()
        if self.bits == 32:
            bits = struct.unpack("<I", struct.pack("<f", value))[0]
        else:
            bits = struct.unpack("<Q", struct.pack("<d", value))[0]
        return number_text(bits, self.bits)

    def decimal(self):
        return self.random.randint(-99999, 99999) / self.scale

    def any(self):
        if self.bits == 32:
            return struct.unpack("<f", self.random.randbytes(4))[0]
        return struct.unpack("<d", self.random.randbytes(8))[0]

    def near(self):
        return self.base + self.random.random() / 1024

    def special(self):
        return self.random.choice([0.0, -0.0, float("inf"), float("-inf"),
                                   float("nan"), 1.5, 2.0**-126, 1e22])

    def zero(self):
        return self.default if self.random.random() < 0.95 else 0.25


class TextSeries:
    """Bytes; those of strings are UTF-8."""

    def __init__(self, random, utf8, size=None, default=None):
        self.random = random
        self.utf8 = utf8
        self.size = size
        self.style = random.choice([self.word, self.word, self.unique,
                                    self.same])
        self.one = self.unique() if default is None else default

    def next(self):
        return self.style()

    def word(self):
        text = self.random.choice(WORDS).encode()
        if self.size is None:
            return text
        return (text + bytes(self.size))[:self.size]

    def unique(self):
        size = self.random.randint(0, 12) if self.size is None else self.size
        if self.utf8:
            return "".join(self.random.choice("abcdefgh äß€")
                           for _ in range(size)).encode()
        return self.random.randbytes(size)

    def same(self):
        return self.one


def string_text(data):
    return quoted(data.decode())


def bytes_text(data):
    return f'"{base64.b64encode(data).decode()}"'


def uuid_text(data):
    digits = data.hex()
    return (f'"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-'
            f'{digits[20:]}"')


def day_text(days):
    return f'"{date_text(days)}"'


def time_text(units, digits):
    return f'"{timestamp_text(units, digits)}"'


def span_text(units, digits):
    return f'"{duration_text(units, digits)}"'


decimal_text = scaled
