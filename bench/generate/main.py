"""main.py DIR: writes everything that is generated for the benchmarks: for each
data set the peers' schemas, plain C++ structs, the code between them, and one
source file for each format that makes its contestant."""

import sys
from pathlib import Path

import capnproto
import contestants
import data_sets
import flatbuffers
import messagepack
import plain
import protobuf
import sinter_code


def _family_files(data_set):
    name = data_set.name
    yield f"{name}_plain.h", plain.emit(data_set)
    yield f"{name}.proto", protobuf.schema(data_set)
    yield f"{name}_protobuf.h", protobuf.code(data_set)
    yield f"{name}.fbs", flatbuffers.schema(data_set)
    yield f"{name}_flatbuffers.h", flatbuffers.code(data_set)
    yield f"{name}.capnp", capnproto.schema(data_set)
    yield f"{name}_capnp.h", capnproto.code(data_set)
    yield f"{name}_messagepack.h", messagepack.code(data_set)
    yield f"{name}_sinter.h", sinter_code.code(data_set)


def _files():
    for data_set in data_sets.ALL:
        if data_set.family == data_set.name:
            yield from _family_files(data_set)
        yield from contestants.files(data_set)
    yield "measure_all.cc", contestants.measure_all(data_sets.ALL)


def main():
    directory = Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in _files():
        path = directory / name
        if not path.exists() or path.read_text() != text:
            path.write_text(text)


main()
