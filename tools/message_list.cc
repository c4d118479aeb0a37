#include "tools/message_list.h"

#include "codec/file/container_format.h"
#include "codec/limits.h"
#include "codec/status_macros.h"
#include "schema/text.h"
#include "tools/exit_status.h"
#include "tools/value_text.h"

namespace sinter::tools {

using schema::Cat;

size_t NumMessages(const Input& input) {
  return input.container ? input.container->num_blocks() : 1;
}

absl::StatusOr<MessagePlace> FindMessage(const Input& input, size_t i) {
  if (!input.container) return input.message;
  const absl::StatusOr<Block> block = input.container->block(i);
  if (!block.ok()) return Annotate(block.status(), MessageName(input, i));
  return MessagePlace{
      .offset = block->info.offset + sizeof(container::BlockHeader),
      .size = block->info.message_size,
      .rows = static_cast<uint32_t>(block->info.rows)};
}

std::string MessageName(const Input& input, size_t i) {
  return input.container ? Cat(input.path, ": block ", i) : input.path;
}

absl::Status CheckContainer(const Input& input) {
  if (!input.container) return absl::OkStatus();
  const FileReader& reader = *input.container;
  // What was skipped is nearer to the cause than the index that misses.
  for (const FileGap& gap : reader.gaps()) {
    return absl::InvalidArgumentError(Cat(input.path, ": offset ", gap.offset,
                                          ": ", Grouped(gap.size),
                                          " bytes skipped: ", gap.reason));
  }
  RETURN_IF_ERROR(Annotate(reader.index_status(), input.path));
  if (reader.info().one_record && reader.num_rows() != 1) {
    return absl::InvalidArgumentError(
        Cat(input.path, ": rows of a file of one record: expected 1, got ",
            reader.num_rows()));
  }
  return absl::OkStatus();
}

}  // namespace sinter::tools
