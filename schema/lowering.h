// The steps of lowering, which share one state. Used by lower.cc alone.
#ifndef SINTER_SCHEMA_LOWERING_H_
#define SINTER_SCHEMA_LOWERING_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "codec/layout.h"
#include "codec/table_order.h"
#include "schema/lower.h"
#include "schema/lower_type.h"
#include "schema/model.h"

namespace sinter::schema {

class Lowering {
 public:
  explicit Lowering(const Schema& schema) : schema_(schema) {}

  absl::StatusOr<std::unique_ptr<LoweredLayout>> Run(DeclId root);

 private:
  static constexpr uint32_t kNoTable = 0xffffffff;

  // lower_nodes.cc: tables, fields; lower_inner.cc: the nodes inside of them.
  void AddTables(DeclId root);
  void NumberTables(DeclId root);
  void MeetRecords(DeclId declaration, References which);
  void MeetRecords(TypeId type, References which, uint32_t depth);
  TableId TableOf(DeclId record);
  void AddFields(TableId id);
  void AddInnerNodes();
  void AddNode(LoweredType lowered, TableId owner, SpaceId space,
               std::string name);
  void AddField(const Field& field, const Declaration& decl, TableId table);
  void SetDateDefault(const Field& field, Node& node);
  LoweredType LowerChecked(TypeId type, std::string_view name);
  void CountFlags();

  // lower_shapes.cc: structs and the elements of raw lists.
  void AddShapes();
  std::optional<ShapeId> ShapeOf(TypeId type, uint32_t depth);
  std::optional<ShapeId> ShapeOfStruct(DeclId decl, uint32_t depth);

  // lower_groups.cc
  struct OwnedGroup;
  void AddGroups();
  void CollectGroups(TableId table, std::vector<OwnedGroup>& groups);
  void CollectGroups(NodeId union_node, std::vector<OwnedGroup>& groups);
  void AlignGroups();
  void TakeGroups(const std::vector<OwnedGroup>& groups);

  // lower_unions.cc
  void ChooseDefaultVariants();

  void AddChildren(uint32_t index);
  std::string ChildName(uint32_t index, uint32_t child) const;
  void CheckMembers(DeclId id);

  // lower_tables.cc: slots, sites, order, defaults.
  void PlaceSlots();
  void CollectSites();
  void OrderAllTables();
  void PublishNames();
  void MakeDefaults();

  // Makes `layout_` point to the vectors as they are now.
  void Publish();
  bool Exceeds(size_t count, size_t limit, std::string_view what);
  void Report(const SourcePlace& place, std::string_view name,
              std::string_view problem);
  absl::Status Problems() const;

  const Schema& schema_;
  std::unique_ptr<LoweredLayout> out_;
  std::vector<uint32_t> table_of_;          // by DeclId
  std::vector<bool> members_checked_;       // by DeclId, of enums
  std::vector<std::vector<TypeId>> types_;  // by NodeId: those inside
  std::vector<const Declaration*> unions_;  // by NodeId: null for others
  std::vector<TypeId> node_types_;          // by NodeId
  std::map<DeclId, ShapeId> struct_shapes_;
  uint32_t num_spaces_ = 0;
  std::vector<uint32_t> depths_;     // by NodeId
  std::vector<SourcePlace> places_;  // by NodeId: of the field
  std::vector<std::string> problems_;
  absl::Status limit_;  // what stops lowering: the first limit exceeded
};

}  // namespace sinter::schema

#endif  // SINTER_SCHEMA_LOWERING_H_
