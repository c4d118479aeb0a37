#include "codec/columns/tags.h"

#include <algorithm>

#include "codec/columns/packed.h"
#include "codec/limits.h"

namespace sinter {
namespace {

constexpr uint32_t kGroupRows = 64;

// `inner_width` of an open tag column: where its planes are.
enum Place : uint8_t {
  kNowhere = 0,  // every row has the tag in `base`
  kInBytes = 1,
  kInWord = 2,
};

uint32_t NumTagSamples(uint32_t rows) { return (rows - 1) / kTagBlock; }

uint32_t GroupRows(uint32_t rows, uint32_t group) {
  return std::min(kGroupRows, rows - group * kGroupRows);
}

// Bytes of all planes: those of whole groups are words, those of the last group
// end with its rows.
uint64_t PlaneBytes(uint32_t rows, unsigned width) {
  const uint32_t whole = rows / kGroupRows;
  return uint64_t{whole} * width * 8 +
         width * PackedBytes(rows % kGroupRows, 1);
}

bool PlanesInControl(uint32_t rows, unsigned width) {
  return rows * uint64_t{width} <= 64;
}

// One bit of the tags of up to 64 rows.
uint64_t Plane(const Column& tags, uint32_t group, unsigned plane) {
  const uint32_t rows = GroupRows(tags.rows, group);
  if (tags.inner_width == kInWord) {
    return (LoadLittleEndian64(tags.data) >> (plane * rows)) & LowMask(rows);
  }
  const uint64_t offset =
      uint64_t{group} * tags.width * 8 +
      plane * (rows == kGroupRows ? 8 : PackedBytes(rows, 1));
  return LoadBounded64(tags.data, PlaneBytes(tags.rows, tags.width), offset) &
         LowMask(rows);
}

uint32_t NumVariants(const Column& tags) {
  return static_cast<uint32_t>(tags.packed.mask);
}

// The tag among those of these variants alone.
uint32_t OwnTag(const Column& tags, uint32_t row) {
  if (tags.inner_width == kNowhere) return static_cast<uint32_t>(tags.base);
  uint32_t tag = 0;
  for (unsigned plane = 0; plane < tags.width; ++plane) {
    const uint64_t bits = Plane(tags, row / kGroupRows, plane);
    tag |= static_cast<uint32_t>((bits >> (row % kGroupRows)) & 1) << plane;
  }
  return tag;
}

// The rows of a group that have the tag.
uint64_t Matches(const Column& tags, uint32_t group, uint32_t tag) {
  uint64_t matches = LowMask(GroupRows(tags.rows, group));
  for (unsigned plane = 0; plane < tags.width; ++plane) {
    const uint64_t bits = Plane(tags, group, plane);
    matches &= ((tag >> plane) & 1) != 0 ? bits : ~bits;
  }
  return matches;
}

uint32_t TagSample(const Column& variant, uint32_t num_samples,
                   uint32_t index) {
  const InnerPacked samples{variant.data, variant.base, variant.packed.stride};
  return static_cast<uint32_t>(
      GetInner(samples, variant.width, num_samples, index));
}

// Rows before a block that have the tag. The escape has no samples of its own:
// its rows are those that no variant has.
uint32_t CountBeforeBlock(const Column* columns, uint32_t tag, uint32_t block) {
  if (block == 0) return 0;
  const uint32_t num_samples = NumTagSamples(columns[0].rows);
  const uint32_t num_variants = NumVariants(columns[0]);
  if (tag < num_variants) {
    return TagSample(columns[1 + tag], num_samples, block - 1);
  }
  uint32_t count = block * kTagBlock;
  for (uint32_t i = 0; i < num_variants; ++i) {
    count -= TagSample(columns[1 + i], num_samples, block - 1);
  }
  return count;
}

// Rows before `row` that have the tag; modulo 2^32 where unverified samples
// contradict each other.
uint32_t CountBefore(const Column* columns, uint32_t tag, uint32_t row) {
  const Column& tags = columns[0];
  const uint32_t block = row / kTagBlock;
  uint32_t count = CountBeforeBlock(columns, tag, block);
  uint32_t group = block * (kTagBlock / kGroupRows);
  for (; group < row / kGroupRows; ++group) {
    count += PopCount(Matches(tags, group, tag));
  }
  if (row % kGroupRows == 0) return count;
  return count +
         PopCount(Matches(tags, group, tag) & LowMask(row % kGroupRows));
}

uint64_t PlaneOf(std::span<const uint8_t> tags, unsigned plane) {
  uint64_t bits = 0;
  for (size_t i = 0; i < tags.size(); ++i) {
    bits |= uint64_t{(tags[i] >> plane) & 1u} << i;
  }
  return bits;
}

void PutSamples(std::span<const uint8_t> tags, uint32_t num_variants,
                Scratch& scratch, WireWriter& writer) {
  const uint32_t num_samples =
      NumTagSamples(static_cast<uint32_t>(tags.size()));
  if (num_samples == 0) return;
  // The samples of each variant together, one variant after the other.
  auto& samples = scratch.samples;
  samples.assign(uint64_t{num_samples} * num_variants, 0);
  uint64_t counts[kMaxVariants + 1] = {};  // and the escape
  for (uint32_t sample = 0; sample < num_samples; ++sample) {
    for (const uint8_t tag : tags.subspan(sample * kTagBlock, kTagBlock)) {
      ++counts[tag];
    }
    for (uint32_t tag = 0; tag < num_variants; ++tag) {
      samples[uint64_t{tag} * num_samples + sample] = counts[tag];
    }
  }
  for (uint32_t tag = 0; tag < num_variants; ++tag) {
    PutPackedColumn(std::span<const uint64_t>(samples).subspan(
                        uint64_t{tag} * num_samples, num_samples),
                    false, writer);
  }
}

}  // namespace

void PutTags(std::span<const uint8_t> tags, uint32_t num_variants,
             Scratch& scratch, WireWriter& writer) {
  const unsigned width = TagWidth(num_variants);
  const bool mixed = std::ranges::any_of(
      tags, [&](uint8_t tag) { return tag != tags.front(); });
  if (tags.size() > 1) writer.PutBits(mixed, 1);
  if (!mixed) return writer.PutBits(tags.front(), width);
  const auto rows = static_cast<uint32_t>(tags.size());
  const bool in_control = PlanesInControl(rows, width);
  for (uint32_t begin = 0; begin < rows; begin += kGroupRows) {
    const auto group = tags.subspan(begin, std::min(kGroupRows, rows - begin));
    for (unsigned plane = 0; plane < width; ++plane) {
      const uint64_t bits = PlaneOf(group, plane);
      writer.PutBitmap({&bits, 1}, group.size(), in_control);
    }
  }
  PutSamples(tags, num_variants, scratch, writer);
}

namespace {

// Tags that are all the same.
void SetConstantTag(uint32_t tag, uint32_t rows, const TagsShape& shape,
                    Column* columns) {
  columns[0] = ConstantColumn(tag, rows);
  columns[0].mode = ColumnMode::kTags;
  columns[0].packed.mask = shape.num_variants;
  columns[0].packed.stride = shape.next;
  columns[0].packed.word[1] = tag < shape.num_variants ? 0 : rows;
  for (uint32_t i = 0; i < shape.num_variants; ++i) {
    columns[1 + i] = ConstantColumn(0, i == tag ? rows : 0);
    columns[1 + i].mode = ColumnMode::kVariant;
  }
}

bool OpenTagSamples(uint32_t num_variants, WireReader& reader,
                    Column* columns) {
  const uint32_t num_samples = NumTagSamples(columns[0].rows);
  for (uint32_t i = 0; i < num_variants && num_samples > 0; ++i) {
    Column& variant = columns[1 + i];
    InnerPacked samples;
    if (!OpenInner(num_samples, false, "tag samples", reader, samples,
                   variant.width)) {
      return false;
    }
    if (!FitsCounts(samples, variant.width, num_samples)) {
      return reader.Malformed("tag samples", "counts of rows", samples.base);
    }
    variant.data = samples.data;
    variant.base = samples.base;
    variant.packed.stride = samples.stride;
  }
  return true;
}

bool RefuseEscape(uint64_t found, WireReader& reader) {
  return reader.Malformed("rows of later variants",
                          "none in a message without extensions", found);
}

// Gives each variant its rows; what is missing has the escape.
bool CountVariants(const TagsShape& shape, WireReader& reader,
                   Column* columns) {
  Column& tags = columns[0];
  const uint32_t last = OwnTag(tags, tags.rows - 1);
  uint64_t total = 0;
  for (uint32_t i = 0; i < shape.num_variants; ++i) {
    columns[1 + i].rows = CountBefore(columns, i, tags.rows - 1) + (last == i);
    total += columns[1 + i].rows;
  }
  if (total > tags.rows) {
    return reader.Malformed("rows of variants", "those of the union", total);
  }
  tags.packed.word[1] = tags.rows - total;
  if (total == tags.rows || shape.may_escape) return true;
  return RefuseEscape(tags.rows - total, reader);
}

}  // namespace

bool OpenTags(const TagsShape& shape, WireReader& reader, Column* columns) {
  const uint32_t rows = columns[0].rows;
  const unsigned width = TagWidth(shape.num_variants);
  uint64_t mixed = 0;
  if (rows > 1 && !reader.ReadBits(1, "mixed", mixed)) return false;
  if (mixed == 0) {
    if (rows > 1) reader.TraceForm("one variant");
    uint64_t tag;
    if (!reader.ReadBits(width, "tag", tag)) return false;
    if (tag > shape.num_variants) {
      return reader.Malformed("tag", "a variant of the union", tag);
    }
    SetConstantTag(static_cast<uint32_t>(tag), rows, shape, columns);
    if (tag < shape.num_variants || shape.may_escape) return true;
    return RefuseEscape(rows, reader);
  }
  reader.TraceForm("planes");
  SetConstantTag(0, rows, shape, columns);
  Column& tags = columns[0];
  tags.width = static_cast<uint8_t>(width);
  if (PlanesInControl(rows, width)) {
    tags.inner_width = kInWord;
    if (!reader.ReadPacked(rows * width, 1, "tags", tags.packed.word,
                           tags.data)) {
      return false;
    }
  } else {
    tags.inner_width = kInBytes;
    if (!reader.ReadBytes(PlaneBytes(rows, width), 1, "tags", tags.data)) {
      return false;
    }
  }
  return OpenTagSamples(shape.num_variants, reader, columns) &&
         CountVariants(shape, reader, columns);
}

namespace {

// Goes on to the tags of the variants added next, to the row there of a `row`
// that has the escape. False if there is none.
bool FollowEscape(const Column*& tags, uint32_t& row) {
  const Column* next = NextTags(tags);
  if (next == nullptr) return false;
  if (tags->inner_width != kNowhere) {
    row = CountBefore(tags, NumVariants(*tags), row);
  }
  tags = next;
  return row < tags->rows;
}

uint32_t GetLaterTag(const Column* tags, uint32_t row) {
  uint32_t before = NumVariants(*tags);
  while (FollowEscape(tags, row)) {
    const uint32_t tag = OwnTag(*tags, row);
    if (tag < NumVariants(*tags)) return before + tag;
    before += NumVariants(*tags);
  }
  // Of a later version, or of a part that is not there.
  while ((tags = NextTags(tags)) != nullptr) before += NumVariants(*tags);
  return before;
}

}  // namespace

uint32_t GetTag(const Column& tags, uint32_t row) {
  const uint32_t tag = OwnTag(tags, row);
  return tag < NumVariants(tags) ? tag : GetLaterTag(&tags, row);
}

uint64_t GetVariantRow(const Column* columns, uint32_t tag, uint32_t row) {
  while (tag >= NumVariants(columns[0])) {
    tag -= NumVariants(columns[0]);
    if (!FollowEscape(columns, row)) return kAbsent;
  }
  // A union of which nothing is there has its default in every row.
  if (columns[0].inner_width == kNowhere) return row;
  const uint32_t rank = CountBefore(columns, tag, row);
  return rank < columns[1 + tag].rows ? rank : kAbsent;
}

namespace {

const char* FindPlanesFault(const Column& tags) {
  const uint32_t last = (tags.rows - 1) / kGroupRows;
  const uint32_t rest = GroupRows(tags.rows, last) % 8;
  if (tags.inner_width == kInBytes && rest != 0) {
    const uint64_t bytes = PackedBytes(GroupRows(tags.rows, last), 1);
    const uint8_t* end =
        tags.data + PlaneBytes(tags.rows, tags.width) - bytes * tags.width;
    for (unsigned plane = 0; plane < tags.width; ++plane) {
      end += bytes;
      if ((end[-1] >> rest) != 0) return "padding after tags is not zero";
    }
  }
  const uint32_t end = NumVariants(tags) + (EscapeRows(tags) > 0);
  for (uint32_t row = 0; row < tags.rows; ++row) {
    if (OwnTag(tags, row) >= end) return "tag of a variant that does not exist";
  }
  return nullptr;
}

const char* FindOwnFault(const Column* columns) {
  const Column& tags = columns[0];
  if (tags.inner_width == kNowhere || tags.rows == 0) return nullptr;
  if (const char* fault = FindPlanesFault(tags)) return fault;
  const uint32_t num_samples = NumTagSamples(tags.rows);
  if (num_samples == 0) return nullptr;
  const uint32_t num_variants = NumVariants(tags);
  uint32_t counts[kMaxVariants + 1] = {};  // and the escape
  for (uint32_t row = 0; row < tags.rows; ++row) {
    if (row % kTagBlock == 0 && row > 0) {
      for (uint32_t i = 0; i < num_variants; ++i) {
        if (TagSample(columns[1 + i], num_samples, row / kTagBlock - 1) !=
            counts[i]) {
          return "tag sample contradicts the tags";
        }
      }
    }
    ++counts[OwnTag(tags, row)];
  }
  for (uint32_t i = 0; i < num_variants; ++i) {
    const uint64_t bits = uint64_t{num_samples} * columns[1 + i].width;
    if (bits % 8 != 0 && (columns[1 + i].data[bits / 8] >> (bits % 8)) != 0) {
      return "padding after tag samples is not zero";
    }
  }
  return nullptr;
}

}  // namespace

const char* FindTagsFault(const Column* columns) {
  for (; columns != nullptr; columns = NextTags(columns)) {
    if (const char* fault = FindOwnFault(columns)) return fault;
  }
  return nullptr;
}

}  // namespace sinter
