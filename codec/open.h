// Opening messages of generated types with errors as absl::Status. This header
// alone includes Status, which takes most of a second to compile; reader.h is
// the same without.
//
//   absl::StatusOr<sinter::Message<shop::User>> message =
//       sinter::Open<shop::User>(bytes);
//   if (!message.ok()) return message.status();
//   shop::UserView user = message->root();
#ifndef SINTER_CODEC_OPEN_H_
#define SINTER_CODEC_OPEN_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/reader.h"
#include "codec/status.h"
#include "codec/typed_bytes.h"
#include "codec/view/list.h"

namespace sinter {

// Why a reader's last Open failed; OK if it did not.
template <typename T>
absl::Status StatusOf(const Reader<T>& reader) {
  return ToStatus(reader.failure(), reader.message().layout());
}

// An open message that can be moved: one allocation that holds its reader, and
// its bytes if it owns them. One that was moved from may only be destroyed or
// assigned to.
template <typename T>
class Message {
 public:
  using View = typename Reader<T>::View;

  // As those of Reader: views live as long as this, wherever it is moved.
  View root() const& { return state_->reader.root(); }
  View root() const&& = delete;
  List<View> roots() const& { return state_->reader.roots(); }
  List<View> roots() const&& = delete;

  const Reader<T>& reader() const& { return state_->reader; }
  const Reader<T>& reader() const&& = delete;

 private:
  template <typename U>
  friend class MessageOpening;

  struct State {
    std::string owned_bytes;
    Reader<T> reader;
  };

  explicit Message(std::unique_ptr<State> state) : state_(std::move(state)) {}

  std::unique_ptr<State> state_;
};

// How Message is made. Internal.
template <typename T>
class MessageOpening {
 public:
  MessageOpening() : state_(new typename Message<T>::State) {}

  std::span<const uint8_t> Own(std::string bytes) {
    state_->owned_bytes = std::move(bytes);
    return AsBytes(state_->owned_bytes);
  }
  absl::StatusOr<Message<T>> Open(std::span<const uint8_t> bytes,
                                  const ReadOptions& options) {
    if (state_->reader.Open(bytes, options)) return Done();
    return StatusOf(state_->reader);
  }
  absl::StatusOr<Message<T>> OpenUnverified(std::span<const uint8_t> bytes,
                                            const ReadOptions& options) {
    if (state_->reader.OpenUnverified(bytes, options)) return Done();
    return StatusOf(state_->reader);
  }

 private:
  Message<T> Done() { return Message<T>(std::move(state_)); }

  std::unique_ptr<typename Message<T>::State> state_;
};

// Opens `bytes` and checks all of them; they must outlive the message.
template <typename T>
absl::StatusOr<Message<T>> Open(std::span<const uint8_t> bytes,
                                const ReadOptions& options = {}) {
  return MessageOpening<T>().Open(bytes, options);
}
template <typename T>
absl::StatusOr<Message<T>> Open(std::string_view bytes,
                                const ReadOptions& options = {}) {
  return Open<T>(AsBytes(bytes), options);
}
// A temporary string would be gone: OpenOwned keeps it.
template <typename T>
absl::StatusOr<Message<T>> Open(std::string&& bytes,
                                const ReadOptions& options = {}) = delete;

// The same with bytes that the message keeps.
template <typename T>
absl::StatusOr<Message<T>> OpenOwned(std::string bytes,
                                     const ReadOptions& options = {}) {
  MessageOpening<T> opening;
  return opening.Open(opening.Own(std::move(bytes)), options);
}

// Checks only what keeps reads inside of `bytes`: see Reader::OpenUnverified.
template <typename T>
absl::StatusOr<Message<T>> OpenUnverified(std::span<const uint8_t> bytes,
                                          const ReadOptions& options = {}) {
  return MessageOpening<T>().OpenUnverified(bytes, options);
}
template <typename T>
absl::StatusOr<Message<T>> OpenUnverified(std::string_view bytes,
                                          const ReadOptions& options = {}) {
  return OpenUnverified<T>(AsBytes(bytes), options);
}
template <typename T>
absl::StatusOr<Message<T>> OpenUnverified(
    std::string&& bytes, const ReadOptions& options = {}) = delete;

}  // namespace sinter

#endif  // SINTER_CODEC_OPEN_H_
