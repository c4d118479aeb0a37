// Unverified means memory-safe: whatever the bytes are, and however they change
// while a message is opened and read, every accessor, bulk read and JSON output
// stays inside of them and ends.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "codec/message_reader.h"
#include "codec/tracer.h"
#include "fuzz/support/check.h"
#include "fuzz/support/message_input.h"
#include "fuzz/support/row_checks.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/rows.h"

namespace sinter::testing {
namespace {

constexpr Limits kLimits{.max_rows = 1 << 20};
constexpr uint32_t kEnds = 100;  // rows read one by one at either end

// Changes a message byte by byte: which, and what they become, stands at the
// end of the message.
class Changes {
 public:
  Changes(std::string_view message, uint8_t* bytes)
      : how_(message.substr(message.size() - std::min(message.size(), kMost))),
        bytes_(bytes),
        size_(message.size()) {}

  void Next() {
    if (how_.size() < 3) return;
    const size_t at = Take() * 256 + Take();
    bytes_[at % size_] ^= static_cast<uint8_t>(Take() | 1);
  }

 private:
  static constexpr size_t kMost = 48;

  size_t Take() { return static_cast<uint8_t>(how_[next_++ % how_.size()]); }

  const std::string_view how_;
  uint8_t* const bytes_;
  const size_t size_;
  size_t next_ = 0;
};

// Changes bytes while a message is opened.
class ChangingTracer final : public Tracer {
 public:
  explicit ChangingTracer(Changes& changes) : changes_(changes) {}

  void OnTable(TableId, uint32_t) override { changes_.Next(); }
  void OnNode(NodeId, uint32_t) override { changes_.Next(); }
  void OnForm(const char*) override { changes_.Next(); }
  void OnControl(uint64_t, unsigned, unsigned, uint64_t, const char*,
                 bool) override {}
  void OnVarint(uint64_t, uint64_t, uint64_t, const char*) override {
    changes_.Next();
  }
  void OnBytes(uint64_t, uint64_t, unsigned, const char*) override {
    changes_.Next();
  }

 private:
  Changes& changes_;
};

void ReadAll(const MessageReader& reader, const MessageInput& input,
             Changes* changes) {
  std::function<void()> between;
  if (changes != nullptr) between = [changes] { changes->Next(); };
  TouchAll(reader, kEnds, between);
  CheckBulk(reader, Bulk::kIsSafe);
  uint64_t left = 1000;
  bool complete;
  ReadRows(reader, left, complete);
  if (input.mapping == nullptr) return;
  std::string json;
  (void)WriteJson(reader, *input.mapping,
                  {.framing = json::Framing::kLines,
                   .limits = {.max_rows = 1000, .max_text_bytes = 1 << 14}},
                  json);
}

void TryMessage(const MessageInput& input) {
  ExactBytes exact(input.message);
  MessageReader reader(*input.layout);
  OpenOptions options{
      .root_rows = input.num_roots, .verify = false, .limits = kLimits};
  bool opened = reader.Open(exact.span(), options);
  ReadAll(reader, input, nullptr);
  if (!opened) return;

  Changes changes(input.message, exact.data());
  ReadAll(reader, input, &changes);
  (void)reader.Verify();
  ReadAll(reader, input, nullptr);

  ExactBytes fresh(input.message);
  Changes more(input.message, fresh.data());
  ChangingTracer tracer(more);
  options.tracer = &tracer;
  opened = reader.Open(fresh.span(), options);
  ReadAll(reader, input, &more);
  if (opened) (void)reader.Verify();
}

}  // namespace
}  // namespace sinter::testing

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sinter::testing::MessageInput input;
  if (!sinter::testing::ParseMessageInput({data, size}, input)) return -1;
  sinter::testing::TryMessage(input);
  return 0;
}
