// error: deleted
#include "codec/reader.h"
#include "shop.sinter.h"

using shop::orders::Order;

uint64_t Id() {
#ifdef MUST_FAIL
  return sinter::Reader<Order>().root().id().value();
#else
  const sinter::Reader<Order> reader;
  return reader.root().id().value();
#endif
}
