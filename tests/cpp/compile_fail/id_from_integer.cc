// error: conver|no viable
#include "shop.sinter.h"

#ifdef MUST_FAIL
shop::orders::OrderId First() { return 1; }
#else
shop::orders::OrderId First() { return shop::orders::OrderId(1); }
#endif
