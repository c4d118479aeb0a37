"""The vectors of SPEC.md; tests/spec/vectors.h describes them."""

import re

KEYS = {"name", "kind", "rules", "schema", "rows", "json", "canonical",
        "error", "hex"}


class Vector:
    def __init__(self, block):
        values = {}
        key = None
        for line in block.split("\n"):
            if line.startswith("  "):
                values[key] += "\n" + line.strip()
            elif line:
                key, _, value = line.partition(":")
                assert key in KEYS, line
                values[key] = value.strip()
        self.name = values["name"]
        self.kind = values.get("kind", "message")
        self.rules = [rule.strip() for rule in values["rules"].split(",")]
        self.schema = values.get("schema")
        self.rows = int(values.get("rows", 1))
        self.is_good = "error" not in values
        self.is_canonical = values.get("canonical") != "no"
        self.json = squeezed(repeated(values["json"], ", ")) \
            if "json" in values else None
        hex_text = re.sub(r"#.*", "", values["hex"])
        self.bytes = bytes.fromhex(repeated(hex_text, " "))


def repeated(text, separator):
    """Writes x*3 out; x is a word, {} or something in parentheses."""
    def expand(match):
        operand = match[1]
        if operand.startswith("("):
            operand = operand[1:-1]
        return separator.join([operand] * int(match[2]))

    while True:
        text, count = re.subn(r"(\([^()]*\)|[^\s,\[\]()]+)\*(\d+)", expand,
                              text)
        if count == 0:
            return text


def squeezed(text):
    """JSON text without white space between its tokens."""
    return re.sub(r'("(?:[^"\\]|\\.)*")|\s+', lambda m: m[1] or "", text)


def read_vectors(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    blocks = re.findall(r"^```vector\n(.*?)^```$", text, re.M | re.S)
    return [Vector(block) for block in blocks]
