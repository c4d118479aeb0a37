"""What the numbers were measured on and with, in general terms."""

import subprocess
from pathlib import Path


def _run(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "?"
    return done.stdout.strip().splitlines()[0]


def _processor():
    text = Path("/proc/cpuinfo").read_text()
    flags = next((l for l in text.splitlines() if l.startswith("flags")), "").split()
    wide = [n for n in ("avx2", "avx512vl") if n in flags]
    virtual = "virtual machine, " if "hypervisor" in flags else ""
    cores = text.count("processor\t")
    return f"{virtual}x86-64 with {', '.join(wide) or 'SSE2'}, {cores} cores"


def _memory():
    kilobytes = int(Path("/proc/meminfo").read_text().split()[1])
    return f"{kilobytes / 2**20:.0f} GiB of memory"


def _system():
    lines = Path("/etc/os-release").read_text().splitlines()
    return next((l.split("=")[1].strip('"') for l in lines if l.startswith("PRETTY_NAME")), "?")


def _library(name):
    return _run("pkg-config", "--modversion", name)


def describe(cargo_lock):
    crates = {}
    name = None
    for line in Path(cargo_lock).read_text().splitlines():
        if line.startswith("name = "):
            name = line.split('"')[1]
        elif line.startswith("version = ") and name:
            crates[name] = line.split('"')[1]
    msgpack = _run("dpkg-query", "-W", "-f", "${Version}", "libmsgpack-cxx-dev")
    return [
        f"{_processor()}; {_memory()}; {_system()}",
        f"{_run('c++', '--version')}, `-O2`, no `-march`; {_run('rustc', '--version')}, `--release` with LTO",
        f"Protobuf {_library('protobuf')}, FlatBuffers {_library('flatbuffers')}, "
        f"Cap'n Proto {_library('capnp')}, msgpack-c {msgpack}, zstd {_library('libzstd')}, "
        f"bitcode {crates['bitcode']}, rkyv {crates['rkyv']}",
    ]
