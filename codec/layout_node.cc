#include "codec/layout_node.h"

#include <cstdint>

#include "codec/bits.h"
#include "codec/limits.h"

namespace sinter {
namespace {

bool FitsBits(uint64_t value, unsigned bits, bool is_signed) {
  if (!is_signed) return value <= LowMask(bits);
  // Two's complement: the bits above the sign are copies of it.
  const uint64_t above = value >> (bits - 1);
  return above == 0 || above == LowMask(65 - bits);
}

// Whether a <= b.
bool InOrder(uint64_t a, uint64_t b, bool is_signed) {
  const uint64_t flip = is_signed ? uint64_t{1} << 63 : 0;
  return (a ^ flip) <= (b ^ flip);
}

const char* FindIntegerFault(const Node& node) {
  if (node.bits != 8 && node.bits != 16 && node.bits != 32 && node.bits != 64) {
    return "an integer of other than 8, 16, 32 or 64 bits";
  }
  for (const uint64_t value : {node.lo, node.hi, node.default_bits}) {
    if (!FitsBits(value, node.bits, node.is_signed)) {
      return "a bound or default beyond the bits of its integer";
    }
  }
  // The default of an open enum may be a member that was added later.
  const uint64_t last =
      node.lone_form == LoneForm::kOpenCode ? LowMask(node.bits) : node.hi;
  if (!InOrder(node.lo, node.default_bits, node.is_signed) ||
      !InOrder(node.default_bits, last, node.is_signed)) {
    return "a default outside the bounds of its integer";
  }
  if (node.lone_form == LoneForm::kVarint) return nullptr;
  if (node.hi - node.lo > kMaxCode) return "a code of more than 16 bits";
  if (node.lone_form == LoneForm::kCode) return nullptr;
  if (node.lone_form != LoneForm::kOpenCode) return "an unknown lone form";
  if (node.is_signed || node.lo != 0) return "an open code not from zero";
  return nullptr;
}

}  // namespace

const char* FindNodeFault(const Layout& layout, const Node& node) {
  switch (node.kind) {
    case NodeKind::kBool:
      if (node.bits != 8) return "a bool of other than 8 bits";
      return node.default_bits > 1 ? "a bool other than 0 or 1" : nullptr;
    case NodeKind::kInteger:
      return FindIntegerFault(node);
    case NodeKind::kFloat:
      if (node.bits != 32 && node.bits != 64) return "a float of other widths";
      if (!FitsBits(node.default_bits, node.bits, /*is_signed=*/false)) {
        return "a default beyond the bits of its float";
      }
      return nullptr;
    case NodeKind::kText:
      if (node.default_text.size() > kMaxDefaultText) return "a long default";
      if (node.fixed_size > 0 && node.default_text.size() != node.fixed_size) {
        return "a default of another size than its type";
      }
      return nullptr;
    case NodeKind::kOptional:
    case NodeKind::kList:
    case NodeKind::kMap:
    case NodeKind::kStruct:
    case NodeKind::kRaw:
    case NodeKind::kNull:
      return nullptr;
    case NodeKind::kArray:
      if (node.array_size == 0 || node.array_size > kMaxArraySize) {
        return "an array of no or too many elements";
      }
      return nullptr;
    case NodeKind::kUnion:
      if (node.num_children == 0 || node.num_children > kMaxVariants) {
        return "a union of no or too many variants";
      }
      if (node.num_later_children >= node.num_children) {
        return "a union whose variants were all added later";
      }
      if (node.default_bits >= node.num_base_children()) {
        return "a default variant that does not exist";
      }
      return nullptr;
    case NodeKind::kRecord:
      if (node.table.value() >= layout.tables.size()) {
        return "a reference to no table";
      }
      return nullptr;
  }
  return "an unknown kind of node";
}

const char* FindChildrenFault(const Node& node) {
  constexpr const char* kFault = "a node with too many or too few inside";
  switch (node.kind) {
    case NodeKind::kBool:
    case NodeKind::kInteger:
    case NodeKind::kFloat:
    case NodeKind::kText:
    case NodeKind::kNull:
    case NodeKind::kRecord:
    case NodeKind::kStruct:
    case NodeKind::kRaw:
      return node.num_children == 0 ? nullptr : kFault;
    case NodeKind::kOptional:
    case NodeKind::kList:
    case NodeKind::kArray:
      return node.num_children == 1 ? nullptr : kFault;
    case NodeKind::kMap:
      return node.num_children == 2 ? nullptr : kFault;
    case NodeKind::kUnion:
      return node.num_children > 0 ? nullptr : kFault;
  }
  return kFault;
}

}  // namespace sinter
