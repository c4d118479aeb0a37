"""Random schemas with values: every kind of type, inside every other."""

import re

from decoder.json_text import quoted
from random_values import (FloatSeries, IntegerSeries, TextSeries, bytes_text,
                           day_text, decimal_text, span_text, string_text,
                           time_text, uuid_text)

INTEGERS = {f"{letter}{bits}": (-2**(bits - 1), 2**(bits - 1) - 1)
            if letter == "i" else (0, 2**bits - 1)
            for bits in (8, 16, 32, 64) for letter in "iu"}
UNITS = {"s": 0, "ms": 3, "us": 6, "ns": 9}
# The years 0000 to 9999 in seconds since 1970.
FIRST_SECOND, LAST_SECOND = -62167219200, 253402300799


class Plain:
    """A type whose values a series makes: `make_series(random, default)`.

    `make_default(random)` gives a value and its text in the schema language.
    """

    def __init__(self, text, make_series, write, make_default=None):
        self.text = text
        self.make_series = make_series
        self.write = write
        self.make_default = make_default

    def maker(self, schema, *default):
        series = self.make_series(schema.random, *default)
        return lambda: self.write(series.next())

    def field(self, schema):
        """Type and perhaps default, and what makes the values."""
        if self.make_default is None or schema.random.random() < 0.6:
            return self.text, self.maker(schema)
        value, text = self.make_default(schema.random)
        return f"{self.text} = {text}", self.maker(schema, value)


class InPlace:
    """A struct or a raw list. `make_maker()` gives what makes its values."""

    def __init__(self, text, make_maker):
        self.text = text
        self.make_maker = make_maker

    def maker(self, schema):
        return self.make_maker()


def integers(lo, hi):
    return lambda random, default=0: IntegerSeries(random, lo, hi, default)


def any_integer(lo, hi, write=str):
    def make(random):
        value = random.choice([lo, hi, random.randint(lo, hi)])
        return value, write(value)
    return make


def floats(bits):
    return lambda random, default=0.0: FloatSeries(random, bits, default)


def any_float(random):
    value = random.choice([1.0, -2.5, 0.125, 1024.0])
    return value, str(value)


def texts(utf8, size=None):
    return lambda random, default=None: TextSeries(random, utf8, size, default)


def any_text(random):
    text = random.choice(["x", "hello", "Größe", "a b c"])
    return text.encode(), f'"{text}"'


def any_bool(random):
    value = random.randint(0, 1)
    return value, ["false", "true"][value]


GROUP = re.compile(r"since (\d+) \{")


def older(text, version):
    """A schema as it was before groups with greater numbers."""
    kept = ""
    while group := GROUP.search(text):
        end = group.end()
        depth = 1
        while depth > 0:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        if int(group[1]) <= version:
            end = group.end()
        else:
            kept += text[:group.start()]
            text = text[end:]
            continue
        kept += text[:end]
        text = text[end:]
    return kept + text


class Schema:
    """`text` declares it; `record()` is the JSON of a random root."""

    NUM_VERSIONS = 3

    MAX_DEPTH = 8  # of values

    def __init__(self, random):
        self.random = random
        self.left = 0  # how many values the record may still have
        self.depth = 0
        self.grows = random.random() < 0.5
        self.declarations = []
        self.plain = self.plain_types()
        self.in_place = self.in_place_types()
        self.num_records = random.choice([1, 1, 2, 3, 5])
        self.num_unions = random.choice([0, 0, 1, 2])
        self.makers = {}  # of declared records and unions
        self.fields = {}
        for number in reversed(range(self.num_unions)):
            self.declare_union(number)
        for number in reversed(range(self.num_records)):
            self.declare_record(number)
        self.text = "\n".join([*self.declarations, "root R0;"])

    # Types of which all that is inside is known.

    def plain_types(self):
        types = []
        for name, (lo, hi) in INTEGERS.items():
            types.append(self.integer(name, lo, hi))
        for _ in range(3):
            name = self.random.choice(list(INTEGERS))
            ends = sorted(self.random.randint(*INTEGERS[name])
                          for _ in range(2))
            types.append(self.integer(f"{name}({ends[0]}..{ends[1]})", *ends))
        lo = self.random.randint(-100, 100)
        hi = lo + self.random.choice([0, 1, 5, 100])
        types.append(self.integer(f"i16({lo}..{hi})", lo, hi))
        types += [
            Plain("bool", integers(0, 1),
                  lambda value: "true" if value else "false", any_bool),
            *[Plain(f"f{bits}", floats(bits), lambda text: text, any_float)
              for bits in (32, 64)],
            Plain("string", texts(True), string_text, any_text),
            Plain("bytes", texts(False), bytes_text, any_text),
            Plain("bytes(3)", texts(False, 3), bytes_text),
            Plain("uuid", texts(False, 16), uuid_text),
            Plain("date", integers(-719528, 2932896), day_text,
                  any_integer(-719528, 2932896))]
        for unit, digits in UNITS.items():
            types.append(self.time(f"timestamp({unit})", digits,
                                   FIRST_SECOND, LAST_SECOND, time_text))
            types.append(self.time(f"duration({unit})", digits, -2**62, 2**62,
                                   span_text))
        scale = self.random.randint(0, 18)
        types.append(self.time(f"decimal({scale})", scale, -2**63, 2**63 - 1,
                               decimal_text))
        types += [self.enum("E0", ""), self.enum("E1", "closed "),
                  self.flags("F0"), self.identifier("I0", types)]
        return types

    def in_place_types(self):
        fixed = [t for t in self.plain
                 if t.text not in ("string", "bytes", "I0")]
        structs = []
        for number in range(self.random.choice([1, 2, 3])):
            structs.append(self.struct(f"S{number}", fixed + structs))
        return structs + [self.raw_list(fixed + structs) for _ in range(3)]

    def fixed_type(self, fixed):
        """A type of a fixed size, and what gives what makes its values."""
        if self.random.random() < 0.2:
            text, make_inner = self.fixed_type(fixed)
            size = self.random.randint(1, 3)

            def make_maker():
                maker = make_inner()
                return lambda: f"[{','.join(maker() for _ in range(size))}]"
            return f"[{text}; {size}]", make_maker
        type_ = self.random.choice(fixed + fixed[-2:] * 4)
        return type_.text, lambda: type_.maker(self)

    def struct(self, name, fixed):
        members = [(f"m{i}", *self.fixed_type(fixed))
                   for i in range(self.random.randint(1, 5))]
        text = " ".join(f"{key}: {type_};" for key, type_, _ in members)
        self.declarations.append(f"struct {name} {{ {text} }}")

        def make_maker():
            makers = [(key, make_maker()) for key, _, make_maker in members]
            return lambda: "{" + ",".join(f'"{key}":{maker()}'
                                          for key, maker in makers) + "}"
        return InPlace(name, make_maker)

    def raw_list(self, fixed):
        text, make_inner = self.fixed_type(fixed)
        align = self.random.choice(["", " align(8)", " align(16)",
                                    " align(64)"])

        def make_maker():
            maker = make_inner()
            counts = self.counts()
            return lambda: f"[{','.join(maker() for _ in range(counts()))}]"
        return InPlace(f"[{text}] raw{align}", make_maker)

    @staticmethod
    def integer(text, lo, hi):
        return Plain(text, integers(lo, hi), str, any_integer(lo, hi))

    @staticmethod
    def time(text, digits, first, last, write):
        first = max(first * 10**digits, -2**63)
        last = min((last + 1) * 10**digits - 1, 2**63 - 1)
        make_default = any_integer(first, last)
        if write is decimal_text:  # at most 18 digits in the schema language
            make_default = any_integer(-10**18 + 1, 10**18 - 1,
                                       lambda value: write(value, digits))
        return Plain(text, integers(first, last),
                     lambda value: write(value, digits), make_default)

    def members(self, count):
        return [f"m{i}" for i in range(count)]

    def enum(self, name, closed):
        names = self.members(self.random.choice([1, 2, 3, 6, 130]))
        members = self.body([f"{member}," for member in names],
                            len(names) if closed else 1)
        self.declarations.append(f"{closed}enum {name} {{ {members} }}")
        # Defaults are there in all versions.
        num_base = members.split("since")[0].count(",")
        most = len(names) - 1
        if not closed and self.random.random() < 0.3:
            most = 200  # later members

        def write(value):
            return f'"m{value}"' if value < len(names) else str(value)
        return Plain(name, integers(0, most), write,
                     any_integer(0, num_base - 1, names.__getitem__))

    def flags(self, name):
        count = self.random.choice([1, 8, 9, 33, 64])
        text = self.body([f"{member}," for member in self.members(count)], 1)
        self.declarations.append(f"flags {name} {{ {text} }}")

        num_base = text.split("since")[0].count(",")

        def members(value):
            return [f"m{i}" for i in range(count) if value >> i & 1]
        return Plain(
            name, integers(0, 2**count - 1),
            lambda value: "[" + ",".join(map(quoted, members(value))) + "]",
            any_integer(1, 2**num_base - 1,
                        lambda value: " | ".join(members(value))))

    def identifier(self, name, types):
        of = self.random.choice([t for t in types
                                 if t.text in INTEGERS or t.text == "string"])
        self.declarations.append(f"id {name} = {of.text};")
        return Plain(name, of.make_series, of.write, of.make_default)

    def body(self, parts, least):
        """Members, of which those behind the first `least` may be in groups."""
        if not self.grows or self.random.random() < 0.3:
            return " ".join(parts)
        ends = sorted(self.random.randint(least, len(parts))
                      for _ in range(self.NUM_VERSIONS - 1))
        text = " ".join(parts[:ends[0]])
        for since, (start, end) in enumerate(zip(ends, [*ends[1:], None]), 2):
            if parts[start:end]:
                text += f" since {since} {{ {' '.join(parts[start:end])} }}"
        return text

    # Declarations. Plain references lead to later records only, so that
    # values end; others lead anywhere.

    def declare_record(self, number):
        name = f"R{number}"
        count = self.random.choice([0, 1, 2, 3, 4, 5, 6, 8, 40]) \
            if number == 0 else self.random.randint(0, 4)
        parts = []
        fields = []
        for i in range(count):
            type_text, maker = self.field_type(number)
            key = f"f{i}"
            text = f"{key}: {type_text}"
            if self.random.random() < 0.1:
                key = f"Größe {i}"
                text += f" json({quoted(key)})"
            if self.random.random() < 0.05 and "=" not in text:
                parts.append(f"retired {text};")
                continue
            parts.append(f"{text};")
            fields.append((key, maker, type_text.endswith("?")))
        self.declarations.append(f"record {name} {{ {self.body(parts, 0)} }}")
        self.fields[name] = fields

    def declare_union(self, number):
        variants, text = self.variants(self.num_records, 1)
        self.declarations.append(f"union U{number} {{ {text} }}")
        self.makers[f"U{number}"] = self.union_maker(variants)

    def variants(self, after, depth):
        """Variants, of which the first can end; `after` as in `type`."""
        variants = []
        for i in range(self.random.choice([1, 2, 3, 3, 5, 9])):
            if self.random.random() < 0.1:
                type_text, maker = "null", lambda: "null"
            elif i == 0:
                type_text, maker = self.plain_type()
            else:
                type_text, maker = self.type(after, depth + 1, in_union=True)
            variants.append((f"v{i}", type_text, maker))
        text = self.body([f"{name}: {type_text};"
                          for name, type_text, _ in variants], 1)
        return [(name, maker) for name, _, maker in variants], text

    def field_type(self, number):
        if self.random.random() < 0.4:
            return self.random.choice(self.plain).field(self)
        return self.type(number, 0)

    def plain_type(self):
        is_plain = self.random.random() < 0.85
        type_ = self.random.choice(self.plain if is_plain else self.in_place)
        return type_.text, type_.maker(self)

    def type(self, after, depth, in_union=False, is_inside=False):
        """A type and what makes its values. Plain records come after `after`
        unless the type is inside something that can be empty."""
        choice = self.random.random()
        if choice < 0.03:
            return "value", self.any_value
        if depth > 2 or choice < 0.5:
            return self.plain_type()
        if choice < 0.62:
            return self.list(after, depth)
        if choice < 0.72 and not in_union:
            return self.optional(after, depth)
        if choice < 0.77:
            return self.map(after, depth)
        if choice < 0.82:
            return self.array(after, depth, is_inside)
        if choice < 0.90:
            variants, text = self.variants(after, depth)
            return f"union {{ {text} }}", self.union_maker(variants)
        if choice < 0.94 and self.num_unions and (is_inside or not in_union):
            name = f"U{self.random.randrange(self.num_unions)}"
            return name, lambda: self.makers[name]()
        first = 0 if is_inside else after + 1
        if first >= self.num_records:
            return self.plain_type()
        name = f"R{self.random.randrange(first, self.num_records)}"
        return name, lambda: self.record_of(name)

    SCALARS = ["null", "true", "false", "0", "7", "-300", str(2**63 - 1),
               str(-2**63), "1.0", "-0.0", "0.1", "1e+300", '""', '"a"', '"text"']

    def any_value(self):
        """Any JSON, keys sorted, as `value` holds it."""
        choice = self.random.random()
        if choice < 0.6 or not self.spend():
            return self.random.choice(self.SCALARS)
        count = self.random.choice([0, 1, 2, 5])
        items = [self.deeper(self.any_value) for _ in range(count)]
        if choice < 0.8:
            return f"[{','.join(items)}]"
        keys = sorted(self.random.sample(["", "a", "b", "id", "name"], count))
        return "{" + ",".join(f'"{key}":{item}'
                              for key, item in zip(keys, items)) + "}"

    def inside(self, after, depth, **options):
        """A type inside something that can be empty."""
        return self.type(after, depth + 1, is_inside=True, **options)

    def spend(self):
        """Whether there may be another value."""
        self.left -= 1
        return self.left > 0 and self.depth < self.MAX_DEPTH

    def deeper(self, make):
        self.depth += 1
        text = make()
        self.depth -= 1
        return text

    def list(self, after, depth):
        type_text, maker = self.inside(after, depth)
        counts = self.counts()

        def make():
            count = counts()
            items = []
            while len(items) < count and self.spend():
                items.append(self.deeper(maker))
            return f"[{','.join(items)}]"
        return f"[{type_text}]", make

    def counts(self):
        style = self.random.choice([(0, 3), (0, 1), (2, 2), (0, 20), (1, 60),
                                    (0, 5), (1, 1)])
        return lambda: self.random.randint(*style)

    def optional(self, after, depth):
        type_text, maker = self.inside(after, depth)
        if type_text.endswith("?"):
            return type_text, maker
        chance = self.random.choice([0, 0.02, 0.5, 0.98, 1])

        def make():
            if self.random.random() < chance and self.spend():
                return self.deeper(maker)
            return "null"
        return f"{type_text}?", make

    def map(self, after, depth):
        keys = [t for t in self.plain
                if t.text.split("(")[0] in INTEGERS or
                t.text in ("string", "E0", "E1", "I0")]
        key = self.random.choice(keys)
        type_text, maker = self.inside(after, depth)
        series = key.make_series(self.random)
        counts = self.counts()

        def make():
            wanted = sorted({series.next() for _ in range(counts())})
            entries = []
            for value in wanted:
                if not self.spend():
                    break
                text = key.write(value)
                text = text if text.startswith('"') else f'"{text}"'
                entries.append(f"{text}:{self.deeper(maker)}")
            return "{" + ",".join(entries) + "}"
        return f"{{{key.text}: {type_text}}}", make

    def array(self, after, depth, is_inside):
        type_text, maker = self.type(after, depth + 1, is_inside=is_inside)
        size = self.random.choice([1, 2, 3, 3, 8, 17])
        if depth > 0:
            size = min(size, 3)

        def make():
            return f"[{','.join(self.deeper(maker) for _ in range(size))}]"
        return f"[{type_text}; {size}]", make

    def union_maker(self, variants):
        weights = [self.random.choice([0, 1, 1, 20]) for _ in variants]
        weights[0] += 1

        def make():
            if self.spend():
                name, maker = self.random.choices(variants, weights)[0]
            else:
                name, maker = variants[0]
            return f'{{"{name}":{self.deeper(maker)}}}'
        return make

    def record_of(self, name):
        fields = []
        for key, maker, is_optional in self.fields[name]:
            value = self.deeper(maker)
            if not is_optional or value != "null":
                fields.append(f"{quoted(key)}:{value}")
        return "{" + ",".join(fields) + "}"

    def record(self, most=200):
        """A root of about `most` values at most."""
        self.left = most
        return self.record_of("R0")
