"""The speed table: pyrs against the CPython it is hosted in, kernel by kernel.

    python -m benches.table --host /usr/bin/python3.11 [--only loop_sum,fib] [--rounds 7] [--json FILE]

Each file in benches/micro/ defines `run(n)` and `N`; ITERATIONS, where it stands, is the number of
iterations that run(N) performs (else N). A round is one fresh process per engine, the two
interleaved; inside it run(N // 10) warms up and run(N) is timed. The best round of each engine
counts. Both engines must return the same value from run(N).

The exit code is 1 when a kernel fails or falls below its floor, else 0.
"""
from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MICRO = Path(__file__).resolve().parent / "micro"

# CPython's time over pyrs' time must reach this; every kernel not named here must not be slower.
FLOORS = {
    "loop_sum": 5.0,
    "while_mod": 4.5,
    "float_accumulate": 3.5,
    "fib": 1.8,
    "method_attribute": 1.3,
    "list_index": 2.5,
}
NOT_SLOWER = 1.0

# Follows the kernel's own source in one script, so that a kernel needs no import machinery.
FOOTER = """
import time as _time
run(N // 10 if N > 100 else N - 5)
_start = _time.perf_counter()
_result = run(N)
_end = _time.perf_counter()
print(repr(_end - _start))
print(repr(_result))
"""


@dataclass
class Row:
    """One line of the table; times in ns per iteration, None when an engine failed."""
    kernel: str
    cpython: float | None
    pyrs: float | None
    floor: float
    error: str = ""

    @property
    def ratio(self) -> float | None:
        return self.cpython / self.pyrs if self.cpython and self.pyrs else None

    @property
    def ok(self) -> bool:
        return not self.error and self.ratio is not None and self.ratio >= self.floor


def once(command, script, timeout: float) -> tuple[float, str]:
    """Run the script once; return (seconds, repr of the result) or raise RuntimeError."""
    env = dict(os.environ, PYTHONPATH=str(ROOT), PYTHONHASHSEED="0")
    try:
        done = subprocess.run([*command, script], capture_output=True, text=True, env=env, timeout=timeout)
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"longer than {timeout:.0f} s") from None
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1])
    seconds, result = done.stdout.split("\n", 1)
    return float(seconds), result


def measure(path: Path, options) -> Row:
    """Measure one kernel on both engines."""
    source = path.read_text(encoding="utf-8")
    names = {}
    exec(compile(source, str(path), "exec"), names)
    iterations = names.get("ITERATIONS", names["N"])
    floor = FLOORS.get(path.stem, NOT_SLOWER)
    engines = {"CPython": (options.host,), "pyrs": (options.host, "-m", "pyrs")}
    best: dict[str, float] = {}
    results: dict[str, str] = {}
    errors: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        script = os.path.join(folder, path.name)
        Path(script).write_text(source + FOOTER, encoding="utf-8")
        for _ in range(options.rounds):
            for engine, command in engines.items():
                if engine in errors:
                    continue
                try:
                    seconds, results[engine] = once(command, script, options.timeout)
                except RuntimeError as error:
                    errors[engine] = str(error)
                    continue
                best[engine] = min(seconds, best.get(engine, seconds))
    if not errors and results["CPython"] != results["pyrs"]:
        errors["pyrs"] = "wrong result"
    scale = 1e9 / iterations
    times = [best[engine] * scale if engine in best and engine not in errors else None for engine in engines]
    return Row(path.stem, *times, floor, "; ".join(f"{engine}: {text}" for engine, text in errors.items()))


def show(row: Row) -> str:
    def number(value, form):
        return form.format(value) if value is not None else "-"
    mark = "ok" if row.ok else "FAILED" if row.error else "below"
    line = (f"{row.kernel:<22}{number(row.cpython, '{:.1f}'):>11}{number(row.pyrs, '{:.1f}'):>11}"
            f"{number(row.ratio, '{:.2f}x'):>9}{row.floor:>7.1f}x  {mark}")
    return f"{line}\n    {row.error}" if row.error else line


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benches.table", description=__doc__.split("\n\n")[0])
    parser.add_argument("--host", "--python", default=os.environ.get("PYRS_PYTHON", sys.executable), metavar="PY",
                        help="the interpreter that is the base, and inside which pyrs runs")
    parser.add_argument("--only", default="", metavar="NAME,...", help="these kernels only")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--timeout", type=float, default=60.0, metavar="SECONDS")
    parser.add_argument("--json", metavar="FILE", help="also write the rows as JSON")
    options = parser.parse_args(argv)
    kernels = {path.stem: path for path in sorted(MICRO.glob("*.py"))}
    chosen = [name for name in options.only.split(",") if name] or [*FLOORS, *(k for k in kernels if k not in FLOORS)]
    unknown = [name for name in chosen if name not in kernels]
    if unknown:
        parser.error(f"no such kernel: {', '.join(unknown)}; there are {', '.join(kernels)}")
    version = subprocess.run([options.host, "-VV"], capture_output=True, text=True).stdout.strip()
    print(f"host {options.host}: {version}; best of {options.rounds}")
    print(f"{'kernel':<22}{'CPython ns':>11}{'pyrs ns':>11}{'ratio':>9}{'floor':>8}")
    rows = []
    for name in chosen:
        rows.append(measure(kernels[name], options))
        print(show(rows[-1]), flush=True)
    reached = sum(row.ok for row in rows)
    print(f"{reached} of {len(rows)} at their floor or above")
    if options.json:
        text = json.dumps({"host": version, "rows": [dict(asdict(r), ratio=r.ratio, ok=r.ok) for r in rows]}, indent=1)
        Path(options.json).write_text(text + "\n", encoding="utf-8")
    return 0 if reached == len(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
