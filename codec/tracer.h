// Listens to a message being opened: every byte and bit of it is reported once,
// with the column it belongs to and what it means. `inspect` and `stat` are
// listeners; nothing else parses messages a second time.
#ifndef SINTER_CODEC_TRACER_H_
#define SINTER_CODEC_TRACER_H_

#include <cstdint>

#include "codec/layout.h"

namespace sinter {

class Tracer {
 public:
  virtual ~Tracer() = default;

  // What follows belongs to a table as a whole: its row count, default flags.
  virtual void OnTable(TableId table, uint32_t rows) = 0;
  // What follows belongs to the message as a whole, as it does at the start.
  virtual void OnMessage() {}
  // What follows belongs to a group as a whole, which the layout may not have.
  // Its rows are 0 if they are not known.
  virtual void OnGroup(const GroupKey& /*key*/, uint32_t /*rows*/) {}
  // What follows belongs to the columns of one node with so many rows.
  virtual void OnNode(NodeId node, uint32_t rows) = 0;
  // The form chosen for the column at hand: "packed", "positions", ...
  virtual void OnForm(const char* form) = 0;
  // `count` control bits of value `value` whose first stands at `bit` of the
  // byte at `offset`. Codes that run across control bytes come in pieces, each
  // with its own bits in `value`; `first` marks the first piece.
  virtual void OnControl(uint64_t offset, unsigned bit, unsigned count,
                         uint64_t value, const char* what, bool first) = 0;
  // The last `count` control values were the groups of this number.
  virtual void OnGroups(unsigned /*count*/, uint64_t /*value*/) {}
  // A varint of `size` bytes.
  virtual void OnVarint(uint64_t offset, uint64_t size, uint64_t value,
                        const char* what) = 0;
  // The number just reported is signed and stands for this one.
  virtual void OnSigned(int64_t /*value*/) {}
  // Bytes of packed values or strings. `width` is that of the values in bits,
  // or 0 for plain bytes.
  virtual void OnBytes(uint64_t offset, uint64_t size, unsigned width,
                       const char* what) = 0;
};

}  // namespace sinter

#endif  // SINTER_CODEC_TRACER_H_
