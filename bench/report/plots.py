"""The plots of RESULTS.md."""

import plot
from sections import TITLES
from text import duration


def _short(value, units):
    for limit, unit in zip((1e3, 1e6, 1e9, 1e12), units):
        if value < limit:
            return f"{value / (limit / 1e3):.0f}{unit}"
    return f"{value:.0e}"


def _size(value):
    return _short(value, ("", " kB", " MB", " GB"))


def _number(value):
    return _short(value, ("", " k", " M", " G"))


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
                         _number, duration)
        path = directory / f"scaling_{axis}.svg"
        path.write_text(svg)
        links.append(f"![{axis}](plots/{path.name})")
    return "\n".join(links)
