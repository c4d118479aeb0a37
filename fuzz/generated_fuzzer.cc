// Generated = dynamic: on any bytes generated views are memory-safe, also when
// the bytes change meanwhile, and accept what the dynamic path accepts; views
// show what the dynamic path reads, by row and in bulk; plain structs and
// generated builders write what the dynamic builder writes.
//
//   byte 0   the root type
//   byte 1   roots, as in message_input.h
//   then     a message
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "any.native.h"
#include "codec/reader.h"
#include "codec/status.h"
#include "codec/typed_bytes.h"
#include "fuzz/support/check.h"
#include "fuzz/support/message_input.h"
#include "fuzz/support/row_checks.h"
#include "gtest/gtest.h"
#include "kinds.native.h"
#include "places.native.h"
#include "shop.native.h"
#include "tests/cpp/kinds_fields.h"
#include "tests/cpp/shop_fields.h"
#include "tests/cpp/touch_view.h"
#include "tests/support/exact_bytes.h"
#include "tests/support/rows.h"

namespace sinter::testing {
namespace {

constexpr uint64_t kMaxValues = 8000;
constexpr PlainLimits kPlainLimits{.max_bytes = 1 << 22};
constexpr Limits kLimits{.max_rows = 1 << 20};

template <typename View>
concept HasFields = requires(View view) {
  FieldsOf<View>::Get(view);
};

// All roots as plain structs; false where that is too much.
template <typename T>
bool ToStructs(const Reader<T>& reader, std::vector<T>& out) {
  for (const auto view : reader.roots()) {
    absl::StatusOr<T> plain = ToStruct(view, kPlainLimits);
    if (!plain.ok()) {
      Check(plain.status().code() == absl::StatusCode::kResourceExhausted,
            "structs are made or are too large", plain.status().ToString());
      return false;
    }
    out.push_back(*std::move(plain));
    if (out.size() == 200) break;
  }
  return out.size() == reader.roots().size();
}

template <typename T>
void TouchViews(const Reader<T>& reader) {
  if constexpr (HasFields<typename RootTraits<T>::View>) {
    Toucher(5000).Touch(reader.roots());
  }
  std::vector<T> plain;
  (void)ToStructs(reader, plain);
}

template <auto kAccessor, typename View>
void CheckColumn(const List<View>& roots) {
  const auto column = roots.template column<kAccessor>();
  using Value = std::remove_cvref_t<decltype(column[0])>;
  const auto out = std::make_unique<Value[]>(roots.size());
  Check(column.CopyTo({out.get(), roots.size()}) == roots.size(),
        "columns are copied whole");
  for (size_t i = 0; i < roots.size(); ++i) {
    const auto by_row = (roots[i].*kAccessor)();
    if constexpr (std::is_floating_point_v<Value>) {
      Check(std::memcmp(&out[i], &by_row, sizeof(Value)) == 0,
            "columns have what rows have");
    } else {
      Check(out[i] == by_row, "columns have what rows have");
    }
  }
}

template <typename T>
void CheckColumns(const Reader<T>& reader) {
  if constexpr (std::is_same_v<T, shop::orders::Order>) {
    using View = shop::orders::OrderView;
    CheckColumn<&View::id>(reader.roots());
    CheckColumn<&View::status>(reader.roots());
    CheckColumn<&View::discount>(reader.roots());
    CheckColumn<&View::perms>(reader.roots());
    CheckColumn<&View::placed>(reader.roots());
    CheckColumn<&View::ratio>(reader.roots());
    CheckColumn<&View::small_>(reader.roots());
    CheckColumn<&View::gift>(reader.roots());
    CheckColumn<&View::token>(reader.roots());
    CheckColumn<&View::note>(reader.roots());
  } else if constexpr (std::is_same_v<T, kinds::Tree>) {
    CheckColumn<&kinds::TreeView::value>(reader.roots());
    CheckColumn<&kinds::TreeView::side>(reader.roots());
  }
}

// What has no accessor does not come out of a struct.
void DropRetired(const Layout& layout, TableId table, Rows& rows);
void DropRetiredIn(const Layout& layout, NodeId id, Value& value) {
  const Node& node = layout.node(id);
  if (layout.names->nodes[id.value()] == "Order.old") {
    value = DefaultValue(layout, id);
    return;
  }
  for (uint32_t i = 0; i < value.items.size(); ++i) {
    NodeId child;
    if (node.kind == NodeKind::kRecord) {
      child = layout.field_id(node.table, i);
    } else {
      const uint64_t which =
          node.kind == NodeKind::kUnion ? value.bits : i % node.num_children;
      child = NodeId(node.child.value() + static_cast<uint32_t>(which));
    }
    DropRetiredIn(layout, child, value.items[i]);
  }
}
void DropRetired(const Layout& layout, TableId table, Rows& rows) {
  for (Value& row : rows) {
    for (uint32_t i = 0; i < row.items.size(); ++i) {
      DropRetiredIn(layout, layout.field_id(table, i), row.items[i]);
    }
  }
}

template <typename T>
void CheckVerified(const Reader<T>& reader) {
  const Layout& layout = RootTraits<T>::layout();
  uint64_t left = kMaxValues;
  bool complete;
  Rows rows = ReadRows(reader.message(), left, complete);
  if (left == 0) return;
  Check(complete, "verified values are in bounds");
  if constexpr (HasFields<typename RootTraits<T>::View>) {
    for (size_t i = 0; i < rows.size(); ++i) {
      ExpectRoot(layout, rows[i], reader.roots()[i]);
    }
    Check(!::testing::Test::HasFailure(), "views show what was read");
  }
  CheckColumns(reader);
  std::vector<T> plain;
  if (!ToStructs(reader, plain)) return;
  const absl::StatusOr<std::string> bytes = Encode(std::span<const T>(plain));
  Check(bytes.ok(), "what was read can be written", bytes.status().ToString());
  if constexpr (std::is_same_v<T, shop::orders::Order>) {
    DropRetired(layout, TableId(0), rows);
  }
  Check(EncodeRows(layout, rows) == *bytes,
        "structs write what the dynamic builder writes");
}

template <typename T>
void TryMessage(std::string_view message, uint32_t num_roots) {
  ExactBytes exact(message);
  const ReadOptions options{.num_roots = num_roots, .limits = kLimits};
  auto reader = std::make_unique<Reader<T>>();
  const bool opened = reader->OpenUnverified(exact.span(), options);
  TouchViews(*reader);
  if (!opened) return;
  MessageReader dynamic(RootTraits<T>::layout());
  const bool accepted =
      dynamic.Open(exact.span(), {.root_rows = num_roots, .limits = kLimits});
  Check(reader->Verify() == accepted, "both paths accept the same");
  if (accepted) CheckVerified(*reader);

  const size_t tail = std::min<size_t>(message.size(), 60);
  for (size_t i = message.size() - tail; i + 3 <= message.size(); i += 3) {
    const auto byte = [&](size_t k) {
      return static_cast<uint8_t>(message[i + k]);
    };
    exact.data()[(byte(0) * 256u + byte(1)) % message.size()] ^= byte(2);
    if (i % 15 < 3) TouchViews(*reader);
  }
}

}  // namespace
}  // namespace sinter::testing

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sinter::testing;
  if (size < 2) return -1;
  const std::string_view message(reinterpret_cast<const char*>(data) + 2,
                                 size - 2);
  const uint32_t num_roots = RootsOf(data[1]);
  switch (data[0] % 5) {
    case 0:
      TryMessage<shop::orders::Order>(message, num_roots);
      break;
    case 1:
      TryMessage<kinds::Root>(message, num_roots);
      break;
    case 2:
      TryMessage<kinds::Tree>(message, num_roots);
      break;
    case 3:
      TryMessage<places::Place>(message, num_roots);
      break;
    default:
      TryMessage<any::Doc>(message, num_roots);
  }
  return 0;
}
