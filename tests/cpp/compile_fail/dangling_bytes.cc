// error: deleted
#include <string>

#include "codec/open.h"
#include "shop.sinter.h"

using shop::orders::Order;

std::string Receive();

bool IsOpen() {
#ifdef MUST_FAIL
  return sinter::Open<Order>(Receive()).ok();
#else
  return sinter::OpenOwned<Order>(Receive()).ok();
#endif
}
