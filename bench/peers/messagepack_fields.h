// Teaches msgpack-c the plain structs: a struct is the array of its fields, as
// with MSGPACK_DEFINE_ARRAY.
#ifndef SINTER_BENCH_PEERS_MESSAGEPACK_FIELDS_H_
#define SINTER_BENCH_PEERS_MESSAGEPACK_FIELDS_H_

#include <cstdint>
#include <msgpack.hpp>
#include <span>

namespace sinter::bench {

template <class T>
concept HasFields = requires {
  T::kNumFields;
};

// The elements of an unpacked array, for range-based loops.
inline std::span<const msgpack::object> Elements(const msgpack::object& list) {
  return {list.via.array.ptr, list.via.array.size};
}

}  // namespace sinter::bench

namespace msgpack {
MSGPACK_API_VERSION_NAMESPACE(MSGPACK_DEFAULT_API_NS) {
  namespace adaptor {

  template <sinter::bench::HasFields T>
  struct pack<T> {
    template <class Stream>
    packer<Stream>& operator()(packer<Stream>& out, const T& value) const {
      out.pack_array(T::kNumFields);
      T::ForEachField(value, [&](const auto& field) { out.pack(field); });
      return out;
    }
  };

  template <sinter::bench::HasFields T>
  struct convert<T> {
    const msgpack::object& operator()(const msgpack::object& from,
                                      T& value) const {
      if (from.type != msgpack::type::ARRAY ||
          from.via.array.size != T::kNumFields) {
        throw msgpack::type_error();
      }
      const msgpack::object* at = from.via.array.ptr;
      T::ForEachField(value, [&](auto& field) { (at++)->convert(field); });
      return from;
    }
  };

  }  // namespace adaptor
}
}  // namespace msgpack

#endif  // SINTER_BENCH_PEERS_MESSAGEPACK_FIELDS_H_
