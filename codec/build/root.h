// Builders of whole messages: of one root record, and of many.
//
//   shop::UserBuilder user;
//   user.set_name("Ada");
//   user.add_tags("math");
//   absl::StatusOr<std::string> bytes = user.Finish();  // codec/build/finish.h
#ifndef SINTER_CODEC_BUILD_ROOT_H_
#define SINTER_CODEC_BUILD_ROOT_H_

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <span>
#include <string_view>

#include "absl/base/config.h"
#include "codec/build/traits.h"
#include "codec/limits.h"
#include "codec/memory_fwd.h"
#include "codec/message_builder.h"

namespace absl {
ABSL_NAMESPACE_BEGIN
class Status;
template <typename T>
class StatusOr;
ABSL_NAMESPACE_END
}  // namespace absl

namespace sinter {

// Generated for the record `T` of each `root` of a schema:
//
//   using Row = ...;  // the handle on its rows
//   static const Layout& layout();
template <typename T>
struct BuilderTraits;

// What builders of one and of many records have in common. A builder is not
// copied or moved, since handles point to it.
class RootBuilderBase {
 public:
  RootBuilderBase(const RootBuilderBase&) = delete;
  RootBuilderBase& operator=(const RootBuilderBase&) = delete;

  // The message, or the first thing that was wrong with what was set: text that
  // is not UTF-8, a number out of its range, a key twice, too many rows. The
  // builder keeps what it holds. Include codec/build/finish.h to call it.
  absl::StatusOr<std::string> Finish(const Limits& limits = {});
  // The same at the end of `out`, which on failure is as before.
  [[nodiscard]] bool FinishTo(std::string& out, const Limits& limits = {}) {
    return builder_.Finish(out, limits);
  }
  // The same at the start of `out`: the part of it that the message takes.
  // Nothing on failure, which includes that it does not fit.
  std::optional<std::span<uint8_t>> FinishTo(std::span<uint8_t> out,
                                             const Limits& limits = {}) {
    return builder_.Finish(out, limits);
  }
  // Hands the message to `sink(std::span<const uint8_t>)` where it stands.
  template <typename Sink>
  [[nodiscard]] bool FinishWith(Sink&& sink, const Limits& limits = {}) {
    const auto bytes = builder_.Encode(limits);
    if (bytes.has_value()) sink(*bytes);
    return bytes.has_value();
  }
  // What was wrong. Include codec/build/finish.h to call it.
  absl::Status status() const;

  // Whether strings, bytes and raw lists set from now on are copied (they are
  // at first) or referred to and must live until the message is finished.
  void set_borrows_texts(bool borrows) {
    builder_.rows().set_borrows_texts(borrows);
  }
  // Bytes in use for what was set, as a measure of when to finish.
  uint64_t size_bytes() const { return builder_.size_bytes(); }

 protected:
  RootBuilderBase(const Layout& layout, std::pmr::memory_resource* memory)
      : builder_(layout, memory) {}
  ~RootBuilderBase() = default;

  MessageBuilder builder_;
};

// Builds a message of one record, whose setters it has. All memory comes from
// `memory` (null: the default resource) and stays for the next message.
template <typename T>
class RootBuilder : public RootBuilderBase, public BuilderTraits<T>::Row {
  using Row = typename BuilderTraits<T>::Row;

 public:
  explicit RootBuilder(std::pmr::memory_resource* memory = nullptr)
      : RootBuilderBase(BuilderTraits<T>::layout(), memory),
        Row(builder_.rows().table(TableId(0)), builder_.AddRoot()) {}

  // Starts a new message. Handles on rows of the old one must not be used.
  void Clear() {
    builder_.Clear();
    builder_.AddRoot();  // row 0 again
  }
};

// Builds a message of any number of records, as blocks of files hold them.
template <typename T>
class RootListBuilder : public RootBuilderBase {
 public:
  using Row = typename BuilderTraits<T>::Row;

  explicit RootListBuilder(std::pmr::memory_resource* memory = nullptr)
      : RootBuilderBase(BuilderTraits<T>::layout(), memory) {}

  Row AddRow() {
    return Row(builder_.rows().table(TableId(0)), builder_.AddRoot());
  }
  uint32_t size() const { return builder_.num_roots(); }
  void Clear() { builder_.Clear(); }
};

}  // namespace sinter

#endif  // SINTER_CODEC_BUILD_ROOT_H_
