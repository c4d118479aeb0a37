"""The targets of the design, one line each: met, or missed with what limits it."""

from limits import LIMITS
from text import count, duration, ratio, table

SINTER = "Sinter"


class Line:
    """A target with what was measured; `key` names what limits it in limits.py."""

    def __init__(self, key, work, goal, value, is_met):
        self.key, self.work, self.goal, self.value, self.is_met = key, work, goal, value, is_met

    def cells(self):
        verdict = "met" if self.is_met else "**missed**"
        return (self.work, self.goal, self.value, verdict, LIMITS.get(self.key, ""))


def _size(results, data_set, most, title):
    size = results.size(data_set, SINTER)
    others = [(s, p) for p, (s, _) in results.sizes[data_set].items() if p != SINTER]
    best, peer = min(others)
    return Line(f"{data_set} size", title, f"{count(most)} B",
                f"{count(size)} B ({peer} {count(best)} B)", size <= most)


def _encode_log(results):
    encode = lambda peer: results.median("log", "encode", peer)
    ours, flat, bitcode = encode(SINTER), encode("FlatBuffers"), encode("bitcode")
    yield Line("encode log", "encode `log` from plain structs",
               f"a quarter of FlatBuffers' {duration(flat)}",
               f"{duration(ours)} ({ratio(ours, flat)} of FlatBuffers)", ours * 4 <= flat)
    yield Line("encode log bitcode", "", f"bitcode's {duration(bitcode)}",
               f"{ratio(ours, bitcode)} of bitcode", ours <= bitcode)


def _verify_log(results):
    verify = results.median("log", "verify", SINTER)
    plain = results.median("log", "verify, bytes for strings", SINTER)
    flat = results.median("log", "verify", "FlatBuffers")
    rkyv = results.median("log", "verify", "rkyv")
    yield Line("verify log", "open and verify `log`",
               f"100 us (FlatBuffers without UTF-8 {duration(flat)}, rkyv {duration(rkyv)})",
               duration(verify), verify < 100e3)
    if plain:
        yield Line("verify log bytes", "the same, `bytes` in place of `string`", "10 us",
                   duration(plain), plain < 10e3)


def _read_log(results):
    rows = results.median("log", "three", SINTER)
    columns = results.median("log", "three, by column", SINTER)
    flat = results.median("log", "three", "FlatBuffers")
    rkyv = results.median("log", "three", "rkyv")
    if rows:
        yield Line("read rows", "address, code and size of every record of `log`, by row",
                   f"FlatBuffers' {duration(flat)}", duration(rows), rows <= flat)
    if columns:
        yield Line("read columns", "the same by column", f"rkyv's {duration(rkyv)}",
                   duration(columns), columns <= rkyv)


def _status(results):
    peers = ("Protobuf", "FlatBuffers", "Cap'n Proto")
    encode = lambda peer: results.median("status", "encode", peer)
    read = lambda peer: results.median("status", "verify, all", peer)
    goal = ", ".join(f"{p} {duration(encode(p))}" for p in peers)
    yield Line("encode status", "encode a lone record of 30 fields", f"each of {goal}",
               duration(encode(SINTER)), all(encode(SINTER) < encode(p) for p in peers))
    if read(SINTER):
        yield Line("read status Protobuf", "open, verify and read all of it",
                   f"Protobuf's {duration(read('Protobuf'))}", duration(read(SINTER)),
                   read(SINTER) < read("Protobuf"))
        yield Line("read status FlatBuffers", "",
                   f"1.3 of FlatBuffers' {duration(read('FlatBuffers'))}",
                   f"{ratio(read(SINTER), read('FlatBuffers'))} of it",
                   read(SINTER) <= 1.3 * read("FlatBuffers"))


def _sparse(results):
    ours = results.median("sparse_one", "open, three", SINTER)
    protobuf = results.median("sparse_one", "open, three", "Protobuf")
    if ours:
        yield Line("sparse", "500 optional fields, 5 set: open with a reused reader, read three",
                   f"0.5 us (Protobuf {duration(protobuf)})", duration(ours), ours < 500)


def _memory(results):
    ratios = {name: results.memory[name]["encode"][SINTER][1] / results.plain[name]
              for name in results.memory if results.plain[name] > 1_000_000}
    worst = max(ratios, key=ratios.get)
    yield Line("encode memory", "peak memory of encoding the large data sets",
               "twice the plain structs",
               f"`log` {ratios['log']:.2f} of them, the most `{worst}` {ratios[worst]:.2f}",
               ratios[worst] <= 2)
    calls, peak = results.memory["log"]["open, reused"][SINTER]
    yield Line("read memory", "memory of reading `log`, beyond the reader", "none",
               f"{count(peak)} B in {count(calls)} allocations", peak == 0)


def _lines(results):
    yield _size(results, "log", 360_000, "`log`, bytes")
    yield _size(results, "minecraft_savedata", 170_000, "`minecraft_savedata`, bytes")
    yield _size(results, "mk48", 850_000, "`mk48`, bytes")
    yield _size(results, "mesh", 6_000_064, "`mesh`, bytes")
    for name, most in (("iso_639-3", 135_000), ("iso_3166-2", 95_000)):
        size = results.bare.get(name)
        if size:
            yield Line(name, f"{name}.json of iso-codes, bare, by `sinter encode`",
                       f"{count(most)} B", f"{count(size)} B", size <= most)
    for part in (_encode_log, _verify_log, _read_log, _status, _sparse, _memory):
        yield from part(results)


def section(results):
    return table(("work", "goal", "measured", "", "what limits it, what was tried"),
                 [line.cells() for line in _lines(results)], texts=5)
