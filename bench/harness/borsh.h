// Loads plain structs from Borsh, the simple format in which bench/rust hands
// over the data sets: fields in order, little-endian numbers, 32-bit lengths, a
// byte before each optional value, a byte for an enum.
#ifndef SINTER_BENCH_HARNESS_BORSH_H_
#define SINTER_BENCH_HARNESS_BORSH_H_

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace sinter::bench {

class BorshReader {
 public:
  explicit BorshReader(std::span<const char> bytes) : bytes_(bytes) {}

  bool at_end() const { return bytes_.empty(); }

  template <class T>
  void Read(T& value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
      std::memcpy(&value, Take(sizeof(T)), sizeof(T));
    } else if constexpr (requires { value.has_value(); }) {
      if (ReadValue<uint8_t>() != 0) Read(value.emplace());
    } else if constexpr (std::is_same_v<T, std::string>) {
      const auto size = ReadValue<uint32_t>();
      value.assign(Take(size), size);
    } else if constexpr (requires { value.push_back({}); }) {
      const auto size = ReadValue<uint32_t>();
      value.clear();
      value.reserve(size);
      for (uint32_t i = 0; i < size; ++i) {
        value.push_back(ReadValue<typename T::value_type>());
      }
    } else {
      T::ForEachField(value, [this](auto& field) { Read(field); });
    }
  }

 private:
  template <class T>
  T ReadValue() {
    T value{};
    Read(value);
    return value;
  }

  const char* Take(size_t size) {
    if (size > bytes_.size()) {
      std::fprintf(stderr, "a data set ends too early\n");
      std::exit(1);
    }
    const char* data = bytes_.data();
    bytes_ = bytes_.subspan(size);
    return data;
  }

  std::span<const char> bytes_;
};

}  // namespace sinter::bench

#endif  // SINTER_BENCH_HARNESS_BORSH_H_
