#include "codec/file/file_writer.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "codec/file/checksum.h"
#include "codec/status_macros.h"
#include "codec/typed_bytes.h"

namespace sinter {
namespace {

using container::BlockHeader;
using container::FileHeader;
using container::IndexEntry;
using container::IndexHeader;
using container::kBlockAlignment;

// `checksum` is the last field of `part`.
template <typename Part>
void Seal(Part& part, container::U64& checksum) {
  const auto bytes = BytesOf(part);
  checksum = Checksum(bytes.first(bytes.size() - sizeof(checksum)));
}

std::string BodyOf(const FileInfo& info) {
  return absl::StrCat(
      absl::string_view(info.root.data(), info.root.size()),
      absl::string_view(AsText(info.schema).data(), info.schema.size()));
}

// Of sizes that have been checked, or the header is never written.
FileHeader MakeFileHeader(const FileInfo& info) {
  FileHeader header{
      .magic = container::kMagic,
      .version = container::kVersion,
      .flags = info.one_record ? container::kFlagOneRecord : uint8_t{0},
      .root_size = static_cast<uint16_t>(info.root.size()),
      .schema_size = static_cast<uint32_t>(info.schema.size()),
      .fingerprint = info.fingerprint,
      .body_checksum = Checksum(AsBytes(BodyOf(info))),
      .header_checksum = 0};
  Seal(header, header.header_checksum);
  return header;
}

absl::Status CheckInfo(const FileInfo& info, const FileLimits& limits) {
  RETURN_IF_ERROR(container::CheckRootName(info.root));
  if (info.schema.empty()) {
    return absl::InvalidArgumentError("schema: expected bytes, got none");
  }
  if (info.schema.size() > limits.max_schema_bytes ||
      info.schema.size() > UINT32_MAX) {
    return absl::ResourceExhaustedError(
        absl::StrCat("schema size: expected at most ", limits.max_schema_bytes,
                     " bytes, got ", info.schema.size()));
  }
  return absl::OkStatus();
}

}  // namespace

FileWriter::FileWriter(const FileInfo& info, ByteSink& sink,
                       const FileLimits& limits)
    : sink_(sink),
      limits_(limits),
      status_(CheckInfo(info, limits)),
      chain_(FileHeader{}) {
  if (!status_.ok()) return;
  const FileHeader header = MakeFileHeader(info);
  chain_ = container::BlockChain(header);
  status_ = WriteHeader(header, info);
}

absl::Status FileWriter::AddBlock(std::span<const uint8_t> message,
                                  uint64_t rows) {
  if (!status_.ok()) return status_;
  if (finished_) return absl::FailedPreconditionError("AddBlock after Finish");
  return status_ = WriteBlock(message, rows);
}

absl::Status FileWriter::Finish() {
  if (!status_.ok()) return status_;
  if (finished_) return absl::FailedPreconditionError("Finish after Finish");
  finished_ = true;
  return status_ = WriteIndex();
}

absl::Status FileWriter::WriteHeader(const FileHeader& header,
                                     const FileInfo& info) {
  RETURN_IF_ERROR(Append(BytesOf(header)));
  RETURN_IF_ERROR(Append(AsBytes(info.root)));
  RETURN_IF_ERROR(Append(info.schema));
  return AppendPadding();
}

absl::Status FileWriter::WriteBlock(std::span<const uint8_t> message,
                                    uint64_t rows) {
  BlockHeader header{.marker = container::kBlockMarker,
                     .offset = chain_.offset(),
                     .first_row = chain_.num_rows(),
                     .rows = rows,
                     .message_size = message.size(),
                     .flags = 0,
                     .message_checksum = Checksum(message),
                     .header_checksum = 0};
  Seal(header, header.header_checksum);
  // What readers check, so that they accept whatever is written.
  RETURN_IF_ERROR(container::CheckBlockHeader(header, chain_.place(), limits_));
  RETURN_IF_ERROR(Append(BytesOf(header)));
  RETURN_IF_ERROR(Append(message));
  RETURN_IF_ERROR(AppendPadding());
  entries_.push_back(chain_.Add(message.size(), rows));
  return absl::OkStatus();
}

absl::Status FileWriter::WriteIndex() {
  RETURN_IF_ERROR(chain_.CheckComplete());
  RETURN_IF_ERROR(Append(BytesOf(chain_.index_header())));
  const auto* entries = reinterpret_cast<const uint8_t*>(entries_.data());
  RETURN_IF_ERROR(Append({entries, entries_.size() * sizeof(IndexEntry)}));
  return Append(BytesOf(chain_.trailer()));
}

absl::Status FileWriter::Append(std::span<const uint8_t> bytes) {
  size_bytes_ += bytes.size();
  return sink_.Append(bytes);
}

absl::Status FileWriter::AppendPadding() {
  static constexpr uint8_t kZeros[kBlockAlignment] = {};
  const uint64_t size = container::AlignUp(size_bytes_) - size_bytes_;
  return Append(std::span(kZeros).first(size));
}

}  // namespace sinter
