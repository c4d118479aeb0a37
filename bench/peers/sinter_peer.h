// Sinter as its documentation recommends: generated code, a reused builder and
// reader, messages checked when they are opened.
#ifndef SINTER_BENCH_PEERS_SINTER_PEER_H_
#define SINTER_BENCH_PEERS_SINTER_PEER_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "bench/harness/run.h"
#include "codec/build/root.h"
#include "codec/reader.h"

namespace sinter::bench {

template <class Traits>
class SinterPeer {
 public:
  using Plain = typename Traits::Plain;

  SinterPeer() { builder_.set_borrows_texts(true); }

  void Encode(const Plain& data) {
    builder_.Clear();
    out_.clear();
    ToSinter(data, builder_);
    if (!builder_.FinishTo(out_)) Die("Sinter: cannot encode");
  }
  std::string_view bytes() const { return out_; }

  bool Open(std::string_view bytes) {
    return reader_.OpenUnverified(Span(bytes));
  }
  bool OpenVerified(std::string_view bytes) {
    return reader_.Open(Span(bytes));
  }
  uint64_t SumThree() const {
    uint64_t sum = 0;
    Traits::ForEachRow(reader_.root(),
                       [&](const auto& row) { sum += Traits::Three(row); });
    return sum;
  }
  uint64_t SumAll() const { return Traits::All(reader_.root()); }
  bool Decode(std::string_view bytes, Plain& out) {
    if (!OpenVerified(bytes)) return false;
    FromSinter(reader_.root(), out);
    return true;
  }

 private:
  static std::span<const uint8_t> Span(std::string_view bytes) {
    return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
  }

  RootBuilder<typename Traits::Root> builder_;
  Reader<typename Traits::Root> reader_;
  std::string out_;
};

}  // namespace sinter::bench

#endif  // SINTER_BENCH_PEERS_SINTER_PEER_H_
