#!/usr/bin/env python3
"""Decodes Sinter messages, by what SPEC.md says and nothing else.

    sinter_reference.py FILE                   a container to JSON, a record a
                                               line
    sinter_reference.py --schema FILE MESSAGE  a bare message, with the schema
                                               of the container FILE
    sinter_reference.py --batch                cases from standard input

A case of a batch is a line of words, each line is answered by one:

    schema HEX [ROOT]  the schema message for what follows
        -> fingerprint as 16 hexadecimal digits
    message ROWS HEX   a message of so many root rows
        -> its JSON: the record, or an array if ROWS is not 1
    tagged HEX         one behind a tag
        -> its JSON
    file HEX           a container
        -> its JSON: the record, or an array

Bytes that break a rule are answered by "! kind: rule: what". It needs Python
3.11 alone, is slow, and keeps every value in memory: --max-rows bounds them.
"""

import argparse
import sys

from decoder.containers import Container, untag
from decoder.errors import OtherSchema, Refused
from decoder.fingerprint import fingerprint
from decoder.json_text import Writer
from decoder.lowering import lower
from decoder.messages import Message
from decoder.schema_message import read_schema


class Decoder:
    """Messages of one schema and root."""

    def __init__(self, schema, root=None, max_rows=2**22):
        self.layout = lower(read_schema(schema), root)
        self.fingerprint = fingerprint(self.layout)
        self.max_rows = max_rows
        self.forms = set()  # met so far

    def records(self, data, rows=1):
        """The rows of a bare message as JSON texts."""
        message = Message(self.layout, data, rows, self.max_rows)
        self.forms |= message.stream.forms
        writer = Writer(message)
        return [writer.root(row) for row in range(rows)]

    def message(self, data, rows=1):
        return framed(self.records(data, rows), rows == 1)

    def tagged(self, data):
        return self.message(untag(data, self.fingerprint))


def framed(records, is_record):
    return records[0] if is_record else "[" + ",".join(records) + "]"


def container_records(data, max_rows):
    """The records of a container, and whether it stands for one record."""
    container = Container(data)
    decoder = Decoder(container.schema, container.root, max_rows)
    if decoder.fingerprint != container.fingerprint:
        raise OtherSchema("15.4", "fingerprint of the schema")
    records = []
    for rows, message in container.blocks:
        records += decoder.records(message, rows)
    return records, container.is_record


class Batch:
    def __init__(self, max_rows):
        self.decoder = None
        self.max_rows = max_rows

    def answer(self, line):
        command, *words = line.split()
        try:
            return getattr(self, "do_" + command)(*words)
        except Refused as refused:
            return f"! {refused}"

    def do_schema(self, schema, root=None):
        self.decoder = Decoder(bytes.fromhex(schema), root, self.max_rows)
        return f"{self.decoder.fingerprint:016x}"

    def do_message(self, rows, data=""):
        return self.decoder.message(bytes.fromhex(data), int(rows))

    def do_tagged(self, data=""):
        return self.decoder.tagged(bytes.fromhex(data))

    def do_file(self, data=""):
        return framed(*container_records(bytes.fromhex(data), self.max_rows))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--batch", action="store_true")
    parser.add_argument("--schema", metavar="FILE")
    parser.add_argument("--max-rows", type=int, default=2**22)
    parser.add_argument("file", nargs="?")
    arguments = parser.parse_args()
    if arguments.batch:
        batch = Batch(arguments.max_rows)
        for line in sys.stdin:
            print(batch.answer(line), flush=True)
        return 0
    if arguments.file is None:
        parser.error("no file")
    with open(arguments.file, "rb") as file:
        data = file.read()
    try:
        if arguments.schema:
            with open(arguments.schema, "rb") as file:
                container = Container(file.read())
            decoder = Decoder(container.schema, container.root,
                              arguments.max_rows)
            print(decoder.message(data))
        else:
            for record in container_records(data, arguments.max_rows)[0]:
                print(record)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
