"""Protobuf: a proto3 schema, and code between its messages and plain structs."""

from model import FLOATS, SIGNED
from walk import functions, sums


def _proto_type(kind):
    if kind.kind == "list":
        return "repeated " + _proto_type(kind.inner)
    if kind.kind == "optional":
        return "optional " + _proto_type(kind.inner)
    if kind.name in SIGNED:  # zigzag, as the guide says of negative numbers
        return "sint64" if kind.name == "i64" else "sint32"
    if kind.name in FLOATS:
        return "float" if kind.name == "f32" else "double"
    return {"u8": "uint32", "u16": "uint32", "u32": "uint32", "u64": "uint64"}.get(
        kind.name, kind.name)


def schema(data_set):
    text = f'syntax = "proto3";\npackage pb.{data_set.name};\n'
    text += "option cc_enable_arenas = true;\noption optimize_for = SPEED;\n"
    for d in data_set.declarations:
        if d.kind == "enum":
            lines = [f"{d.name}_{m} = {i};" for i, m in enumerate(d.members)]
            text += f"enum {d.name} {{ {' '.join(lines)} }}\n"
        else:
            lines = [f"  {_proto_type(f.type)} {f.name} = {i};\n"
                     for i, f in enumerate(d.fields, 1)]
            text += f"message {d.name} {{\n{''.join(lines)}}}\n"
    return text


def _set(f, kind, value):
    if kind.is_message:
        return f"ToProtobuf({value}, out->mutable_{f.name}());"
    if kind.kind == "enum":
        return f"out->set_{f.name}(static_cast<Out::{kind.name}>({value}));"
    if kind.name == "bytes":
        return f"out->set_{f.name}({value}.data(), {value}.size());"
    return f"out->set_{f.name}({value});"


def _to(data_set):
    def statement(f):
        kind, value = f.type, f"in.{f.name}"
        if kind.kind == "optional":
            return f"if ({value}) {_set(f, kind.inner, '*' + value)}"
        if kind.kind != "list":
            return _set(f, kind, value)
        reserve = f"out->mutable_{f.name}()->Reserve(static_cast<int>({value}.size()));"
        if kind.inner.is_message:
            loop = f"for (const auto& v : {value}) ToProtobuf(v, out->add_{f.name}());"
        else:
            loop = f"for (const auto& v : {value}) out->add_{f.name}(v);"
        return reserve + "\n  " + loop

    text = functions(
        data_set,
        lambda d: f"inline void ToProtobuf(const {d.name}& in, "
                  f"pb::{data_set.name}::{d.name}* out)",
        statement)
    return text.replace("Out::", f"pb::{data_set.name}::")


def _get(kind, source, target):
    if kind.is_message:
        return f"FromProtobuf({source}, {target});"
    if kind.name == "bytes":
        return f"{target}.assign({source}.begin(), {source}.end());"
    return f"Assign({target}, {source});"


def _from(data_set):
    def statement(f):
        kind, source, target = f.type, f"in.{f.name}()", f"out.{f.name}"
        if kind.kind == "optional":
            return (f"{target}.reset();\n  if (in.has_{f.name}()) {{ auto& to = {target}.emplace(); "
                    f"{_get(kind.inner, source, 'to')} }}")
        if kind.kind != "list":
            return _get(kind, source, target)
        if not kind.inner.is_message:
            return f"{target}.assign({source}.begin(), {source}.end());"
        return (f"{target}.resize(static_cast<size_t>({source}.size()));\n  for (int i = 0; i < {source}.size(); ++i) "
                f"FromProtobuf(in.{f.name}(i), {target}[static_cast<size_t>(i)]);")

    return functions(
        data_set,
        lambda d: f"inline void FromProtobuf(const pb::{data_set.name}::{d.name}& in, "
                  f"{d.name}& out)",
        statement)


def _add(f, kind):
    source = f"in.{f.name}()"
    if kind.kind == "length":
        return f"sum += static_cast<uint64_t>({source}.size());"
    if kind.kind == "optional":
        return f"if (in.has_{f.name}()) {_add(f, kind.inner)}"
    if kind.kind == "list":
        call = "SumAll" if kind.inner.is_message else "Fold"
        return f"for (const auto& v : {source}) sum += {call}(v);"
    return f"sum += {'SumAll' if kind.is_message else 'Fold'}({source});"


def code(data_set):
    reader = lambda d: f"const pb::{data_set.name}::{d.name}&"
    return f"""#pragma once
#include "bench/harness/fold.h"
#include "{data_set.name}.pb.h"
#include "{data_set.name}_plain.h"

namespace sinter::bench::{data_set.name} {{

{_to(data_set)}
{_from(data_set)}
{sums(data_set, reader, _add)}
}}
"""
