"""Encoded bytes by column, from `sinter stat`, beside what the values are worth."""

import entropy
from text import count, table

MOST_ROWS = 14


def _columns(path):
    """The lines of `sinter stat` as (field, rows, form, bytes, share)."""
    columns = []
    for line in path.read_text().splitlines()[2:]:
        words = [w.strip() for w in line.split("  ") if w.strip()]
        if len(words) < 4 or words[0].startswith(("(", "total")):
            continue
        columns.append((words[0], int(words[1].replace(",", "")), words[2],
                        float(words[-2].replace(",", "")), words[-1]))
    return columns


def section(work, results):
    parts = []
    for data_set, bits in entropy.estimates().items():
        path = work / "stat" / f"{data_set}.txt"
        if not path.exists():
            continue
        columns = _columns(path)
        worth = sum(bits.values()) / 8
        size = results.size(data_set, "Sinter")
        by_part = ", ".join(f"{name} {count(round(b / 8))}" for name, b in bits.items())
        body = [(f"`{f}`", form, count(r), count(round(b)), share)
                for f, r, form, b, share in columns[:MOST_ROWS]]
        parts.append(
            f"### `{data_set}`: {count(size)} bytes; the generator's entropy is about "
            f"{count(round(worth))} ({worth / size:.0%})\n\nOf it: {by_part}.\n\n"
            + table(("column", "form", "rows", "bytes", "share"), body, texts=2))
    return "\n".join(parts)
