#include "tests/support/status_matchers.h"

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/status_macros.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sinter::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::PrintToString;

absl::StatusOr<int> ParseDigit(char c) {
  if (c < '0' || c > '9') {
    return absl::InvalidArgumentError("expected a digit");
  }
  return c - '0';
}

absl::StatusOr<int> SumOfDigits(const std::string& text) {
  int sum = 0;
  for (const char c : text) {
    ASSIGN_OR_RETURN(const int digit, ParseDigit(c));
    sum += digit;
  }
  return sum;
}

absl::Status CheckDigits(const std::string& text) {
  RETURN_IF_ERROR(SumOfDigits(text).status());
  return absl::OkStatus();
}

TEST(StatusMacros, PassValuesOnAndReturnTheFirstError) {
  EXPECT_THAT(SumOfDigits("123"), IsOkAndHolds(6));
  EXPECT_THAT(SumOfDigits("1x3"),
              StatusIs(absl::StatusCode::kInvalidArgument, "expected a digit"));
  EXPECT_OK(CheckDigits("9"));
  EXPECT_THAT(CheckDigits("?"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(StatusMatchers, TellCodesMessagesAndValuesApart) {
  const absl::Status error = absl::NotFoundError("no such file");
  EXPECT_THAT(error, Not(IsOk()));
  EXPECT_THAT(error, StatusIs(absl::StatusCode::kNotFound, HasSubstr("such")));
  EXPECT_THAT(error, Not(StatusIs(absl::StatusCode::kInternal)));
  EXPECT_THAT(error,
              Not(StatusIs(absl::StatusCode::kNotFound, HasSubstr("other"))));
  EXPECT_THAT(absl::StatusOr<int>(7), IsOkAndHolds(::testing::Gt(6)));
  EXPECT_THAT(absl::StatusOr<int>(7), Not(IsOkAndHolds(8)));
  EXPECT_THAT(absl::StatusOr<int>(error), Not(IsOkAndHolds(8)));
}

TEST(StatusMatchers, PrintWhatARefusedValueHolds) {
  EXPECT_EQ(PrintToString(absl::StatusOr<int>(7)), "OK, holding 7");
  EXPECT_THAT(PrintToString(absl::StatusOr<int>(absl::NotFoundError("gone"))),
              HasSubstr("NOT_FOUND: gone"));
}

TEST(StatusMatchers, AssignsFromStatusOr) {
  ASSERT_OK_AND_ASSIGN(const int sum, SumOfDigits("45"));
  EXPECT_EQ(sum, 9);
}

}  // namespace
}  // namespace sinter::testing
