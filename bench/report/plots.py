"""The plots of RESULTS.md."""

import plot
from sections import TITLES
from text import count, duration


def _size(value):
    for limit, unit in ((1e3, ""), (1e6, " kB"), (1e9, " MB")):
        if value < limit:
            return f"{value / (limit / 1e3):.0f}{unit}"
    return f"{value / 1e9:.0f} GB"


def size_and_speed(results, directory):
    """Bytes against the time to encode, open, verify and read everything."""
    links = []
    for data_set in ("log", "minecraft_savedata", "mk48", "mesh", "telemetry", "status"):
        points = {}
        for peer, (size, _) in results.sizes[data_set].items():
            encode = results.median(data_set, "encode", peer)
            # bitcode is read by decoding it, and in no other way.
            read = results.median(data_set, "verify, all", peer) or \
                results.median(data_set, "decode", peer)
            if encode and read:
                points[peer] = (size, encode + read)
        svg = plot.scatter(TITLES[data_set].replace("`", ""), points, "bytes",
                           "encode, open, verify, read everything", _size, duration)
        path = directory / f"{data_set}.svg"
        path.write_text(svg)
        links.append(f"![{data_set}](plots/{path.name})")
    return "Left and low is good.\n\n" + "\n".join(links)


def scaling(results, directory):
    links = []
    for axis, operations in results.scale.items():
        times = {op: points for op, points in operations.items() if op != "bytes"}
        svg = plot.lines(f"Time of a message against its {axis}", times, axis, "time",
                         count, duration)
        path = directory / f"scaling_{axis}.svg"
        path.write_text(svg)
        links.append(f"![{axis}](plots/{path.name})")
    return "\n".join(links)
