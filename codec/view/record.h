// What generated views of records stand on: a row of a table.
#ifndef SINTER_CODEC_VIEW_RECORD_H_
#define SINTER_CODEC_VIEW_RECORD_H_

#include <cstdint>
#include <type_traits>

#include "codec/column.h"
#include "codec/view/traits.h"

namespace sinter {

// Marks views of what has a table of its own.
struct TableView {};

template <typename T>
concept IsTableView = std::is_base_of_v<TableView, T>;

// A record in place: two words, copied freely, valid as long as the reader that
// it comes from and the message's bytes. Its columns are at fixed places in its
// table, whatever the root of the message.
class RecordView : public TableView {
 public:
  RecordView(const Column* table, uint32_t row) : table_(table), row_(row) {}

 protected:
  // The field whose first descriptor is `slot` of the table. Inline always, as
  // is what returns a float: see GetFloat().
  template <typename T>
  [[gnu::always_inline]] T At(uint32_t slot) const {
    return ColumnTraits<T>::Get(table_ + slot, row_);
  }

  const Column* table_;
  uint32_t row_;
};
static_assert(sizeof(RecordView) == 2 * sizeof(void*));

template <typename T>
concept IsRecordView = std::is_base_of_v<RecordView, T>;

// A field of another record: no bytes say which row it is.
template <IsTableView T>
struct ColumnTraits<T> {
  static T Get(const Column* columns, uint32_t row) {
    const TableRow found = GetReference(*columns, row);
    return T(found.table, found.row);
  }
};

struct Layout;

// The size of what a reader of a Layout needs, known when it is compiled.
struct LayoutShape {
  uint32_t num_slots;
  uint32_t num_tables;
  uint32_t num_nodes;
  uint32_t num_texts;
};

// Generated for the record `T` of each `root` of a schema:
//
//   using View = ...;                 // its view
//   static constexpr std::string_view kName;  // in the schema: "shop.User"
//   static constexpr LayoutShape kShape;
//   static const Layout& layout();
//   static std::span<const uint8_t> schema();  // a message, as files hold it
template <typename T>
struct RootTraits;

// Generated for the accessor of each field: its first descriptor in the table.
template <auto kAccessor>
inline constexpr uint32_t kSlotOf = ~uint32_t{0};

}  // namespace sinter

#endif  // SINTER_CODEC_VIEW_RECORD_H_
