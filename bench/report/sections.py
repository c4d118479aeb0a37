"""The tables of RESULTS.md, one function each."""

from published import SIZES
from text import count, duration, ratio, table

SINTER = "Sinter"
TITLES = {
    "log": "`log`: 10,000 lines of a web server's log",
    "minecraft_savedata": "`minecraft_savedata`: 500 saved players",
    "mk48": "`mk48`: 1,000 updates of a ship game",
    "mesh": "`mesh`: 125,000 triangles",
    "iso639_3": "`iso639_3`: the languages of ISO 639-3",
    "status": "`status`: a lone record of 30 fields",
    "order": "`order`: a lone record of 10 fields",
    "sparse_one": "`sparse_one`: a lone record of 500 optional fields, 5 set",
    "sparse": "`sparse`: 5,000 records of 500 optional fields, 5 set in each",
    "telemetry": "`telemetry`: 1,000,000 measurements, clustered timestamps",
}
OPERATIONS = {
    "encode": "encode", "open": "open or parse", "verify": "open, verify",
    "three": "read three fields of every row",
    "three, by column": "the same by column", "all": "read everything",
    "verify, all": "open, verify, read everything", "decode": "decode to plain structs",
}


def proof(results, borsh):
    rows = []
    for data_set, peers in SIZES.items():
        for peer, published in peers.items():
            ours = borsh[data_set] if peer == "Borsh" else results.size(data_set, peer)
            verdict = "the same" if ours == published else f"differs by {ours - published:+,}"
            rows.append((f"`{data_set}`", peer, count(published), count(ours), verdict))
    return table(("data set", "format", "published", "here", ""), rows, texts=2)


def sizes(results):
    rows = []
    for data_set, peers in results.sizes.items():
        sinter, sinter_zstd = peers[SINTER]
        for peer, (size, zstd) in peers.items():
            rows.append((f"`{data_set}`" if peer == SINTER else "", peer, count(size),
                         ratio(size, sinter), count(zstd), ratio(zstd, sinter_zstd)))
    return table(("data set", "format", "bytes", "of Sinter's", "behind zstd -3",
                  "of Sinter's"), rows, texts=2)


def times(results):
    parts = []
    for data_set, operations in results.times.items():
        peers = list(results.sizes[data_set])
        rows = []
        for op, title in OPERATIONS.items():
            if not operations.get(op):
                continue
            sinter = results.median(data_set, op, SINTER)
            cells = []
            for peer in peers:
                median = results.median(data_set, op, peer)
                times = f" ({ratio(median, sinter)})" if sinter and peer != SINTER else ""
                cells.append(duration(median) + (times if median else ""))
            rows.append((title, *cells))
        parts.append(f"### {TITLES[data_set]}\n\n" + table(("", *peers), rows))
    return "\n".join(parts)


def memory(results):
    rows = []
    for data_set, operations in results.memory.items():
        plain = results.plain[data_set]
        rows.append((f"`{data_set}`", "plain structs", "", count(plain), "", "", "", ""))
        for peer in results.sizes[data_set]:
            def cells(op):
                calls, peak = operations[op].get(peer, (None, None))
                return count(calls), count(peak)
            calls, peak = cells("encode")
            open_calls, open_peak = cells("open")
            rows.append(("", peer, calls, peak,
                         ratio(operations["encode"].get(peer, (0, None))[1], plain),
                         cells("encode, reused")[0], open_calls, open_peak))
    return table(("data set", "format", "allocations to encode", "peak bytes",
                  "of plain", "allocations, reused", "allocations to open and verify",
                  "peak bytes"), rows, texts=2)
