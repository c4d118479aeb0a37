// Protobuf as its guide recommends: messages live in a reused arena.
#ifndef SINTER_BENCH_PEERS_PROTOBUF_PEER_H_
#define SINTER_BENCH_PEERS_PROTOBUF_PEER_H_

#include <google/protobuf/arena.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sinter::bench {

template <class Traits>
class ProtobufPeer {
 public:
  using Plain = typename Traits::Plain;
  using Message = typename Traits::Root;

  void Encode(const Plain& data) {
    arena_.Reset();
    auto* message = google::protobuf::Arena::CreateMessage<Message>(&arena_);
    ToProtobuf(data, message);
    message->SerializeToString(&out_);
  }
  std::string_view bytes() const { return out_; }

  bool Open(std::string_view bytes) {
    arena_.Reset();
    auto* message = google::protobuf::Arena::CreateMessage<Message>(&arena_);
    message_ = message;
    return message->ParseFromArray(bytes.data(),
                                   static_cast<int>(bytes.size()));
  }
  bool OpenVerified(std::string_view bytes) { return Open(bytes); }
  uint64_t SumThree() const {
    uint64_t sum = 0;
    Traits::ForEachRow(*message_,
                       [&](const auto& row) { sum += Traits::Three(row); });
    return sum;
  }
  uint64_t SumAll() const { return Traits::All(*message_); }
  bool Decode(std::string_view bytes, Plain& out) {
    if (!Open(bytes)) return false;
    FromProtobuf(*message_, out);
    return true;
  }

 private:
  static google::protobuf::ArenaOptions Options(std::vector<char>& block) {
    google::protobuf::ArenaOptions options;
    options.initial_block = block.data();
    options.initial_block_size = block.size();
    options.max_block_size = size_t{1} << 20;
    return options;
  }

  std::vector<char> block_ = std::vector<char>(16 << 10);
  google::protobuf::Arena arena_{Options(block_)};
  const Message* message_ = nullptr;
  std::string out_;
};

}  // namespace sinter::bench

#endif  // SINTER_BENCH_PEERS_PROTOBUF_PEER_H_
