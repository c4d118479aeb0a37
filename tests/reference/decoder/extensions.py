"""Section 5.11: the groups of a message."""

from .errors import LimitExceeded, Malformed
from .layout import RAW, STRUCT, UNION
from .stream import Stream
from .xxh64 import xxh64

MAX_SINCE = 1000000
MAX_LOG2 = 6


class Group:
    """Fields of a table, or variants of a union in it."""

    def __init__(self, table, union, since, first, last):
        self.table = table
        self.union = union  # None: fields
        self.since = since
        self.first = first
        self.last = last


def name_hash(name):
    return xxh64(name.encode()) & 0xffffffff


def groups_of(layout):
    """By key: (is a hash, number or hash, since)."""
    groups = {}

    def add(key, table, union, since):
        for number in sorted(set(since) - {1}):
            first = since.index(number)
            groups[(*key, number)] = Group(table, union, number, first,
                                           first + since.count(number))

    for number, table in enumerate(layout.tables):
        is_later = number >= layout.num_base
        key = (is_later, name_hash(table.name) if is_later else number)
        if is_later:
            groups[(*key, 1)] = Group(number, None, 1, 0,
                                      len(table.base_nodes()))
        add(key, number, None, table.since or [])
        for union in unions_of(table.nodes):
            is_table = union.name == table.name
            add(key if is_table else (True, name_hash(union.name)), number,
                union, union.since)
    return groups


def align_of(node):
    """Of what stands in the same group as the node."""
    own = 1
    if node.kind == STRUCT:
        own = node.place.align
    elif node.kind == RAW:
        own = node.align
    return max([own, *map(align_of, node.base_children())])


def unions_of(nodes):
    for node in nodes:
        if node.kind == UNION:
            yield node
        yield from unions_of(node.children)


class Extensions:
    def __init__(self, message):
        self.message = message
        self.groups = groups_of(message.layout)
        self.has_skipped = False
        self.stages = {}  # by union: what its groups hold

    def read(self):
        message = self.message
        message.group_sites = [[] for _ in message.tables]
        last = None
        more = True
        while more:
            key = self.read_key()
            if last is not None and key <= last:
                raise Malformed("R-81", "keys do not ascend")
            last = key
            self.read_group(self.groups.get(key), key[0])
            more = message.stream.b(1) == 1
        self.check_unions()
        for table in range(len(message.tables)):
            self.check_sites(table)

    def read_key(self):
        """R-81."""
        stream = self.message.stream
        is_hash = stream.b(1) == 1
        number = stream.b(32) if is_hash else stream.groups()
        if not is_hash and number >= self.message.layout.num_base:
            raise Malformed("R-81", f"no table {number}")
        since = stream.groups() + 1
        if since > MAX_SINCE or (since == 1 and not is_hash):
            raise Malformed("R-81", f"since {since}")
        return (is_hash, number, since)

    def read_group(self, group, is_named):
        """R-82; a group that the schema does not have is skipped: R-86."""
        message = self.message
        outer = message.stream
        size = outer.groups()
        log2 = outer.b(3)
        if size == 0:
            raise Malformed("R-82", "an empty stream")
        if log2 > MAX_LOG2 or (group is not None and
                               2**log2 != self.alignment(group)):
            raise Malformed("R-82", f"alignment 2^{log2}")
        if any(outer.bytes(-outer.at % 2**log2)):
            raise Malformed("R-82", "padding is not zero")
        data = outer.bytes(size)
        if group is None:
            self.has_skipped = True
            return
        message.stream = Stream(data)
        message.stream.forms = outer.forms
        message.strings = []
        self.read_stream(group, is_named)
        message.stream.finish()
        message.stream = outer

    def nodes(self, group):
        if group.union is not None:
            return group.union.children[group.first:group.last]
        table = self.message.layout.tables[group.table]
        return table.nodes[group.first:group.last]

    def alignment(self, group):
        return max([align_of(node) for node in self.nodes(group)], default=1)

    def read_stream(self, group, is_named):
        """R-83."""
        message = self.message
        rows = message.totals[group.table]
        if group.union is not None:
            rows = self.escapes(group)
        if is_named:
            stated = message.stream.groups()
            if stated >= 2**32:
                raise LimitExceeded("R-19", "rows of a group")
            if group.since == 1:
                message.spend(stated)
                message.totals[group.table] = stated
            elif group.union is None and stated != rows:
                raise Malformed("R-83", f"{stated} rows, not {rows}")
            rows = stated  # of a union: its table may come later
        if not rows:
            raise Malformed("R-83", "no rows")
        if group.since == 1:
            message.read_table(group.table, rows)
        elif group.union is not None:
            nodes = self.nodes(group)
            self.stages.setdefault(group.union, []).append(
                (group.first, rows, message.read_variants(nodes, rows)))
        else:
            nodes = self.nodes(group)
            present = message.tables[group.table]
            present += [None] * (group.first - len(present))
            present += message.read_fields(nodes, rows)

    def escapes(self, group):
        """The rows whose variants the group has."""
        column = self.message.unions.get(group.union)
        if column is None:
            return 0
        stages = column.stages + [
            stage for _, _, stage in self.stages.get(group.union, [])]
        if sum(count for _, count, _ in stages) != group.first:
            return 0
        tags, count, _ = stages[-1]
        return tags.count(count)

    def check_unions(self):
        """R-83, R-85."""
        unions = self.message.unions
        for union, stages in self.stages.items():
            if union not in unions:
                raise Malformed("R-83", "variants of a union without rows")
            column = unions[union]
            for first, rows, stage in stages:
                tags, count, _ = column.stages[-1]
                known = sum(count for _, count, _ in column.stages)
                if first != known or rows != tags.count(count):
                    raise Malformed("R-85", "not the rows with the escape")
                column.stages.append(stage)
        for union, column in unions.items():
            tags, count, _ = column.stages[-1]
            known = sum(count for _, count, _ in column.stages)
            is_whole = known == len(union.children)
            if count in tags and not (is_whole and self.has_skipped):
                raise Malformed("R-85", "a row without its variant")

    def check_sites(self, table):
        """R-84."""
        message = self.message
        total = message.totals[table]
        end = message.rows[table]
        for site in message.group_sites[table]:
            if site.base < end or (site.base > end and not self.has_skipped):
                raise Malformed("R-84", "a site not behind the one before")
            end = site.base + site.n
            if end > total:
                raise Malformed("R-84", "a site beyond its table")
        if end != total and not self.has_skipped:
            raise Malformed("R-84", "rows that nothing refers to")
