// error: deleted
#include "codec/open.h"
#include "shop.sinter.h"

using shop::orders::Order;

uint64_t Id(std::string_view bytes) {
#ifdef MUST_FAIL
  const auto order = sinter::Open<Order>(bytes).value().root();
  return order.id().value();
#else
  const auto message = sinter::Open<Order>(bytes);
  return message.value().root().id().value();
#endif
}
