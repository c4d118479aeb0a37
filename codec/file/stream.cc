#include "codec/file/stream.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "codec/status_macros.h"
#include "codec/varint.h"

namespace sinter {
namespace {

absl::Status CheckSize(uint64_t offset, uint64_t size,
                       const FileLimits& limits) {
  if (size <= limits.max_message_bytes) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      absl::StrCat("offset ", offset, ", message size: expected at most ",
                   limits.max_message_bytes, " bytes, got ", size));
}

absl::string_view WhatIsWrong(VarintResult result) {
  switch (result) {
    case VarintResult::kOk:
      return "a varint";
    case VarintResult::kTruncated:
      return "the end inside it";
    case VarintResult::kOverlong:
      return "a longer form";
    case VarintResult::kTooLarge:
      return "more than 64 bits";
  }
  return "";
}

}  // namespace

absl::Status MessageStreamWriter::Add(std::span<const uint8_t> message) {
  if (status_.ok()) status_ = Write(message);
  return status_;
}

absl::Status MessageStreamWriter::Write(std::span<const uint8_t> message) {
  if (message.size() > limits_.max_message_bytes) {
    return absl::ResourceExhaustedError(absl::StrCat(
        "message size: expected at most ", limits_.max_message_bytes,
        " bytes, got ", message.size()));
  }
  std::array<uint8_t, kMaxVarintBytes> bytes;
  const unsigned length = PutVarint(message.size(), bytes.data());
  RETURN_IF_ERROR(sink_.Append(std::span(bytes).first(length)));
  return sink_.Append(message);
}

absl::StatusOr<uint64_t> MessageStreamReader::ReadSize() {
  const uint64_t offset = reader_.offset();
  std::array<uint8_t, kMaxVarintBytes> bytes;
  size_t size = 0;
  size_t got = 1;
  while (got == 1 && size < bytes.size() &&
         (size == 0 || bytes[size - 1] >= 0x80)) {
    ASSIGN_OR_RETURN(got, reader_.Read(std::span(bytes).subspan(size, 1)));
    size += got;
  }
  uint64_t value = 0;
  unsigned length = 0;
  const VarintResult result = GetVarint(bytes.data(), size, value, length);
  if (result == VarintResult::kOk) return value;
  return absl::InvalidArgumentError(
      absl::StrCat("offset ", offset,
                   ", message size: expected a varint of the shortest form, "
                   "got ",
                   WhatIsWrong(result)));
}

absl::StatusOr<std::optional<std::span<const uint8_t>>>
MessageStreamReader::Next() {
  RETURN_IF_ERROR(status_);
  auto message = ReadNext();
  if (!message.ok()) status_ = message.status();
  return message;
}

absl::StatusOr<std::optional<std::span<const uint8_t>>>
MessageStreamReader::ReadNext() {
  ASSIGN_OR_RETURN(const bool at_end, reader_.AtEnd());
  if (at_end) return std::nullopt;
  const uint64_t size_offset = reader_.offset();
  ASSIGN_OR_RETURN(const uint64_t size, ReadSize());
  RETURN_IF_ERROR(CheckSize(size_offset, size, limits_));
  const uint64_t offset = reader_.offset();
  RETURN_IF_ERROR(reader_.ReadInto(size, buffer_));
  if (buffer_.size() < size) {
    return absl::InvalidArgumentError(
        absl::StrCat("offset ", offset, ", message: expected ", size,
                     " bytes, got ", buffer_.size()));
  }
  return std::span<const uint8_t>(buffer_.bytes());
}

}  // namespace sinter
