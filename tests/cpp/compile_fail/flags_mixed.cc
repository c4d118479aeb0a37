// error: conver|no viable|no match
#include "shop.sinter.h"

bool MayWrite(shop::orders::OrderView order) {
#ifdef MUST_FAIL
  return order.perms().contains(2);
#else
  return order.perms().contains(shop::orders::Perm::kWrite);
#endif
}
