"""Run one test file of the host on one engine, with limits, through crashes and hangs."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from . import children

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build" / "conformance"
PYTHON = os.environ.get("PYRS_PYTHON", sys.executable)
DRIVER = Path(__file__).resolve().parent / "driver.py"
EXTRA = DRIVER.parent / "extra"     # files of ours that run what the host's `test` package has, but not as a file

# Engines: the name of their folder of results, and the command that the driver's path follows.
HOST = ("host", (PYTHON,))
PYRS = ("pyrs", (PYTHON, "-S", "-P", str(ROOT / "pyrs" / "__main__.py")))

MEMORY = 3 << 30        # bytes resident
LEAST_TIME = 60.0       # seconds for a file; more where the host is slow itself
TIME_FACTOR = 6.0
MAX_RESTARTS = 40


@dataclass
class Outcome:
    """What became of one test: pass, fail, error, skip, expected, unexpected, crash, hang or memory; bound: marked cpython_only."""
    outcome: str
    text: str = ""
    bound: bool = False


@dataclass
class FileResult:
    """The outcomes of a file by test id, without the module's prefix."""
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    seconds: float = 0.0


def result_path(engine, name: str) -> Path:
    """Where the last result of `name` on `engine` is kept."""
    return BUILD / engine[0] / f"{name}.json"


def load(engine, name: str, *, run: bool, again: bool = False) -> FileResult:
    """The kept result, or with `run` that of a new run if there is none (or `again`). FileNotFoundError without one."""
    path = result_path(engine, name)
    if run and (again or not path.exists()):
        return run_file(engine, name)
    data = json.loads(path.read_text())
    return FileResult({test: Outcome(**outcome) for test, outcome in data["outcomes"].items()}, data["seconds"])


def run_file(engine, name: str, host: FileResult | None = None) -> FileResult:
    """Run test.`name` on `engine` and keep the result; `host` gives the time limit."""
    limit = max(LEAST_TIME, TIME_FACTOR * host.seconds) if host else 300.0
    path = result_path(engine, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    log = path.with_suffix(".log")
    log.unlink(missing_ok=True)
    result = FileResult()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="conformance-", ignore_cleanup_errors=True) as folder:
        for attempt in range(MAX_RESTARTS):
            again = run_process(engine, name, result, Path(folder), attempt, limit, log)
            if not again:
                break
    result.seconds = round(time.monotonic() - started, 1)
    path.write_text(json.dumps({"seconds": result.seconds,
                                "outcomes": {test: asdict(outcome) for test, outcome in result.outcomes.items()}}, indent=1))
    return result


def run_process(engine, name: str, result: FileResult, folder: Path, attempt: int, limit: float, log: Path) -> bool:
    """One process for what `result` does not have yet. True: it died in a test, go on behind it."""
    out, done, work = folder / f"out{attempt}", folder / "done", folder / f"work{attempt}"
    work.mkdir()
    done.write_text("".join(test + "\n" for test in result.outcomes), encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PYTEST"))}
    environment.update(LC_ALL="C.UTF-8", TMPDIR=str(work))
    module = f"test.{name}"
    if (EXTRA / f"{name}.py").exists():
        module = name
        environment["PYTHONPATH"] = str(EXTRA)
    with open(log, "ab") as stream:
        process = children.start([*engine[1], str(DRIVER), str(out), module, str(done)], stdin=subprocess.DEVNULL, stdout=stream,
                                 stderr=subprocess.STDOUT, cwd=work, env=environment)
        try:
            death = _watch(process, limit)
        finally:
            children.finish(process)
    running, ended = None, False
    if out.exists():
        for line in out.read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            if "start" in event:
                running = event["start"]
            elif "id" in event:
                running = None
                test = event.pop("id")
                result.outcomes[test] = Outcome(**event)
            else:
                ended = True
    if ended and running is None:
        return False
    tail = log.read_bytes()[-2000:].decode("utf-8", "replace")
    if running is None:
        # It ended between two tests: nobody to blame but the file.
        result.outcomes["(file)"] = Outcome(death, tail)
        return False
    result.outcomes[running] = Outcome(death, tail)
    return True


def _watch(process: subprocess.Popen, limit: float) -> str:
    """Wait, until a limit at most. Returns what the end means for the test that ran."""
    deadline = time.monotonic() + limit
    while True:
        try:
            process.wait(0.2)
            return "crash"
        except subprocess.TimeoutExpired:
            pass
        if time.monotonic() > deadline:
            return "hang"
        if _resident(process.pid) > MEMORY:
            return "memory"


def _resident(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/statm") as stream:
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0
