#include "schema/cpp/generate.h"

#include <algorithm>
#include <memory>
#include <set>

#include "codec/status_macros.h"
#include "codec/view/traits.h"
#include "schema/cpp/emitters.h"
#include "schema/cpp/source_file.h"
#include "schema/cpp/text_writer.h"
#include "schema/cpp/unit.h"
#include "schema/text.h"

namespace sinter::schema::cpp {
namespace {

constexpr uint32_t kRootFile = 0;

std::string HeaderPath(const GenerateOptions& options, uint32_t file) {
  return options.base_name(file) + ".sinter.h";
}

// The same wherever the schema stands.
std::string SchemaPath(const GenerateOptions& options) {
  return options.base_name(kRootFile) + ".sinter";
}

std::string PackageNamespace(const Unit& unit) {
  for (const Declaration& decl : unit.schema.declarations) {
    if (decl.place.file == kRootFile) return NamespaceOf(decl.package);
  }
  return "";
}

bool HasDeprecated(const Unit& unit) {
  const auto any = [](const auto& members) {
    return std::ranges::any_of(
        members, [](const auto& m) { return IsDeprecated(m.attributes); });
  };
  return std::ranges::any_of(unit.schema.declarations,
                             [&](const Declaration& decl) {
                               return IsDeprecated(decl.attributes) ||
                                      any(decl.fields) || any(decl.members);
                             });
}

// Of its own major release a library knows how generated code uses it.
void PutAbiCheck(const std::string& path, const GenerateOptions& options,
                 TextWriter& out) {
  out.Line("static_assert(sinter::kAbiVersion == ", kAbiVersion, ",");
  out.Line("              ",
           CppLiteral(Cat(path, " was made by sinter ", options.version,
                          ", whose library is not the one included here: "
                          "generate it again with the sinter command of this "
                          "library")),
           ");");
  out.Gap();
}

std::string Header(const Unit& unit, const GenerateOptions& options) {
  const std::string path = HeaderPath(options, kRootFile);
  std::set<std::string> headers = {"codec/view/record.h",
                                   "codec/view/traits.h"};
  AddValueHeaders(unit, headers);
  std::set<std::string> standard = {"cstdint", "optional", "span",
                                    "string_view"};
  AddStructHeaders(unit, standard, headers);
  AddViewHeaders(unit, headers);
  for (const uint32_t file : unit.imports) {
    headers.insert(HeaderPath(options, file));
  }
  const std::string home = PackageNamespace(unit);
  const bool has_deprecated = HasDeprecated(unit);
  TextWriter out;
  PutHead(unit, SchemaPath(options), options.version, out);
  OpenGuard(path, out);
  PutIncludes(standard, headers, out);
  PutAbiCheck(path, options, out);
  if (has_deprecated) SilenceDeprecation(out);
  OpenNamespace(home, out);
  EmitValues(unit, out);
  EmitStructs(unit, out);
  if (!unit.structs.empty()) {
    // Views need to know.
    CloseNamespace(home, out);
    OpenNamespace("sinter", out);
    EmitStructTraits(unit, out);
    CloseNamespace("sinter", out);
    OpenNamespace(home, out);
  }
  EmitViews(unit, out);
  CloseNamespace(home, out);
  OpenNamespace("sinter", out);
  EmitSlots(unit, out);
  out.Gap();
  EmitRootTraits(unit, out);
  CloseNamespace("sinter", out);
  if (has_deprecated) RestoreDeprecation(out);
  CloseGuard(path, out);
  return out.text();
}

std::string BuilderHeader(const Unit& unit, const GenerateOptions& options) {
  const std::string path = options.base_name(kRootFile) + ".builder.h";
  std::set<std::string> headers = {HeaderPath(options, kRootFile)};
  AddBuilderHeaders(unit, headers);
  for (const uint32_t file : unit.imports) {
    headers.insert(options.base_name(file) + ".builder.h");
  }
  const std::string home = PackageNamespace(unit);
  const bool has_deprecated = HasDeprecated(unit);
  TextWriter out;
  PutHead(unit, SchemaPath(options), options.version, out);
  OpenGuard(path, out);
  PutIncludes({"cstdint", "span", "string_view"}, headers, out);
  if (has_deprecated) SilenceDeprecation(out);
  OpenNamespace(home, out);
  EmitBuilders(unit, out);
  CloseNamespace(home, out);
  OpenNamespace("sinter", out);
  EmitBuilderTraits(unit, out);
  CloseNamespace("sinter", out);
  if (has_deprecated) RestoreDeprecation(out);
  CloseGuard(path, out);
  return out.text();
}

std::string NativeHeader(const Unit& unit, const GenerateOptions& options) {
  const std::string base = options.base_name(kRootFile);
  std::set<std::string> standard = {"cstdint"};
  std::set<std::string> headers = {base + ".builder.h",
                                   HeaderPath(options, kRootFile)};
  AddPlainHeaders(unit, standard, headers);
  for (const uint32_t file : unit.imports) {
    headers.insert(options.base_name(file) + ".native.h");
  }
  const std::string home = PackageNamespace(unit);
  const bool has_deprecated = HasDeprecated(unit);
  TextWriter out;
  PutHead(unit, SchemaPath(options), options.version, out);
  OpenGuard(base + ".native.h", out);
  PutIncludes(standard, headers, out);
  if (has_deprecated) SilenceDeprecation(out);
  OpenNamespace(home, out);
  EmitPlain(unit, out);
  CloseNamespace(home, out);
  OpenNamespace("sinter", out);
  EmitPlainTraits(unit, out);
  CloseNamespace("sinter", out);
  if (has_deprecated) RestoreDeprecation(out);
  CloseGuard(base + ".native.h", out);
  return out.text();
}

std::string NativeSource(const Unit& unit, const GenerateOptions& options) {
  const std::string home = PackageNamespace(unit);
  const bool has_deprecated = HasDeprecated(unit);
  TextWriter out;
  PutHead(unit, SchemaPath(options), options.version, out);
  PutIncludes({}, {options.base_name(kRootFile) + ".native.h"}, out);
  if (has_deprecated) SilenceDeprecation(out);
  OpenNamespace(home, out);
  EmitPlainSource(unit, out);
  CloseNamespace(home, out);
  if (has_deprecated) RestoreDeprecation(out);
  return out.text();
}

std::string Source(const Unit& unit, const GenerateOptions& options) {
  TextWriter out;
  PutHead(unit, SchemaPath(options), options.version, out);
  PutIncludes({}, {HeaderPath(options, kRootFile)}, out);
  if (unit.roots.empty()) return out.text();
  PutIncludes({"cstdint", "span", "string_view"},
              {"codec/column.h", "codec/default_columns.h", "codec/layout.h"},
              out);
  EmitRootLayouts(unit, out);
  return out.text();
}

}  // namespace

absl::StatusOr<std::vector<GeneratedFile>> Generate(
    const Schema& schema, const GenerateOptions& options) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Unit> unit,
                   MakeUnit(schema, kRootFile));
  const std::string base = options.base_name(kRootFile);
  return std::vector<GeneratedFile>{
      {base + ".sinter.h", Header(*unit, options)},
      {base + ".sinter.cc", Source(*unit, options)},
      {base + ".builder.h", BuilderHeader(*unit, options)},
      {base + ".native.h", NativeHeader(*unit, options)},
      {base + ".native.cc", NativeSource(*unit, options)},
  };
}

}  // namespace sinter::schema::cpp
