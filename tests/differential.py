"""Run a program on CPython and on pyrs, and compare everything it leaves behind.

CPython is the oracle: stdout, stderr (tracebacks byte for byte) and the exit code of `python FILE`
are what `python -m pyrs FILE` must give. No expected files are kept; the oracle runs each time.

As a command:   python tests/differential.py [-j 2] [--self] FILE_OR_DIRECTORY...
As a library:   compare(path) -> Comparison;  compare_source(text) -> Comparison

PYRS_PYTHON names the host interpreter of both engines (default: the running one).
"""
from __future__ import annotations

import argparse
import difflib
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = os.environ.get("PYRS_PYTHON", sys.executable)
TIMEOUT = 60.0

# The commands are prefixes: the script and its arguments follow.
CPYTHON = (PYTHON,)
# PYRS_TEST_SELF=1 puts CPython in pyrs' place: it checks the tests themselves.
PYRS = CPYTHON if os.environ.get("PYRS_TEST_SELF") else (PYTHON, "-m", "pyrs")


@dataclass(frozen=True)
class Outcome:
    """What one run of one program left behind. `code` is None when the run was cut off."""
    stdout: bytes
    stderr: bytes
    code: int | None
    seconds: float


@dataclass(frozen=True)
class Comparison:
    """The outcomes of one program on both engines."""
    name: str
    expected: Outcome
    actual: Outcome

    @property
    def same(self) -> bool:
        """True when stdout, stderr and the exit code agree and the oracle finished."""
        want, got = self.expected, self.actual
        return (want.code is not None and want.code == got.code
                and want.stdout == got.stdout and want.stderr == got.stderr)

    def report(self, limit: int = 40) -> str:
        """Describe the differences: exit codes, then unified diffs cut at `limit` lines each."""
        want, got = self.expected, self.actual
        parts = []
        if want.code is None:
            parts.append(f"CPython did not finish within its time ({want.seconds:.1f} s)")
        if want.code != got.code:
            parts.append(f"exit code: CPython {_code(want)}, pyrs {_code(got)}")
        for stream in ("stdout", "stderr"):
            diff = _diff(getattr(want, stream), getattr(got, stream), stream, limit)
            if diff:
                parts.append(diff)
        return f"{self.name}\n" + "\n".join(parts)


def _code(outcome: Outcome) -> str:
    if outcome.code is None:
        return "timeout"
    if outcome.code < 0:
        return f"killed by signal {-outcome.code}"
    return str(outcome.code)


def _diff(want: bytes, got: bytes, stream: str, limit: int) -> str:
    if want == got:
        return ""
    lines = list(difflib.unified_diff(
        want.decode("utf-8", "backslashreplace").splitlines(),
        got.decode("utf-8", "backslashreplace").splitlines(),
        f"{stream} of CPython", f"{stream} of pyrs", lineterm="", n=1))
    if not lines:
        return f"{stream} differs in line ends only"
    if len(lines) > limit:
        lines[limit:] = [f"... {len(lines) - limit} more lines"]
    return "\n".join(lines)


def environment() -> dict[str, str]:
    """The environment both engines get: this tree importable, hashes fixed, streams UTF-8."""
    env = dict(os.environ)
    # A script's own directory is sys.path[0] on both engines, the tree comes after it.
    env["PYTHONPATH"] = str(ROOT)
    env["PYTHONHASHSEED"] = "0"
    env["PYTHONIOENCODING"] = "utf-8"
    env["PYTHONDONTWRITEBYTECODE"] = "1"
    env.pop("PYTHONSTARTUP", None)
    return env


def run(command, arguments, *, stdin: bytes = b"", timeout: float = TIMEOUT, cwd=None) -> Outcome:
    """Run `command + arguments` to its end or to `timeout` seconds and collect the outcome."""
    start = time.perf_counter()
    try:
        done = subprocess.run([*command, *map(str, arguments)], input=stdin, capture_output=True,
                              timeout=timeout, env=environment(), cwd=cwd or ROOT)
    except subprocess.TimeoutExpired as error:
        return Outcome(error.stdout or b"", error.stderr or b"", None, time.perf_counter() - start)
    return Outcome(done.stdout, done.stderr, done.returncode, time.perf_counter() - start)


def compare(path, *arguments, stdin: bytes = b"", timeout: float = TIMEOUT, actual=PYRS) -> Comparison:
    """Run the script at `path` on CPython and on the command `actual` and return both outcomes."""
    path = Path(path)
    # One spelling of the path for both engines: it appears in every traceback.
    shown = os.path.relpath(path, ROOT) if path.resolve().is_relative_to(ROOT) else str(path)
    command = (shown, *arguments)
    return Comparison(str(shown), run(CPYTHON, command, stdin=stdin, timeout=timeout),
                      run(actual, command, stdin=stdin, timeout=timeout))


def compare_source(source: str, name: str = "program.py", **options) -> Comparison:
    """Write `source` to a temporary file and compare it; options as for compare()."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(source, encoding="utf-8")
        return compare(path, **options)


def programs(paths) -> list[Path]:
    """Expand directories to the .py files right inside them, sorted; files stay as they are."""
    found = []
    for path in map(Path, paths):
        found.extend(sorted(path.glob("*.py")) if path.is_dir() else [path])
    return found


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(description="Compare programs on CPython and pyrs.")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("-t", "--timeout", type=float, default=TIMEOUT)
    parser.add_argument("-q", "--quiet", action="store_true", help="only name what differs")
    parser.add_argument("--self", action="store_true", dest="oracle_twice",
                        help="run CPython on both sides: finds programs that are not deterministic")
    options = parser.parse_args(argv)
    actual = CPYTHON if options.oracle_twice else PYRS
    files = programs(options.files)
    wrong = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        def job(path):
            return compare(path, timeout=options.timeout, actual=actual)
        for result in pool.map(job, files):
            ratio = result.expected.seconds / max(result.actual.seconds, 1e-9)
            if result.same:
                if not options.quiet:
                    print(f"same    {result.name}  (CPython {result.expected.seconds:.2f} s, x{ratio:.2f})")
                continue
            wrong += 1
            print(f"DIFFERS {result.name}" if options.quiet else f"DIFFERS {result.report()}")
            sys.stdout.flush()
    print(f"{len(files) - wrong} of {len(files)} programs agree")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
