"""Where an allocation is refused: each request of the cases in `refused/` in turn, and limits on memory that are met at each place.

By hand: `python tests/test_refused.py [--step N] [--mode warm|cold|runtime|limit] [CASE...]` goes on after a crash and names, for each kind of fault, the
functions that asked. With PYRS_LONG=1 the test does the same for every case, mode and request.
"""
from __future__ import annotations

import bisect
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import differential
import pytest

HERE = Path(__file__).resolve().parent / "refused"
LONG = os.environ.get("PYRS_LONG", "") not in ("", "0")
MODES = {"warm": "pyrs", "cold": "pyrs", "runtime": "python", "limit": "python"}        # who runs the sweep

# Each how-manieth request is refused; of `limit`, how many limits are set.
QUICK = {"warm": 5, "cold": 9, "runtime": 31, "limit": 12}
FULL = {"warm": 1, "cold": 1, "runtime": 1, "limit": 200}
# Where libpython itself loses references, or a sweep takes seconds: not in the quick form.
SLOW = {"imports", "compiling", "syntax_errors", "sorting", "threads", "library", "classes", "recursion", "finalizers", "pickling", "tracing"}
NOT_IN_A_RUNTIME = {"tracing", "threads", "imports"}

pytestmark = pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")


def cases() -> list[str]:
    return re.findall(r"^# === (\w+)$", (HERE / "cases.py").read_text(), flags=re.M)


def build(folder: Path) -> None:
    subprocess.run([differential.PYTHON, str(HERE.parent / "cpyext" / "build.py"), str(folder)], check=True, cwd=folder)


def resolve(address: str, tables: dict[str, list[tuple[int, str]]] = {}) -> str:
    """The function of `FILE(NAME+0x12)` as backtrace_symbols() writes it; of static functions by `nm`, where that is."""
    found = re.match(r"(\S+?)\(([^)+]*)\+0x([0-9a-f]+)\)", address)
    if not found or found[2]:
        return found[2] if found else address
    if found[1] not in tables:
        lines = subprocess.run(["nm", found[1]], capture_output=True, text=True).stdout.splitlines() if shutil.which("nm") else []
        tables[found[1]] = sorted((int(place, 16), name) for place, kind, name in (x.split(None, 2) for x in lines if len(x.split()) == 3) if kind in "tT")
    table = tables[found[1]]
    at = bisect.bisect(table, (int(found[3], 16), "~")) - 1
    return table[at][1] if at >= 0 else address


def sweep(folder: Path, mode: str, names: list[str], step: int, malloc: bool, timeout: float = 120) -> list[str]:
    """The faults of the cases `names`, one a line; a crash is one."""
    engine = differential.PYRS if MODES[mode] == "pyrs" else differential.CPYTHON
    environment = dict(os.environ, **({"PYTHONMALLOC": "malloc"} if malloc else {}))
    faults = []
    for name in names:
        begin: list[str] = []
        while True:
            progress = folder / "progress"
            progress.write_text("")
            command = [*engine, str(HERE / "sweep.py"), str(folder), str(progress), "--mode", mode, "--step", str(step), *begin, name]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, env=environment, cwd=differential.ROOT)
            except subprocess.TimeoutExpired:
                faults.append(f"{name} {mode}: no end in {timeout} s, at {progress.read_text().strip()}")
                break
            faults += [line for line in done.stdout.splitlines() if " n=" in line]
            if done.returncode == 0:
                break
            place = progress.read_text().strip()
            faults.append(f"{place}: exit code {done.returncode}: {done.stderr[-300:]}")
            at = re.search(r"n=(\d+) count=(\d+)", place)
            if not at or len(faults) > 50:
                break
            begin = ["--from", f"{int(at[1]) + (1 if mode == 'limit' else step)}:{at[2]}"]
    return faults


def told(fault: str) -> str:
    what, _, where = fault.partition(" @ ")
    return what + (" @ " + " < ".join(resolve(x) for x in where.split(" < ")[:8]) if where else "")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("refused")
    build(folder)
    return folder


@pytest.mark.parametrize("malloc", [False, True], ids=["pymalloc", "malloc"])
@pytest.mark.parametrize("mode", MODES)
def test_refused(folder, mode, malloc):
    if malloc and mode == "cold" and not LONG:
        pytest.skip("its requests are those of the others")
    names = [name for name in cases() if (LONG or name not in SLOW) and (MODES[mode] == "pyrs" or name not in NOT_IN_A_RUNTIME)]
    faults = sweep(folder, mode, names, (FULL if LONG else QUICK)[mode], malloc, 2000 if LONG else 60)
    assert not faults, "\n".join(map(told, faults[:20]))


NO_ARENA = """
class Small:                                # 56 bytes: malloc's block has no more
    def __init__(self, a): self.a = a
class Larger(Small):                        # 64, of the same size class
    __slots__ = "b",
    def __init__(self, a): self.a = self.b = a
refuse()
room = [None] * 300_000
for i in range(0, len(room), 2):
    room[i] = Small(i)
    room[i + 1] = (1 << 70) + i             # three digits, then five
for i in range(0, len(room), 2):
    room[i] = room[i + 1] = None
    room[i] = Larger(i)
    room[i + 1] = (1 << 140) + i
same = sum(room[i].b == i == room[i + 1] - (1 << 140) for i in range(0, len(room), 2))
room.clear()
"""


def test_no_arena(folder):
    """Free lists take malloc's blocks as well, which have to be as large as the host's: a corrupt heap otherwise."""
    script = f"import pyrs_arenas, pyrs\nrt = pyrs.Runtime()\nrt.set('refuse', pyrs_arenas.refuse)\nrt.exec({NO_ARENA!r})\nprint(rt.get('same'))"
    done = subprocess.run([*differential.CPYTHON, "-c", script], capture_output=True, text=True, timeout=120, cwd=differential.ROOT,
                          env=dict(os.environ, PYTHONPATH=os.pathsep.join([str(folder), str(differential.ROOT)])))
    assert (done.returncode, done.stdout) == (0, "150000\n"), done.stderr[-500:]


def main(words: list[str]) -> int:
    options = {"step": "1", "mode": "warm"}
    while words and words[0].startswith("--"):
        options[words[0][2:]], words = words[1], words[2:]
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        for malloc in (False, True):
            kinds: dict[str, str] = {}
            count: Counter[str] = Counter()
            for fault in map(told, sweep(Path(folder), options["mode"], words or cases(), int(options["step"]), malloc, 600)):
                kind = re.sub(r"^.*?: |\d+ refused, |0x[0-9a-f]+|[\d.]+", "", fault)
                kinds.setdefault(kind, fault)
                count[kind] += 1
            for kind, n in count.most_common():
                print(f"{'malloc' if malloc else 'pymalloc'} {n:4} {kinds[kind]}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
