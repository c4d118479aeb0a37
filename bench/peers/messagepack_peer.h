// MessagePack as msgpack-c recommends: structs as arrays by MSGPACK_DEFINE, a
// reused buffer, strings that refer to the input.
#ifndef SINTER_BENCH_PEERS_MESSAGEPACK_PEER_H_
#define SINTER_BENCH_PEERS_MESSAGEPACK_PEER_H_

#include <cstdint>
#include <msgpack.hpp>
#include <string_view>

namespace sinter::bench {

template <class Traits>
class MessagePackPeer {
 public:
  using Plain = typename Traits::Plain;

  void Encode(const Plain& data) {
    buffer_.clear();
    msgpack::pack(buffer_, data);
  }
  std::string_view bytes() const { return {buffer_.data(), buffer_.size()}; }

  bool Open(std::string_view bytes) {
    msgpack::unpack(handle_, bytes.data(), bytes.size(), &RefersToInput);
    return true;
  }
  bool OpenVerified(std::string_view bytes) { return Open(bytes); }
  uint64_t SumThree() const {
    uint64_t sum = 0;
    Traits::ForEachRow(root(),
                       [&](const auto& row) { sum += Traits::Three(row); });
    return sum;
  }
  uint64_t SumAll() const { return Traits::All(root()); }
  bool Decode(std::string_view bytes, Plain& out) {
    Open(bytes);
    handle_.get().convert(out);
    return true;
  }

 private:
  typename Traits::Root root() const { return {handle_.get()}; }
  static bool RefersToInput(msgpack::type::object_type, size_t, void*) {
    return true;
  }

  msgpack::sbuffer buffer_;
  msgpack::object_handle handle_;
};

}  // namespace sinter::bench

#endif  // SINTER_BENCH_PEERS_MESSAGEPACK_PEER_H_
