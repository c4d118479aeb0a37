// What a message consists of, as the engine reports it while opening: every bit
// once, with its owner and its meaning. `inspect` and `stat` look at nothing
// else.
#ifndef SINTER_TOOLS_TRACE_H_
#define SINTER_TOOLS_TRACE_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "codec/tracer.h"

namespace sinter::tools {

// What bits belong to.
struct TraceOwner {
  enum class Kind : uint8_t { kMessage, kTable, kNode, kGroup };
  Kind kind = Kind::kMessage;
  uint32_t id = 0;  // of the table or node
  GroupKey key;     // of the group
  uint32_t rows = 0;
  uint64_t num_bits = 0;
  std::vector<const char*> forms;  // in order, without repetitions

  // "dictionary, packed"; `none` where no form was reported.
  std::string FormText(const char* none) const;
};

// Consecutive bits of one value. A value whose bits run on into another control
// byte has several pieces.
struct TracePiece {
  enum class Kind : uint8_t { kControl, kVarint, kBytes };
  Kind kind = Kind::kControl;
  bool first = true;   // of its value
  unsigned width = 0;  // of packed values
  uint32_t owner = 0;  // index into Trace::owners
  const char* what = "";
  uint64_t bit_offset = 0;  // from the start of the message
  uint64_t num_bits = 0;
  uint64_t value = 0;      // of the whole value, held by its first piece
  bool is_signed = false;  // `value` is two's complement
};

struct Trace {
  std::vector<TraceOwner> owners;  // [0] is the message itself
  std::vector<TracePiece> pieces;  // in the order of reading

  // The pieces in the order of their bits.
  std::vector<TracePiece> InOrder() const;
  // The bits that were read, from the start: all of them in a whole message.
  uint64_t num_bits() const;
};

// The first bit that is not covered by exactly one piece of `ordered`, or the
// end of the last piece if there is none.
uint64_t FindUncoveredBit(const std::vector<TracePiece>& ordered);

class TraceRecorder final : public Tracer {
 public:
  TraceRecorder() { trace_.owners.emplace_back(); }

  const Trace& trace() const { return trace_; }

  void OnMessage() override { owner_ = 0; }
  void OnGroup(const GroupKey& key, uint32_t rows) override;
  void OnTable(TableId table, uint32_t rows) override;
  void OnNode(NodeId node, uint32_t rows) override;
  void OnForm(const char* form) override;
  void OnControl(uint64_t offset, unsigned bit, unsigned count, uint64_t value,
                 const char* what, bool first) override;
  void OnGroups(unsigned count, uint64_t value) override;
  void OnVarint(uint64_t offset, uint64_t size, uint64_t value,
                const char* what) override;
  void OnSigned(int64_t value) override;
  void OnBytes(uint64_t offset, uint64_t size, unsigned width,
               const char* what) override;

 private:
  // Goes on with an owner that there is already.
  void SetOwner(TraceOwner::Kind kind, uint32_t id, const GroupKey& key,
                uint32_t rows);
  void AddPiece(TracePiece piece);

  Trace trace_;
  uint32_t owner_ = 0;
  std::map<std::tuple<TraceOwner::Kind, uint32_t, GroupKey>, uint32_t> owners_;
  uint64_t bits_of_value_ = 0;  // of the control value being reported
};

}  // namespace sinter::tools

#endif  // SINTER_TOOLS_TRACE_H_
