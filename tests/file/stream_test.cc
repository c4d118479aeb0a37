#include "codec/file/stream.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/file/byte_sink.h"
#include "codec/file/tagged.h"
#include "codec/typed_bytes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/file/sample_file.h"
#include "tests/support/hex.h"
#include "tests/support/status_matchers.h"

namespace sinter::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string WriteStream(const std::vector<std::string>& messages) {
  std::string bytes;
  StringSink sink(bytes);
  MessageStreamWriter writer(sink);
  for (const std::string& message : messages) {
    EXPECT_OK(writer.Add(AsBytes(message)));
  }
  return bytes;
}

// All messages before the end or the first error, which `status` receives.
std::vector<std::string> ReadStream(std::string_view bytes,
                                    absl::Status& status, size_t step = 3) {
  SlowSource source(bytes, step);
  MessageStreamReader reader(source);
  std::vector<std::string> messages;
  while (true) {
    const auto message = reader.Next();
    status = message.status();
    if (!message.ok()) {
      EXPECT_EQ(reader.Next().status(), status);
      return messages;
    }
    if (!message->has_value()) return messages;
    EXPECT_EQ(reinterpret_cast<uintptr_t>((*message)->data()) % 64, 0u);
    messages.emplace_back(AsText(**message));
  }
}

TEST(MessageStream, HasALengthBeforeEachMessage) {
  const std::vector<std::string> messages = {"abc", "", std::string(300, 'x')};
  const std::string bytes = WriteStream(messages);
  EXPECT_EQ(bytes, FromHex("03 61 62 63 00 ac 02") + std::string(300, 'x'));
  absl::Status status;
  EXPECT_EQ(ReadStream(bytes, status), messages);
  EXPECT_OK(status);
  EXPECT_THAT(ReadStream("", status), ElementsAre());
  EXPECT_OK(status);
}

TEST(MessageStream, EveryCutKeepsTheWholeMessages) {
  const std::string bytes = WriteStream({"abc", "", std::string(300, 'x')});
  const std::vector<size_t> ends = {0, 4, 5, bytes.size()};
  for (size_t size = 0; size < bytes.size(); ++size) {
    SCOPED_TRACE(size);
    absl::Status status;
    const size_t count = ReadStream(bytes.substr(0, size), status).size();
    EXPECT_EQ(count, size < 4 ? 0u : size < 5 ? 1u : 2u);
    const bool between = size == ends[count];
    EXPECT_EQ(status.code(), between ? absl::StatusCode::kOk
                                     : absl::StatusCode::kInvalidArgument);
  }
}

TEST(MessageStream, RefusesSizesThatNoWriterWrites) {
  const auto error = [](std::string_view hex) {
    absl::Status status;
    ReadStream(FromHex(hex), status);
    return status;
  };
  const auto malformed = [](std::string_view text) {
    return StatusIs(absl::StatusCode::kInvalidArgument,
                    HasSubstr(std::string(text)));
  };
  EXPECT_THAT(error("01 61 80 00"),
              malformed("offset 2, message size: expected a varint of the "
                        "shortest form, got a longer form"));
  EXPECT_THAT(error("80 80 80 80 80 80 80 80 80 02"),
              malformed("got more than 64 bits"));
  EXPECT_THAT(error("80"), malformed("got the end inside it"));
  EXPECT_THAT(error("05 61 62"),
              malformed("offset 1, message: expected 5 bytes, got 2"));
  EXPECT_THAT(error("ff ff ff ff ff ff ff ff ff 01"),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("expected at most 1073741824 bytes, got "
                                 "18446744073709551615")));
}

TEST(MessageStream, WriterAndReaderShareTheLimit) {
  const FileLimits limits{.max_message_bytes = 4};
  std::string bytes;
  StringSink sink(bytes);
  MessageStreamWriter writer(sink, limits);
  EXPECT_OK(writer.Add(AsBytes("1234")));
  EXPECT_THAT(writer.Add(AsBytes("12345")),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(writer.Add(AsBytes("1")),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(bytes.size(), 5u);
}

TEST(Tagged, PutsVersionAndFingerprintFirst) {
  std::string bytes;
  AppendTag(0x1122334455667788, bytes);
  bytes += "abc";
  EXPECT_EQ(bytes, FromHex("01 88 77 66 55 44 33 22 11 61 62 63"));
  ASSERT_OK_AND_ASSIGN(const TaggedMessage tagged, ParseTagged(AsBytes(bytes)));
  EXPECT_EQ(tagged.fingerprint, 0x1122334455667788u);
  EXPECT_EQ(AsText(tagged.message), "abc");
  ASSERT_OK_AND_ASSIGN(const auto message,
                       ParseTagged(AsBytes(bytes), 0x1122334455667788));
  EXPECT_EQ(AsText(message), "abc");
}

TEST(Tagged, RefusesOtherSchemasVersionsAndTooFewBytes) {
  std::string bytes;
  AppendTag(1, bytes);
  EXPECT_THAT(ParseTagged(AsBytes(bytes), 2),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "offset 1, schema fingerprint: expected "
                       "0x0000000000000002, got 0x0000000000000001"));
  EXPECT_THAT(ParseTagged(AsBytes(bytes).first(8)),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "offset 0, tag: expected 9 bytes, got 8"));
  bytes[0] = 2;
  EXPECT_THAT(ParseTagged(AsBytes(bytes)),
              StatusIs(absl::StatusCode::kUnimplemented,
                       "offset 0, version of the tag: expected 1, got 2"));
}

}  // namespace
}  // namespace sinter::testing
