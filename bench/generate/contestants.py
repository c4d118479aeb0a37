"""The source files that tie each format to each data set."""

# A format's name in files, its name for people, its class, and the header with
# its code; whether it has a verification apart from opening.
FORMATS = (
    ("sinter", "Sinter", "SinterPeer<Traits>", "sinter", True),
    ("protobuf", "Protobuf", "ProtobufPeer<Traits>", "protobuf", False),
    ("flatbuffers", "FlatBuffers", "FlatBuffersPeer<Traits>", "flatbuffers", True),
    ("capnproto", "Cap'n Proto", "CapnProtoPeer<Traits, false>", "capnp", False),
    ("capnproto_packed", "Cap'n Proto packed", "CapnProtoPeer<Traits, true>", "capnp",
     False),
    ("messagepack", "MessagePack", "MessagePackPeer<Traits>", "messagepack", False),
)
ROOTS = {"sinter": "::bench::{}::{}", "protobuf": "pb::{}::{}",
         "flatbuffers": "fb::{}::{}", "capnp": "cp::{}::{}",
         "messagepack": "bench::{}::{}Object"}


def _loop(data_set, header):
    """Calls `visit` with every row of the root."""
    if not data_set.rows:
        return "visit(root);"
    field = next(f for f in data_set.root.fields if f.name == data_set.rows)
    source = {
        "flatbuffers": f"*root.{field.name}()",
        "capnp": f"root.get{field.pascal}()",
        "messagepack": f"Elements(root.object.via.array.ptr[{field.index}])",
    }.get(header, f"root.{field.name}()")
    row = {"flatbuffers": "*row",
           "messagepack": f"bench::{data_set.family}::{data_set.row.name}Object{{row}}",
           }.get(header, "row")
    return f"for (const auto& row : {source}) visit({row});"


def _traits(data_set, header):
    family, root = data_set.family, data_set.root.name
    return f"""struct Traits {{
  using Plain = bench::{family}::{root};
  using Root = {ROOTS[header].format(family, root)};
  template <class Row>
  static uint64_t Three(const Row& row) {{ return bench::{family}::SumThree(row); }}
  template <class Opened>
  static uint64_t All(const Opened& root) {{ return bench::{family}::SumAll(root); }}
  template <class Opened, class Visit>
  static void ForEachRow(const Opened& root, Visit&& visit) {{
    {_loop(data_set, header)}
  }}
}};
"""


def _maker(data_set, file_name):
    return (f"std::unique_ptr<Contestant<{data_set.family}::{data_set.root.name}>> "
            f"Make_{data_set.name}_{file_name}()")


def _contestant(data_set, file_name, peer, header):
    peer_header = file_name.removesuffix("_packed")
    return f"""#include "bench/harness/contestant.h"
#include "bench/peers/{peer_header}_peer.h"
#include "{data_set.family}_{header}.h"

namespace sinter::bench {{
namespace {{

{_traits(data_set, header)}
}}  // namespace

{_maker(data_set, file_name)} {{
  return std::make_unique<ContestantOf<{peer}>>();
}}

}}  // namespace sinter::bench
"""


def _measure(data_set):
    makers = "".join(f"{_maker(data_set, f[0])};\n" for f in FORMATS)
    entries = "".join(f'      {{"{title}", {str(verifies).lower()}, Make_{data_set.name}_{file_name}}},\n'
                      for file_name, title, _, _, verifies in FORMATS)
    return f"""#include "bench/harness/measure_data_set.h"
#include "{data_set.family}_plain.h"

namespace sinter::bench {{

{makers}
void Measure_{data_set.name}(const Run& run) {{
  MeasureDataSet<{data_set.family}::{data_set.root.name}>(run, "{data_set.name}", {{
{entries}  }});
}}

}}  // namespace sinter::bench
"""


def files(data_set):
    yield f"measure_{data_set.name}.cc", _measure(data_set)
    for file_name, _, peer, header, _ in FORMATS:
        yield (f"{data_set.name}_{file_name}.cc",
               _contestant(data_set, file_name, peer, header))


def measure_all(data_sets):
    names = [d.name for d in data_sets]
    declarations = "".join(f"void Measure_{n}(const Run& run);\n" for n in names)
    calls = "".join(f"  Measure_{n}(run);\n" for n in names)
    return f"""#include "bench/harness/run.h"

namespace sinter::bench {{

{declarations}
void MeasureAll(const Run& run) {{
{calls}}}

}}  // namespace sinter::bench
"""
