#include "schema/validate_model.h"

#include <functional>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "schema/compile.h"
#include "tests/support/status_matchers.h"

namespace sinter::schema {
namespace {

using ::sinter::testing::StatusIs;
using ::testing::HasSubstr;

// Declarations: 0 Name, 1 Status, 2 Perm, 3 Vec, 4 Choice, 5 Root.
Schema Sample() {
  Compilation compiled = CompileText(R"(
    package shop;
    id Name = string;
    enum Status { active, retired idle }
    flags Perm { read, write }
    struct Vec { x: f32; y: f64; }
    union Choice { a: Vec; b: string; }
    record Root {
      level: u8(1..9) = 3;
      name: Name = "x";
      ratio: f32 = 0.5;
      status: Status = active;
      perm: Perm = read;
      born: date = 7;
      maybe: Root?;
      raw: [Vec] raw align(8);
      map: {string: decimal(2)};
      choice: Choice x_note("n");
      since 2 { late: bytes(4); }
    }
    root Root;
  )");
  EXPECT_EQ(compiled.DiagnosticText(), "");
  return *std::move(compiled.schema);
}

Field& Of(Schema& s, const char* name) {
  for (Declaration& decl : s.declarations) {
    for (Field& field : decl.fields) {
      if (field.name == name) return field;
    }
  }
  return s.declarations[0].fields.at(0);
}
Type& TypeOf(Schema& s, const char* name) {
  return s.types[Of(s, name).type.value()];
}
// A number for a type that stands after all others.
TypeId Add(Schema& s, const Type& type) {
  s.types.push_back(type);
  return TypeId(static_cast<uint32_t>(s.types.size() - 1));
}

// Declarations: 0 Choice, 1 R, 2 value.
Schema WithValue() {
  Compilation compiled = CompileText(
      "union Choice untagged { none: null; n: u8; s: string; }\n"
      "record R { a: value; b: [Choice]; c: date; } root R; root value;");
  EXPECT_EQ(compiled.DiagnosticText(), "");
  return *std::move(compiled.schema);
}

TEST(ValidateModel, KnowsValueAndUntaggedUnions) {
  EXPECT_OK(ValidateModel(WithValue()));
  const std::pair<const char*, std::function<void(Schema&)>> cases[] = {
      {"`value`: other than the built-in one",
       [](Schema& s) { s.declarations[2].attributes.clear(); }},
      {"`value`: other than the built-in one",
       [](Schema& s) { s.declarations[2].fields.pop_back(); }},
      {"`value`: other than the built-in one",
       [](Schema& s) { s.declarations[2].fields[2].name = "int"; }},
      {"`value`: other than the built-in one",
       [](Schema& s) { s.declarations[2].fields[5].type = Of(s, "b").type; }},
      {"`a.value`: a reserved name",
       [](Schema& s) { s.declarations[2].package = "a"; }},
      {"`value`: other than the built-in one",
       [](Schema& s) {
         s.declarations[2] = s.declarations[0];
         s.declarations[2].name = "value";
       }},
      {"`Choice.s` and `Choice.n` cannot be told apart",
       [](Schema& s) {
         std::swap(s.declarations[0].fields[1], s.declarations[0].fields[2]);
         Of(s, "n").type = Of(s, "c").type;
       }},
      {"a wrong attribute",
       [](Schema& s) {
         s.declarations[1].attributes.push_back({"untagged", {}});
       }},
      {"`R.c`: a null that is no variant",
       [](Schema& s) { Of(s, "c").type = Of(s, "none").type; }},
      {"a null that is no variant",
       [](Schema& s) {
         Type type;
         type.kind = TypeKind::kList;
         type.element = Of(s, "none").type;
         Add(s, type);
       }},
  };
  for (const auto& [fault, change] : cases) {
    Schema schema = WithValue();
    change(schema);
    EXPECT_THAT(ValidateModel(schema),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(fault)));
  }
}

// A chain of unions that JSON could read only by descending without end.
TEST(ValidateModel, LimitsUnionsThatAreVariantsOfEachOther) {
  const auto chain = [](int count) {
    std::string text = "record R { u: U0; } root R;\n";
    for (int i = 0; i < count; ++i) {
      const std::string next =
          i + 1 < count ? "U" + std::to_string(i + 1) : "null";
      text +=
          "union U" + std::to_string(i) + " untagged { u: " + next + "; }\n";
    }
    return CompileText(text);
  };
  EXPECT_EQ(chain(64).DiagnosticText(), "");
  EXPECT_THAT(chain(65).DiagnosticText(), HasSubstr("TOO_DEEP"));
  EXPECT_THAT(chain(3000).DiagnosticText(), HasSubstr("TOO_DEEP"));
}

TEST(ValidateModel, AcceptsWhatTheResolverMakes) {
  EXPECT_OK(ValidateModel(Sample()));
  EXPECT_OK(ValidateModel(Schema()));
}

TEST(ValidateModel, SaysWhatIsWrong) {
  const std::pair<const char*, std::function<void(Schema&)>> cases[] = {
      {"a property that its kind does not have",
       [](Schema& s) { TypeOf(s, "born").scale = 1; }},
      {"a property that its kind does not have",
       [](Schema& s) { TypeOf(s, "maybe").decl = DeclId(1); }},
      {"an integer of other than",
       [](Schema& s) { TypeOf(s, "level").bits = 24; }},
      {"a range that is empty or beyond",
       [](Schema& s) { TypeOf(s, "level").hi = 256; }},
      {"a range that is empty or beyond",
       [](Schema& s) { TypeOf(s, "level").lo = 10; }},
      {"a float of other than",
       [](Schema& s) { TypeOf(s, "ratio").bits = 16; }},
      {"a size of 0 or too large",
       [](Schema& s) { TypeOf(s, "late").size = 0; }},
      {"too large a scale",
       [](Schema& s) { s.types[TypeOf(s, "map").element.value()].scale = 19; }},
      {"an alignment", [](Schema& s) { TypeOf(s, "raw").align = 3; }},
      {"an alignment", [](Schema& s) { TypeOf(s, "raw").align = 128; }},
      {"no such declaration",
       [](Schema& s) { TypeOf(s, "status").decl = DeclId(6); }},
      {"no type before it inside",
       [](Schema& s) { TypeOf(s, "maybe").element = Of(s, "maybe").type; }},
      {"no type before it inside",
       [](Schema& s) { TypeOf(s, "maybe").element = TypeId(999); }},
      {"an optional of an optional",
       [](Schema& s) {
         Type type;
         type.kind = TypeKind::kOptional;
         type.element = Of(s, "maybe").type;
         Add(s, type);
       }},
      {"that can be a map's key",
       [](Schema& s) { TypeOf(s, "map").key = Of(s, "ratio").type; }},
      {"too many types inside each other",
       [](Schema& s) {
         Type type;
         type.kind = TypeKind::kList;
         for (int i = 0; i < 64; ++i) {
           type.element = TypeId(static_cast<uint32_t>(s.types.size() - 1));
           Add(s, type);
         }
       }},
      {"the same as another", [](Schema& s) { Add(s, s.types[0]); }},
      {"a package that is no name",
       [](Schema& s) { s.declarations[1].package = "a..b"; }},
      {"a name that is no name",
       [](Schema& s) { s.declarations[1].name = "9"; }},
      {"`shop.\\x1b[2J`: a name that is no name",
       [](Schema& s) { s.declarations[1].name = "\x1b[2J"; }},
      {"a name that is no name",
       [](Schema& s) { s.declarations[1].name = ""; }},
      {"a reserved name",
       [](Schema& s) { s.declarations[1].name = "Outer.string"; }},
      {"a name that is taken",
       [](Schema& s) { s.declarations[1].name = "Root"; }},
      {"closed but no enum",
       [](Schema& s) { s.declarations[2].closed = true; }},
      {"an inline union that is no union",
       [](Schema& s) { s.declarations[5].inline_union = true; }},
      {"`shop.Status`: fields",
       [](Schema& s) { s.declarations[1].fields = s.declarations[3].fields; }},
      {"`shop.Root`: members",
       [](Schema& s) {
         s.declarations[5].members = s.declarations[1].members;
       }},
      {"no members", [](Schema& s) { s.declarations[1].members.clear(); }},
      {"an underlying type",
       [](Schema& s) { s.declarations[1].underlying = TypeId(1); }},
      {"no such type",
       [](Schema& s) { s.declarations[0].underlying = TypeId(99); }},
      {"an id of other than",
       [](Schema& s) { s.declarations[0].underlying = Of(s, "ratio").type; }},
      {"`shop.Root.level`: no such type",
       [](Schema& s) { Of(s, "level").type = TypeId(99); }},
      {"`shop.Root.x y`: a name that is no name",
       [](Schema& s) { Of(s, "level").name = "x y"; }},
      {"`shop.Root.ratio`: a name that is taken",
       [](Schema& s) { Of(s, "level").name = "ratio"; }},
      {"a JSON name that is taken",
       [](Schema& s) {
         Literal name;
         name.kind = Literal::Kind::kString;
         name.text = "level";
         Of(s, "ratio").attributes.push_back({"json", name});
       }},
      {"a wrong attribute",
       [](Schema& s) {
         Of(s, "level").attributes.push_back({"json", {}});
       }},
      {"a wrong attribute",
       [](Schema& s) {
         Of(s, "level").attributes.push_back({"x_", {}});
       }},
      {"an attribute twice",
       [](Schema& s) {
         auto& attributes = Of(s, "choice").attributes;
         attributes.push_back(attributes[0]);
       }},
      {"a literal that is both text and number",
       [](Schema& s) { Of(s, "choice").attributes[0].argument->bits = 1; }},
      {"a `since` that is not in order",
       [](Schema& s) { Of(s, "level").since = 3; }},
      {"a `since` that is not in order",
       [](Schema& s) { Of(s, "level").since = 0; }},
      {"a group where none can be",
       [](Schema& s) { s.declarations[3].fields[1].since = 2; }},
      {"a wrong number",
       [](Schema& s) { s.declarations[1].members[1].number = 0; }},
      {"a default that does not fit",
       [](Schema& s) { Of(s, "level").default_value->bits = 0; }},
      {"a default that does not fit",
       [](Schema& s) { Of(s, "level").default_value->negative = true; }},
      {"a default that does not fit",
       [](Schema& s) {
         Of(s, "ratio").default_value->bits = 0x3fb999999999999a;  // 0.1
       }},
      {"a default that does not fit",
       [](Schema& s) { Of(s, "status").default_value->bits = 1; }},
      {"a default that does not fit",
       [](Schema& s) { Of(s, "status").default_value->text = "idle"; }},
      {"a default that does not fit",
       [](Schema& s) { Of(s, "perm").default_value->bits = 4; }},
      {"a default that does not fit",
       [](Schema& s) { Of(s, "born").default_value->bits = 1u << 31; }},
      {"a default that does not fit",
       [](Schema& s) { Of(s, "maybe").default_value = Literal(); }},
      {"a default where none is",
       [](Schema& s) {
         s.declarations[3].fields[0].default_value = Literal();
       }},
      {"always holds another one",
       [](Schema& s) {
         Type type;
         type.kind = TypeKind::kNamed;
         type.decl = DeclId(5);
         for (uint32_t i = 0; i < s.types.size(); ++i) {
           if (s.types[i] == type) Of(s, "ratio").type = TypeId(i);
         }
         Of(s, "ratio").default_value.reset();
       }},
      {"no fixed size",
       [](Schema& s) { s.declarations[3].fields[0].type = Of(s, "map").type; }},
      {"a raw list of what has no fixed size",
       [](Schema& s) {
         Type type;
         type.kind = TypeKind::kList;
         type.raw = true;
         type.element = Of(s, "map").type;
         Add(s, type);
       }},
      {"too small an alignment", [](Schema& s) { TypeOf(s, "raw").align = 4; }},
      {"is no declaration", [](Schema& s) { s.roots[0] = DeclId(6); }},
      {"is a root but no record", [](Schema& s) { s.roots[0] = DeclId(1); }},
      {"is a root twice", [](Schema& s) { s.roots.push_back(DeclId(5)); }},
  };
  for (const auto& [fault, change] : cases) {
    Schema schema = Sample();
    change(schema);
    EXPECT_THAT(ValidateModel(schema),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(fault)))
        << fault << " " << (&fault - &cases[0].first);
  }
}

}  // namespace
}  // namespace sinter::schema
