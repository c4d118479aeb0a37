"""Sinter: code between the types that `sinter compile` generates and plain
structs. The schemas are written by hand (bench/schemas)."""

from walk import sums


def _is_in_place(data_set, kind):
    return kind.name in data_set.in_place


def _struct(data_set, declaration):
    return f"::bench::{data_set.family}::{declaration.name}"


def _view(data_set, declaration):
    return f"::bench::{data_set.family}::{declaration.name}View"


def _row(data_set, declaration):
    return f"::bench::{data_set.family}::{declaration.name}Row"


def _add_value(kind, source):
    call = "SumAll" if kind.is_message else "FoldValue"
    return f"sum += {call}({source});"


def _add(f, kind, call="()"):
    source = f"in.{f.name}{call}"
    if kind.kind == "length":
        return f"sum += {source}.size();"
    if kind.kind == "optional":
        return f"if (const auto v = {source}) {_add_value(kind.inner, '*v')}"
    if kind.kind == "list":
        return f"for (const auto v : {source}) {_add_value(kind.inner, 'v')}"
    return _add_value(kind, source)


def _add_member(f, kind):
    """Of a struct in place."""
    return _add(f, kind, call="")


def _to(data_set, declaration):
    """Sets every field of a row from a plain struct."""
    view, lines = _view(data_set, declaration), []
    for f in declaration.fields:
        kind, value = f.type, f"in.{f.name}"
        got = f"Got<&{view}::{f.name}>"
        if _is_in_place(data_set, kind):
            lines.append(f"out.set_{f.name}(ToSinter({value}));")
        elif kind.kind == "list" and _is_in_place(data_set, kind.inner):
            lines.append(f"out.set_{f.name}(InPlace<::bench::{data_set.family}::"
                         f"{kind.inner.name}>({value}));")
        elif kind.is_message:
            lines.append(f"ToSinter({value}, out.mutable_{f.name}());")
        elif kind.kind == "optional" and kind.inner.is_message:
            lines.append(f"if ({value}) ToSinter(*{value}, out.mutable_{f.name}());")
        elif kind.kind == "optional":
            lines.append(f"if ({value}) out.set_{f.name}(As<typename {got}::value_type>(*{value}));")
        elif kind.kind == "list" and kind.inner.is_message:
            lines.append(f"for (const auto& v : {value}) ToSinter(v, out.add_{f.name}());")
        elif kind.kind == "list":
            lines.append(f"for (const auto& v : {value}) out.add_{f.name}(As<typename {got}::value_type>(v));")
        else:
            lines.append(f"out.set_{f.name}(As<{got}>({value}));")
    body = "".join(f"  {line}\n" for line in lines)
    return (f"inline void ToSinter(const {declaration.name}& in, "
            f"{_row(data_set, declaration)} out) {{\n{body}}}\n")


def _to_struct(data_set, declaration):
    values = ", ".join(
        f".{f.name} = ToSinter(in.{f.name})" if f.type.is_message else f".{f.name} = in.{f.name}"
        for f in declaration.fields)
    return (f"inline {_struct(data_set, declaration)} ToSinter(const {declaration.name}& in) {{\n"
            f"  return {{{values}}};\n}}\n")


def _get_value(kind, source, target):
    if kind.is_message:
        return f"FromSinter({source}, {target});"
    return f"AssignFrom({target}, {source});"


def _from(data_set, declaration):
    lines = []
    in_place = declaration.name in data_set.in_place
    call = "" if in_place else "()"
    for f in declaration.fields:
        kind, source, target = f.type, f"in.{f.name}{call}", f"out.{f.name}"
        if kind.kind == "optional":
            lines.append(f"{target}.reset();")
            lines.append(f"if (const auto v = {source}) {{ auto& to = {target}.emplace(); "
                         f"{_get_value(kind.inner, '*v', 'to')} }}")
        elif kind.kind == "list":
            lines.append(f"{{ const auto list = {source}; {target}.resize(list.size());")
            lines.append(f"  for (size_t i = 0; i < list.size(); ++i) "
                         f"{{ {_get_value(kind.inner, 'list[i]', target + '[i]')} }} }}")
        else:
            lines.append(_get_value(kind, source, target))
    body = "".join(f"  {line}\n" for line in lines)
    reader = _struct if in_place else _view
    return (f"inline void FromSinter(const {reader(data_set, declaration)}& in, "
            f"{declaration.name}& out) {{\n{body}}}\n")


def _reader(data_set):
    def reader(declaration):
        named = _struct if declaration.name in data_set.in_place else _view
        return f"const {named(data_set, declaration)}&"
    return reader


def _make(data_set, declaration):
    make = _to_struct if declaration.name in data_set.in_place else _to
    return make(data_set, declaration)


def code(data_set):
    messages = [d for d in data_set.declarations if d.kind != "enum"]
    makers = "\n".join(_make(data_set, d) for d in messages)
    readers = "\n".join(_from(data_set, d) for d in messages)
    return f"""#pragma once
#include "bench/peers/sinter_values.h"
#include "{data_set.name}.builder.h"
#include "{data_set.name}.sinter.h"
#include "{data_set.name}_plain.h"

namespace sinter::bench::{data_set.name} {{

{makers}
{readers}
{sums(data_set, _reader(data_set), _add, _add_member)}
}}
"""
