// Which groups a message has: those of which some value is not the default, so
// that messages that use no extension do not change (SPEC.md, "Extensions").
// Internal to the engine.
#ifndef SINTER_CODEC_GROUP_PRESENCE_H_
#define SINTER_CODEC_GROUP_PRESENCE_H_

#include <cstdint>
#include <map>
#include <memory_resource>
#include <vector>

#include "codec/builder_rows.h"
#include "codec/list_index.h"

namespace sinter {

class RowOrder;

class GroupPresence {
 public:
  GroupPresence(const Layout& layout, std::pmr::memory_resource* memory);

  // Takes those of which any row was set to anything. Others cannot be there.
  void Guess(const BuilderRows& rows);
  // Drops those whose every value is the default, given the order of the rows
  // with all that were taken. What they refer to are defaults too, so the
  // others stay. Whether there were any.
  bool Settle(const BuilderRows& rows, const RowOrder& order);

  bool any() const { return any_; }
  // Whether a field has columns in the message.
  bool HasField(NodeId field) const {
    const uint32_t group = layout_.node(field).group;
    return group == kNoGroup || present_[group];
  }

 private:
  bool HasValues(const Group& group, const BuilderRows& rows,
                 const RowOrder& order);
  bool IsDefault(const BuilderRows& rows);
  bool HasElements(const BuilderRows& rows, NodeId list, uint32_t row);

  // A value to look at.
  struct Place {
    NodeId node;
    uint32_t row;
  };

  const Layout& layout_;
  // By group. Tables and variants have no say: they are there if they have
  // rows.
  std::pmr::vector<bool> present_;
  bool any_ = false;
  std::pmr::vector<Place> todo_;
  std::pmr::map<uint32_t, ListIndex> lists_;  // by node, of those looked into
};

}  // namespace sinter

#endif  // SINTER_CODEC_GROUP_PRESENCE_H_
