"""Which functions of the engine's file run when: `python -m benches.layout` writes pyrs/layout.txt, by which setup.py sorts them.

The kernel maps code in blocks of 64 KB, so a function that runs brings its neighbours into the process' memory. Some programs run under
callgrind, whose dump is cut where loading ends, and where the program begins (it gives the code pages back: pyrs/cpyext/resident.h).

The VM's own functions stand first, by the instructions that the training of the profile executes in them: large programs run some hundred of them, from
more pages than there are entries for in the processor.  That group alone is written by `--hot`, in a build with a profile (PYRS_PGO=1), since it is inlining
that decides what is a function.
"""
from __future__ import annotations

import argparse
import bisect
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from pyrs.start import _EXTENSIONS, _TOGETHER

ROOT = Path(__file__).resolve().parent.parent
LAYOUT = ROOT / "pyrs" / "layout.txt"
IMPORTS = ("typing", "dataclasses", "unittest", "asyncio", "json, argparse, pathlib", "numpy")
# Functions in this share of the programs, or more, stand together.
COMMON = 0.5
# The VM's functions with this share of the instructions that the training executes there, or more, stand first.
HOT = 2e-6
LOADED = "__pyx_pw_4pyrs_8importer_*take_over*"
BEGUN = "__pyx_pw_4pyrs_6cpyext_5_host_*drop_code_pages*"


def symbols() -> tuple[list[int], list[tuple[int, str, str]]]:
    """Starts of the functions, sorted, and (end, module, name) of each."""
    modules = {name.rpartition(".")[2]: name for name in _EXTENSIONS.split()}
    module, found = None, []
    listing = subprocess.run(["nm", "-apS", _TOGETHER], check=True, capture_output=True, text=True).stdout
    for line in listing.splitlines():
        words = line.split()
        if words[-2] == "a":
            module = modules.get(words[-1].removesuffix(".c"))
        elif len(words) == 4 and words[2] in "tT" and module:
            start = int(words[0], 16)
            # Parts that gcc made have numbers that another gcc would not give them.
            name = re.sub(r"\.(?!cold).*?(?=\.cold|$)", "", words[3])
            found.append((start, start + int(words[1], 16), module, name))
    found.sort()
    return [each[0] for each in found], [each[1:] for each in found]


def executed(dump: Path, starts, functions) -> Counter[tuple[str, str]]:
    """The functions (module, name) of which `dump` has instructions, and how many were executed."""
    objects, inside, address, called, hit = {}, False, 0, False, Counter()
    for line in dump.read_text().splitlines():
        if line.startswith("calls="):
            called = True                   # the next line has what the callee cost
        elif match := re.match(r"c?ob=\((\d+)\)(?: (.*))?", line):
            if match[2]:
                objects[match[1]] = match[2]
            if line.startswith("ob="):
                inside = objects[match[1]] == _TOGETHER
        elif match := re.match(r"(0x|\+|-|\*)([0-9a-f]*) ", line):
            number = int(match[2] or "0", 16 if match[1] == "0x" else 10)
            address = number if match[1] == "0x" else address - number if match[1] == "-" else address + number
            if inside and not called:
                at = bisect.bisect_right(starts, address) - 1
                if at >= 0 and address < functions[at][0]:
                    hit[functions[at][1:]] += int(line.split()[2])
            called = False
    return hit


def trace(arguments: list[str], host: str, starts, functions) -> list[Counter[tuple[str, str]]]:
    """What a run of pyrs executes: while it loads, until the program begins, in the program.  Instructions by function (module, name)."""
    with tempfile.TemporaryDirectory() as folder:
        env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | {"PYTHONPATH": str(ROOT)}
        subprocess.run(["valgrind", "--tool=callgrind", "--dump-instr=yes", f"--dump-before={LOADED}", f"--dump-after={BEGUN}", f"--callgrind-out-file={folder}/out",
                        host, "-S", "-P", str(ROOT / "pyrs" / "__main__.py"), *arguments], env=env, capture_output=True, check=False)
        return [executed(Path(folder, name), starts, functions) for name in ("out.1", "out.2", "out")]


def parse(text: str) -> dict[str, dict[str, list[str]]]:
    """The groups of a layout: module -> names."""
    groups, group, module = defaultdict(lambda: defaultdict(list)), None, None
    for line in text.splitlines()[1:]:
        if line.startswith("# "):
            group = line[2:]
        elif line.startswith("["):
            module = line[1:-1]
        elif line:
            groups[group][module].append(line)
    return groups


def write(groups: dict[str, dict[str, list[str]]]) -> None:
    """A function stands in the first of its groups."""
    seen = set()
    with open(LAYOUT, "w") as file:
        file.write("# Generated by `python -m benches.layout`: functions of the engine's file in the order in which setup.py sorts them.\n")
        for group in ("hot", "every program", "start", "some programs", "loading"):
            file.write(f"\n# {group}\n")
            for module in _EXTENSIONS.split():
                if names := [name for name in groups[group].get(module, ()) if (module, name) not in seen]:
                    file.write(f"[{module}]\n" + "".join(f"{name}\n" for name in names))
                    seen.update((module, name) for name in names)


def hot(host: str, starts, functions) -> list[str]:
    """The VM's functions that the training executes most, those first."""
    *_, run = trace([str(ROOT / "benches" / "training.py")], host, starts, functions)
    costs = Counter({name: cost for (module, name), cost in run.items() if module == "_vm"})
    return [name for name, cost in costs.most_common() if cost >= HOT * costs.total()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--host", default=sys.executable)
    parser.add_argument("--hot", action="store_true", help="write the first group alone")
    options = parser.parse_args()
    starts, functions = symbols()
    kept = parse(LAYOUT.read_text())
    if options.hot:
        kept["hot"] = {"_vm": hot(options.host, starts, functions)}
        write(kept)
        return
    programs = [["-c", f"import {names}"] for names in IMPORTS]
    programs += [[str(path)] for path in sorted(Path(ROOT, "tests/lang/basic").glob("[0-9]*.py"))[1::3]]
    loading, starting, running = set(), set(), Counter()
    for number, program in enumerate(programs):
        print(f"{number + 1} of {len(programs)}: {program[-1]}", flush=True)
        first, second, third = trace(program, options.host, starts, functions)
        loading |= first.keys()
        starting |= second.keys()
        running.update(third.keys())
    groups = defaultdict(lambda: defaultdict(list), hot=kept["hot"])
    for module, name in sorted({*loading, *starting, *running}):
        share = running[module, name] / len(programs)
        group = ("every program" if share >= COMMON else "start" if (module, name) in starting else "some programs" if share else "loading")
        groups[group][module].append(name)
    write(groups)


if __name__ == "__main__":
    main()
