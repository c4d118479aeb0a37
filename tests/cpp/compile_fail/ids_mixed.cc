// error: no match|no viable|could not convert|invalid operands
#include "shop.sinter.h"

bool IsSame(shop::orders::OrderView a, shop::orders::OrderView b) {
#ifdef MUST_FAIL
  return a.id() == b.customer();
#else
  return a.id() == b.id();
#endif
}
