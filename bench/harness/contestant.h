// What is measured of a format, behind virtual functions, so that the code of
// each format for each data set is compiled by itself. The call costs every
// format the same nanosecond or two.
#ifndef SINTER_BENCH_HARNESS_CONTESTANT_H_
#define SINTER_BENCH_HARNESS_CONTESTANT_H_

#include <cstdint>
#include <memory>
#include <string_view>

namespace sinter::bench {

template <class PlainStruct>
class Contestant {
 public:
  virtual ~Contestant() = default;

  // Encodes into a buffer of its own, where `bytes` finds it.
  virtual void Encode(const PlainStruct& data) = 0;
  virtual std::string_view bytes() const = 0;

  // Opens or parses. The other one checks everything first, where the format
  // has a way to.
  virtual bool Open(std::string_view bytes) = 0;
  virtual bool OpenVerified(std::string_view bytes) = 0;

  // Reads of what is open: three fields of every row, everything.
  virtual uint64_t SumThree() const = 0;
  virtual uint64_t SumAll() const = 0;

  // Verifies and copies into plain structs, whose memory is reused.
  virtual bool Decode(std::string_view bytes, PlainStruct& out) = 0;
};

template <class Peer>
class ContestantOf final : public Contestant<typename Peer::Plain> {
 public:
  using Plain = typename Peer::Plain;

  void Encode(const Plain& data) override { peer_.Encode(data); }
  std::string_view bytes() const override { return peer_.bytes(); }
  bool Open(std::string_view bytes) override { return peer_.Open(bytes); }
  bool OpenVerified(std::string_view bytes) override {
    return peer_.OpenVerified(bytes);
  }
  uint64_t SumThree() const override { return peer_.SumThree(); }
  uint64_t SumAll() const override { return peer_.SumAll(); }
  bool Decode(std::string_view bytes, Plain& out) override {
    return peer_.Decode(bytes, out);
  }

 private:
  Peer peer_;
};

template <class PlainStruct>
struct Entry {
  const char* name;
  bool verifies;  // has a verification apart from opening
  std::unique_ptr<Contestant<PlainStruct>> (*make)();
};

}  // namespace sinter::bench

#endif  // SINTER_BENCH_HARNESS_CONTESTANT_H_
