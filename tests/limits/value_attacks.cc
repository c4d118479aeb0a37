// Values without a schema, which hold each other.
#include <string>
#include <vector>

#include "codec/wire_writer.h"
#include "tests/limits/attack_bytes.h"
#include "tests/limits/attacks.h"

namespace sinter::testing {
namespace {

constexpr uint64_t kNull = 0;
constexpr uint64_t kInteger = 2;
constexpr uint64_t kText = 4;
constexpr uint64_t kList = 5;
constexpr uint64_t kMap = 6;

// All values of a message are of one kind.
void AllOf(WireWriter& writer, uint64_t tag) {
  writer.PutBits(0, 1);
  writer.PutBits(tag, 3);
}

// A list of so many values that are all of one kind.
std::string ListOfValues(uint64_t count, uint64_t tag, const Put& variant) {
  return Message([&](auto& writer) {
    writer.PutGroups(count);
    writer.PutGroups(count);  // the rows of the table
    AllOf(writer, tag);
    variant(writer);
  });
}

// Lists of one list each, the last of none.
std::string Nested(uint32_t depth) {
  return Message([&](auto& writer) {
    writer.PutGroups(depth);
    AllOf(writer, kList);
    writer.PutGroups(0);   // the least length
    writer.PutBits(1, 6);  // what exceeds it, in one bit
    writer.PutPacked(depth, 1, false,
                     [&](uint64_t i) { return uint64_t{i + 1 < depth}; });
    Line(writer, 16, 16);  // totals before rows 16, 32, ...
  });
}

}  // namespace

std::vector<Attack> ValueAttacks() {
  const std::string schema = ListOf("value");
  return {
      {"2^26 values that are null", schema, 1,
       ListOfValues(kMany, kNull, [](auto&) {})},
      {"2^26 values on a line", schema, 1,
       ListOfValues(kMany, kInteger,
                    [](auto& writer) { PackedLine(writer, 1, 3); })},
      {"2^26 values that are one string", schema, 1,
       ListOfValues(kMany, kText,
                    [](auto& writer) {
                      writer.PutBits(1, 1);
                      writer.PutGroups(1);
                      writer.PutGroups(60);
                      writer.PutBytes(std::string(60, 'x'));
                    })},
      {"2^26 values that are lists of nothing", schema, 1,
       ListOfValues(kMany, kList,
                    [](auto& writer) { EqualLengths(writer, 0); })},
      {"2^26 values that are maps of nothing", schema, 1,
       ListOfValues(kMany, kMap,
                    [](auto& writer) { EqualLengths(writer, 0); })},
      // Every value needs one that holds it.
      {"2^24 values that hold each other", schema, 1,
       ListOfValues(kMany / 4, kList,
                    [](auto& writer) { EqualLengths(writer, 1); }),
       Outcome::kMalformed},
      {"2^26 values of 2^26 values each", schema, 1,
       ListOfValues(kMany, kList,
                    [](auto& writer) { EqualLengths(writer, kMany); }),
       Outcome::kLimit},
      {"2^62 values", schema, 1, Message([](auto& writer) {
         writer.PutGroups(1);
         writer.PutGroups(uint64_t{1} << 62);
       }),
       Outcome::kLimit},
      {"values 2^16 deep", "root value;", 1, Nested(1 << 16)},
  };
}

}  // namespace sinter::testing
