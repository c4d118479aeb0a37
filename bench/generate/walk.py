"""What the code for each peer has in common: one function per record, made of
one statement per field."""

from model import Type


def functions(data_set, signature, statement, kinds=("struct", "record")):
    """`signature(declaration)` and the statements of its fields, as functions."""
    texts = []
    for declaration in data_set.declarations:
        if declaration.kind not in kinds:
            continue
        body = "".join(f"  {statement(f)}\n" for f in declaration.fields)
        texts.append(f"{signature(declaration)} {{\n{body}}}\n")
    return "\n".join(texts)


def sums(data_set, reader_type, add, add_in_place=None):
    """SumAll for every record, and SumThree for the rows of the root.

    `add(field, type)` is the statement that adds a field of `in` to `sum`;
    `add_in_place` that for the types of the data set that are `in_place`."""
    def statement(declaration, field, kind):
        in_place = add_in_place and declaration.name in data_set.in_place
        return (add_in_place if in_place else add)(field, kind)

    texts = []
    for declaration in data_set.declarations:
        if declaration.kind == "enum":
            continue
        parameter = reader_type(declaration)
        body = "".join(f"  {statement(declaration, f, f.type)}\n" for f in declaration.fields)
        texts.append(f"inline uint64_t SumAll({parameter} in) {{\n"
                     f"  uint64_t sum = 0;\n{body}  return sum;\n}}\n")
    row = data_set.row
    chosen = [f for f in row.fields if f.name in data_set.three]
    body = "".join(f"  {statement(row, f, _shallow(f.type))}\n" for f in chosen)
    texts.append(f"inline uint64_t SumThree({reader_type(row)} in) {{\n"
                 f"  uint64_t sum = 0;\n{body}  return sum;\n}}\n")
    return "\n".join(texts)


def _shallow(kind):
    """Of a list only the length is read."""
    return Type("length", inner=kind) if kind.kind == "list" else kind
