"""Instruction counts of benchmark kernels against the committed figures: fails where one needs over 2 % more.

    python tests/instructions.py [--update] [--only loop_sum,fib]       (make instructions)

Wall time on a shared machine hides small losses; executed instructions do not. One process under callgrind runs every kernel; the
marks between them are calls of getppid(), which make callgrind dump what was executed since the last one. Figures belong to a host
and a compiler: elsewhere the check is skipped (exit code 0) until --update writes figures of that place.

What is left of chance is where a kernel's objects come to lie: one that makes and frees the last block of a pool of the host's
allocator takes that pool off its list and puts it back each time (fstring: 23 instructions a round, 1.4 %), and the path of the
checkout decides whether it does. So each kernel runs ROUNDS times with a few blocks of every size kept between, and the least counts.
"""
from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIGURES = Path(__file__).with_suffix(".json")
TOLERANCE = 1.02
ROUNDS = 3

# Kernel of benches/micro and the argument of its run(): enough for a stable figure, a few seconds under callgrind together.
KERNELS = {"loop_sum": 20000, "while_mod": 10000, "float_accumulate": 20000, "fib": 14, "method_attribute": 5000, "list_index": 10000,
           "closure_call": 5000, "generator_for": 10000, "dict_update": 10000, "keyword_call": 5000, "try_fails": 2000, "fstring": 3000,
           "isinstance_check": 5000, "with_statement": 3000, "special_methods": 1000, "fresh_keys": 300, "linked_nodes": 5000}

DRIVER = """
import gc, os
for path, n in {kernels!r}:
    with open(path) as file:
        source = file.read()
    space = {{}}
    exec(compile(source, path, "exec"), space)
    run = space["run"]
    run(n)
    kept = []
    for round in range({rounds}):
        kept.append([bytes(size) for size in range(480) for _ in range(1 + round)])
        gc.collect()
        os.getppid()
        run(n)
        os.getppid()
"""


def place() -> str:
    """Host and compiler, which the figures belong to."""
    compiler = subprocess.run([*shlex.split(os.environ.get("CC", "gcc")), "-dumpfullversion"], capture_output=True, text=True).stdout.strip()
    return f"{sys.version} | {os.uname().machine} | compiler {compiler}"


def measure(names: list[str]) -> dict[str, int]:
    """Instructions that run(n) of each kernel executes, warmed up: the least of ROUNDS."""
    with tempfile.TemporaryDirectory() as directory:
        script = Path(directory, "driver.py")
        script.write_text(DRIVER.format(kernels=[(str(ROOT / "benches/micro" / f"{name}.py"), KERNELS[name]) for name in names],
                                        rounds=ROUNDS))
        env = {**os.environ, "PYTHONHASHSEED": "0"}
        env.pop("PYTHONPATH", None)
        # By path and under the launcher's own flags, so that it need not start over in a second process.
        subprocess.run(["valgrind", "-q", "--tool=callgrind", "--dump-before=getppid", f"--callgrind-out-file={directory}/out",
                        sys.executable, "-S", "-P", str(ROOT / "pyrs/__main__.py"), "-S", str(script)],
                       env=env, cwd=directory, check=True, stdout=subprocess.DEVNULL)
        counts = [totals(Path(directory, f"out.{2 * index + 2}")) for index in range(ROUNDS * len(names))]
        return {name: min(counts[index * ROUNDS:][:ROUNDS]) for index, name in enumerate(names)}


def totals(path: Path) -> int:
    """The instructions counted in one dump of callgrind."""
    return int(re.search(r"^(?:totals|summary): (\d+)", path.read_text(), re.M).group(1))


def main() -> int:
    """Measure and compare or write; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write the figures of this place")
    parser.add_argument("--only", default="", help="kernels, with commas between them")
    options = parser.parse_args()
    names = [name for name in KERNELS if not options.only or name in options.only.split(",")]
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not installed")
        return 0
    figures = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    known = figures.get(place(), {})
    if not known and not options.update:
        print(f"skipped: no figures for {place()}; --update writes them")
        return 0
    worse = 0
    for name, count in measure(names).items():
        before = known.get(name)
        change = f"{(count / before - 1) * 100:+7.2f} %" if before else "      new"
        bad = bool(before) and count > before * TOLERANCE
        worse += bad
        print(f"{name:20} {count:12,} {change}{'   WORSE' if bad and not options.update else ''}")
        known[name] = count
    if options.update:
        figures[place()] = known
        FIGURES.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n")
        return 0
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
