#include "tests/limits/attacks.h"

#include "absl/strings/str_cat.h"
#include "codec/wire_writer.h"
#include "tests/limits/attack_bytes.h"

namespace sinter::testing {
namespace {

// Records that refer twice to the next one: 2^levels rows of the last.
std::string Doubling(unsigned levels) {
  std::string schema;
  for (unsigned i = 0; i < levels; ++i) {
    absl::StrAppend(&schema, "record R", i, " { a: R", i + 1, "; b: R", i + 1,
                    "; }\n");
  }
  return absl::StrCat(schema, "record R", levels, " { n: u8; } root R0;");
}

std::string ManyTexts(unsigned count) {
  std::string schema = "record R {";
  for (unsigned i = 0; i < count; ++i) {
    absl::StrAppend(&schema, " t", i, ": string;");
  }
  return schema + " } root R;";
}

std::vector<Attack> Columns() {
  return {
      {"a constant in 2^26 rows", ListOf("u64"), 1, Message([](auto& writer) {
         writer.PutGroups(kMany);
         PackedLine(writer, 5, 0);
       })},
      {"a line of 2^26 rows", ListOf("u64"), 1, Message([](auto& writer) {
         writer.PutGroups(kMany);
         PackedLine(writer, 5, 7);
       })},
      {"bools that are all 1", ListOf("bool"), 1, Message([](auto& writer) {
         writer.PutGroups(kMany);
         AllBits(writer, true);
       })},
      {"optionals that are all there", ListOf("u8?"), 1,
       Message([](auto& writer) {
         writer.PutGroups(kMany);
         AllBits(writer, true);
         PackedLine(writer, 0, 0);
       })},
      {"positions of one of 2^26", ListOf("u8?"), 1, Message([](auto& writer) {
         writer.PutGroups(kMany);
         writer.PutBits(3, 2);
         writer.PutBits(1, 1);
         writer.PutGroups(1);
         writer.PutPacked(1, 9, false, [](uint64_t) { return uint64_t{511}; });
         Line(writer, 0, 0);  // samples: none is listed before the last block
         writer.PutVarint(7);
       })},
      {"unions that are all alike", ListOf("union { a: u8; b: string; }"), 1,
       Message([](auto& writer) {
         writer.PutGroups(kMany);
         writer.PutBits(0, 1);
         writer.PutBits(0, 2);
         PackedLine(writer, 0, 0);
       })},
      {"one string in 2^26 rows", ListOf("string"), 1,
       Message([](auto& writer) {
         writer.PutGroups(kMany);
         writer.PutBits(1, 1);
         writer.PutGroups(1);
         writer.PutGroups(60);
         writer.PutBytes(std::string(60, 'x'));
       })},
      {"2^26 empty strings", ListOf("string"), 1, Message([](auto& writer) {
         writer.PutGroups(kMany);
         writer.PutBits(0, 1);
         EqualLengths(writer, 0);
       })},
      {"a sparse line of exceptions", ListOf("u64"), 1,
       Message([](auto& writer) {
         writer.PutGroups(kMany);
         writer.PutBits(4, 3);
         AllBits(writer, true);
         Line(writer, 1, 1);
       })},
      {"a frame without bits", ListOf("u64"), 1, Message([](auto& writer) {
         writer.PutGroups(kMany);
         writer.PutBits(1, 3);
         writer.PutBits(0, 7);
         Line(writer, 1, 1);
       }),
       Outcome::kMalformed},
      {"blocks without bits", ListOf("u64"), 1, Message([](auto& writer) {
         writer.PutGroups(kMany);
         writer.PutBits(2, 3);
         Line(writer, 1, 1);
         EqualLengths(writer, 0);
       }),
       Outcome::kMalformed},
  };
}

std::vector<Attack> Lists() {
  return {
      {"2^26 lists of nothing", ListOf("[u8]"), 1, Message([](auto& writer) {
         writer.PutGroups(kMany);
         EqualLengths(writer, 0);
       })},
      {"lists of lists of lists", ListOf("[[u8]]"), 1,
       Message([](auto& writer) {
         writer.PutGroups(256);
         EqualLengths(writer, 256);
         EqualLengths(writer, 256);
         PackedLine(writer, 0, 0);
       })},
      {"2^20 lists of 2^20 elements", ListOf("[u8]"), 1,
       Message([](auto& writer) {
         writer.PutGroups(1 << 20);
         EqualLengths(writer, 1 << 20);
         PackedLine(writer, 0, 0);
       }),
       Outcome::kLimit},
      {"a list of 2^64 - 1 elements", ListOf("u8"), 1,
       Message([](auto& writer) { writer.PutGroups(~uint64_t{0}); }),
       Outcome::kLimit},
      {"lengths that add up to more than 2^64", ListOf("[u8]"), 1,
       Message([](auto& writer) {
         writer.PutGroups(kMany);
         EqualLengths(writer, ~uint64_t{0} / 2);
       }),
       Outcome::kLimit},
      {"2^26 maps of nothing", ListOf("{u64: u8}"), 1,
       Message([](auto& writer) {
         writer.PutGroups(kMany);
         EqualLengths(writer, 0);
       })},
      {"2^26 maps of one entry", ListOf("{u64: bool}"), 1,
       Message([](auto& writer) {
         writer.PutGroups(kMany);
         EqualLengths(writer, 1);
         PackedLine(writer, 3, 0);
         AllBits(writer, false);
       })},
      {"2^26 maps of two entries on a line", ListOf("{u64: bool}"), 1,
       Message([](auto& writer) {
         writer.PutGroups(kMany);
         EqualLengths(writer, 2);
         PackedLine(writer, 0, 1);
         AllBits(writer, false);
       })},
      {"2^26 maps of two entries that wrap", ListOf("{u64: bool}"), 1,
       Message([](auto& writer) {
         writer.PutGroups(kMany);
         EqualLengths(writer, 2);
         PackedLine(writer, 0, uint64_t{1} << 63);
         AllBits(writer, false);
       }),
       Outcome::kMalformed},
      {"a map of 2^26 strings that are all one", ListOf("{string: bool}"), 1,
       Message([](auto& writer) {
         writer.PutGroups(1);
         writer.PutGroups(kMany);
         writer.PutBits(1, 1);
         writer.PutGroups(1);
         writer.PutGroups(1);
         writer.PutBytes("x");
         AllBits(writer, false);
       }),
       Outcome::kMalformed},
      {"arrays that are default, of 65,535^3 elements",
       "record R { a: [[[u8; 65535]; 65535]; 65535]; b: bool; } root R;", 2,
       Message([](auto& writer) { Flags(writer, 0, 2); })},
      {"arrays of 65,535^2 elements",
       "record R { a: [[u8; 65535]; 65535]; b: bool; } root R;", 2,
       Message([](auto& writer) {
         Flags(writer, 1, 2);
         PackedLine(writer, 0, 0);
       }),
       Outcome::kLimit},
  };
}

std::vector<Attack> Records() {
  const std::string chain =
      "record N { next: N?; v: u64; } record R { head: N?; } root R;";
  const std::string tree = "record N { kids: [N]; } root N;";
  const auto lengths_of_a_chain = [](uint64_t rows) {
    return Message([&](auto& writer) {
      writer.PutBits(1, 1);  // head
      writer.PutGroups(rows);
      Flags(writer, 1, 2);
      writer.PutBits(3, 2);  // all but the last have a next one
      writer.PutBits(0, 1);
      writer.PutGroups(1);
      writer.PutPacked(1, 9, false, [](uint64_t) { return uint64_t{511}; });
      Line(writer, 0, 0);
    });
  };
  return {
      {"a chain of 2^20 records", chain, 1,
       lengths_of_a_chain(uint64_t{1} << 20)},
      {"a cycle of records that nothing refers to", chain, 1,
       Message([](auto& writer) {
         writer.PutBits(1, 1);
         writer.PutGroups(kMany);
         Flags(writer, 1, 2);
         AllBits(writer, true);
       }),
       Outcome::kMalformed},
      {"a tree of 2^62 records", tree, 1,
       Message([](auto& writer) { writer.PutGroups(uint64_t{1} << 62); }),
       Outcome::kLimit},
      {"2^24 records by reference alone", Doubling(24), 1,
       Message([](auto& writer) { Flags(writer, 0, 1); })},
      {"2^40 records by reference alone", Doubling(40), 1,
       Message([](auto& writer) { Flags(writer, 0, 1); }), Outcome::kLimit},
      {"a string of 64 KiB in 2,000 places", ManyTexts(2000), 1,
       Message([](auto& writer) {
         AllBits(writer, true);  // more than 32 columns: a column of flags
         writer.PutGroups(1 << 16);
         writer.PutBytes(std::string(1 << 16, 'x'));
         for (int i = 1; i < 2000; ++i) writer.PutBits(0, 1);
       })},
      {"2^32 - 1 root rows", "record R { v: u64; } root R;", 0xffffffff,
       Message([](auto& writer) { Flags(writer, 0, 1); }), Outcome::kLimit},
      {"2^28 root rows", "record R { v: u64; } root R;", 1u << 28,
       Message([](auto& writer) { Flags(writer, 0, 1); })},
  };
}

}  // namespace

std::vector<Attack> MessageAttacks() {
  std::vector<Attack> all = Columns();
  for (const auto& more :
       {Lists(), Records(), InPlaceAttacks(), GroupAttacks(), ValueAttacks()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

std::vector<Attack> SchemaAttacks() {
  return {
      // Schema.types, declarations, roots; then a table of types that are all
      // default.
      {"2^18 types", "", 1, Message([](auto& writer) {
         writer.PutGroups(1 << 18);
         writer.PutGroups(0);
         writer.PutGroups(0);
         Flags(writer, 0, 9);
       }),
       Outcome::kLimit},
      {"2^18 declarations", "", 1, Message([](auto& writer) {
         writer.PutGroups(0);
         writer.PutGroups(1 << 18);
         writer.PutGroups(0);
         Flags(writer, 0, 8);
       }),
       Outcome::kLimit},
      {"2^18 roots", "", 1, Message([](auto& writer) {
         writer.PutGroups(0);
         writer.PutGroups(0);
         writer.PutGroups(1 << 18);
         PackedLine(writer, 0, 0);
       }),
       Outcome::kLimit},
      {"2^60 types", "", 1,
       Message([](auto& writer) { writer.PutGroups(uint64_t{1} << 60); }),
       Outcome::kLimit},
      {"one name of 100,000 bytes in 600 declarations", "", 1,
       Message([](auto& writer) {
         writer.PutGroups(0);
         writer.PutGroups(600);
         writer.PutGroups(0);
         Flags(writer, 1 << 2, 8);  // name
         writer.PutBits(1, 1);
         writer.PutGroups(1);
         writer.PutGroups(100000);
         writer.PutBytes(std::string(100000, 'x'));
       }),
       Outcome::kLimit},
  };
}

}  // namespace sinter::testing
