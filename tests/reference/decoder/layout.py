"""Section 3: layouts, the nodes and tables they consist of, their order."""

from .integers import CODE, OPEN_CODE, VARINT

BOOL, INTEGER, FLOAT, TEXT = "bool", "integer", "float", "text"
OPTIONAL, LIST, ARRAY, MAP = "optional", "list", "array", "map"
UNION, RECORD, NULL = "union", "record", "null"
STRUCT, RAW = "struct", "raw"


class Node:
    """Section 3.1. What a kind does not have is absent."""

    def __init__(self, kind, **properties):
        self.kind = kind
        self.children = []
        self.since = []  # of the variants of a union
        self.name = None  # of a union
        self.shape = None  # for JSON
        self.__dict__.update(properties)

    def base_children(self):
        """Without variants that were added later."""
        return self.children[:num_base(self.since)] if self.since \
            else self.children

    def sites(self):
        """The references of the base to tables in this node, from outside to
        inside."""
        if self.kind == RECORD:
            yield self
        for child in self.base_children():
            yield from child.sites()


def num_base(since):
    return since.count(1)


class Shape:
    """How the values of a node look where its kind does not say it."""

    def __init__(self, kind, names=None, digits=0, untagged=False):
        self.kind = kind
        self.names = names  # by number, bit or tag; None: without name
        self.digits = digits  # after the point
        self.untagged = untagged


class Table:
    """Section 3.2: one column per field."""

    def __init__(self, name, keys, nodes, since=None):
        self.name = name
        self.keys = keys  # of JSON objects; None if retired
        self.nodes = nodes
        self.since = since  # by node; None: there are no groups

    def base_nodes(self):
        return self.nodes[:num_base(self.since)] if self.since else self.nodes

    def sites(self):
        for node in self.base_nodes():
            yield from node.sites()


class Layout:
    """Tables by number (R-01), and groups of them in the order of the message:
    those that refer to each other stand in one group (R-02). Tables that the
    base does not reach come last and are in no group."""

    def __init__(self, tables, num_base_tables=None):
        self.tables = tables
        self.num_base = (len(tables) if num_base_tables is None
                         else num_base_tables)
        self.order = table_order(tables[:self.num_base])


def reachable(tables):
    """The tables that each table refers to, itself only if in a cycle."""
    direct = [{site.table for site in table.sites()} for table in tables]
    result = []
    for start in range(len(tables)):
        seen = set()
        todo = list(direct[start])
        while todo:
            table = todo.pop()
            if table not in seen:
                seen.add(table)
                todo += direct[table]
        result.append(seen)
    return result


def table_order(tables):
    """R-02: lists of the numbers of tables, one list per cycle."""
    reach = reachable(tables)
    groups = []  # (is a cycle, tables), by their lowest number
    group_of = {}
    for table in range(len(tables)):
        if table in group_of:
            continue
        members = [table] + [other for other in reach[table]
                             if other != table and table in reach[other]]
        for member in members:
            group_of[member] = len(groups)
        groups.append((table in reach[table], sorted(members)))
    # What refers to a group from outside of it.
    before = [set() for _ in groups]
    for number, table in enumerate(tables):
        for site in table.sites():
            if group_of[site.table] != group_of[number]:
                before[group_of[site.table]].add(group_of[number])
    order = []
    done = set()
    while len(order) < len(groups):
        ready = next(i for i in range(len(groups))
                     if i not in done and before[i] <= done)
        done.add(ready)
        order.append(groups[ready])
    return order


INTEGERS = {f"{'i' if signed else 'u'}{bits}": (bits, signed)
            for bits in (8, 16, 32, 64) for signed in (False, True)}


def least_bits(count, choices):
    """The least of the bits that hold `count` numbers."""
    return next(bits for bits in choices if count <= 2**bits)


def integer_of(bits, signed, default, shape=None):
    lo = -2**(bits - 1) if signed else 0
    hi = lo + 2**bits - 1
    return Node(INTEGER, bits=bits, signed=signed, lo=lo, hi=hi, form=VARINT,
                default=default, shape=shape)


def enum_of(names, is_open, num_base_names=None):
    count = len(names) if num_base_names is None else num_base_names
    reserved = 2 * count if is_open else count
    bits = least_bits(reserved, (8, 16, 32))
    node = integer_of(bits, False, 0)
    node.lo, node.hi = 0, count - 1
    node.form = OPEN_CODE if is_open else CODE
    node.shape = Shape("enum", names=names)
    return node


def text_node(utf8, size, default, shape):
    text = default["text"].encode() if default else bytes(size or 0)
    return Node(TEXT, utf8=utf8, size=size, default=text, shape=Shape(shape))
