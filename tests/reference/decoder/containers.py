"""Section 15: containers, tagged messages, streams."""

import re

from .errors import LimitExceeded, Malformed, NotSupported, OtherSchema
from .stream import Stream
from .xxh64 import xxh64

MAGIC = bytes.fromhex("8b534e540d0a1a0a")
END_MAGIC = MAGIC[::-1]
BLOCK = bytes.fromhex("8b534e42d19c3ea7")
INDEX = bytes.fromhex("8b534e496ce5921f")
VERSION = 1
MAX_SCHEMA_SIZE = 2**24
MAX_MESSAGE_SIZE = 2**30


class Fields:
    """Fields of a container, in order."""

    def __init__(self, data, at=0):
        self.data = data
        self.at = at

    def take(self, size, rule="R-11"):
        if size > len(self.data) - self.at:
            raise Malformed(rule, f"cut off at {self.at}")
        self.at += size
        return self.data[self.at - size:self.at]

    def number(self, size=8):
        return int.from_bytes(self.take(size), "little")

    def expect(self, value, rule, what):
        got = self.number() if isinstance(value, int) else \
            self.take(len(value), rule)
        if got != value:
            raise Malformed(rule, what)

    def checksum(self, start, rule):
        """Of what stands from `start` to here."""
        self.expect(xxh64(self.data[start:self.at]), rule, "checksum")

    def pad(self):
        padding = self.take(-self.at % 64)
        if any(padding):
            raise Malformed("R-64", "padding is not zero")


class Container:
    """A strict decoder's: R-60 to R-70. `blocks` are (rows, message)."""

    def __init__(self, data):
        fields = Fields(data)
        self.read_header(fields)
        self.blocks = []
        self.entries = []
        self.rows = 0
        while data[fields.at:fields.at + 8] != INDEX:
            self.read_block(fields)
        if self.is_record and self.rows != 1:
            raise Malformed("R-65", f"{self.rows} rows for one record")
        self.read_index(fields)

    def read_header(self, fields):
        fields.expect(MAGIC, "R-60", "magic")
        version, flags = fields.number(1), fields.number(1)
        if version != VERSION:
            raise NotSupported("R-61", f"version {version}")
        root_size, schema_size = fields.number(2), fields.number(4)
        self.fingerprint = fields.number()
        body_checksum = fields.number()
        fields.checksum(0, "R-62")
        if flags > 1:
            raise NotSupported("R-61", f"flags {flags}")
        self.is_record = flags == 1
        if not 1 <= root_size <= 1024 or schema_size == 0:
            raise Malformed("R-62", "sizes of root and schema")
        if schema_size > MAX_SCHEMA_SIZE:
            raise LimitExceeded("15.3", "bytes of the schema")
        root = fields.take(root_size)
        self.schema = fields.take(schema_size)
        if xxh64(root + self.schema) != body_checksum:
            raise Malformed("R-62", "checksum of root and schema")
        if not re.fullmatch(rb"[A-Za-z0-9_.]+", root):
            raise Malformed("R-63", "name of the root")
        self.root = root.decode()
        self.header_checksum = xxh64(fields.data[:32])
        fields.pad()

    def read_block(self, fields):
        start = fields.at
        fields.expect(BLOCK, "R-66", "marker of a block")
        offset, first_row = fields.number(), fields.number()
        rows, size = fields.number(), fields.number()
        flags, message_checksum = fields.number(), fields.number()
        fields.checksum(start, "R-66")
        if offset != start:
            raise Malformed("R-66", "offset of a block")
        if flags:
            raise NotSupported("R-68", f"flags of a block: {flags}")
        if not 1 <= rows < 2**32 or first_row != self.rows:
            raise Malformed("R-67", "rows of a block")
        if self.rows + rows >= 2**64:
            raise Malformed("R-67", "rows of all blocks")
        if size > MAX_MESSAGE_SIZE:
            raise LimitExceeded("15.3", "bytes of a message")
        message = fields.take(size)
        if xxh64(message) != message_checksum:
            raise Malformed("R-69", "checksum of a message")
        fields.pad()
        self.rows += rows
        self.blocks.append((rows, message))
        self.entries.append((offset, size, first_row, rows))

    def read_index(self, fields):
        """R-70."""
        start = fields.at
        totals = (len(self.blocks), self.rows)
        fields.expect(INDEX, "R-70", "marker of the index")
        for value in (start, *totals):
            fields.expect(value, "R-70", "header of the index")
        entries_start = fields.at
        for entry in self.entries:
            for value in entry:
                fields.expect(value, "R-70", "entry of the index")
        entries = fields.data[entries_start:fields.at]
        trailer_start = fields.at
        for value in (start, *totals, len(fields.data), self.header_checksum,
                      xxh64(entries)):
            fields.expect(value, "R-70", "trailer")
        fields.checksum(trailer_start, "R-70")
        fields.expect(END_MAGIC, "R-70", "end magic")
        if fields.at != len(fields.data):
            raise Malformed("R-70", "bytes behind the trailer")


def untag(data, fingerprint):
    """R-72: the message in a tagged one."""
    fields = Fields(data)
    version = fields.number(1)
    if version != VERSION:
        raise NotSupported("R-72", f"version {version} of the tag")
    if fields.number() != fingerprint:
        raise OtherSchema("R-72", "fingerprint")
    return data[fields.at:]


def stream_messages(data):
    """R-73."""
    stream = Stream(data)
    while stream.remaining():
        yield stream.bytes(stream.varint())
