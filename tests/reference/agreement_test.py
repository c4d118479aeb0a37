"""Holds the C++ codec against the decoder written from SPEC.md.

    agreement_test.py CODEC_BATCH [--messages N] [--seed N]

Random schemas get random values, which the codec encodes; both decoders must
print exactly these values. Then bytes are changed, and both must agree on what
they stand for or that they are malformed. The forms of tables and columns that
were met are counted, and each that there is must be among them.
"""

import argparse
import collections
import random
import sys

from codec import Codec, CodecError
from decoder.errors import Refused
from random_schemas import Schema, older
from sinter_reference import Batch, Decoder

MAX_ROWS = 2**18
CHANGED_PER_MESSAGE = 3
MESSAGES_PER_SCHEMA = 8
# Rows of the root table: few are typical, many have forms of their own.
ROWS = [1] * 30 + [2] * 4 + [5] * 3 + [16, 17, 17, 60, 60] + [300]
MANY_ROWS = 1100  # of a few: enough for samples of ranks and tags

USES = ("values", "ranked", "inner")
FORMS = {
    *(f"bits, {use}: {form}" for use in USES
      for form in ("bitmap", "positions", "bitmap with samples",
                   "positions with samples")
      if (use, form) != ("values", "bitmap with samples")),
    *(f"bits, {use}: {form}" for use in USES[:2]
      for form in ("zeros", "ones")),
    "bits: positions of ones", "bits: positions of zeros",
    *(f"{kind}: {rows}" for rows in ("one", "rows", "default", "one, flagged")
      for kind in ("bool", "integer", "float", "text", "optional", "list",
                   "map", "array", "struct", "raw")),
    *(f"{kind}: {rows}" for rows in ("one", "rows")
      for kind in ("record", "union", "null")),
    *(f"{kind}: {form}" for kind in ("f32", "f64")
      for form in ("decimal", "rotated", "raw")),
    *(f"lone {kind}: {form}" for kind in ("f32", "f64")
      for form in ("decimal", "raw")),
    *(f"integers: {form}" for form in
      ("immediate", "immediate with base", "packed", "packed, few rows",
       "frame", "frame with stride", "blocks", "dictionary",
       "dictionary, few rows", "sparse", "sparse, few rows", "runs",
       "runs, few rows")),
    *(f"lone integer: {form}" for form in
      ("varint", "code", "open code", "later member")),
    *(f"lengths: {form}" for form in
      ("one", "few", "equal", "with totals", "of blocks")),
    *(f"lone string: {form}" for form in ("new", "known", "of fixed size")),
    *(f"strings: {form}{size}" for form in ("plain", "one", "dictionary")
      for size in ("", " of fixed size")),
    *(f"packed: {form}" for form in
      ("no bits", "no bits, base", "no bits, stride", "no bits, base, stride",
       "bits", "bits, base", "bits, stride", "bits, base, stride",
       "64 bits")),
    "short: bytes", "short: control bits",
    "table: one row", "table: rows", "table: column of flags, one row",
    "table: column of flags, rows", "cycle", "tags: all alike",
    "tags: planes in control bits", "tags: planes in bytes",
    "tags: planes with samples",
}


class Disagreement(Exception):
    pass


class Agreement:
    def __init__(self, program, seed):
        self.codec = Codec(program, MAX_ROWS)
        self.random = random.Random(seed)
        self.counts = collections.Counter()
        self.rules = collections.Counter()
        self.forms = set()
        self.context = []

    def run(self, messages):
        while self.counts["messages"] < messages:
            schema = Schema(self.random)
            message, fingerprint = self.codec.compile(schema.text)
            decoder = Decoder(message, max_rows=MAX_ROWS)
            self.context = [schema.text]
            self.expect(fingerprint, decoder.fingerprint)
            self.counts["schemas"] += 1
            self.messages = []
            for _ in range(MESSAGES_PER_SCHEMA):
                self.check_message(schema, decoder)
            self.check_container(schema, message)
            if schema.grows:
                self.check_older_readers(schema, decoder.fingerprint)
            self.forms |= decoder.forms
        return self.forms

    def expect(self, ours, theirs):
        if ours != theirs:
            raise Disagreement("\n".join(
                [*self.context, f"codec:     {str(ours)[:2000]}",
                 f"reference: {str(theirs)[:2000]}"]))

    def records(self, schema):
        rows = self.random.choice(ROWS)
        if self.random.random() < 0.03:
            rows = MANY_ROWS
        return [schema.record(max(5, 100 // rows)) for _ in range(rows)]

    def check_message(self, schema, decoder):
        records = self.records(schema)
        json = records[0] if len(records) == 1 else f"[{','.join(records)}]"
        rows, message = self.codec.encode(json)
        self.context[1:] = [f"{rows} rows: {message.hex()}"]
        self.expect(json, self.codec.decode(rows, message))
        self.expect(json, decoder.message(message, rows))
        self.counts["messages"] += 1
        self.counts["messages with groups"] += message[0] & 1
        self.messages.append((rows, message))
        if rows == MANY_ROWS:
            return
        for _ in range(CHANGED_PER_MESSAGE):
            self.check_changed(decoder, rows, self.changed(message))

    def changed(self, message):
        """Other bytes, most of them in what comes first: headers."""
        data = bytearray(message)
        for _ in range(self.random.choice([1, 1, 1, 2, 3])):
            most = self.random.choice([3, 10, 40, len(data)])
            at = self.random.randrange(max(1, min(most, len(data))))
            what = self.random.randrange(6)
            if what == 5:
                data.insert(at, self.random.choice([0, 255, 1, 128]))
            elif not data:
                continue
            elif what == 4:
                del data[at]
            elif what == 3:
                data[at] = self.random.randrange(256)
            else:
                data[at] ^= 1 << self.random.randrange(8)
        return bytes(data)

    def check_changed(self, decoder, rows, message):
        if self.random.random() < 0.1:
            rows += self.random.choice([-1, 1, 1000])
        self.context[1:] = [f"{rows} rows: {message.hex()}"]
        try:
            theirs = decoder.message(message, rows)
        except Refused as refused:
            theirs = None
            self.context.append(str(refused))
            self.rules[refused.rule] += 1
        try:
            ours = self.codec.decode(rows, message)
        except CodecError as error:
            ours = None
            self.context.append(str(error))
        self.expect(ours, theirs)
        self.counts["changed, accepted" if ours else "changed, refused"] += 1

    def check_older_readers(self, schema, fingerprint):
        """What was written with all groups, read by those that know less."""
        for version in range(1, Schema.NUM_VERSIONS):
            text = older(schema.text, version)
            message, _ = self.codec.compile(text)
            decoder = Decoder(message, max_rows=MAX_ROWS)
            self.context = [f"{schema.text}\nread with\n{text}"]
            self.expect(fingerprint, decoder.fingerprint)
            for rows, message in self.messages:
                self.context[1:] = [f"{rows} rows: {message.hex()}"]
                self.expect(self.codec.decode(rows, message),
                            decoder.message(message, rows))
                self.counts["read by older readers"] += 1
                self.check_changed(decoder, rows, self.changed(message))

    def check_container(self, schema, message):
        records = [schema.record(10) for _ in range(self.random.randrange(8))]
        json = f"[{','.join(records)}]"
        if records and self.random.random() < 0.2:
            json = records[0]
        container = self.codec.container(3, json)
        self.context[1:] = [f"container: {container.hex()}"]
        batch = Batch(MAX_ROWS)
        self.expect(json, batch.answer(f"file {container.hex()}"))
        batch.answer(f"schema {message.hex()}")
        self.counts["containers"] += 1

    def report(self):
        for what, count in self.counts.items():
            print(f"{count:8} {what}")
        print(f"{len(self.rules):8} rules broken by changed messages:",
              *(f"{rule} {count}," for rule, count in
                sorted(self.rules.items())))
        print(f"{len(self.forms & FORMS):8} of {len(FORMS)} forms of tables "
              "and columns")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("codec_batch")
    parser.add_argument("--messages", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    agreement = Agreement(arguments.codec_batch, arguments.seed)
    try:
        forms = agreement.run(arguments.messages)
    except Disagreement as disagreement:
        print(disagreement)
        return 1
    agreement.report()
    for form in sorted(FORMS - forms):
        print(f"not met: {form}")
    return 0 if FORMS <= forms else 1


if __name__ == "__main__":
    sys.exit(main())
