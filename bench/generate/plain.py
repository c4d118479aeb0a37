"""Plain C++ structs: what an application holds before it encodes."""

from model import FLOATS, SIGNED, UNSIGNED


def cpp_type(kind):
    if kind.kind == "list":
        return f"std::vector<{cpp_type(kind.inner)}>"
    if kind.kind == "optional":
        return f"std::optional<{cpp_type(kind.inner)}>"
    if kind.name in UNSIGNED:
        return f"uint{UNSIGNED[kind.name]}_t"
    if kind.name in SIGNED:
        return f"int{SIGNED[kind.name]}_t"
    if kind.name in FLOATS:
        return "float" if kind.name == "f32" else "double"
    return {"string": "std::string", "bytes": "std::vector<uint8_t>"}.get(
        kind.name, kind.name)


def _visits(declaration):
    """A statement per field; a loop over members where there are hundreds of one
    type, which compilers take long to put in line."""
    names = [f.name for f in declaration.fields]
    if len(names) < 100:
        return "".join(f"    visit(self.{n});\n" for n in names)
    pointers = ", ".join(f"&{declaration.name}::{n}" for n in names)
    return (f"    static constexpr {cpp_type(declaration.fields[0].type)} "
            f"{declaration.name}::*kFields[] = {{{pointers}}};\n"
            "    for (const auto field : kFields) visit(self.*field);\n")


def _declare(declaration):
    if declaration.kind == "enum":
        members = ", ".join(f"k{m}" for m in declaration.members)
        return f"enum class {declaration.name} : uint8_t {{ {members} }};\n"
    names = [f.name for f in declaration.fields]
    members = "".join(f"  {cpp_type(f.type)} {f.name}{{}};\n"
                      for f in declaration.fields)
    visits = _visits(declaration)
    return f"""struct {declaration.name} {{
{members}
  static constexpr uint32_t kNumFields = {len(names)};
  // Visits the fields in order.
  template <class Self, class Visit>
  static void ForEachField(Self& self, Visit&& visit) {{
{visits}  }}
}};
"""


def emit(data_set):
    enum_text = "".join(_declare(d) for d in data_set.declarations if d.kind == "enum")
    rest = "\n".join(_declare(d) for d in data_set.declarations if d.kind != "enum")
    return f"""#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sinter::bench::{data_set.name} {{

{enum_text}
{rest}
}}
"""
