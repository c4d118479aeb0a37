"""Section 5: messages, tables, nodes, arrays, maps, unions, cycles."""

from . import layout as kinds
from .bit_columns import RANKED, VALUES, bit_column
from .errors import Malformed
from .extensions import Extensions
from .floats import float_column, lone_float
from .in_place import raw_lists, structs
from .integers import VARINT, IntegerType, integer_column, lone_integer
from .packed_columns import check_counts, lengths, packed_column, too_many_rows
from .stream import Stream, bits_of, ceil8
from .strings import lone_string, string_column

MAX_COLUMN_ROWS = 2**32 - 1
MAX_FLAGGED = 32
SAMPLED_TAGS = 256


class Repeated:
    """A value in every row of a column that is default."""

    def __init__(self, value):
        self.value = value

    def __getitem__(self, row):
        return self.value


class Column:
    """The rows of a node. By kind:

    bool, integer, float, text  values: a value per row
    struct, raw  values: the bytes of each row
    optional   rows: of the child, None where absent
    list, map  starts: the first row of the children; one more at the end
    union      tags, rows: those of the variant; a tag of None is a variant of
               a later version
    record     base: row 0 of the site is this row of the table; None where
               all rows are defaults
    """

    def __init__(self, node, n):
        self.node = node
        self.n = n
        self.children = []


def has_no_flag(node):
    """Plain records, unions and arrays of these (section 5.2)."""
    if node.kind == kinds.ARRAY:
        return has_no_flag(node.children[0])
    return node.kind in (kinds.RECORD, kinds.UNION)


def has_lone_flag(node):
    """R-14: whether a field of a table of one row has a flag."""
    if node.kind == kinds.INTEGER:
        return node.form == VARINT
    return node.kind in (kinds.BOOL, kinds.FLOAT, kinds.OPTIONAL, kinds.STRUCT)


class Message:
    """`tables` has for each table a list of columns, None without rows."""

    def __init__(self, layout, data, root_rows=1, max_rows=2**28):
        self.layout = layout
        self.stream = Stream(data)
        self.rows_left = max_rows
        self.strings = []
        self.unions = {}  # those whose tags have been read, by node
        self.tables = [None] * len(layout.tables)
        self.rows = [0] * len(layout.tables)  # at the sites so far
        self.totals = [0] * len(layout.tables)  # with those at later sites
        self.group_sites = None  # of the groups so far; None before them
        self.root_rows = root_rows
        self.add_rows(0, root_rows)
        self.is_extended = self.stream.b(1) == 1
        for is_cycle, tables in layout.order:
            if is_cycle:
                self.read_cycle(tables)
                continue
            table = tables[0]
            self.totals[table] = self.rows[table]
            if self.is_extended and self.stream.b(1):
                later = self.stream.groups() + 1
                self.spend(later)
                self.totals[table] += later
            self.read_table(table, self.totals[table])
        self.place_sites()
        if self.is_extended:
            Extensions(self).read()
        self.stream.finish()
        self.fill_in_defaults()
        for column in self.unions.values():
            column.find_variants()

    def spend(self, n):
        """R-19."""
        if n > self.rows_left or n > MAX_COLUMN_ROWS:
            raise too_many_rows()
        self.rows_left -= n

    def add_rows(self, table, n):
        self.spend(n)
        self.rows[table] += n

    def place_sites(self):
        """R-03: where the rows of each site start."""
        base = [0] * len(self.tables)
        base[0] = self.root_rows
        for columns in self.tables:
            for column in columns or []:
                for site in sites(column):
                    site.base = base[site.node.table]
                    base[site.node.table] += site.n

    def fill_in_defaults(self):
        """R-86: fields of groups that are not there."""
        for number, columns in enumerate(self.tables):
            if columns is not None:
                nodes = self.layout.tables[number].nodes
                columns += [None] * (len(nodes) - len(columns))
                self.tables[number] = [
                    column or self.default_column(node, self.totals[number])
                    for node, column in zip(nodes, columns)]

    # Sections 5.2 and 5.7.

    def read_cycle(self, tables):
        if not (self.is_extended or any(self.rows[table] for table in tables)):
            return
        self.stream.note("cycle")
        stated = {}
        for table in tables:
            stated[table] = self.stream.groups()
            if stated[table] < self.rows[table]:
                raise Malformed("R-25", "fewer rows than refer from outside")
            if stated[table] - self.rows[table] > self.rows_left:
                raise too_many_rows()
        for table in tables:
            self.read_table(table, stated[table])
        for table in tables:
            later = stated[table] - self.rows[table]
            if later < 0 or (later > 0 and not self.is_extended):
                raise Malformed("R-25", "not as many rows as refer to the table")
            self.spend(later)
            self.totals[table] = stated[table]

    def read_table(self, number, n):
        if n == 0:
            return
        self.stream.note("table: " + ("one row" if n == 1 else "rows"))
        nodes = self.layout.tables[number].base_nodes()
        self.tables[number] = self.read_fields(nodes, n)

    def read_fields(self, nodes, n):
        flags = self.read_flags(nodes, n)
        return [
            self.column(node, n, flag is not None) if flag != 0
            else self.default_column(node, n)
            for node, flag in zip(nodes, flags)]

    def read_flags(self, nodes, n):
        """A flag per field, None for those that have none."""
        flagged = [node for node in nodes if not has_no_flag(node)]
        if len(flagged) > MAX_FLAGGED:
            self.stream.note("table: column of flags, " +
                             ("one row" if n == 1 else "rows"))
            bits = iter(bit_column(self.stream, len(flagged), VALUES))
            return [None if has_no_flag(node) else next(bits)
                    for node in nodes]
        return [self.stream.b(1)
                if not has_no_flag(node) and (n > 1 or has_lone_flag(node))
                else None for node in nodes]

    # Section 5.3.

    def column(self, node, n, has_flag=False):
        """A column that is there; `has_flag` if a flag of 1 said so."""
        column = Column(node, n)
        if n > 0:
            flagged = ", flagged" if n == 1 and has_flag else ""
            self.stream.note(f"{node.kind}: {'one' if n == 1 else 'rows'}"
                             f"{flagged}")
            getattr(self, "read_" + node.kind)(node, n, column, has_flag)
        else:
            column.children = [self.column(child, 0)
                               for child in node.children]
            column.values = column.tags = column.rows = []
        return column

    def default_column(self, node, n):
        """R-05."""
        self.stream.note(f"{node.kind}: default")
        column = Column(node, n)
        rows = 0
        if node.kind == kinds.OPTIONAL:
            column.rows = Repeated(None)
        elif node.kind in (kinds.LIST, kinds.MAP):
            column.starts = Repeated(0)
        elif node.kind == kinds.ARRAY:
            rows = n * node.size  # they do not count: R-19
        elif node.kind == kinds.RECORD:
            column.base = None
        elif node.kind == kinds.UNION:
            column.tags = Repeated(node.default)
            column.rows = Repeated(0)
            column.children = [self.default_column(child, n)
                               for child in node.children]
            return column
        elif node.kind != kinds.NULL:
            column.values = Repeated(node.default)
        column.children = [self.default_column(child, rows)
                           if rows else self.column(child, 0)
                           for child in node.children]
        return column

    def read_bool(self, node, n, column, has_flag):
        if n > 1:
            column.values = bit_column(self.stream, n, VALUES)
        elif has_flag:
            column.values = [1 - node.default]
        else:
            column.values = [self.stream.b(1)]

    def read_integer(self, node, n, column, has_flag):
        if n == 1:
            column.values = [lone_integer(self.stream, node)]
            return
        lo, hi = node.lo, node.hi
        if node.form == kinds.OPEN_CODE:
            hi = 2**node.bits - 1
        kind = IntegerType(node.signed, lo, hi, sparse=node.default)
        column.values = integer_column(self.stream, n, kind)

    def read_float(self, node, n, column, has_flag):
        if n == 1:
            column.values = [lone_float(self.stream, node.bits)]
        else:
            column.values = float_column(self.stream, n, node.bits)

    def read_text(self, node, n, column, has_flag):
        if n == 1:
            column.values = [lone_string(self.stream, node, self.strings)]
        else:
            column.values = string_column(self.stream, n, node)

    def read_struct(self, node, n, column, has_flag):
        column.values = structs(self.stream, n, node.place)

    def read_raw(self, node, n, column, has_flag):
        column.values = raw_lists(self.stream, n, node)

    def read_optional(self, node, n, column, has_flag):
        """R-17."""
        if n > 1:
            bits = bit_column(self.stream, n, RANKED)
        else:
            bits = [1 if has_flag else self.stream.b(1)]
        present = 0
        column.rows = []
        for bit in bits:
            column.rows.append(present if bit else None)
            present += bit
        self.spend(present)
        column.children = [self.column(node.children[0], present)]

    def read_list(self, node, n, column, has_flag):
        """R-18; a map is a list with two children."""
        sizes = lengths(self.stream, n, self.rows_left, too_many_rows())
        column.starts = [0]
        for size in sizes:
            column.starts.append(column.starts[-1] + size)
        total = column.starts[-1]
        self.spend(total)
        column.children = [self.column(child, total)
                           for child in node.children]

    def read_map(self, node, n, column, has_flag):
        self.read_list(node, n, column, has_flag)
        keys = column.children[0].values
        for start, end in zip(column.starts, column.starts[1:]):
            for row in range(start + 1, end):
                if keys[row - 1] >= keys[row]:
                    raise Malformed("R-22", "keys do not ascend")

    def read_array(self, node, n, column, has_flag):
        """R-20."""
        self.spend(n * node.size)
        column.children = [self.column(node.children[0], n * node.size)]

    def read_null(self, node, n, column, has_flag):
        pass

    def read_record(self, node, n, column, has_flag):
        if self.group_sites is None:
            self.add_rows(node.table, n)
            return
        column.base = self.stream.groups()
        self.group_sites[node.table].append(column)

    # Section 5.6.

    def read_union(self, node, n, column, has_flag):
        self.spend(n)
        self.unions[node] = column
        column.find_variants = lambda: find_variants(column)
        column.stages = [self.read_variants(node.base_children(), n)]
        column.children = column.stages[0][2]

    def read_variants(self, nodes, n):
        """The tags of a union or of a group of it, the number of variants and
        their columns."""
        count = len(nodes)
        width = bits_of(count)
        if n == 1 or not self.stream.b(1):
            if n > 1:
                self.stream.note("tags: all alike")
            tags = [self.stream.b(width)] * n
            self.check_tags(tags[:1], count)
        else:
            tags = self.read_planes(n, width, count)
        return tags, count, [self.column(node, tags.count(i))
                             for i, node in enumerate(nodes)]

    def check_tags(self, tags, count):
        """R-23."""
        if max(tags) > count:
            raise Malformed("R-23", f"tag {max(tags)} of {count} variants")
        if max(tags) == count and not self.is_extended:
            raise Malformed("R-23", "a later variant")

    def read_planes(self, n, width, count):
        """R-24."""
        tags = []
        self.stream.note("tags: planes " + (
            "with samples" if n > SAMPLED_TAGS else
            "in bytes" if n * width > 64 else "in control bits"))
        if n * width <= 64:
            planes = [self.stream.b(n) for _ in range(width)]
            tags = tags_of(planes, n)
        else:
            for first in range(0, n, 64):
                rows = min(64, n - first)
                planes = [int.from_bytes(self.stream.bytes(ceil8(rows)),
                                         "little") for _ in range(width)]
                if any(plane >> rows for plane in planes):
                    raise Malformed("R-24", "padding of planes is not zero")
                tags += tags_of(planes, rows)
        self.check_tags(tags, count)
        if n > SAMPLED_TAGS:
            for tag in range(count):
                self.check_tag_samples(tags, tag)
        return tags

    def check_tag_samples(self, tags, tag):
        column = packed_column(self.stream, (len(tags) - 1) // SAMPLED_TAGS,
                               signed=False)
        for i, sample in enumerate(check_counts(column)):
            if sample != tags[:SAMPLED_TAGS * (i + 1)].count(tag):
                raise Malformed("R-24", f"sample {i} of tag {tag}")


def tags_of(planes, rows):
    return [sum((plane >> row & 1) << j for j, plane in enumerate(planes))
            for row in range(rows)]


def find_variants(column):
    """Which variant each row has, and which row of it (R-85)."""
    streams = [iter(tags) for tags, _, _ in column.stages]
    counts = [count for _, count, _ in column.stages]
    column.children = [child for _, _, children in column.stages
                       for child in children]
    rows = [0] * sum(counts)
    column.tags = []
    column.rows = []
    for _ in range(column.n):
        tag = None
        before = 0
        for stream, count in zip(streams, counts):
            own = next(stream)
            if own < count:
                tag = before + own
                break
            before += count
        column.tags.append(tag)
        column.rows.append(None if tag is None else rows[tag])
        if tag is not None:
            rows[tag] += 1


def sites(column):
    if column.node.kind == kinds.RECORD:
        yield column
    for child in column.children:
        yield from sites(child)
