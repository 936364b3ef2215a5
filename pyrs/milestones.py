"""Climb the ladder in milestones/: `python -m pyrs.milestones [--rounds N] [--python PY] [RUNG...]`.

Each rung NN_name.py runs on CPython and on pyrs, in processes of their own, and must print what
NN_name.txt holds. The exit code tells how far pyrs got: 0 when no rung failed, otherwise the number
of the first rung that failed. A rung that cannot be tried (no compiler, no numpy) is
skipped with its reason and does not count as failed.
"""
from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LADDER = ROOT / "milestones"
STACK_BYTES = 8192 * 1024       # what `ulimit -s 8192` sets
MEMORY_MIB = 1024               # no rung may need more: rung 2 is a million frames deep
REQUIRES = {8: ("numpy",), 9: ("numpy", "pandas")}
EXTENSION_RUNG = 7


@dataclass
class Run:
    """One execution of a rung: what it printed, how it ended, time and peak memory."""
    stdout: str
    stderr: str
    code: int
    seconds: float
    mib: float


def execute(command, env, timeout: float) -> Run:
    """Run `command` under the ladder's stack limit; a run past `timeout` seconds is killed."""
    def limit_stack():
        hard = resource.getrlimit(resource.RLIMIT_STACK)[1]
        resource.setrlimit(resource.RLIMIT_STACK, (STACK_BYTES, hard))

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=env,
                                   preexec_fn=limit_stack)
        timer = threading.Timer(timeout, process.kill)
        timer.start()
        # wait4 instead of Popen.wait: it alone gives this child's own peak memory.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode("utf-8", "backslashreplace"))
    return Run(*texts, process.returncode, seconds, usage.ru_maxrss / 1024)


def verdict(run: Run, expected: str) -> str:
    """Return "" when the run is right, else the reason in a few words."""
    if run.code != 0:
        lines = run.stderr.strip().splitlines()
        how = f"signal {-run.code}" if run.code < 0 else f"exit code {run.code}"
        return f"{how}: {lines[-1]}" if lines else how
    if run.stdout != expected:
        return "wrong output"
    if run.mib > MEMORY_MIB:
        return f"{run.mib:.0f} MiB are more than {MEMORY_MIB}"
    return ""


def build_extension(python: str, folder: str) -> str:
    """Build tests/cpyext into `folder` with `python`; return "" or why it cannot be done."""
    if not (shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")):
        return "no C compiler"
    builder = ROOT / "tests" / "cpyext" / "build.py"
    if not builder.exists():
        return "no extension sources"
    done = subprocess.run([python, str(builder), folder], capture_output=True, text=True)
    if done.returncode:
        return "cannot build: " + (done.stderr.strip().splitlines() or ["?"])[-1]
    return ""


def missing(python: str, modules) -> str:
    """Return "" when `python` finds all of `modules`, else which one is missing."""
    for module in modules:
        probe = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
        if subprocess.run([python, "-c", probe]).returncode:
            return f"no {module}"
    return ""


def environment(extensions: str) -> dict[str, str]:
    env = dict(os.environ)
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT), extensions])
    env["PYTHONIOENCODING"] = "utf-8"
    return env


def rungs(chosen) -> list[tuple[int, Path]]:
    """All (number, script) pairs of the ladder, or the chosen numbers only, in order."""
    found = [(int(path.name.split("_")[0]), path) for path in sorted(LADDER.glob("[0-9]*_*.py"))]
    return [(number, path) for number, path in found if not chosen or number in chosen]


def climb(options) -> int:
    """Run the rungs and print the table; return the exit code described at the top."""
    failed = []
    passed = 0
    print(f"{'rung':<20}{'pyrs':<9}{'CPython':<9}{'pyrs s':>8}{'CPython s':>11}{'ratio':>8}{'MiB':>7}{'CPython MiB':>13}")
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)
        for number, path in rungs(options.rungs):
            reason = missing(options.python, REQUIRES.get(number, ()))
            if number == EXTENSION_RUNG:
                reason = build_extension(options.python, folder)
            if reason:
                print(f"{path.stem:<20}skipped: {reason}")
                continue
            expected = path.with_suffix(".txt").read_text(encoding="utf-8")
            best = {}
            reasons = {"pyrs": "", "CPython": ""}
            commands = {"pyrs": [options.python, "-m", "pyrs", str(path)], "CPython": [options.python, str(path)]}
            for _ in range(options.rounds):
                for engine, command in commands.items():
                    run = execute(command, env, options.timeout)
                    reasons[engine] = reasons[engine] or verdict(run, expected)
                    if engine not in best or run.seconds < best[engine].seconds:
                        best[engine] = run
            ours, theirs = best["pyrs"], best["CPython"]
            marks = ["FAILED" if reasons[engine] else "ok" for engine in ("pyrs", "CPython")]
            # The time of a run that failed says nothing.
            ratio = "-" if any(reasons.values()) else f"{theirs.seconds / ours.seconds:.2f}x"
            print(f"{path.stem:<20}{marks[0]:<9}{marks[1]:<9}{ours.seconds:>8.3f}{theirs.seconds:>11.3f}"
                  f"{ratio:>8}{ours.mib:>7.0f}{theirs.mib:>13.0f}")
            for engine, why in reasons.items():
                if why:
                    print(f"    {engine}: {why}")
            sys.stdout.flush()
            if reasons["pyrs"]:
                failed.append(number)
            else:
                passed += 1
    print(f"{passed} passed, {len(failed)} failed" + (f", the first is rung {failed[0]}" if failed else ""))
    return failed[0] if failed else 0


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(prog="python -m pyrs.milestones", description=__doc__.split("\n\n")[0],
                                     epilog="Exit code: 0 when no rung failed, else the first failed rung's number.")
    parser.add_argument("rungs", nargs="*", type=int, metavar="RUNG", help="only these numbers")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each rung; the best time counts")
    parser.add_argument("--python", default=os.environ.get("PYRS_PYTHON", sys.executable),
                        help="interpreter of both engines")
    parser.add_argument("--timeout", type=float, default=120.0, metavar="SECONDS")
    return climb(parser.parse_args(argv))


if __name__ == "__main__":
    sys.exit(main())
