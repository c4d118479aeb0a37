// Groups of fields and variants that `since` added, each a stream of its own.
#include <string>
#include <vector>

#include "codec/wire_writer.h"
#include "tests/limits/attack_bytes.h"
#include "tests/limits/attacks.h"

namespace sinter::testing {
namespace {

// The key of the fields or variants that `since 2` added to a base table.
void BaseKey(WireWriter& writer, uint64_t table) {
  writer.PutBits(0, 1);
  writer.PutGroups(table);
  writer.PutGroups(1);
}

void HashKey(WireWriter& writer, uint32_t hash) {
  writer.PutBits(1, 1);
  writer.PutBits(hash, 32);
  writer.PutGroups(1);
}

// What follows the key.
void PutGroup(WireWriter& writer, const std::string& stream, bool is_last) {
  writer.PutGroups(stream.size());
  writer.PutBits(0, 3);
  writer.PutBytes(stream);
  writer.PutBits(is_last ? 0 : 1, 1);
}

// A message with extensions.
std::string Extended(const Put& put) {
  return Stream([&](auto& writer) {
    writer.PutBits(1, 1);
    put(writer);
  });
}

constexpr char kFields[] =
    "record Q { n: u8; since 2 { v: u64; w: [u64]; } }"
    " record R { l: [Q]; } root R;";
// The lists of groups refer to the records that the base has one of.
constexpr char kSites[] =
    "record P { x: u8; }"
    " record R { a: P; since 2 { b: [P]; c: [P]; } } root R;";
constexpr char kVariants[] =
    "union U { a: u8; since 2 { b: u64; } } record R { l: [U]; } root R;";

// Tables R, with its one P, and P, to which groups refer so many times more.
void BaseOfSites(WireWriter& writer, uint64_t more_rows) {
  writer.PutBits(0, 1);
  writer.PutBits(1, 1);
  writer.PutGroups(more_rows - 1);
  Flags(writer, 0, 1);
}

// A list of so many records, which start at row `first` of their table.
void Records(WireWriter& writer, uint64_t count, uint64_t first) {
  writer.PutGroups(count);
  if (count > 0) writer.PutGroups(first);
}

std::string UnknownGroups(unsigned count) {
  return Extended([&](auto& writer) {
    writer.PutBits(0, 1);
    Flags(writer, 0, 1);
    for (unsigned i = 0; i < count; ++i) {
      HashKey(writer, i);
      PutGroup(writer, std::string(1, '\0'), i + 1 == count);
    }
  });
}

}  // namespace

std::vector<Attack> GroupAttacks() {
  return {
      {"a group for 2^26 rows that is default", kFields, 1,
       Extended([](auto& writer) {
         writer.PutBits(0, 1);
         writer.PutGroups(kMany);
         writer.PutBits(0, 1);
         Flags(writer, 0, 1);
         BaseKey(writer, 1);
         PutGroup(writer, Stream([](auto& group) { Flags(group, 0, 2); }),
                  true);
       })},
      {"a group that gives 2^26 rows a list of one", kFields, 1,
       Extended([](auto& writer) {
         writer.PutBits(0, 1);
         writer.PutGroups(kMany);
         writer.PutBits(0, 1);
         Flags(writer, 0, 1);
         BaseKey(writer, 1);
         PutGroup(writer, Stream([](auto& group) {
                    Flags(group, 2, 2);
                    EqualLengths(group, 1);
                    PackedLine(group, 5, 7);
                  }),
                  true);
       })},
      {"a group that gives 2^26 rows a list of 2^26", kFields, 1,
       Extended([](auto& writer) {
         writer.PutBits(0, 1);
         writer.PutGroups(kMany);
         writer.PutBits(0, 1);
         Flags(writer, 0, 1);
         BaseKey(writer, 1);
         PutGroup(writer, Stream([](auto& group) {
                    Flags(group, 2, 2);
                    EqualLengths(group, kMany);
                    PackedLine(group, 5, 7);
                  }),
                  true);
       }),
       Outcome::kLimit},
      {"2^26 records at a site in a group", kSites, 1,
       Extended([](auto& writer) {
         BaseOfSites(writer, kMany);
         BaseKey(writer, 0);
         PutGroup(writer, Stream([](auto& group) {
                    Records(group, kMany, 1);
                    Records(group, 0, 0);
                  }),
                  true);
       })},
      {"2^26 records at two sites at once", kSites, 1,
       Extended([](auto& writer) {
         BaseOfSites(writer, kMany);
         BaseKey(writer, 0);
         PutGroup(writer, Stream([](auto& group) {
                    Records(group, kMany, 1);
                    Records(group, kMany, 1);
                  }),
                  true);
       }),
       Outcome::kMalformed},
      {"2^62 records at a site in a group", kSites, 1,
       Extended([](auto& writer) { BaseOfSites(writer, uint64_t{1} << 62); }),
       Outcome::kLimit},
      {"records of a group that its table does not have", kSites, 1,
       Extended([](auto& writer) {
         BaseOfSites(writer, 1);
         BaseKey(writer, 0);
         PutGroup(writer, Stream([](auto& group) {
                    Records(group, kMany, 1);
                    Records(group, 0, 0);
                  }),
                  true);
       }),
       Outcome::kMalformed},
      {"a group of 2^64 - 1 bytes", kFields, 1, Extended([](auto& writer) {
         writer.PutBits(0, 1);
         writer.PutGroups(0);
         BaseKey(writer, 1);
         writer.PutGroups(~uint64_t{0});
         writer.PutBits(0, 3);
       }),
       Outcome::kMalformed},
      {"2^26 rows of a later variant", kVariants, 1, Extended([](auto& writer) {
         writer.PutBits(0, 1);
         writer.PutGroups(kMany);
         writer.PutBits(0, 1);  // U: groups refer to none of its rows
         writer.PutBits(0, 1);
         writer.PutBits(1, 1);  // the escape
         BaseKey(writer, 1);
         PutGroup(writer, Stream([](auto& group) {
                    group.PutBits(0, 1);
                    group.PutBits(0, 1);
                    PackedLine(group, 9, 0);
                  }),
                  true);
       })},
      {"10,000 groups that nobody knows", "record R { n: f32; } root R;", 1,
       UnknownGroups(10000)},
  };
}

}  // namespace sinter::testing
