"""Run CPython's own test files on pyrs and compare with the committed list of what passes.

    python -m tests.conformance [FILE...] [--group A|B|ci] [-j N] [--update] [--show] [--host]

Files are named as test_X; they are the host's (its `test` package).  One file is one process of each engine with a time and a memory limit;
after a crash or a hang the rest of the file is run in a new process.  The host's outcomes are kept in build/conformance.

A test counts if it passes on the host and is not marked `cpython_only`.  Each one that counts is in passing/FILE.txt or, with a reason, in
known.toml; any disagreement in either direction fails the run.  --update rewrites passing/; known.toml is written by hand.
"""
from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor

from . import children, ratchet
from .runner import BUILD, HOST, PYRS, load, run_file


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description="CPython's own tests on pyrs.")
    parser.add_argument("files", nargs="*", metavar="test_X")
    parser.add_argument("--group", action="append", default=[], choices=sorted(ratchet.groups()))
    parser.add_argument("-j", type=int, default=1, metavar="N", help="files at a time")
    parser.add_argument("--update", action="store_true", help="rewrite the lists of what passes")
    parser.add_argument("--show", action="store_true", help="print the failures of the last run, run nothing")
    parser.add_argument("--host", action="store_true", help="run the host again")
    options = parser.parse_args()
    children.end_with_runner()
    files = [name.removeprefix("test.").removesuffix(".py") for name in options.files]
    for group in options.group:
        files += [name for name in ratchet.groups()[group] if name not in files]
    if not files:
        files = sorted({name for group in ratchet.groups().values() for name in group})

    def one(name: str):
        host = load(HOST, name, run=True, again=options.host)
        return host, load(PYRS, name, run=False) if options.show else run_file(PYRS, name, host)

    totals = [0, 0]
    problems = []
    print(f"{'file':24}{'host':>6}{'pyrs':>6}{'n/a':>5}{'host s':>8}{'pyrs s':>8}")
    with ThreadPoolExecutor(options.j) as pool:
        for name, (host, pyrs) in zip(files, pool.map(one, files)):
            verdict = ratchet.judge(name, host, pyrs)
            totals[0] += len(verdict.counting)
            totals[1] += len(verdict.passing)
            print(f"{name:24}{len(verdict.counting):6}{len(verdict.passing):6}{verdict.bound:5}{host.seconds:8.1f}{pyrs.seconds:8.1f}"
                  f"  {', '.join(verdict.remarks)}", flush=True)
            if options.show:
                for test in verdict.failing:
                    print(f"---- {name}: {test} ({pyrs.outcomes[test].outcome if test in pyrs.outcomes else 'missing'})")
                    print(pyrs.outcomes[test].text if test in pyrs.outcomes else "")
            if options.update:
                ratchet.write_passing(name, verdict)
            problems += ratchet.problems(name, verdict)
    print(f"{'total':24}{totals[0]:6}{totals[1]:6}   {100 * totals[1] / max(totals[0], 1):.2f} %")
    for problem in problems:
        print(problem)
    print(f"details: {BUILD}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
