// Random schemas that grew from version to version, as schema text: records,
// unions, enums and flags with `since` groups, recursive and not.
#ifndef SINTER_TESTS_SUPPORT_RANDOM_HISTORY_H_
#define SINTER_TESTS_SUPPORT_RANDOM_HISTORY_H_

#include <string>
#include <vector>

#include "codec/layout.h"
#include "tests/support/random_source.h"
#include "tests/support/rows.h"

namespace sinter::testing {

// The texts of versions 1, 2, ... of one schema with one root. Each has what
// the one before it has, and what the groups of its number add.
std::vector<std::string> RandomHistory(RandomSource& source);

// What a reader with the layout of another version makes of rows: what it does
// not know is gone, what the writer did not know is the default.
Rows Project(const Layout& from, const Rows& rows, const Layout& to);

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_RANDOM_HISTORY_H_
