// Values that stand alone, as those of records that are sent alone do (SPEC.md,
// "Codes and lone integers", "Lone strings"). The mirror of encoder_lone.cc.
#include <algorithm>

#include "codec/bits.h"
#include "codec/columns/texts.h"
#include "codec/opener.h"

namespace sinter {

bool MessageOpener::OpenLoneInteger(const Node& node, Column& column) {
  const uint64_t last = node.hi - node.lo;
  uint64_t value = 0;
  switch (node.lone_form) {
    case LoneForm::kVarint:
      if (!wire_.ReadNumber(node.is_signed, "value", value)) return false;
      break;
    case LoneForm::kCode:
      if (!wire_.ReadBits(BitsFor(last), "code", value)) return false;
      if (value > last) {
        return wire_.Malformed("code", "a value of the type", value);
      }
      value += node.lo;
      break;
    case LoneForm::kOpenCode:
      if (!wire_.ReadBits(BitsFor(last + 1), "code", value)) return false;
      if (value > last + 1) {
        return wire_.Malformed("code", "a member or the escape code", value);
      }
      if (value == last + 1) {
        uint64_t beyond;
        if (!wire_.ReadGroups("later member", beyond)) return false;
        const uint64_t most = LowMask(node.bits);
        if (value > most || beyond > most - value) {
          return wire_.Malformed("later member", "a number of the type",
                                 beyond);
        }
        value += beyond;
      }
      break;
  }
  column = ConstantColumn(value, 1);
  return true;
}

bool MessageOpener::OpenLoneText(const Node& node) {
  const uint32_t slot = layout_.slot(node);
  Column* columns = reader_.slots_ + slot;
  uint64_t is_new = 1;
  const uint32_t known = num_lone_texts_ - first_lone_text_;
  if (known > 0 && !wire_.ReadBits(1, "new", is_new)) return false;
  if (is_new == 0) {
    uint64_t number;
    if (!wire_.ReadBits(BitsFor(known - 1), "same as", number)) return false;
    if (number >= known) {
      return wire_.Malformed("number of an earlier string",
                             "less than there are", number);
    }
    const Column* earlier =
        reader_.slots_ + reader_.texts_[first_lone_text_ + number];
    std::copy_n(earlier, SlotsOf(node), columns);
    if (node.fixed_size > 0 && columns[0].base != node.fixed_size) {
      return wire_.Malformed("size of an earlier string", "that of the type",
                             columns[0].base);
    }
    return true;
  }
  uint64_t size = node.fixed_size;
  const uint8_t* data;
  if ((size == 0 && !wire_.ReadGroups("length", size)) ||
      !wire_.ReadBytes(size, 0, "text", data)) {
    return false;
  }
  SetConstantText(
      {reinterpret_cast<const char*>(data), static_cast<size_t>(size)}, 1,
      columns);
  if (size == 0) return true;
  reader_.texts_[num_lone_texts_++] = slot;
  SetLoneNumber(num_lone_texts_, columns);
  return true;
}

}  // namespace sinter
