// The accessors of shop.sinter in the order of its fields.
#ifndef SINTER_TESTS_CPP_SHOP_FIELDS_H_
#define SINTER_TESTS_CPP_SHOP_FIELDS_H_

#include <tuple>

#include "shop.sinter.h"
#include "tests/cpp/expect_view.h"

namespace sinter::testing {

template <>
struct FieldsOf<shop::orders::CardView> {
  static auto Get(shop::orders::CardView v) {
    return std::tuple(v.number(), v.expires());
  }
};

template <>
struct FieldsOf<shop::orders::LineView> {
  static auto Get(shop::orders::LineView v) {
    return std::tuple(v.sku(), v.count(), v.price(), v.size());
  }
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
template <>
struct FieldsOf<shop::orders::OrderView> {
  static auto Get(shop::orders::OrderView v) {
    return std::tuple(v.id(), v.customer(), v.status(), v.discount(), v.note(),
                      v.lines(), v.tags(), v.perms(), v.token(), v.blob(),
                      v.placed(), v.took(), v.ratio(), v.small_(), v.gift(),
                      v.payment(), v.counts(), v.by_size(), v.position(),
                      v.extra(), v.next(), v.parts(), v.matrix(), v.maybe(),
                      v.class_(), v.errno_(), v.ERROR_(), NoAccessor());
  }
};
#pragma GCC diagnostic pop

}  // namespace sinter::testing

#endif  // SINTER_TESTS_CPP_SHOP_FIELDS_H_
