"""Reads the lines of results that the programs of the benchmarks write."""

from collections import defaultdict


class Results:
    """sizes[set][peer] = (bytes, zstd); times[set][op][peer] = (least, median);
    memory[set][op][peer] = (allocations, peak); plain[set] = bytes;
    scale[axis][op] = [(count, value)]; bare[file] = bytes."""

    def __init__(self, paths):
        self.sizes = defaultdict(dict)
        self.times = defaultdict(lambda: defaultdict(dict))
        self.memory = defaultdict(lambda: defaultdict(dict))
        self.plain = {}
        self.bare = {}
        self.scale = defaultdict(lambda: defaultdict(list))
        for path in paths:
            with open(path) as lines:
                for line in lines:
                    self._take(line.rstrip("\n").split("\t"))

    def _take(self, words):
        kind, *rest = words
        if kind == "size":
            data_set, peer, size, zstd = rest
            self.sizes[data_set][peer] = (int(size), int(zstd))
        elif kind == "time":
            data_set, peer, op, least, median, _ = rest
            self.times[data_set][op][peer] = (float(least), float(median))
        elif kind == "memory":
            data_set, peer, op, calls, peak = rest
            self.memory[data_set][op][peer] = (int(calls), int(peak))
        elif kind == "plain":
            self.plain[rest[0]] = int(rest[1])
        elif kind == "bare":
            self.bare[rest[0]] = int(rest[1])
        elif kind == "scale":
            axis, count, op, value = rest
            self.scale[axis][op].append((int(count), float(value)))
        else:
            raise ValueError(f"a line of results of kind {kind}")

    def median(self, data_set, op, peer):
        """Nanoseconds, or None where it does not apply."""
        pair = self.times[data_set][op].get(peer)
        return pair[1] if pair else None

    def size(self, data_set, peer):
        pair = self.sizes[data_set].get(peer)
        return pair[0] if pair else None
