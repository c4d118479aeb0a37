"""Why bytes are refused (SPEC.md, section 1)."""


class Refused(Exception):
    """`rule` is that of SPEC.md which the bytes break, "R-11"."""

    kind = "refused"

    def __init__(self, rule, what):
        super().__init__(f"{self.kind}: {rule}: {what}")
        self.rule = rule
        self.what = what


class Malformed(Refused):
    kind = "malformed"


class NotSupported(Refused):
    kind = "not supported"


class LimitExceeded(Refused):
    kind = "limit exceeded"


class OtherSchema(Refused):
    kind = "another schema"
