"""Numbers and tables as Markdown."""


def duration(ns):
    if ns is None:
        return ""
    for limit, unit, scale in ((1e3, "ns", 1), (1e6, "us", 1e3), (1e9, "ms", 1e6)):
        if ns < limit:
            return f"{_three_digits(ns / scale)} {unit}"
    return f"{_three_digits(ns / 1e9)} s"


def _three_digits(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def count(value):
    return "" if value is None else f"{value:,}"


def ratio(value, reference):
    """How many times the reference a value is."""
    if value is None or not reference:
        return ""
    times = value / reference
    return f"{times:.2f}" if times < 10 else f"{times:,.0f}"


def table(head, rows, texts=1):
    """The first `texts` columns hold words, the others numbers."""
    marks = ["---" if i < texts else "---:" for i in range(len(head))]
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join(marks) + "|"]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"
