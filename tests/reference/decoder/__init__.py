"""A decoder written from SPEC.md, part by part: see the names of the files."""
