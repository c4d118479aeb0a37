#include "codec/file/tagged.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "codec/status_macros.h"
#include "codec/typed_bytes.h"

namespace sinter {
namespace {

struct Tag {
  uint8_t version;
  LittleEndian<uint64_t> fingerprint;
};
static_assert(sizeof(Tag) == kTagBytes);

}  // namespace

void AppendTag(uint64_t fingerprint, std::string& out) {
  const Tag tag{.version = kTaggedVersion, .fingerprint = fingerprint};
  out.append(AsText(BytesOf(tag)));
}

absl::StatusOr<TaggedMessage> ParseTagged(std::span<const uint8_t> bytes) {
  const auto* tag = ViewAs<Tag>(bytes);
  if (tag == nullptr) {
    return absl::InvalidArgumentError(absl::StrCat(
        "offset 0, tag: expected ", kTagBytes, " bytes, got ", bytes.size()));
  }
  if (tag->version != kTaggedVersion) {
    return absl::UnimplementedError(
        absl::StrCat("offset 0, version of the tag: expected ", kTaggedVersion,
                     ", got ", tag->version));
  }
  return TaggedMessage{.fingerprint = tag->fingerprint,
                       .message = bytes.subspan(sizeof(Tag))};
}

absl::StatusOr<std::span<const uint8_t>> ParseTagged(
    std::span<const uint8_t> bytes, uint64_t fingerprint) {
  ASSIGN_OR_RETURN(const TaggedMessage tagged, ParseTagged(bytes));
  if (tagged.fingerprint != fingerprint) {
    return absl::FailedPreconditionError(
        absl::StrCat("offset 1, schema fingerprint: expected 0x",
                     absl::Hex(fingerprint, absl::kZeroPad16), ", got 0x",
                     absl::Hex(tagged.fingerprint, absl::kZeroPad16)));
  }
  return tagged.message;
}

}  // namespace sinter
