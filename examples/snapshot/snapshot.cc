// A snapshot of a game's state: written from the engine's own arrays, and read
// without copying them.
//
//   snapshot write FILE [ENTITIES]
//   snapshot show FILE

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "codec/build/finish.h"
#include "codec/file/mapped_file.h"
#include "codec/open.h"
#include "snapshot.builder.h"
#include "snapshot.sinter.h"

namespace game {
namespace {

constexpr int kFields = 32;

void FillChunk(int number, const ChunkRow& chunk) {
  std::vector<float> heights;
  std::vector<Vec3> vertices;
  for (int i = 0; i < kFields * kFields; ++i) {
    const auto x = static_cast<float>(i % kFields);
    const auto y = static_cast<float>(i / kFields);
    heights.push_back(std::sin(x / 5) + static_cast<float>(number));
    vertices.push_back({.x = x, .y = y, .z = heights.back()});
  }
  chunk.set_heights(heights);
  chunk.set_vertices(vertices);
}

absl::StatusOr<std::string> Write(int num_entities) {
  SnapshotBuilder snapshot;
  snapshot.set_tick(12345);
  snapshot.set_gravity({.x = 0, .y = 0, .z = -9.81f});
  for (int i = 0; i < num_entities; ++i) {
    const auto id = EntityId(static_cast<uint32_t>(i));
    const auto n = static_cast<float>(i);
    const EntityRow entity = snapshot.add_entities();
    entity.set_id(id);
    entity.set_kind(i % 10 == 0 ? Kind::kPlayer : Kind::kMonster);
    if (i % 10 == 0) entity.set_name("player " + std::to_string(i / 10));
    entity.set_transform({.position = {.x = n, .y = -n, .z = 0},
                          .rotation = {0, 0, 0, 1},
                          .grounded = i % 2 == 0});
    entity.set_health(static_cast<uint16_t>(1000 - i % 100));
  }
  for (int i = 0; i < 4; ++i) FillChunk(i, snapshot.add_chunks());
  return snapshot.Finish();
}

absl::Status Save(const std::string& path, int num_entities) {
  const absl::StatusOr<std::string> bytes = Write(num_entities);
  if (!bytes.ok()) return bytes.status();
  std::ofstream file(path, std::ios::binary);
  file << *bytes;
  return file ? absl::OkStatus() : absl::UnavailableError("cannot write");
}

absl::Status Show(const std::string& path) {
  // A mapped file starts at a page, so arrays are aligned as the schema says.
  const absl::StatusOr<sinter::MappedFile> file =
      sinter::MappedFile::Open(path);
  if (!file.ok()) return file.status();
  const auto message = sinter::Open<Snapshot>(file->bytes());
  if (!message.ok()) return message.status();
  const SnapshotView snapshot = message->root();
  const Vec3& gravity = snapshot.gravity();  // into the file
  std::cout << "tick " << snapshot.tick() << ", gravity " << gravity.z << ", "
            << snapshot.entities().size() << " entities\n";
  size_t grounded = 0;
  float furthest = 0;
  for (const EntityView entity : snapshot.entities()) {
    grounded += entity.transform().grounded;
    furthest = std::max(furthest, entity.transform().position.x);
  }
  std::cout << grounded << " on the ground, the furthest at " << furthest
            << "\n";
  for (const ChunkView chunk : snapshot.chunks()) {
    float sum = 0;
    for (const float height : chunk.heights()) sum += height;
    std::cout << chunk.heights().size() << " heights, on average "
              << sum / static_cast<float>(chunk.heights().size()) << "; "
              << chunk.vertices().size() << " vertices\n";
  }
  return absl::OkStatus();
}

absl::Status Run(std::string_view command, const std::string& path,
                 std::string_view entities) {
  if (command == "show") return Show(path);
  int num_entities = 1000;
  std::from_chars(entities.data(), entities.data() + entities.size(),
                  num_entities);
  return Save(path, num_entities);
}

}  // namespace
}  // namespace game

int main(int argc, char** argv) {
  const std::string_view command = argc > 1 ? argv[1] : "";
  if (argc < 3 || (command != "write" && command != "show")) {
    std::cerr << "usage: snapshot write FILE [ENTITIES] | snapshot show FILE\n";
    return 2;
  }
  const absl::Status status =
      game::Run(command, argv[2], argc > 3 ? argv[3] : "");
  if (status.ok()) return 0;
  std::cerr << "snapshot: " << status.message() << "\n";
  return 1;
}
