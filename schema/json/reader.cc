#include "schema/json/reader.h"

#include <utility>

#include "codec/status.h"
#include "codec/status_macros.h"
#include "schema/text.h"

namespace sinter::json {

JsonRecords::JsonRecords(const Mapping& mapping, std::string_view text,
                         ReadOptions options)
    : mapping_(mapping),
      options_(std::move(options)),
      window_(text),
      cursor_(window_),
      reader_(mapping, cursor_, options_.allow_unknown, /*text_stays=*/true),
      state_(options_.lines ? State::kLines : State::kStart) {}

JsonRecords::JsonRecords(const Mapping& mapping, ByteSource& source,
                         ReadOptions options, size_t first_read_bytes)
    : mapping_(mapping),
      options_(std::move(options)),
      window_(source, first_read_bytes),
      cursor_(window_),
      reader_(mapping, cursor_, options_.allow_unknown, /*text_stays=*/false),
      state_(options_.lines ? State::kLines : State::kStart) {}

absl::StatusOr<bool> JsonRecords::Next(MessageBuilder& builder) {
  if (!status_.ok()) return status_;
  if (ended_) return false;
  absl::StatusOr<bool> next =
      state_ == State::kLines ? NextLine(builder) : NextOfDocument(builder);
  status_ = next.status();
  ended_ = next.ok() && !*next;
  return next;
}

absl::StatusOr<bool> JsonRecords::NextOfDocument(MessageBuilder& builder) {
  if (state_ == State::kOneRecord) return false;
  if (state_ == State::kArray) return NextOfArray(builder);
  const int c = cursor_.Peek();
  const bool is_of_values = mapping_.is_of_values();
  if (c == '[' && !(is_of_values && options_.one_record)) {
    state_ = State::kArray;
    cursor_.Take();
    return NextOfArray(builder);
  }
  state_ = State::kOneRecord;
  if (c != '{' && !is_of_values) {
    cursor_.FailHere("a record or an array of records");
    return Failure();
  }
  RETURN_IF_ERROR(ReadRecord(builder));
  RETURN_IF_ERROR(ExpectEnd());
  return true;
}

absl::StatusOr<bool> JsonRecords::NextOfArray(MessageBuilder& builder) {
  bool more;
  if (num_records_ == 0) {
    more = cursor_.Peek() != ']';
    if (!more) cursor_.Take();
  } else if (!ReadSeparator(cursor_, ']', more)) {
    return Failure();
  }
  if (more) {
    RETURN_IF_ERROR(ReadRecord(builder));
  } else {
    RETURN_IF_ERROR(ExpectEnd());
  }
  return more;
}

absl::StatusOr<bool> JsonRecords::NextLine(MessageBuilder& builder) {
  while (cursor_.StartLine()) {
    RETURN_IF_ERROR(window_.status());
    if (cursor_.Peek() == Cursor::kEnd) continue;
    RETURN_IF_ERROR(ReadRecord(builder));
    RETURN_IF_ERROR(ExpectEnd());
    return true;
  }
  RETURN_IF_ERROR(window_.status());
  return false;
}

absl::Status JsonRecords::ReadRecord(MessageBuilder& builder) {
  cursor_.Peek();
  cursor_.StartRecord();
  if (!reader_.ReadRoot(builder, builder.AddRoot())) {
    if (state_ == State::kArray) reader_.path().Enter(num_records_);
    return Failure();
  }
  ++num_records_;
  if (builder.failure().failed()) {
    return sinter::ToStatus(builder.failure(), builder.layout());
  }
  return absl::OkStatus();
}

absl::Status JsonRecords::ExpectEnd() {
  if (cursor_.Peek() == Cursor::kEnd && window_.status().ok()) {
    return absl::OkStatus();
  }
  reader_.path().Clear();
  cursor_.FailHere(options_.lines ? "the end of the line after a record"
                                  : "the end of the text");
  return Failure();
}

absl::Status JsonRecords::Failure() const {
  return cursor_.ToStatus(options_.file, reader_.path().text());
}

}  // namespace sinter::json
