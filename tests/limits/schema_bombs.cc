#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/limits/attacks.h"

namespace sinter::testing {
namespace {

// Structs that have the next one twice.
std::string DoublingStructs(unsigned levels) {
  std::string text;
  for (unsigned i = 0; i < levels; ++i) {
    absl::StrAppend(&text, "struct S", i, " { a: S", i + 1, "; b: S", i + 1,
                    "; }\n");
  }
  return absl::StrCat(text, "struct S", levels,
                      " { n: u8; } record R { s: S0; } root R;");
}

// Records that have the next one twice, the second time in a group.
std::string DoublingGroups(unsigned levels) {
  std::string text;
  for (unsigned i = 0; i < levels; ++i) {
    absl::StrAppend(&text, "record R", i, " { a: R", i + 1, "; since 2 { b: R",
                    i + 1, "; } }\n");
  }
  return absl::StrCat(text, "record R", levels, " { n: u8; } root R0;");
}

// A type of so many brackets, around `inside`.
std::string Wrapped(const std::string& before, const std::string& inside,
                    const std::string& after, unsigned levels) {
  std::string text = inside;
  for (unsigned i = 0; i < levels; ++i) {
    text = absl::StrCat(before, text, after);
  }
  return text;
}

std::string InRecord(const std::string& type) {
  return absl::StrCat("record R { f: ", type, "; } root R;");
}

std::string InStruct(const std::string& type) {
  return absl::StrCat("struct S { f: ", type, "; } record R { s: S; } root R;");
}

// As many raw lists of structs as there can be of a megabyte each.
std::string LargeStructs(unsigned count) {
  std::string text;
  std::string fields;
  for (unsigned i = 0; i < count; ++i) {
    absl::StrAppend(&text, "struct S", i, " { a: [[u8; 1000]; 1000]; b: [u8; ",
                    i + 1, "]; }\n");
    absl::StrAppend(&fields, " f", i, ": S", i, ";");
  }
  return absl::StrCat(text, "record R {", fields, " } root R;");
}

}  // namespace

std::vector<SchemaBomb> SchemaBombs() {
  return {
      {"a struct of 65,535^3 bytes",
       InStruct(Wrapped("[", "u8", "; 65535]", 3)), false},
      {"a struct of 2^40 structs", DoublingStructs(40), false},
      {"a struct of 2^16 structs", DoublingStructs(16), true},
      {"100 structs of a million bytes", LargeStructs(100), false},
      {"10 structs of a million bytes", LargeStructs(10), true},
      {"a raw list of arrays of 65,535^3 bytes",
       InRecord("[" + Wrapped("[", "u8", "; 65535]", 3) + "] raw"), false},
      {"arrays of 65,535^30 elements",
       InRecord(Wrapped("[", "u8", "; 65535]", 30)), true},
      {"lists 60 deep", InRecord(Wrapped("[", "u8", "]", 60)), false},
      {"2^40 records by groups", DoublingGroups(40), true},
  };
}

}  // namespace sinter::testing
