// Lowering, second part: the nodes inside of optionals, lists, arrays, maps and
// unions. They follow those of the fields in the order of the nodes that hold
// them.
#include <algorithm>
#include <utility>

#include "codec/limits.h"
#include "schema/lower_type.h"
#include "schema/lowering.h"
#include "schema/text.h"

namespace sinter::schema {

void Lowering::AddInnerNodes() {
  num_spaces_ = static_cast<uint32_t>(out_->declarations_.size());
  depths_.assign(out_->nodes_.size(), 1);
  for (uint32_t i = 0; i < out_->nodes_.size() && limit_.ok(); ++i) {
    AddChildren(i);
  }
  out_->layout_.num_spaces = num_spaces_;
}

void Lowering::AddChildren(uint32_t index) {
  if (types_[index].empty()) return;
  Exceeds(depths_[index] + size_t{1}, sinter::kMaxTypeDepth,
          "types inside each other");
  const auto first = static_cast<uint32_t>(out_->nodes_.size());
  Node& node = out_->nodes_[index];
  node.child = NodeId(first);
  node.child_space = SpaceId(num_spaces_);
  num_spaces_ += ChildSpacesOf(node);
  const bool is_union = node.kind == NodeKind::kUnion;
  const TableId owner = node.owner;
  const SpaceId space = node.child_space;
  // `node` ends here: the vectors grow.
  const std::vector<TypeId> types = types_[index];
  for (uint32_t i = 0; i < types.size(); ++i) {
    places_.push_back(places_[index]);
    depths_.push_back(depths_[index] + 1);
    std::string name = ChildName(index, i);
    LoweredType lowered = LowerChecked(types[i], name);
    AddNode(std::move(lowered), owner,
            SpaceId(space.value() + (is_union ? i : 0)), std::move(name));
  }
}

// "Order.tags[]", "Order.note?", "Order.attributes{key}", "Payload.2".
std::string Lowering::ChildName(uint32_t index, uint32_t child) const {
  const std::string& name = out_->texts_[index];
  switch (out_->nodes_[index].kind) {
    case NodeKind::kOptional:
      return Cat(name, "?");
    case NodeKind::kMap:
      return Cat(name, child == 0 ? "{key}" : "{}");
    case NodeKind::kUnion:
      return Cat(name, ".", unions_[index]->fields[child].name);
    default:
      return Cat(name, "[]");
  }
}

void Lowering::CountFlags() {
  Publish();
  const auto count = [&](const FieldRange& fields) {
    return static_cast<uint32_t>(std::ranges::count_if(
        out_->layout_.nodes.subspan(fields.first, fields.count),
        [&](const Node& node) { return IsFlagged(out_->layout_, node); }));
  };
  for (uint32_t i = 0; i < out_->tables_.size(); ++i) {
    out_->tables_[i].num_flagged = count(out_->layout_.base_fields(TableId(i)));
  }
  for (Group& group : out_->groups_) {
    if (!group.has_variants) {
      group.num_flagged = count(out_->layout_.fields(group));
    }
  }
}

}  // namespace sinter::schema
