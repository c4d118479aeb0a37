// FlatBuffers as its guide recommends: a reused builder, buffers read in place,
// the verifier for buffers from elsewhere.
#ifndef SINTER_BENCH_PEERS_FLATBUFFERS_PEER_H_
#define SINTER_BENCH_PEERS_FLATBUFFERS_PEER_H_

#include <flatbuffers/flatbuffers.h>

#include <cstdint>
#include <string_view>

namespace sinter::bench {

template <class Traits>
class FlatBuffersPeer {
 public:
  using Plain = typename Traits::Plain;
  using Root = typename Traits::Root;

  void Encode(const Plain& data) {
    builder_.Clear();
    builder_.Finish(ToFlatBuffers(data, builder_));
  }
  std::string_view bytes() const {
    return {reinterpret_cast<const char*>(builder_.GetBufferPointer()),
            builder_.GetSize()};
  }

  bool Open(std::string_view bytes) {
    root_ = flatbuffers::GetRoot<Root>(bytes.data());
    return true;
  }
  bool OpenVerified(std::string_view bytes) {
    flatbuffers::Verifier verifier(
        reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size(),
        /*max_depth=*/64, /*max_tables=*/100'000'000);
    if (!verifier.VerifyBuffer<Root>(nullptr)) return false;
    return Open(bytes);
  }
  uint64_t SumThree() const {
    uint64_t sum = 0;
    Traits::ForEachRow(*root_,
                       [&](const auto& row) { sum += Traits::Three(row); });
    return sum;
  }
  uint64_t SumAll() const { return Traits::All(*root_); }
  bool Decode(std::string_view bytes, Plain& out) {
    if (!OpenVerified(bytes)) return false;
    FromFlatBuffers(*root_, out);
    return true;
  }

 private:
  flatbuffers::FlatBufferBuilder builder_;
  const Root* root_ = nullptr;
};

}  // namespace sinter::bench

#endif  // SINTER_BENCH_PEERS_FLATBUFFERS_PEER_H_
