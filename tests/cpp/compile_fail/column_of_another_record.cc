// error: the accessor is not one of the records in this list
#include "shop.sinter.h"

using shop::orders::CardView;
using shop::orders::LineView;
using shop::orders::OrderView;

size_t Count(OrderView order) {
#ifdef MUST_FAIL
  return order.lines().column<&CardView::expires>().size();
#else
  return order.lines().column<&LineView::count>().size();
#endif
}
