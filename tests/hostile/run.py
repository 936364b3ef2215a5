"""Run the hostile corpus, each snippet in a runtime of its own in this one process; one line of JSON for each.

    python tests/hostile/run.py [NAME...]

`over` is how long the snippet ran past its time limit, best of three where it is above the bound.
"""
import gc
import json
import os
import resource
import sys
import threading
import time
from pathlib import Path

import pyrs

TIMEOUT = 0.1
LIMITS = dict(timeout=TIMEOUT, max_memory=50_000_000, max_frames=300, max_output=10_000, grace=0.03)
BOUND = 0.1


def corpus():
    """(name, options, source) of each snippet."""
    text = (Path(__file__).parent / "corpus.txt").read_text(encoding="utf-8")
    for part in text.split("\n### ")[1:]:
        head, _, source = part.partition("\n")
        name, _, options = head.partition("|")
        found = {}
        for option in options.split():
            key, _, value = option.partition("=")
            found[key] = value or True
        yield name.strip(), found, source + "\n"


def split(source):
    """The `import` lines that begin `source`, and the rest."""
    lines = source.splitlines(keepends=True)
    n = 0
    while n < len(lines) and lines[n].startswith("import ") and "nosuch" not in lines[n]:
        n += 1
    return "".join(lines[:n]), "\n" * n + "".join(lines[n:])


def attempt(options, source):
    """(seconds past the limit, name of the error, is it hard?, does the next run work?)"""
    output = []
    limits = {name: int(options[name]) if name in options else value for name, value in LIMITS.items()}
    rt = pyrs.Runtime(stdout=output.append, stderr=output.append, **limits)
    prelude, rest = split(source)
    rt.options(timeout=None, max_memory=None).exec(prelude)
    start = time.perf_counter()
    result = rt.attempt(rest)
    taken = time.perf_counter() - start
    usable = rt.attempt("1 + 1") == pyrs.Ok(2) and rt.attempt("x_ = [i for i in [1, 2]]").ok
    try:
        rt.close()
    except pyrs.PyrsError:
        pass
    error = None if result.ok else type(result.error).__name__
    hard = bool(not result.ok and getattr(result.error, "hard", False))
    return taken - TIMEOUT, error, hard, usable, sum(map(len, output))


def main(names):
    baseline = threading.active_count()
    for name, options, source in corpus():
        if names and name not in names:
            continue
        allowed = BOUND + float(options.get("long", 0))
        for _ in range(3):
            over, error, hard, usable, size = attempt(options, source)
            deadline = time.perf_counter() + 2
            while threading.active_count() > baseline and time.perf_counter() < deadline:
                time.sleep(0.005)
            if over <= allowed:
                break
        gc.collect()
        print(json.dumps({"name": name, "options": options, "over": round(over, 3), "allowed": allowed, "error": error, "hard": hard, "usable": usable,
                          "output": size, "threads": threading.active_count() - baseline, "gc": gc.isenabled(),
                          "clean": "HOSTILE" not in os.environ and os.getenv("HOSTILE2") is None and callable(print) and callable(len),
                          "recursion": sys.getrecursionlimit(), "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}), flush=True)


if __name__ == "__main__":
    main(set(sys.argv[1:]))
