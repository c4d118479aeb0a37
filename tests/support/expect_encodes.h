// The one check for bytes of messages written by hand.
#ifndef SINTER_TESTS_SUPPORT_EXPECT_ENCODES_H_
#define SINTER_TESTS_SUPPORT_EXPECT_ENCODES_H_

#include <functional>
#include <string>
#include <string_view>

#include "codec/layout.h"
#include "codec/message_builder.h"
#include "codec/message_reader.h"
#include "tests/support/rows.h"

namespace sinter::testing {

// What the builder makes of its rows; adds a failure if nothing.
std::string Encoded(MessageBuilder& builder);

// The rows of a message that must open; adds a failure if it does not, and
// checks that tracing meets every bit once.
Rows Decoded(const Layout& layout, std::string_view bytes,
             uint32_t root_rows = 1);

// Checks that the rows which `fill` makes are encoded as `hex`; that these
// bytes open and hold those rows; that none of their beginnings opens, and that
// reading one without verification is harmless.
void ExpectEncodesTo(const Layout& layout,
                     const std::function<void(MessageBuilder&)>& fill,
                     std::string_view hex);

// Opens without verification from memory of the exact size and reads all there
// is, by rows and by columns. Returns whether it opened and was then verified.
bool ReadHostile(const Layout& layout, std::string_view bytes,
                 uint32_t root_rows = 1);

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_EXPECT_ENCODES_H_
