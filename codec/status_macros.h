// Early return for functions that return absl::Status or absl::StatusOr.
#ifndef SINTER_CODEC_STATUS_MACROS_H_
#define SINTER_CODEC_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Returns the Status of `expr` from this function unless it is OK.
#define RETURN_IF_ERROR(expr)                        \
  do {                                               \
    absl::Status sinter_status_ = (expr);            \
    if (!sinter_status_.ok()) return sinter_status_; \
  } while (false)

// Evaluates `expr`, a StatusOr; returns its Status from this function when it
// failed, else moves its value into `lhs`, which may declare a variable. Takes
// several statements, so it needs braces of its own after `if` or `for`. An
// `lhs` with a comma stands in parentheses-free form through `auto`.
#define ASSIGN_OR_RETURN(lhs, expr)                                           \
  SINTER_ASSIGN_OR_RETURN_(SINTER_MACRO_CONCAT_(sinter_status_or_, __LINE__), \
                           lhs, expr)

#define SINTER_ASSIGN_OR_RETURN_(temporary, lhs, expr)       \
  auto temporary = (expr);                                   \
  if (!temporary.ok()) return std::move(temporary).status(); \
  lhs = *std::move(temporary)

#define SINTER_MACRO_CONCAT_(a, b) SINTER_MACRO_CONCAT_INNER_(a, b)
#define SINTER_MACRO_CONCAT_INNER_(a, b) a##b

#endif  // SINTER_CODEC_STATUS_MACROS_H_
