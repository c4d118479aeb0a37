// Messages as plain values in memory: the model that the engine is compared
// with. A message is written from such values and read back into them.
#ifndef SINTER_TESTS_SUPPORT_ROWS_H_
#define SINTER_TESTS_SUPPORT_ROWS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "codec/layout.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "tests/support/random_source.h"

namespace sinter::testing {

struct Value {
  uint64_t bits = 0;  // of a bool, integer or float
  std::string text;
  // The fields of a record, the elements of a list or array, the value of an
  // optional that is present or of a union, whose tag is in `bits`. Of a map
  // the keys and values by turns, ascending by key.
  std::vector<Value> items;
  bool is_set = true;  // the builder is told; otherwise it is the default
};
using Rows = std::vector<Value>;  // records, of the root table

// The value of a node that nobody set.
Value DefaultValue(const Layout& layout, NodeId id);

// The values as text, one line each, unset like set.
std::string Dump(const Layout& layout, const Rows& rows);

// Whether key `a` of a map comes before `b`.
bool IsKeyLess(const Node& key, const Value& a, const Value& b);

// Makes and sets all rows that are set. With a `source` in an order that it
// chooses, otherwise depth first.
void Fill(const Rows& rows, RandomSource* source, MessageBuilder& builder);

// Reads an open message, up to `values_left` values, of which it leaves what it
// did not need. `complete` tells whether all were read and every number was in
// the bounds of its node.
Rows ReadRows(const MessageReader& reader, uint64_t& values_left,
              bool& complete);

// Reads an open message that is known to be well-formed.
Rows ReadRows(const MessageReader& reader);

// Calls every accessor for every row of every column, but for the middle rows
// of long ones, of which it looks at `ends` at either end; `between` before
// each row, so that bytes can change meanwhile. Returns a sum of what was read.
uint64_t TouchAll(const MessageReader& reader, uint32_t ends = 600,
                  const std::function<void()>& between = nullptr);

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_ROWS_H_
