"""Scripts of other implementations' suites, run from a checkout of theirs: nothing of it is kept here but the names of what agrees.

    python tests/suites.py micropython/tests/basics [--update]
    python tests/suites.py RustPython/extra_tests/snippets [--update]

Each script runs on CPython and on pyrs, in its own folder; stdout, stderr and exit code must be the same (addresses and the times that
`unittest` prints aside). `suites/FOLDER.txt` names those that agreed; one that no longer does, or that is not named and does not agree, fails.
"""
from __future__ import annotations

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import differential

LISTS = Path(__file__).resolve().parent / "suites"


def masked(data: bytes) -> bytes:
    data = re.sub(rb"0x[0-9a-f]{6,}", b"ADDRESS", data)
    return re.sub(rb"(Ran \d+ tests? in|took) [\d.]+( seconds|s)", rb"\1 TIME", data)


def agrees(path: Path) -> bool:
    outcomes = []
    for command in (differential.CPYTHON, differential.PYRS):
        outcome = differential.run(command, [path.name], cwd=path.parent)
        outcomes.append((masked(outcome.stdout), masked(outcome.stderr), outcome.code))
    return outcomes[0] == outcomes[1]


def main() -> int:
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    failed = 0
    for folder in map(Path, words):
        folder = folder.resolve()
        listed = LISTS / f"{folder.name}.txt"
        known = set(listed.read_text().split()) if listed.exists() else set()
        paths = sorted(folder.glob("**/*.py"))
        with ThreadPoolExecutor(2) as pool:
            results = dict(zip((str(path.relative_to(folder)) for path in paths), pool.map(agrees, paths)))
        passed = {name for name, same in results.items() if same}
        print(f"{folder.name}: {len(passed)} of {len(results)} agree")
        for name in sorted(results.keys() - passed):
            print(f"  {'lost' if name in known else 'differs'}: {name}")
        if "--update" in sys.argv:
            LISTS.mkdir(exist_ok=True)
            listed.write_text("".join(f"{name}\n" for name in sorted(passed)))
        failed |= bool((known & results.keys()) - passed)
    return failed


if __name__ == "__main__":
    sys.exit(main())
