#include "schema/lower.h"

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "codec/limits.h"
#include "schema/fingerprint.h"
#include "schema/lowering.h"
#include "schema/text.h"

namespace sinter::schema {

absl::StatusOr<std::unique_ptr<LoweredLayout>> Lower(const Schema& schema,
                                                     DeclId root) {
  return Lowering(schema).Run(root);
}

absl::StatusOr<std::unique_ptr<LoweredLayout>> Lowering::Run(DeclId root) {
  const Declaration& decl = schema_.declaration(root);
  if (decl.kind != DeclKind::kRecord && !decl.is_value()) {
    return absl::InvalidArgumentError(
        Cat(decl.QualifiedName(), ": expected a record"));
  }
  out_.reset(new LoweredLayout());
  AddTables(root);
  AddInnerNodes();
  if (!limit_.ok()) return limit_;
  // What has no columns says nothing about where a type ends.
  if (absl::Status problems = Problems(); !problems.ok()) return problems;
  AddGroups();
  if (!limit_.ok()) return limit_;
  AddShapes();
  AlignGroups();
  CountFlags();
  ChooseDefaultVariants();
  PlaceSlots();
  if (!limit_.ok()) return limit_;
  CollectSites();
  Publish();
  OrderAllTables();
  PublishNames();
  Publish();
  MakeDefaults();
  out_->layout_.fingerprint = Fingerprint(out_->layout_);
  // Untrusted schemas come this way: nothing may reach the engine unchecked.
  if (const char* fault = FindLayoutFault(out_->layout_)) {
    return absl::InternalError(Cat("lowering made a layout with ", fault));
  }
  return std::move(out_);
}

void Lowering::Publish() {
  Layout& layout = out_->layout_;
  layout.tables = out_->tables_;
  layout.order = out_->order_;
  layout.nodes = out_->nodes_;
  layout.sites = out_->sites_;
  layout.shapes = out_->shapes_.shapes();
  layout.groups = out_->groups_;
  layout.all_order = out_->all_order_;
  layout.defaults = out_->defaults_.data();
}

bool Lowering::Exceeds(size_t count, size_t limit, std::string_view what) {
  if (count <= limit) return false;
  if (limit_.ok()) {
    limit_ = absl::ResourceExhaustedError(
        Cat("the schema has more than ", limit, " ", what));
  }
  return true;
}

void Lowering::Report(const SourcePlace& place, std::string_view name,
                      std::string_view problem) {
  std::string text;
  // Schemas that come from files of data have no source text.
  if (place.line > 0 && place.file < schema_.files.size()) {
    text = Cat(schema_.files[place.file], ":", place.line, ":", place.column,
               ": ");
  }
  problems_.push_back(Cat(text, name, ": ", problem));
}

absl::Status Lowering::Problems() const {
  if (problems_.empty()) return absl::OkStatus();
  constexpr size_t kMaxShown = 100;
  std::string message;
  for (size_t i = 0; i < problems_.size() && i < kMaxShown; ++i) {
    message += Cat(i == 0 ? "" : "\n", problems_[i]);
  }
  if (problems_.size() > kMaxShown) {
    message += Cat("\nand ", problems_.size() - kMaxShown, " more");
  }
  return absl::UnimplementedError(message);
}

}  // namespace sinter::schema
