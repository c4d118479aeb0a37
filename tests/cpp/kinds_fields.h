// The accessors of kinds.sinter in the order of its fields.
#ifndef SINTER_TESTS_CPP_KINDS_FIELDS_H_
#define SINTER_TESTS_CPP_KINDS_FIELDS_H_

#include <tuple>

#include "kinds.sinter.h"
#include "tests/cpp/expect_view.h"

namespace sinter::testing {

template <>
struct FieldsOf<kinds::EmptyView> {
  static auto Get(kinds::EmptyView) { return std::tuple(); }
};

template <>
struct FieldsOf<kinds::PointView> {
  static auto Get(kinds::PointView v) {
    return std::tuple(v.x(), v.y(), v.tag());
  }
};

template <>
struct FieldsOf<kinds::TreeView> {
  static auto Get(kinds::TreeView v) {
    return std::tuple(v.value(), v.left(), v.right(), v.children(), v.side());
  }
};

template <>
struct FieldsOf<kinds::DefaultsView> {
  static auto Get(kinds::DefaultsView v) {
    return std::tuple(v.truth(), v.large(), v.least(), v.ranged(), v.negative(),
                      v.text(), v.half(), v.color(), v.day(), v.price(),
                      v.key());
  }
};

template <>
struct FieldsOf<kinds::RootView> {
  static auto Get(kinds::RootView v) {
    return std::tuple(v.points(), v.fixed(), v.grid(), v.rows(),
                      v.maybe_point(), v.maybe_list(), v.maybe_color(),
                      v.maybe_side(), v.maybe_map(), v.names(), v.keys(),
                      v.days(), v.shapes(), v.shape(), v.choice(), v.choices(),
                      v.tree(), v.trees(), v.defaults(), v.more(), v.modes(),
                      v.ids(), v.hashes(), v.blobs(), v.bools(), v.floats(),
                      v.times(), v.stays(), v.deep(), v.void_(), v.empties());
  }
};

}  // namespace sinter::testing

#endif  // SINTER_TESTS_CPP_KINDS_FIELDS_H_
