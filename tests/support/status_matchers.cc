#include "tests/support/status_matchers.h"

#include <ostream>
#include <string>

namespace sinter::testing::internal {

bool StatusIsMatcher::Explain(const absl::Status& status,
                              ::testing::MatchResultListener* listener) const {
  if (!code_.MatchAndExplain(status.code(), listener)) {
    *listener << "whose code is " << absl::StatusCodeToString(status.code());
    return false;
  }
  return message_.MatchAndExplain(std::string(status.message()), listener);
}

void StatusIsMatcher::DescribeTo(std::ostream* os) const {
  *os << "has a code that ";
  code_.DescribeTo(os);
  *os << " and a message that ";
  message_.DescribeTo(os);
}

void StatusIsMatcher::DescribeNegationTo(std::ostream* os) const {
  *os << "not (";
  DescribeTo(os);
  *os << ")";
}

}  // namespace sinter::testing::internal
