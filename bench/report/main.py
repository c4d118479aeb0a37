"""main.py WORK_DIR REPOSITORY: writes bench/RESULTS.md and its plots from the
results in WORK_DIR."""

import sys
from pathlib import Path

import machine
import plots
import sections
import targets
import where_bytes_are
from results import Results

TEXT = """# Benchmarks

Written by `make bench`. Times are medians of processor time (the least of the
repetitions is in the results the programs write); a number in parentheses is
how many times Sinter's it is. Peers that have C++ libraries take turns within
one process; bitcode and rkyv run after them in another. Decoding reuses the
plain structs of the repetition before it, encoding the buffers and builders, as
each library's guide advises. Every format first had to read back the same sum of
all values as the plain structs hold.

{machine}

## Targets

{targets}

## Size against speed

{plots}

## Sizes

Sinter, Protobuf, FlatBuffers, Cap'n Proto and MessagePack messages are bare.
Behind zstd -3 small formats gain less: what is left are the numbers.

{sizes}

{documents}## Times

{times}

## Memory

Allocations are those of malloc and all above it; peaks are beyond what was held
before. The first two columns are of a new encoder, the third of one used before.

{memory}

## Scaling

Messages of five columns (number, clock, decimal, bool, word) and 10 to
10,000,000 rows, and of 1,000 rows and 5 to 500 columns. Opening depends on
columns alone; everything else is linear in values.

{scaling}

## Where the bytes are

{bytes}

## The data

`log`, `mesh`, `minecraft_savedata` and `mk48` are those of
rust_serialization_benchmark, drawn by bench/rust from the same generator with
the same crates. Sizes that it publishes for them:

{proof}

bitcode's differs by what named structs in place of tuples change. Those of formats
that are not listed differ because the schemas here do: optional scalars are
optional in every format, and Protobuf's signed numbers are zigzag, as its guide
recommends. The sizes of `mk48` are those published in 2023; later ones are of
another draw (Borsh 1,521,989, bitcode 971,318) from the same generator.

## Again

`make bench` installs what is missing, builds, measures and writes this page and
the plots. Rust's `cargo` has to be there. `bench/run.sh BUILD_DIR SECONDS` takes
another time for each operation of each peer.
"""


DOCUMENTS = """## Small documents

Bytes of single JSON documents, beside what the benchmark of arXiv 2201.03051
published for other formats with a schema.

```
{}```

"""


def _documents(path):
    return DOCUMENTS.format(path.read_text()) if path.exists() else ""


def main():
    work, repository = Path(sys.argv[1]), Path(sys.argv[2])
    bench = repository / "bench"
    names = ("peers.tsv", "rust.tsv", "scaling.tsv", "bare.tsv")
    results = Results([work / n for n in names if (work / n).exists()])
    borsh = {p.stem: p.stat().st_size for p in (work / "data").glob("*.borsh")}
    lines = machine.describe(bench / "rust/Cargo.lock")
    (bench / "plots").mkdir(exist_ok=True)
    text = TEXT.format(
        machine="\n".join(f"- {line}" for line in lines),
        targets=targets.section(results),
        plots=plots.size_and_speed(results, bench / "plots"),
        sizes=sections.sizes(results),
        documents=_documents(work / "documents.txt"),
        times=sections.times(results),
        memory=sections.memory(results),
        scaling=plots.scaling(results, bench / "plots"),
        bytes=where_bytes_are.section(work, results),
        proof=sections.proof(results, borsh))
    (bench / "RESULTS.md").write_text(text)


main()
