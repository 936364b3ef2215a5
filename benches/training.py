"""What a profile-guided build of the VM is trained on (PYRS_PGO, setup.py): kernels, whole programs, the standard library, and pandas where it is installed.

    python -m pyrs benches/training.py

Each kernel runs long enough for its hot instructions to be specialised and counted, and not longer: frequent beside rare is all that the compiler asks.
"""
import cProfile
import contextlib
import io
import math
import operator
import os
import struct
import sys
import time
import types
from bisect import bisect
from pathlib import Path

HERE = Path(__file__).resolve().parent
KERNEL_SECONDS = 0.05
LIBRARY_SECONDS = 0.15
PANDAS_SECONDS = 0.15


def namespace(path):
    """The globals of a program that was run as a module."""
    module = types.ModuleType(path.stem)
    module.__file__ = str(path)
    before = sys.modules.get(path.stem)
    sys.modules[path.stem] = module         # dataclasses look for it there
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), vars(module))
    if before:
        sys.modules[path.stem] = before
    return vars(module)


def repeat(seconds, run, *args):
    """Call run(*args) until the time is over."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        run(*args)


def kernels():
    """The kernels of benches/micro."""
    for path in sorted((HERE / "micro").glob("*.py")):
        space = namespace(path)
        size = max(1, space["N"] // 200) if space["N"] > 1000 else min(space["N"], 14)
        repeat(KERNEL_SECONDS, space["run"], size)


def programs():
    """The programs of benches/programs, once each."""
    for path in sorted((HERE / "programs").glob("*.py")):
        with contextlib.redirect_stdout(io.StringIO()):
            namespace(path)["main"]()


def library():
    """The tasks of benches/library.py, where the standard library has all its modules; those that the machine allows (sockets, threads)."""
    try:
        from benches.library import TASKS
    except ImportError:
        return
    for run in TASKS.values():
        with contextlib.suppress(OSError, RuntimeError):
            repeat(LIBRARY_SECONDS, run)


def traced(n):
    """What tracers and profilers see: calls of functions and of methods in C, loops, an exception."""
    if n < 2:
        return n
    seen = []
    for i in range(4):
        seen.append(str(i))
    try:
        seen[n + 4]
    except IndexError:
        seen.clear()
    return traced(n - 1) + traced(n - 2)


def tracing():
    """A trace function in Python, and a profiler in C; coverage's tracer takes the ways of both."""
    def lines(frame, event, arg):
        return lines

    def trace():
        sys.settrace(lines)
        try:
            traced(6)
        finally:
            sys.settrace(None)

    repeat(KERNEL_SECONDS, trace)
    repeat(KERNEL_SECONDS, cProfile.Profile().runcall, traced, 6)


def unpacked(rows):
    """Objects more often than numbers, as libraries have them; the kernels unpack numbers."""
    for row in rows:
        name, kind, size = row
        head, *rest = row
        key, value, line, where, path = name, kind, size, rest, head
        head, kind, key, value, line = key, value, line, where, path
    return name, kind, size, head, key, value, line


def unpacking():
    rows = [("name", str, 1), ("other", int, None), ["third", list, "x"], (object(), (), 2.5)]
    repeat(KERNEL_SECONDS, unpacked, rows * 100)


def called(numbers, words):
    for n in numbers:
        id(n), math.gcd(n, 12), operator.add(n, n), bisect(numbers, n), getattr(n, "nothing", None), callable(n), struct.pack("<I", n)
    for word in words:
        hasattr(word, "nothing"), sys.intern(word), operator.index(5), time.perf_counter(), iter(word), os.fspath(word), math.hypot(3, 4.5)


def calling():
    """Functions in C that are builtins, globals and in modules."""
    repeat(KERNEL_SECONDS, called, list(range(0, 3000, 7)), [f"word{n}" for n in range(300)])


def pandas_workloads():
    """The workloads of benches/pandas_table.py."""
    try:
        import pandas  # noqa: F401
    except ImportError:
        return
    from benches.pandas_table import SETUP, WORKLOADS
    space = {}
    exec(SETUP, space)
    for code, _, _ in WORKLOADS.values():
        compiled = compile(code, "<workload>", "exec")
        repeat(PANDAS_SECONDS, exec, compiled, space)


if __name__ == "__main__":
    kernels()
    programs()
    library()
    tracing()
    unpacking()
    calling()
    pandas_workloads()
