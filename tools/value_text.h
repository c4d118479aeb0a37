// Values of open columns as text for people.
#ifndef SINTER_TOOLS_VALUE_TEXT_H_
#define SINTER_TOOLS_VALUE_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "codec/message_reader.h"
#include "tools/bound_schema.h"

namespace sinter::tools {

// The value of a row of a node: a number, a quoted string, an enum's member;
// of lists and optionals how many elements the row has.
std::string ValueText(const BoundSchema& bound, const MessageReader& reader,
                      NodeId node, uint32_t row);

// The first values of a column, as many as fit `max_characters`.
std::string ValuesText(const BoundSchema& bound, const MessageReader& reader,
                       NodeId node, size_t max_characters);

// What the first row has and, in a column that is not on the wire, all others.
std::string DefaultText(const BoundSchema& bound, const MessageReader& reader,
                        NodeId node);

// "yes" or "no", "12 elements", "3 of 10 present": what a column of lists,
// optionals or bools says as a whole; "" for others.
std::string ColumnSummary(const MessageReader& reader, NodeId node);

// 1234567 as "1,234,567".
std::string Grouped(uint64_t number);

// Text of unknown origin between quotes, safe to print.
std::string ShownText(std::string_view text);

// "1 row", "2,000 rows": `noun` with an s unless there is one.
std::string Counted(uint64_t number, std::string_view noun);

// 8 `bits` to the byte: "12", "12.5", "0.125".
std::string BytesText(uint64_t bits);

// `part` of `whole` in percent with one digit: "12.5 %".
std::string ShareText(uint64_t part, uint64_t whole);

// 16 digits behind 0x.
std::string HexText(uint64_t number);

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_VALUE_TEXT_H_
