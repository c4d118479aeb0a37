#include "schema/untagged.h"

#include <algorithm>
#include <bit>

#include "schema/limits.h"

namespace sinter::schema {
namespace {

constexpr uint8_t Bit(JsonKind kind) {
  return static_cast<uint8_t>(1u << static_cast<unsigned>(kind));
}

constexpr uint8_t kNull = Bit(JsonKind::kNull);
constexpr uint8_t kBool = Bit(JsonKind::kBool);
constexpr uint8_t kInteger = Bit(JsonKind::kInteger);
constexpr uint8_t kNumber = Bit(JsonKind::kNumber);
constexpr uint8_t kString = Bit(JsonKind::kString);
constexpr uint8_t kArray = Bit(JsonKind::kArray);
constexpr uint8_t kObject = Bit(JsonKind::kObject);

}  // namespace

const char* JsonKindText(JsonKind kind) {
  switch (kind) {
    case JsonKind::kNull:
      return "null";
    case JsonKind::kBool:
      return "a bool";
    case JsonKind::kInteger:
      return "a number without fraction";
    case JsonKind::kNumber:
      return "a number with a fraction";
    case JsonKind::kString:
      return "a string";
    case JsonKind::kArray:
      return "an array";
    case JsonKind::kObject:
      return "an object";
  }
  return "";
}

UntaggedUnions::UntaggedUnions(const Schema& schema)
    : schema_(schema), unions_(schema.declarations.size()) {
  // Unions may be variants of each other. In each round they learn from those
  // one step further away; beyond the depth allowed nothing new matters.
  bool changed = true;
  for (uint32_t round = 0; changed && round <= kMaxTypeDepth + 1; ++round) {
    changed = false;
    for (size_t i = unions_.size(); i-- > 0;) {
      const Declaration& decl = schema.declarations[i];
      if (!decl.is_untagged()) continue;
      const Union found = Find(decl);
      changed = changed || !(found == unions_[i]);
      unions_[i] = found;
    }
  }
}

UntaggedUnions::Union UntaggedUnions::Find(const Declaration& decl) const {
  Union found;
  for (const Field& variant : decl.fields) {
    uint32_t nesting = 0;
    const Claims claims = ClaimsOf(variant.type, nesting);
    found.claims.written |= claims.written;
    found.claims.numbers |= claims.numbers;
    found.claims.rare |= claims.rare;
    found.nesting = std::max(found.nesting, nesting);
  }
  const auto most = static_cast<uint32_t>(kMaxTypeDepth) + 1;
  found.nesting = std::min(found.nesting + 1, most);
  return found;
}

bool UntaggedUnions::IsTooDeep(DeclId id) const {
  return unions_[id.value()].nesting > kMaxTypeDepth;
}

// Types are as deep as the limits allow, and so is the recursion.
UntaggedUnions::Claims UntaggedUnions::ClaimsOf(TypeId id,
                                                uint32_t& nesting) const {
  const Type& type = schema_.type(id);
  switch (type.kind) {
    case TypeKind::kNull:
      return {.written = kNull};
    case TypeKind::kBool:
      return {.written = kBool};
    case TypeKind::kInteger:
      return {.written = kInteger};
    case TypeKind::kFloat:  // infinities and NaN are strings
      return {.written = kNumber, .numbers = kInteger, .rare = kString};
    case TypeKind::kDecimal:
      if (type.scale == 0) return {.written = kInteger};
      return {.written = kNumber, .numbers = kInteger};
    case TypeKind::kDate:
    case TypeKind::kTimestamp:  // numbers where years have more than 4 digits
      return {.written = kString, .rare = kInteger};
    case TypeKind::kString:
    case TypeKind::kBytes:
    case TypeKind::kFixedBytes:
    case TypeKind::kDuration:
    case TypeKind::kUuid:
      return {.written = kString};
    case TypeKind::kList:
    case TypeKind::kArray:
      return {.written = kArray};
    case TypeKind::kMap:
      return {.written = kObject};
    case TypeKind::kOptional: {
      Claims claims = ClaimsOf(type.element, nesting);
      claims.written |= kNull;
      return claims;
    }
    case TypeKind::kNamed:
      return ClaimsOf(type.decl, nesting);
  }
  return {};
}

UntaggedUnions::Claims UntaggedUnions::ClaimsOf(DeclId id,
                                                uint32_t& nesting) const {
  const Declaration& decl = schema_.declaration(id);
  switch (decl.kind) {
    case DeclKind::kEnum:  // later members are numbers
      return {.written = kString, .rare = decl.closed ? uint8_t{0} : kInteger};
    case DeclKind::kFlags:
      return {.written = kArray};
    case DeclKind::kId:
      return ClaimsOf(decl.underlying, nesting);
    case DeclKind::kStruct:
    case DeclKind::kRecord:
      return {.written = kObject};
    case DeclKind::kUnion:
      if (!decl.is_untagged()) return {.written = kObject};
      nesting = std::max(nesting, unions_[id.value()].nesting);
      return unions_[id.value()].claims;
  }
  return {};
}

std::vector<UntaggedUnions::Conflict> UntaggedUnions::ConflictsOf(
    const Declaration& decl) const {
  std::vector<Conflict> conflicts;
  VariantsByKind first;
  first.fill(kNoVariant);
  for (uint32_t i = 0; i < decl.fields.size(); ++i) {
    uint32_t nesting = 0;
    unsigned claims = ClaimsOf(decl.fields[i].type, nesting).written;
    bool is_reported = false;
    for (; claims != 0; claims &= claims - 1) {
      const auto kind = static_cast<size_t>(std::countr_zero(claims));
      if (first[kind] == kNoVariant) {
        first[kind] = i;
      } else if (!is_reported) {
        conflicts.push_back({first[kind], i, static_cast<JsonKind>(kind)});
        is_reported = true;
      }
    }
  }
  return conflicts;
}

VariantsByKind UntaggedUnions::VariantsOf(const Declaration& decl) const {
  VariantsByKind variants;
  variants.fill(kNoVariant);
  for (const uint8_t Claims::*level :
       {&Claims::written, &Claims::numbers, &Claims::rare}) {
    for (uint32_t i = 0; i < decl.fields.size(); ++i) {
      uint32_t nesting = 0;
      unsigned claims = ClaimsOf(decl.fields[i].type, nesting).*level;
      for (; claims != 0; claims &= claims - 1) {
        uint32_t& variant =
            variants[static_cast<size_t>(std::countr_zero(claims))];
        if (variant == kNoVariant) variant = i;
      }
    }
  }
  return variants;
}

}  // namespace sinter::schema
