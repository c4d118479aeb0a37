"""Holds the decoder written from SPEC.md against the vectors of SPEC.md.

    vectors_test.py CODEC_BATCH SPEC.md
"""

import sys
import unittest

from codec import Codec
from decoder.containers import Container, stream_messages
from decoder.errors import Refused
from decoder.fingerprint import fingerprint
from decoder.schema_message import LAYOUT, SCHEMA_OF_SCHEMAS
from sinter_reference import Decoder
from vectors import read_vectors

CODEC_BATCH, SPEC = sys.argv[1:3]


class Vectors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.codec = Codec(CODEC_BATCH)
        cls.vectors = read_vectors(SPEC)
        cls.decoders = {}

    @classmethod
    def tearDownClass(cls):
        cls.codec.close()

    def decoder(self, schema):
        if schema not in self.decoders:
            message, expected = self.codec.compile(schema)
            decoder = Decoder(message)
            self.assertEqual(decoder.fingerprint, expected, schema)
            self.decoders[schema] = decoder
        return self.decoders[schema]

    def read(self, vector, data):
        """What the bytes stand for; files and streams as what is in them."""
        if vector.kind == "message":
            return self.decoder(vector.schema).message(data, vector.rows)
        if vector.kind == "tagged":
            return self.decoder(vector.schema).tagged(data)
        if vector.kind == "file":
            return Container(data).blocks
        return list(stream_messages(data))

    def test_there_are_vectors_of_each_kind(self):
        self.assertEqual({vector.kind for vector in self.vectors},
                         {"message", "tagged", "file", "stream"})
        self.assertGreater(len(self.vectors), 100)

    def test_good_vectors_are_decoded(self):
        for vector in self.vectors:
            if vector.is_good:
                with self.subTest(vector.name):
                    value = self.read(vector, vector.bytes)
                    if vector.json is not None:
                        self.assertEqual(value, vector.json)

    def test_good_vectors_are_refused_when_cut_off(self):
        for vector in self.vectors:
            if not vector.is_good or vector.kind == "stream":
                continue
            for size in range(len(vector.bytes)):
                with self.subTest(vector.name, size=size):
                    with self.assertRaises(Refused):
                        self.read(vector, vector.bytes[:size])

    def test_bad_vectors_are_refused_by_their_rule(self):
        for vector in self.vectors:
            if not vector.is_good:
                with self.subTest(vector.name):
                    with self.assertRaises(Refused) as refused:
                        self.read(vector, vector.bytes)
                    self.assertIn(refused.exception.rule, vector.rules)


class SchemaOfSchemas(unittest.TestCase):
    def test_its_layout_is_printed_in_the_specification(self):
        with open(SPEC, encoding="utf-8") as file:
            text = file.read()
        # Not assertIn, which would print all of it.
        self.assertTrue(f"```layout\n{LAYOUT}```" in text)
        self.assertTrue(f"0x{fingerprint(SCHEMA_OF_SCHEMAS):016x}" in text)

    def test_its_layout_is_that_of_the_codec(self):
        codec = Codec(CODEC_BATCH)
        self.assertEqual(codec.fingerprint_of_schema_of_schemas(),
                         fingerprint(SCHEMA_OF_SCHEMAS))
        codec.close()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
