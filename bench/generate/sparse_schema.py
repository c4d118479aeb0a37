"""sparse_schema.py DIR: writes the Sinter schema of 500 optional fields."""

import sys
from pathlib import Path

FIELDS = "".join(f"  f{number:03}: u32?;\n" for number in range(500))
RECORD = f"record Sparse {{\n{FIELDS}}}\n"

directory = Path(sys.argv[1])
(directory / "sparse.sinter").write_text(
    f"package bench.sparse;\n\nrecord SparseRows {{ rows: [Sparse]; }}\n\n"
    f"{RECORD}\nroot SparseRows;\nroot Sparse;\n")
