// error: deleted
#include <utility>

#include "codec/reader.h"
#include "shop.sinter.h"

using shop::orders::Order;

void Take() {
  sinter::Reader<Order> reader;
#ifdef MUST_FAIL
  sinter::Reader<Order> other(std::move(reader));
#else
  sinter::Reader<Order>& other = reader;
#endif
  (void)other.roots();
}
