#include "schema/emit_layout.h"

#include <cstdint>
#include <string_view>

#include "schema/emit_layout_arrays.h"
#include "schema/text.h"

namespace sinter::schema {
namespace {

bool IsSeparator(char c) { return c == '.' || c == '_'; }

// "Order.first_tags[]?" is kOrderFirstTagsItemValue.
std::string ConstantName(std::string_view node_name) {
  std::string out = "k";
  bool starts_word = true;
  for (const char c : node_name) {
    if (c == '[') out += "Item";
    if (c == '?') out += "Value";
    if (IsSeparator(c) || c == '[' || c == ']' || c == '?') {
      starts_word = true;
      continue;
    }
    const bool is_lower = c >= 'a' && c <= 'z';
    out += starts_word && is_lower ? static_cast<char>(c - 'a' + 'A') : c;
    starts_word = false;
  }
  return out;
}

std::string GuardName(std::string_view header) {
  std::string out = "SINTER_";
  for (const char c : header) {
    const bool is_lower = c >= 'a' && c <= 'z';
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool is_digit = c >= '0' && c <= '9';
    out += is_lower               ? static_cast<char>(c - 'a' + 'A')
           : is_upper || is_digit ? c
                                  : '_';
  }
  return out + "_";
}

std::string Head(const EmitLayoutOptions& options) {
  return Cat("// Made from ", options.origin, ". Do not edit.\n");
}

}  // namespace

std::string EmitLayoutHeader(const Layout& layout,
                             const EmitLayoutOptions& options) {
  const std::string guard = GuardName(options.header);
  std::string nodes;
  for (uint32_t i = 0; i < layout.nodes.size(); ++i) {
    nodes += Cat("inline constexpr NodeId ",
                 ConstantName(layout.names->nodes[i]), "(", i, ");\n");
  }
  return Cat(Head(options), "#ifndef ", guard, "\n#define ", guard,
             "\n\n#include \"codec/layout.h\"\n\nnamespace ",
             options.cpp_namespace, " {\n\nextern const Layout ",
             options.variable, ";\n\n// Its nodes.\nnamespace nodes {\n", nodes,
             "}  // namespace nodes\n\n}  // namespace ", options.cpp_namespace,
             "\n\n#endif  // ", guard, "\n");
}

std::string EmitLayoutSource(const Layout& layout,
                             const EmitLayoutOptions& options) {
  return Cat(Head(options), "// clang-format off\n#include \"", options.header,
             "\"\n\n#include <cstdint>\n#include <string_view>\n\n#include "
             "\"codec/column.h\"\n#include \"codec/default_columns.h\"\n\n"
             "namespace ",
             options.cpp_namespace, " {\nnamespace {\n\n",
             EmitLayoutArrays(layout), "\n}  // namespace\n\n",
             EmitLayoutVariable(layout, options.variable), "\n}  // namespace ",
             options.cpp_namespace, "\n");
}

}  // namespace sinter::schema
