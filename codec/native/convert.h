// Plain structs to messages and views to plain structs. The headers that the
// sinter command generates (NAME.native.h) include this.
#ifndef SINTER_CODEC_NATIVE_CONVERT_H_
#define SINTER_CODEC_NATIVE_CONVERT_H_

#include <span>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/build/finish.h"
#include "codec/limits.h"
#include "codec/native/get_plain.h"
#include "codec/native/put_plain.h"

namespace sinter {

// Generated for the view of each record and union:
//
//   using Type = ...;  // its plain struct
template <typename View>
struct PlainOf;

// Sets all fields of a row to those of a plain struct. Where texts are borrowed
// the struct has to live as long as they.
template <typename Row, typename Plain>
void SetPlain(const Row& row, const Plain& plain) {
  PutFields(row, plain, 1);
}

// The bytes of a message whose roots are `plain`, records of a root type.
template <typename T>
absl::StatusOr<std::string> Encode(std::span<const T> plain,
                                   const Limits& limits = {}) {
  RootListBuilder<T> builder;
  builder.set_borrows_texts(true);
  for (const T& record : plain) SetPlain(builder.AddRow(), record);
  return builder.Finish(limits);
}
template <typename T>
absl::StatusOr<std::string> Encode(const T& plain, const Limits& limits = {}) {
  return Encode(std::span<const T>(&plain, 1), limits);
}

absl::Status PlainLimitError(const PlainBudget& budget);

// A copy of all that a view shows. RESOURCE_EXHAUSTED if that is more than the
// limits allow.
template <typename View>
absl::StatusOr<typename PlainOf<View>::Type> ToStruct(
    View view, const PlainLimits& limits = {}) {
  typename PlainOf<View>::Type plain;
  PlainBudget budget(limits);
  if (!GetPlain(view, plain, budget)) return PlainLimitError(budget);
  return plain;
}

}  // namespace sinter

#endif  // SINTER_CODEC_NATIVE_CONVERT_H_
