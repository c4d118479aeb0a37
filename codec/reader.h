// Readers of generated types: open messages and give their roots.
//
//   sinter::Reader<shop::User> reader;  // reusable: no allocation once warm
//   if (!reader.Open(bytes)) return Report(reader.failure());
//   shop::UserView user = reader.root();
//
// open.h has the same with absl::Status, and an owner that can be moved.
#ifndef SINTER_CODEC_READER_H_
#define SINTER_CODEC_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>

#include "codec/column.h"
#include "codec/failure.h"
#include "codec/limits.h"
#include "codec/message_reader.h"
#include "codec/view/list.h"
#include "codec/view/record.h"

namespace sinter {

struct ReadOptions {
  // Records in the message: one, unless whoever wrote it knows better.
  uint32_t num_roots = 1;
  // Of structs and raw lists, which are handed out in place.
  Alignment alignment = Alignment::kRequire;
  Limits limits = {};
};

// Descriptors up to this size live inside their reader.
inline constexpr size_t kMaxInlineReaderBytes = 16 * 1024;

// Opens messages whose root is the record `T`, a generated type. Immovable,
// since views point into it. Views live until the next Open and no longer than
// the reader and the bytes; any number of threads may use them.
template <typename T>
class Reader {
 public:
  using View = typename RootTraits<T>::View;

  // What does not fit inside comes from `memory`, once.
  explicit Reader(
      std::pmr::memory_resource* memory = std::pmr::get_default_resource())
      : reader_(RootTraits<T>::layout(), memory, storage_) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // Opens `bytes` and checks all of them. On failure everything reads as its
  // default and `failure()` says why.
  [[nodiscard]] bool Open(std::span<const uint8_t> bytes,
                          const ReadOptions& options = {}) {
    return OpenAs(bytes, options, /*verify=*/true);
  }
  // Checks only what keeps reads inside of `bytes`, in a time that does not
  // depend on their number. Values may then be out of their range, strings not
  // UTF-8, maps unsorted.
  [[nodiscard]] bool OpenUnverified(std::span<const uint8_t> bytes,
                                    const ReadOptions& options = {}) {
    return OpenAs(bytes, options, /*verify=*/false);
  }
  // Makes up for what OpenUnverified left out.
  [[nodiscard]] bool Verify() { return reader_.Verify(); }

  const Failure& failure() const { return reader_.failure(); }

  // The record; the first if there are several.
  View root() const& { return View(reader_.table(TableId(0)), 0); }
  View root() const&& = delete;
  // All records of the message; none if it is not open.
  List<View> roots() const& {
    return List<View>::OfTable(reader_.table(TableId(0)), 0,
                               reader_.num_roots());
  }
  List<View> roots() const&& = delete;

  const MessageReader& message() const { return reader_; }

 private:
  static constexpr size_t BytesInside() {
    constexpr LayoutShape kShape = RootTraits<T>::kShape;
    constexpr size_t kBytes =
        MessageReader::BlockBytes(kShape.num_slots, kShape.num_tables,
                                  kShape.num_nodes, kShape.num_texts);
    return kBytes <= kMaxInlineReaderBytes ? kBytes : 0;
  }

  bool OpenAs(std::span<const uint8_t> bytes, const ReadOptions& options,
              bool verify) {
    return reader_.Open(bytes, {.root_rows = options.num_roots,
                                .verify = verify,
                                .alignment = options.alignment,
                                .limits = options.limits});
  }

  alignas(Column) std::byte storage_[BytesInside() + 1];
  MessageReader reader_;
};

}  // namespace sinter

#endif  // SINTER_CODEC_READER_H_
