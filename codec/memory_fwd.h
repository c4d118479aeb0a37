// Names std::pmr::memory_resource without <memory_resource>, which brings half
// the standard library, chrono included, into every file that only hands one
// on. Who makes a resource includes the real header.
#ifndef SINTER_CODEC_MEMORY_FWD_H_
#define SINTER_CODEC_MEMORY_FWD_H_

#include <cstddef>

#if defined(__GLIBCXX__) && defined(_GLIBCXX_BEGIN_NAMESPACE_VERSION)

// As the library itself declares it in <bits/...> headers.
namespace std _GLIBCXX_VISIBILITY(default) {  // NOLINT(cert-dcl58-cpp)
  _GLIBCXX_BEGIN_NAMESPACE_VERSION
  namespace pmr {
  class memory_resource;
  }  // namespace pmr
  _GLIBCXX_END_NAMESPACE_VERSION
}  // namespace )

#else

#include <memory_resource>

#endif

#endif  // SINTER_CODEC_MEMORY_FWD_H_
