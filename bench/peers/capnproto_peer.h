// Cap'n Proto as its documentation recommends: a first segment that is reused
// and large enough for the whole message, in place reading; packed messages are
// unpacked before they are read.
#ifndef SINTER_BENCH_PEERS_CAPNPROTO_PEER_H_
#define SINTER_BENCH_PEERS_CAPNPROTO_PEER_H_

#include <capnp/message.h>
#include <capnp/serialize-packed.h>
#include <capnp/serialize.h>
#include <kj/io.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinter::bench {

inline capnp::ReaderOptions NoTraversalLimit() {
  capnp::ReaderOptions options;
  options.traversalLimitInWords = ~uint64_t{0};
  return options;
}

template <class Traits, bool kPacked>
class CapnProtoPeer {
 public:
  using Plain = typename Traits::Plain;
  using Root = typename Traits::Root;

  void Encode(const Plain& data) {
    size_t words = 0;
    {
      capnp::MallocMessageBuilder message(
          kj::arrayPtr(segment_.data(), segment_.size()));
      ToCapnp(data, message.template initRoot<Root>());
      words = capnp::computeSerializedSizeInWords(message);
      Write(message, words);
    }
    if (words > segment_.size()) segment_.resize(words + words / 8);
  }
  std::string_view bytes() const { return {out_.data(), size_}; }

  bool Open(std::string_view bytes) {
    if constexpr (kPacked) {
      const kj::ArrayPtr<const kj::byte> input(
          reinterpret_cast<const kj::byte*>(bytes.data()), bytes.size());
      unpacked_.reset();
      input_.emplace(input);
      unpacked_.emplace(*input_, NoTraversalLimit());
      root_ = unpacked_->template getRoot<Root>();
    } else {
      const kj::ArrayPtr<const capnp::word> words(
          reinterpret_cast<const capnp::word*>(bytes.data()),
          bytes.size() / sizeof(capnp::word));
      plain_.emplace(words, NoTraversalLimit());
      root_ = plain_->template getRoot<Root>();
    }
    return true;
  }
  bool OpenVerified(std::string_view bytes) { return Open(bytes); }
  uint64_t SumThree() const {
    uint64_t sum = 0;
    Traits::ForEachRow(root_,
                       [&](const auto& row) { sum += Traits::Three(row); });
    return sum;
  }
  uint64_t SumAll() const { return Traits::All(root_); }
  bool Decode(std::string_view bytes, Plain& out) {
    if (!Open(bytes)) return false;
    FromCapnp(root_, out);
    return true;
  }

 private:
  void Write(capnp::MallocMessageBuilder& message, size_t words) {
    // Packing makes a word longer by at most a quarter.
    const size_t most = words * sizeof(capnp::word) * 5 / 4 + 64;
    if (out_.size() < most) out_.resize(most);
    kj::ArrayOutputStream stream(
        kj::arrayPtr(reinterpret_cast<kj::byte*>(out_.data()), out_.size()));
    if constexpr (kPacked) {
      capnp::writePackedMessage(stream, message);
    } else {
      capnp::writeMessage(stream, message);
    }
    size_ = stream.getArray().size();
  }

  std::vector<capnp::word> segment_ = std::vector<capnp::word>(128);
  std::vector<char> out_;
  size_t size_ = 0;
  std::optional<kj::ArrayInputStream> input_;
  std::optional<capnp::PackedMessageReader> unpacked_;
  std::optional<capnp::FlatArrayMessageReader> plain_;
  typename Root::Reader root_;
};

}  // namespace sinter::bench

#endif  // SINTER_BENCH_PEERS_CAPNPROTO_PEER_H_
