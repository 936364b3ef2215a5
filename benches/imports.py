"""What importing costs: `python -m benches.imports [--host PYTHON]`, pyrs inside a host against that host.

For each set of modules: CPU time of the import statement (its own clock, least of the rounds), warm and cold, resident memory after it, and
executed instructions with --instructions (valgrind).  Cold: an empty cache folder.
"""
from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETS = ("asyncio", "typing", "dataclasses", "unittest", "asyncio, typing, dataclasses, unittest")
PROGRAM = """\
import time
start = time.process_time()
import {}
spent = time.process_time() - start
# Not ru_maxrss, which begins with what the parent had.
with open("/proc/self/statm") as file:
    print(spent, int(file.read().split()[1]) * 4)
"""


def measure(engine, modules: str, prefix: str) -> tuple[float, int]:
    """CPU seconds and resident kilobytes of one process."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([*engine, "-X", f"pycache_prefix={prefix}", "-c", PROGRAM.format(modules)], env=kept, check=True,
                          capture_output=True, text=True)
    seconds, memory = done.stdout.split()
    return float(seconds), int(memory)


def instructions(engine, modules: str, prefix: str) -> int:
    """Instructions that the whole process executes beyond those of `-c pass`."""
    counts = []
    for code in ("pass", f"import {modules}"):
        # The prefix as a variable: for a switch the host would start over, and valgrind lose it.
        done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *engine, "-c", code],
                              env={"PATH": os.environ["PATH"], "PYTHONPYCACHEPREFIX": prefix}, capture_output=True, text=True)
        counts.append(int(re.findall(r"refs:\s*([\d,]+)", done.stderr)[-1].replace(",", "")))
    return counts[1] - counts[0]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benches.imports")
    parser.add_argument("--host", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--instructions", action="store_true")
    options = parser.parse_args()
    engines = [(options.host,), (options.host, "-S", "-P", str(ROOT / "pyrs" / "__main__.py"))]
    print(f"{'import':42}{'warm ms':>16}{'':>7}{'cold ms':>16}{'':>7}{'MB':>14}")
    for modules in SETS:
        warm, cold, memory, counts = [9e9, 9e9], [9e9, 9e9], [0, 0], [0, 0]
        with tempfile.TemporaryDirectory() as folder:
            for engine in (0, 1):
                measure(engines[engine], modules, f"{folder}/warm")
            for turn in range(options.rounds):
                for engine in (0, 1):
                    seconds, memory[engine] = measure(engines[engine], modules, f"{folder}/warm")
                    warm[engine] = min(warm[engine], seconds)
                    if turn < 3:
                        cold[engine] = min(cold[engine], measure(engines[engine], modules, f"{folder}/cold{turn}{engine}")[0])
            if options.instructions:
                counts = [instructions(engine, modules, f"{folder}/warm") for engine in engines]
        def pair(values, unit):
            return f"{values[0] * unit:8.1f}{values[1] * unit:8.1f}{values[1] / values[0]:6.2f}x"
        print(f"{modules:42}{pair(warm, 1e3)}{pair(cold, 1e3)}{pair(memory, 1 / 1024)}"
              + (f"{pair(counts, 1e-6)} million instructions" if options.instructions else ""), flush=True)


if __name__ == "__main__":
    main()
