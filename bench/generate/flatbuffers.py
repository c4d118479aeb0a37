"""FlatBuffers: a schema, and code between its tables and plain structs."""

from model import FLOATS, SIGNED, UNSIGNED
from walk import functions, sums


def _fbs_type(kind):
    if kind.kind == "list":
        return f"[{_fbs_type(kind.inner)}]"
    if kind.kind == "optional":
        return _fbs_type(kind.inner)
    if kind.name in UNSIGNED:
        return f"uint{UNSIGNED[kind.name]}"
    if kind.name in SIGNED:
        return f"int{SIGNED[kind.name]}"
    if kind.name in FLOATS:
        return "float32" if kind.name == "f32" else "float64"
    return {"bytes": "[uint8]"}.get(kind.name, kind.name)


def _is_scalar(kind):
    return kind.kind in ("scalar", "enum")


def _suffix(f):
    kind = f.type
    if kind.kind == "optional":
        return " = null" if _is_scalar(kind.inner) else ""
    return "" if _is_scalar(kind) else " (required)"


def schema(data_set):
    text = f"namespace fb.{data_set.name};\n"
    for d in data_set.declarations:
        if d.kind == "enum":
            text += f"enum {d.name} : uint8 {{ {', '.join(d.members)} }}\n"
            continue
        word = "struct" if d.kind == "struct" else "table"
        lines = [f"  {f.name}: {_fbs_type(f.type)}"
                 f"{_suffix(f) if word == 'table' else ''};\n" for f in d.fields]
        text += f"{word} {d.name} {{\n{''.join(lines)}}}\n"
    return text + f"root_type {data_set.root.name};\n"


def _struct(d, ns):
    values = ", ".join(
        f"ToFlatBuffers(in.{f.name})" if f.type.is_message else f"in.{f.name}"
        for f in d.fields)
    return (f"inline {ns}::{d.name} ToFlatBuffers(const {d.name}& in) {{\n"
            f"  return {ns}::{d.name}({values});\n}}\n")


def _child(kind, value, ns):
    """What makes the vector, string or table that a field points to."""
    if kind.name == "string":
        return f"fbb.CreateString({value})"
    if kind.name == "bytes":
        return f"fbb.CreateVector({value})"
    if kind.kind == "record":
        return f"ToFlatBuffers({value}, fbb)"
    inner = kind.inner
    if inner.name == "string":
        return f"fbb.CreateVectorOfStrings({value})"
    if inner.kind == "struct":
        return (f"fbb.CreateVectorOfStructs<{ns}::{inner.name}>({value}.size(), "
                f"[&](size_t i, {ns}::{inner.name}* to) {{ *to = ToFlatBuffers({value}[i]); }})")
    if inner.kind == "record":
        return (f"fbb.CreateVector<flatbuffers::Offset<{ns}::{inner.name}>>({value}.size(), "
                f"[&](size_t i) {{ return ToFlatBuffers({value}[i], fbb); }})")
    return f"fbb.CreateVector({value})"


def _table(d, ns):
    before, adds = [], []
    for f in d.fields:
        optional = f.type.kind == "optional"
        kind = f.type.inner if optional else f.type
        value = ("*" if optional else "") + f"in.{f.name}"
        guard = f"if (in.{f.name}) " if optional else ""
        if _is_scalar(kind):
            if kind.kind == "enum":
                value = f"static_cast<{ns}::{kind.name}>({value})"
            adds.append(f"{guard}b.add_{f.name}({value});")
        elif kind.kind == "struct":
            adds.append(f"{guard}{{ const auto v = ToFlatBuffers({value}); b.add_{f.name}(&v); }}")
        else:
            make = _child(kind, value if not optional else f"(*in.{f.name})", ns)
            if optional:
                make = f"in.{f.name} ? {make} : 0"
            before.append(f"const auto {f.name} = {make};")
            check = f"if (!{f.name}.IsNull()) " if optional else ""
            adds.append(f"{check}b.add_{f.name}({f.name});")
    lines = "".join(f"  {line}\n" for line in before + [f"{ns}::{d.name}Builder b(fbb);"] + adds)
    return (f"inline flatbuffers::Offset<{ns}::{d.name}> ToFlatBuffers("
            f"const {d.name}& in, flatbuffers::FlatBufferBuilder& fbb) {{\n"
            f"{lines}  return b.Finish();\n}}\n")


def _get(kind, source, target):
    if kind.is_message:
        return f"FromFlatBuffers(*{source}, {target});"
    if kind.name == "string":
        return f"{target}.assign({source}->c_str(), {source}->size());"
    if kind.name == "bytes":
        return f"{target}.assign({source}->begin(), {source}->end());"
    return f"Assign({target}, {source});"


def _from(data_set, ns):
    def statement(f):
        kind, target = f.type, f"out.{f.name}"
        if kind.kind == "optional":
            read = "*v" if _is_scalar(kind.inner) else "v"
            return (f"{target}.reset();\n  if (const auto v = in.{f.name}()) {{ "
                    f"auto& to = {target}.emplace(); {_get(kind.inner, read, 'to')} }}")
        if kind.kind != "list":
            return _get(kind, _value(f, kind), target)
        inner, source = kind.inner, f"in.{f.name}()"
        if _is_scalar(inner):
            return f"{target}.assign({source}->begin(), {source}->end());"
        read = f"{source}->Get(i)"
        return (f"{target}.resize({source}->size());\n  for (uint32_t i = 0; i < {source}->size(); ++i) "
                f"{{ const auto v = {read}; {_get(inner, 'v', target + '[i]')} }}")

    return functions(
        data_set,
        lambda d: f"inline void FromFlatBuffers(const {ns}::{d.name}& in, {d.name}& out)",
        statement)


def _value(f, kind):
    # Structs within structs come as references.
    return f"PointerTo(in.{f.name}())" if kind.kind == "struct" else f"in.{f.name}()"


def _add_value(kind, source):
    if kind.is_message:
        return f"sum += SumAll(*{source});"
    if kind.name == "string":
        return f"sum += Fold(std::string_view({source}->c_str(), {source}->size()));"
    if kind.name == "bytes":
        return f"sum += FoldBytes({source}->data(), {source}->size());"
    return f"sum += Fold({source});"


def _add(f, kind):
    source = f"in.{f.name}()"
    if kind.kind == "length":
        return f"sum += {source}->size();"
    if kind.kind == "optional":
        read = "*v" if _is_scalar(kind.inner) else "v"
        return f"if (const auto v = {source}) {_add_value(kind.inner, read)}"
    if kind.kind == "list":
        return f"for (const auto v : *{source}) {_add_value(kind.inner, 'v')}"
    return _add_value(kind, _value(f, kind))


def code(data_set):
    ns = f"fb::{data_set.name}"
    makers = "\n".join(
        _struct(d, ns) if d.kind == "struct" else _table(d, ns)
        for d in data_set.declarations if d.kind != "enum")
    reader = lambda d: f"const {ns}::{d.name}&"
    return f"""#pragma once
#include "bench/harness/fold.h"
#include "{data_set.name}_generated.h"
#include "{data_set.name}_plain.h"

namespace sinter::bench::{data_set.name} {{

{makers}
{_from(data_set, ns)}
{sums(data_set, reader, _add)}
}}
"""
