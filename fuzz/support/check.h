// How a harness says that its property does not hold.
#ifndef SINTER_FUZZ_SUPPORT_CHECK_H_
#define SINTER_FUZZ_SUPPORT_CHECK_H_

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace sinter::testing {

inline void Check(bool holds, std::string_view claim,
                  std::string_view more = {}) {
  if (holds) [[likely]]
    return;
  std::fprintf(stderr, "violated: ");
  for (const std::string_view part : {claim, more}) {
    std::fwrite(part.data(), 1, part.size(), stderr);
    std::fputc('\n', stderr);
  }
  std::abort();
}

}  // namespace sinter::testing

#endif  // SINTER_FUZZ_SUPPORT_CHECK_H_
