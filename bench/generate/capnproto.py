"""Cap'n Proto: a schema, and code between its structs and plain structs."""

import hashlib

from model import FLOATS, SIGNED, UNSIGNED
from walk import functions, sums


def _capnp_type(kind):
    if kind.kind == "list":
        return f"List({_capnp_type(kind.inner)})"
    if kind.name in UNSIGNED:
        return f"UInt{UNSIGNED[kind.name]}"
    if kind.name in SIGNED:
        return f"Int{SIGNED[kind.name]}"
    if kind.name in FLOATS:
        return "Float32" if kind.name == "f32" else "Float64"
    return {"bool": "Bool", "string": "Text", "bytes": "Data"}.get(kind.name, kind.name)


def _is_scalar(kind):
    return kind.kind in ("scalar", "enum")


def _camel(name):
    return name[0].lower() + name[1:]


def _fields(d):
    lines, number = [], 0
    for f in d.fields:
        if f.type.kind != "optional":
            lines.append(f"  {f.camel} @{number} :{_capnp_type(f.type)};\n")
        elif _is_scalar(f.type.inner):
            lines.append(f"  {f.camel} :union {{ none @{number} :Void; "
                         f"some @{number + 1} :{_capnp_type(f.type.inner)}; }}\n")
            number += 1
        else:  # a null pointer
            lines.append(f"  {f.camel} @{number} :{_capnp_type(f.type.inner)};\n")
        number += 1
    return "".join(lines)


def schema(data_set):
    digest = hashlib.sha256(data_set.name.encode()).digest()
    file_id = int.from_bytes(digest[:8], "little") | 1 << 63
    text = f"@0x{file_id:016x};\nusing Cxx = import \"/capnp/c++.capnp\";\n"
    text += f"$Cxx.namespace(\"cp::{data_set.name}\");\n"
    for d in data_set.declarations:
        if d.kind == "enum":
            members = [f"{_camel(m)} @{i};" for i, m in enumerate(d.members)]
            text += f"enum {d.name} {{ {' '.join(members)} }}\n"
        else:
            text += f"struct {d.name} {{\n{_fields(d)}}}\n"
    return text


def _set(kind, setter, maker, value, ns):
    if kind.is_message:
        return f"ToCapnp({value}, {maker}());"
    if kind.name == "string":
        return f"{setter}(capnp::Text::Reader({value}.c_str(), {value}.size()));"
    if kind.name == "bytes":
        return f"{setter}(capnp::Data::Reader({value}.data(), {value}.size()));"
    if kind.kind == "enum":
        value = f"static_cast<{ns}::{kind.name}>({value})"
    return f"{setter}({value});"


def _to(data_set, ns):
    def statement(f):
        kind, value = f.type, f"in.{f.name}"
        setter, maker = f"out.set{f.pascal}", f"out.init{f.pascal}"
        if kind.kind == "optional" and _is_scalar(kind.inner):
            return (f"if ({value}) {_set(kind.inner, f'out.get{f.pascal}().setSome', '', '*' + value, ns)}")
        if kind.kind == "optional":
            return f"if ({value}) {_set(kind.inner, setter, maker, f'(*{value})', ns)}"
        if kind.kind != "list":
            return _set(kind, setter, maker, value, ns)
        inner = kind.inner
        if inner.is_message:
            body = f"ToCapnp({value}[i], list[i]);"
        elif inner.name == "string":
            body = f"list.set(i, capnp::Text::Reader({value}[i].c_str(), {value}[i].size()));"
        else:
            body = f"list.set(i, {value}[i]);"
        return (f"{{ auto list = {maker}(static_cast<uint32_t>({value}.size()));\n"
                f"  for (uint32_t i = 0; i < list.size(); ++i) {body} }}")

    return functions(
        data_set, lambda d: f"inline void ToCapnp(const {d.name}& in, {ns}::{d.name}::Builder out)",
        statement)


def _get(kind, source, target):
    if kind.is_message:
        return f"FromCapnp({source}, {target});"
    if kind.name in ("string", "bytes"):
        return f"{{ const auto s = {source}; {target}.assign(s.begin(), s.end()); }}"
    return f"Assign({target}, {source});"


def _present(f, kind):
    """The condition under which an optional has a value, and the value."""
    if _is_scalar(kind.inner):
        return f"in.get{f.pascal}().isSome()", f"in.get{f.pascal}().getSome()"
    return f"in.has{f.pascal}()", f"in.get{f.pascal}()"


def _from(data_set, ns):
    def statement(f):
        kind, source, target = f.type, f"in.get{f.pascal}()", f"out.{f.name}"
        if kind.kind == "optional":
            test, value = _present(f, kind)
            return (f"{target}.reset();\n  if ({test}) {{ auto& to = {target}.emplace(); "
                    f"{_get(kind.inner, value, 'to')} }}")
        if kind.kind != "list":
            return _get(kind, source, target)
        return (f"{{ const auto list = {source}; {target}.resize(list.size());\n"
                f"  for (uint32_t i = 0; i < list.size(); ++i) "
                f"{{ {_get(kind.inner, 'list[i]', target + '[i]')} }} }}")

    return functions(
        data_set, lambda d: f"inline void FromCapnp({ns}::{d.name}::Reader in, {d.name}& out)",
        statement)


def _add_value(kind, source):
    if kind.is_message:
        return f"sum += SumAll({source});"
    if kind.name == "string":
        return f"{{ const auto s = {source}; sum += Fold(std::string_view(s.begin(), s.size())); }}"
    if kind.name == "bytes":
        return f"{{ const auto s = {source}; sum += FoldBytes(s.begin(), s.size()); }}"
    return f"sum += Fold({source});"


def _add(f, kind):
    source = f"in.get{f.pascal}()"
    if kind.kind == "length":
        return f"sum += {source}.size();"
    if kind.kind == "optional":
        test, value = _present(f, kind)
        return f"if ({test}) {_add_value(kind.inner, value)}"
    if kind.kind == "list":
        return f"for (const auto v : {source}) {_add_value(kind.inner, 'v')}"
    return _add_value(kind, source)


def code(data_set):
    ns = f"cp::{data_set.name}"
    reader = lambda d: f"{ns}::{d.name}::Reader"
    return f"""#pragma once
#include "bench/harness/fold.h"
#include "{data_set.name}.capnp.h"
#include "{data_set.name}_plain.h"

namespace sinter::bench::{data_set.name} {{

{_to(data_set, ns)}
{_from(data_set, ns)}
{sums(data_set, reader, _add)}
}}
"""
