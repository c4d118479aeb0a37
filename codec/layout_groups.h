// What follows from the groups of a Layout: which node stands in which, and the
// order of the sites of a table. Used where layouts are made and checked.
#ifndef SINTER_CODEC_LAYOUT_GROUPS_H_
#define SINTER_CODEC_LAYOUT_GROUPS_H_

#include <cstdint>
#include <vector>

#include "codec/layout.h"

namespace sinter {

// By node: the group in whose part of a message its columns stand, or kNoGroup.
// Fields belong to the group of the table that has them, variants to the group
// of the union that has them, and all else to that of the node around it.
// Reads nothing of `layout` but tables, nodes and groups.
std::vector<uint32_t> GroupsOfNodes(const Layout& layout);

// By group: its align_log2. Reads the groups of the nodes, and shapes.
std::vector<uint8_t> AlignmentsOfGroups(const Layout& layout);

// By table: the nodes that refer to it in the order of their rows, which is
// that of the nodes for those of the base; the others follow by group.
std::vector<std::vector<NodeId>> SitesOfTables(const Layout& layout);

// The reason why the groups break a rule, or null. Tables and nodes must be
// free of faults but for what they say about groups; alignments are not looked
// at.
const char* FindGroupsFault(const Layout& layout);

}  // namespace sinter

#endif  // SINTER_CODEC_LAYOUT_GROUPS_H_
