#!/usr/bin/env python3
"""Puts faults into the code, and tells which of them the tests catch.

    inject.py [--work DIR] [--only NAME...] [--check]

The faults stand in faults.txt beside this file: an expression of the code and
what to put in its place. Every place must be there exactly once; one that is
not any more stops the run before anything is built. The code is copied to DIR
(build/faults if it is not named), where each such expression becomes a choice
between itself and the fault, made by an environment variable. So one build has
all faults. Without a fault all tests must pass, and with each of them a test
must fail.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
FAULTS = pathlib.Path(__file__).with_name("faults.txt")
VARIABLE = "SINTER_FAULT"
TIMEOUT_SECONDS = 300

# Of codec: thousands of damaged and random messages.
SLOW = "Hostile*:Random*:Reader.Survives*:Recursion.OfA*"
# Programs and filters, those that catch most in the least time first.
STEPS = [("spec", "*"), ("codec", f"-{SLOW}"), ("schema", "*"), ("file", "*"),
         ("limits", "*"), ("json", "*"), ("cpp", "*"), ("codec", SLOW)]
# Where faults of a directory are likely to be caught.
FIRST = {"codec/file/": "file", "schema/json/": "json", "schema/": "schema",
         "codec/native/": "cpp", "codec/view/": "cpp"}
# What is left of the tests, by ctest.
REST = "^(fuzz|reference|tools|cpp)"

SWITCH = f"""\
#ifndef SINTER_FAULT_SWITCH_H_
#define SINTER_FAULT_SWITCH_H_
#include <cstdlib>
#include <type_traits>
namespace sinter_fault {{
inline int Number() {{
  static const int number = [] {{
    const char* const text = std::getenv("{VARIABLE}");
    return text == nullptr ? 0 : std::atoi(text);
  }}();
  return number;
}}
constexpr bool Is(int number) {{
  return !std::is_constant_evaluated() && number == Number();
}}
}}  // namespace sinter_fault
#endif
"""


class Fault:
    """`place` matches whatever white space stands between its words."""

    def __init__(self, number, block):
        lines = block.strip().split("\n")
        self.number = number
        self.name, _, self.path = lines[0].partition(": ")
        place = " ".join(line[2:] for line in lines[1:] if line[:2] == "- ")
        self.instead = " ".join(line[2:] for line in lines[1:]
                                if line[:2] == "+ ")
        marked = re.fullmatch("(.*)«(.+)»(.*)", place)
        if not marked or not self.instead or \
                any(line[:2] not in ("- ", "+ ") for line in lines[1:]):
            sys.exit(f"faults.txt: not a fault:\n{block}")
        parts = [r"\s+".join(map(re.escape, part.split()))
                 for part in marked.groups()]
        self.place = re.compile(r"({}\s*)({})(\s*{})".format(*parts))

    def apply(self, text):
        """The text with the choice in it, and how often its place is there."""
        return self.place.subn(
            lambda m: f"{m[1]}(sinter_fault::Is({self.number}) ? "
                      f"({self.instead}) : ({m[2]})){m[3]}", text)


def read_faults():
    text = FAULTS.read_text(encoding="utf-8")
    blocks = re.split(r"\n{2,}", re.sub(r"^#.*\n", "", text, flags=re.M))
    faults = [Fault(i, block) for i, block in
              enumerate(filter(str.strip, blocks), start=1)]
    if len({fault.name for fault in faults}) != len(faults):
        sys.exit("faults.txt: two faults of one name")
    return faults


def with_faults(faults):
    """The text of each file that has faults, with all of them in it."""
    texts = {}
    lost = []
    for fault in faults:
        if fault.path not in texts:
            path = ROOT / fault.path
            texts[fault.path] = path.read_text(encoding="utf-8") \
                if path.exists() else ""
        texts[fault.path], count = fault.apply(texts[fault.path])
        if count != 1:
            lost.append(f"{fault.name}: {count} places in {fault.path}")
    if lost:
        sys.exit("faults.txt does not fit the code any more:\n" +
                 "\n".join(lost))
    return {path: f'#include "fault_switch.h"\n#line 1\n{text}'
            for path, text in texts.items()}


def run(command, cwd, timeout=None, fault=0):
    """The output of a command, and its exit status; None for a timeout."""
    environment = {**os.environ, VARIABLE: str(fault), "GTEST_FAIL_FAST": "1",
                   "GTEST_BRIEF": "1", "GTEST_COLOR": "no"}
    try:
        done = subprocess.run(command, cwd=cwd, env=environment,
                              timeout=timeout, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False)
    except subprocess.TimeoutExpired:
        return "", None
    return done.stdout.decode(errors="replace"), done.returncode


class Copy:
    """The code and its build in a directory of their own."""

    def __init__(self, work):
        self.source = work
        # Where the preset builds: so ccache knows what `make build` compiled.
        self.build = work / "build" / "release"

    def update(self, changed):
        """Copies what is new, so that no more than that is built."""
        files = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
        wanted = {name: (ROOT / name).read_bytes()
                  for name in files.stdout.splitlines()
                  if (ROOT / name).is_file()}
        wanted.update((name, text.encode()) for name, text in changed.items())
        wanted["fault_switch.h"] = SWITCH.encode()
        for name, data in wanted.items():
            path = self.source / name
            if path.exists() and path.read_bytes() == data:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            if (ROOT / name).is_file():
                shutil.copymode(ROOT / name, path)

    def compile(self, *targets):
        output, status = run(["cmake", "--build", "--preset", "release",
                              "--target", *targets, "--", "-k", "0"],
                             self.source)
        if status != 0:
            sys.exit(output[-3000:])

    def compile_programs(self):
        output, status = run(["cmake", "--preset", "release",
                              "--log-level=WARNING"], self.source)
        if status != 0:
            sys.exit(output[-3000:])
        self.compile(*sorted({f"sinter_{step[0]}_tests" for step in STEPS}))

    def first_failure(self, fault=0, path=""):
        """The test that fails first, or None."""
        first = next((program for prefix, program in FIRST.items()
                      if path.startswith(prefix)), None)
        for program, only in sorted(STEPS, key=lambda s: s[0] != first):
            output, status = run(
                [str(self.build / "tests" / program /
                     f"sinter_{program}_tests"), f"--gtest_filter={only}"],
                self.source, TIMEOUT_SECONDS, fault)
            if status != 0:
                return f"{program}: {failed_test(output, status)}"
        self.compile("all")
        output, status = run(
            ["ctest", "--test-dir", str(self.build), "-R", REST,
             "--stop-on-failure", "--timeout", str(TIMEOUT_SECONDS)],
            self.source, fault=fault)
        if status == 0:
            return None
        failed = re.search(r"- (\S+) \(", output)
        return failed[1] if failed else output[-500:]


def failed_test(output, status):
    if status is None:
        return "timeout"
    if status < 0:
        return f"signal {-status}"
    failed = re.search(r"\[  FAILED  \] ([\w./]+)", output)
    return failed[1] if failed else f"exit status {status}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=pathlib.Path,
                        default=ROOT / "build" / "faults")
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--check", action="store_true",
                        help="only look whether the places are there")
    arguments = parser.parse_args()
    faults = read_faults()
    changed = with_faults(faults)
    print(f"{len(faults)} faults in {len(changed)} files", flush=True)
    if arguments.check:
        return 0
    copy = Copy(arguments.work.resolve())
    copy.update(changed)
    copy.compile_programs()
    failure = copy.first_failure()
    if failure is not None:
        sys.exit(f"without any fault {failure} fails")
    if arguments.only:
        faults = [fault for fault in faults if fault.name in arguments.only]
    missed = []
    for fault in faults:
        start = time.monotonic()
        caught_by = copy.first_failure(fault.number, fault.path)
        seconds = time.monotonic() - start
        verdict = f"caught by {caught_by}" if caught_by else "MISSED"
        print(f"{fault.name}: {verdict} ({seconds:.0f} s)", flush=True)
        if caught_by is None:
            missed.append(fault.name)
    print(f"{len(faults) - len(missed)} caught, {len(missed)} missed",
          *missed, sep="\n  " if missed else "")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
