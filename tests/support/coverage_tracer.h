// Whether a message is reported bit by bit while it is opened.
#ifndef SINTER_TESTS_SUPPORT_COVERAGE_TRACER_H_
#define SINTER_TESTS_SUPPORT_COVERAGE_TRACER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "codec/tracer.h"

namespace sinter::testing {

// Counts how often each bit of a message of `size` bytes is reported.
class CoverageTracer final : public Tracer {
 public:
  explicit CoverageTracer(size_t size) : seen_(8 * size) {}

  void OnTable(TableId, uint32_t) override {}
  void OnNode(NodeId, uint32_t) override {}
  void OnForm(const char*) override {}
  void OnControl(uint64_t offset, unsigned bit, unsigned count, uint64_t,
                 const char*, bool) override {
    Add(8 * offset + bit, count);
  }
  void OnVarint(uint64_t offset, uint64_t size, uint64_t,
                const char*) override {
    Add(8 * offset, 8 * size);
  }
  void OnBytes(uint64_t offset, uint64_t size, unsigned, const char*) override {
    Add(8 * offset, 8 * size);
  }

  bool IsComplete() const {
    for (const uint8_t times : seen_) {
      if (times != 1) return false;
    }
    return true;
  }

 private:
  void Add(uint64_t bit, uint64_t count) {
    for (uint64_t i = 0; i < count; ++i) {
      uint8_t& times = seen_[bit + i];
      if (times < 2) ++times;
    }
  }

  std::vector<uint8_t> seen_;  // by bit: none, once, more often
};

}  // namespace sinter::testing

#endif  // SINTER_TESTS_SUPPORT_COVERAGE_TRACER_H_
