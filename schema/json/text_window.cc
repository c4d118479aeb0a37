#include "schema/json/text_window.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "absl/status/statusor.h"

namespace sinter::json {
namespace {

// The place behind `text`, which starts at `place`.
TextPlace PlaceBehind(TextPlace place, std::string_view text) {
  const auto newlines = std::count(text.begin(), text.end(), '\n');
  if (newlines == 0) return {place.line, place.column + text.size()};
  return {place.line + static_cast<uint64_t>(newlines),
          text.size() - text.rfind('\n')};
}

}  // namespace

TextWindow::TextWindow(std::string_view text)
    : at_end_(true),
      first_(text.data()),
      begin_(text.data()),
      end_(text.data() + text.size()) {}

TextWindow::TextWindow(ByteSource& source, size_t first_read_bytes)
    : source_(&source),
      buffer_(std::make_unique<char[]>(std::max<size_t>(first_read_bytes, 1))),
      capacity_(std::max<size_t>(first_read_bytes, 1)),
      first_(buffer_.get()),
      begin_(first_),
      end_(first_) {}

void TextWindow::DropForgotten() {
  if (begin_ == first_) return;
  first_place_ = PlaceOf(begin_);
  const auto size = static_cast<size_t>(end_ - begin_);
  std::memmove(buffer_.get(), begin_, size);
  first_ = begin_ = buffer_.get();
  end_ = begin_ + size;
}

bool TextWindow::MakeRoom() {
  DropForgotten();
  const auto size = static_cast<size_t>(end_ - begin_);
  if (size < capacity_) return true;
  if (size >= kMaxRecordBytes) {
    status_ = absl::ResourceExhaustedError(
        "expected a record of less than 4 GiB of text, got more");
    return false;
  }
  capacity_ *= 2;
  std::unique_ptr<char[]> larger(new char[capacity_]);
  std::memcpy(larger.get(), begin_, size);
  buffer_ = std::move(larger);
  first_ = begin_ = buffer_.get();
  end_ = begin_ + size;
  return true;
}

bool TextWindow::Grow() {
  if (at_end_ || !status_.ok() || !MakeRoom()) return false;
  const auto size = static_cast<size_t>(end_ - begin_);
  const absl::StatusOr<size_t> added = source_->Read(
      {reinterpret_cast<uint8_t*>(buffer_.get()) + size, capacity_ - size});
  if (!added.ok()) {
    status_ = added.status();
    return false;
  }
  end_ += *added;
  at_end_ = *added == 0;
  return !at_end_;
}

TextPlace TextWindow::PlaceOf(const char* place) const {
  return PlaceBehind(first_place_,
                     {first_, static_cast<size_t>(place - first_)});
}

}  // namespace sinter::json
