"""The corpus: many small programs to a file, one for each section that a line `# === name` begins.

A section called `prologue` stands before each later one of its file. As a command it runs sections by name:

    python tests/small_programs.py [--self] [FILE[:NAME]...]
"""
from __future__ import annotations

import dataclasses
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import differential

FOLDER = Path(__file__).resolve().parent / "corpus"


def sections(path: Path) -> dict[str, str]:
    """The programs of a corpus file by name."""
    found: dict[str, str] = {}
    prologue = ""
    parts = re.split(r"^# === (\w+)\n", path.read_bytes().decode(), flags=re.M)
    for name, text in zip(parts[1::2], parts[2::2]):
        if name == "prologue":
            prologue = text
            continue
        assert name not in found, f"{path.name} has two programs {name!r}"
        found[name] = prologue + text
    return found


def programs() -> list[tuple[str, str]]:
    """(file and section, source) of the whole corpus."""
    return [(f"{path.stem}:{name}", source) for path in sorted(FOLDER.glob("*.py")) for name, source in sections(path).items()]


def masked(outcome: differential.Outcome) -> differential.Outcome:
    """`outcome` without addresses, without the folder of the run, and without the process id in what AddressSanitizer warns of."""
    def mask(text: bytes) -> bytes:
        return re.sub(rb"/tmp/tmp\w+/|==\d+==", b"", re.sub(rb"0x[0-9a-f]{8,}", b"ADDRESS", text))
    return dataclasses.replace(outcome, stdout=mask(outcome.stdout), stderr=mask(outcome.stderr))


def run(named, actual=differential.PYRS, jobs: int = 2):
    """Compare the programs `named` (as programs() gives them), two at a time; yields the comparisons."""
    def job(item):
        name, source = item
        result = differential.compare_source(source, f"{name.partition(':')[2]}.py", actual=actual)
        return name, differential.Comparison(name, masked(result.expected), masked(result.actual))
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(job, named)


def main() -> int:
    words = [word for word in sys.argv[1:] if word != "--self"]
    chosen = [item for item in programs() if not words or item[0] in words or item[0].partition(":")[0] in words]
    wrong = 0
    for name, result in run(chosen, differential.CPYTHON if "--self" in sys.argv else differential.PYRS):
        if not result.same:
            wrong += 1
            print(f"DIFFERS {name}\n{result.report()}", flush=True)
    print(f"{len(chosen) - wrong} of {len(chosen)} programs agree")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
