#include "bench/harness/run.h"

#include <zstd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace sinter::bench {
namespace {

int Length(std::string_view text) { return static_cast<int>(text.size()); }

}  // namespace

void Run::Size(std::string_view set, std::string_view peer, uint64_t bytes,
               uint64_t zstd_bytes) const {
  std::fprintf(out, "size\t%.*s\t%.*s\t%lu\t%lu\n", Length(set), set.data(),
               Length(peer), peer.data(), bytes, zstd_bytes);
}

void Run::Time(std::string_view set, std::string_view peer, std::string_view op,
               double least_ns, double median_ns, size_t repetitions) const {
  std::fprintf(out, "time\t%.*s\t%.*s\t%.*s\t%.1f\t%.1f\t%zu\n", Length(set),
               set.data(), Length(peer), peer.data(), Length(op), op.data(),
               least_ns, median_ns, repetitions);
  std::fflush(out);
}

void Run::Memory(std::string_view set, std::string_view peer,
                 std::string_view op, uint64_t allocations,
                 uint64_t peak_bytes) const {
  std::fprintf(out, "memory\t%.*s\t%.*s\t%.*s\t%lu\t%lu\n", Length(set),
               set.data(), Length(peer), peer.data(), Length(op), op.data(),
               allocations, peak_bytes);
}

void Run::Keep(std::string_view set, std::string_view bytes) const {
  std::ofstream file(data_dir + "/" + std::string(set) + ".message",
                     std::ios::binary);
  file << bytes;
  if (!file.flush()) Die("cannot write a message");
}

void Run::Plain(std::string_view set, uint64_t bytes) const {
  std::fprintf(out, "plain\t%.*s\t%lu\n", Length(set), set.data(), bytes);
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) Die("cannot read " + path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

uint64_t ZstdSize(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  return ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3);
}

void Die(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  std::exit(1);
}

}  // namespace sinter::bench
