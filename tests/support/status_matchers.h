// GoogleTest matchers for absl::Status and absl::StatusOr:
//
//   EXPECT_THAT(Open(bytes), IsOk());
//   EXPECT_THAT(Parse("7"), IsOkAndHolds(7));
//   EXPECT_THAT(Parse("x"), StatusIs(absl::StatusCode::kInvalidArgument,
//                                    HasSubstr("expected a digit")));
//
// There is no NotOk(): a test names the error that it expects.
#ifndef SINTER_TESTS_SUPPORT_STATUS_MATCHERS_H_
#define SINTER_TESTS_SUPPORT_STATUS_MATCHERS_H_

#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace absl {
template <typename T>
void PrintTo(const StatusOr<T>& result, std::ostream* os) {
  if (!result.ok()) {
    *os << result.status();
    return;
  }
  *os << "OK, holding " << ::testing::PrintToString(*result);
}
}  // namespace absl

namespace sinter::testing {
namespace internal {

inline const absl::Status& StatusOf(const absl::Status& status) {
  return status;
}
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

struct IsOkMatcher {
  using is_gtest_matcher = void;

  template <typename S>
  bool MatchAndExplain(const S& value, std::ostream*) const {
    return StatusOf(value).ok();
  }
  void DescribeTo(std::ostream* os) const { *os << "is OK"; }
  void DescribeNegationTo(std::ostream* os) const { *os << "is not OK"; }
};

class StatusIsMatcher {
 public:
  using is_gtest_matcher = void;

  StatusIsMatcher(::testing::Matcher<absl::StatusCode> code,
                  ::testing::Matcher<const std::string&> message)
      : code_(std::move(code)), message_(std::move(message)) {}

  template <typename S>
  bool MatchAndExplain(const S& value,
                       ::testing::MatchResultListener* listener) const {
    return Explain(StatusOf(value), listener);
  }
  void DescribeTo(std::ostream* os) const;
  void DescribeNegationTo(std::ostream* os) const;

 private:
  bool Explain(const absl::Status& status,
               ::testing::MatchResultListener* listener) const;

  ::testing::Matcher<absl::StatusCode> code_;
  ::testing::Matcher<const std::string&> message_;
};

template <typename Inner>
class IsOkAndHoldsMatcher {
 public:
  explicit IsOkAndHoldsMatcher(Inner inner) : inner_(std::move(inner)) {}

  // NOLINTNEXTLINE(google-explicit-constructor): how gmock converts matchers
  template <typename S>
  operator ::testing::Matcher<S>() const {
    return ::testing::Matcher<S>(new Impl<S>(inner_));
  }

 private:
  template <typename S>
  class Impl : public ::testing::MatcherInterface<S> {
   public:
    using Value = typename std::remove_cvref_t<S>::value_type;

    explicit Impl(const Inner& inner)
        : inner_(::testing::SafeMatcherCast<const Value&>(inner)) {}

    bool MatchAndExplain(
        S result, ::testing::MatchResultListener* listener) const override {
      return result.ok() && inner_.MatchAndExplain(*result, listener);
    }
    void DescribeTo(std::ostream* os) const override {
      *os << "is OK and holds a value that ";
      inner_.DescribeTo(os);
    }
    void DescribeNegationTo(std::ostream* os) const override {
      *os << "is not OK or holds a value that ";
      inner_.DescribeNegationTo(os);
    }

   private:
    ::testing::Matcher<const Value&> inner_;
  };

  Inner inner_;
};

}  // namespace internal

inline internal::IsOkMatcher IsOk() { return {}; }

// Matches a StatusOr that holds a value which `inner` matches.
template <typename Inner>
auto IsOkAndHolds(Inner inner) {
  return internal::IsOkAndHoldsMatcher<Inner>(std::move(inner));
}

// Matches a Status or StatusOr by its code and, if given, its message.
inline internal::StatusIsMatcher StatusIs(
    ::testing::Matcher<absl::StatusCode> code,
    ::testing::Matcher<const std::string&> message = ::testing::_) {
  return {std::move(code), std::move(message)};
}

}  // namespace sinter::testing

#define EXPECT_OK(expression) EXPECT_THAT(expression, ::sinter::testing::IsOk())
#define ASSERT_OK(expression) ASSERT_THAT(expression, ::sinter::testing::IsOk())

// Declares or assigns `lhs` from a StatusOr; ends the test when it failed.
#define ASSERT_OK_AND_ASSIGN(lhs, expression) \
  SINTER_ASSERT_OK_AND_ASSIGN_(               \
      SINTER_TEST_CONCAT_(sinter_test_result_, __LINE__), lhs, expression)
#define SINTER_ASSERT_OK_AND_ASSIGN_(temporary, lhs, expression) \
  auto temporary = (expression);                                 \
  ASSERT_OK(temporary);                                          \
  lhs = *std::move(temporary)
#define SINTER_TEST_CONCAT_(a, b) SINTER_TEST_CONCAT_INNER_(a, b)
#define SINTER_TEST_CONCAT_INNER_(a, b) a##b

#endif  // SINTER_TESTS_SUPPORT_STATUS_MATCHERS_H_
