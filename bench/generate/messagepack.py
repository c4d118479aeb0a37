"""MessagePack: reading fields of an unpacked object. Packing and converting to
plain structs is msgpack-c's, from peers/messagepack_fields.h."""

from model import SIGNED
from walk import sums

_AS = {"bool": "bool", "f32": "float", "f64": "double"}


def _add_value(kind, source):
    if kind.is_message:
        return f"sum += SumAll({kind.name}Object{{{source}}});"
    if kind.kind == "text":
        part = {"string": "str", "bytes": "bin"}[kind.name]
        return f"sum += FoldBytes({source}.via.{part}.ptr, {source}.via.{part}.size);"
    if kind.name in _AS:
        return f"sum += Fold({source}.as<{_AS[kind.name]}>());"
    read = "int64_t" if kind.name in SIGNED else "uint64_t"
    return f"sum += static_cast<uint64_t>({source}.as<{read}>());"


def code(data_set):
    def add(f, kind):
        source = f"in.object.via.array.ptr[{f.index}]"
        if kind.kind == "length":
            return f"sum += {source}.via.array.size;"
        if kind.kind == "optional":
            return f"if (!{source}.is_nil()) {_add_value(kind.inner, source)}"
        if kind.kind == "list":
            return (f"for (const auto& v : Elements({source})) "
                    f"{_add_value(kind.inner, 'v')}")
        return _add_value(kind, source)

    enums = "".join(f"MSGPACK_ADD_ENUM(sinter::bench::{data_set.name}::{d.name})\n"
                    for d in data_set.declarations if d.kind == "enum")
    objects = "".join(f"struct {d.name}Object {{ const msgpack::object& object; }};\n"
                      for d in data_set.declarations if d.kind != "enum")
    return f"""#pragma once
#include "bench/harness/fold.h"
#include "bench/peers/messagepack_fields.h"
#include "{data_set.name}_plain.h"

{enums}
namespace sinter::bench::{data_set.name} {{

{objects}
{sums(data_set, lambda d: f"{d.name}Object", add)}
}}
"""
