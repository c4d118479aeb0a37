// Structs and raw lists: arrays in place, which have to be there.
#include <string>
#include <vector>

#include "codec/wire_writer.h"
#include "tests/limits/attack_bytes.h"
#include "tests/limits/attacks.h"

namespace sinter::testing {
namespace {

// Many records with one such field.
std::string InRecords(const std::string& declarations,
                      const std::string& type) {
  return declarations + " record Q { f: " + type +
         "; } record R { l: [Q]; } root R;";
}

constexpr char kPoint[] = "struct P { x: f64; y: f64; }";
constexpr char kLarge[] = "struct P { a: [[u8; 1000]; 1000]; }";

}  // namespace

std::vector<Attack> InPlaceAttacks() {
  return {
      {"2^26 structs that are default", InRecords(kPoint, "P"), 1,
       Message([](auto& writer) {
         writer.PutGroups(kMany);
         Flags(writer, 0, 1);
       })},
      {"2^10 structs of a million bytes that are default",
       InRecords(kLarge, "P"), 1, Message([](auto& writer) {
         writer.PutGroups(1 << 10);
         Flags(writer, 0, 1);
       })},
      {"2^26 structs without their bytes", InRecords(kPoint, "P"), 1,
       Message([](auto& writer) {
         writer.PutGroups(kMany);
         Flags(writer, 1, 1);
       }),
       Outcome::kMalformed},
      {"2^27 - 2 structs of a million bytes, without them",
       InRecords(kLarge, "P"), 1, Message([](auto& writer) {
         writer.PutGroups((1 << 27) - 2);
         Flags(writer, 1, 1);
       }),
       Outcome::kMalformed},
      {"2^26 raw lists that are default", InRecords("", "[f32] raw align(64)"),
       1, Message([](auto& writer) {
         writer.PutGroups(kMany);
         Flags(writer, 0, 1);
       })},
      {"2^26 raw lists of nothing", ListOf("[u8] raw"), 1,
       Message([](auto& writer) {
         writer.PutGroups(kMany);
         EqualLengths(writer, 0);
       })},
      {"2^26 raw lists of one unit, without them", ListOf("[u8] raw"), 1,
       Message([](auto& writer) {
         writer.PutGroups(kMany);
         EqualLengths(writer, 1);
       }),
       Outcome::kMalformed},
      // Units of 64 bytes: their sum is 2^64.
      {"a raw list of 2^58 units",
       "record R { r: [u64] raw align(64); } root R;", 1,
       Message([](auto& writer) {
         writer.PutGroups(uint64_t{1} << 58);
         writer.PutBits(0, 3);
       }),
       Outcome::kMalformed},
      {"raw lists whose units add up to more than 2^64",
       ListOf("[u64] raw align(64)"), 1, Message([](auto& writer) {
         writer.PutGroups(kMany);
         EqualLengths(writer, uint64_t{1} << 40);
       }),
       Outcome::kMalformed},
      {"a raw list of 2^16 structs that are there",
       "struct S { a: bool; b: i8; } record R { r: [S] raw; } root R;", 1,
       Message([](auto& writer) {
         writer.PutGroups(1 << 16);
         writer.PutBytes(std::string(size_t{2} << 16, '\1'));
       })},
  };
}

}  // namespace sinter::testing
