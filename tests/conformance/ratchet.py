"""The committed lists: groups of files, what passes, and why the rest does not."""
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .runner import FileResult

HERE = Path(__file__).resolve().parent
PASSED = ("pass", "expected")
FATAL = ("crash", "hang", "memory")


@cache
def groups() -> dict[str, list[str]]:
    """The files of each group."""
    return tomllib.loads((HERE / "groups.toml").read_text())


@cache
def known() -> dict[str, dict[str, str]]:
    """Reasons by file and test id; the id may end in * and then stands for all that begin so."""
    return tomllib.loads((HERE / "known.toml").read_text())


def reason(name: str, test: str) -> str | None:
    """Why `test` of the file `name` does not pass, if that is known."""
    reasons = known().get(name, {})
    if test in reasons:
        return reasons[test]
    for pattern, text in reasons.items():
        if pattern.endswith("*") and test.startswith(pattern[:-1]):
            return text
    return None


@dataclass
class Verdict:
    """One file: what counts (passes on the host, not bound to it), what of that passes, what not, and other remarks."""
    counting: list[str]
    passing: list[str]
    failing: list[str]
    bound: int
    remarks: list[str]


def judge(name: str, host: FileResult, pyrs: FileResult) -> Verdict:
    """Compare the engines. A test that kills pyrs counts even if it is bound to CPython."""
    counting, bound = [], 0
    for test, outcome in host.outcomes.items():
        if outcome.outcome not in PASSED:
            continue
        mine = pyrs.outcomes.get(test)
        if outcome.bound and not (mine and mine.outcome in FATAL):
            bound += 1
        else:
            counting.append(test)
    passing = [test for test in counting if test in pyrs.outcomes and pyrs.outcomes[test].outcome in PASSED]
    failing = [test for test in counting if test not in passing]
    # Crashes of what the host does not run, the file's own end and fixtures come on top.
    failing += [test for test, outcome in pyrs.outcomes.items()
                if test not in counting and outcome.outcome not in (*PASSED, "skip") and not outcome.bound
                and not (test in host.outcomes and outcome.outcome not in FATAL)]
    remarks = []
    for kind in ("fail", "error", "skip", "unexpected", *FATAL):
        number = sum(test in pyrs.outcomes and pyrs.outcomes[test].outcome == kind for test in failing)
        if number:
            remarks.append(f"{number} {kind}")
    missing = sum(test not in pyrs.outcomes for test in failing)
    if missing:
        remarks.append(f"{missing} missing")
    return Verdict(counting, passing, failing, bound, remarks)


def passing_path(name: str) -> Path:
    """The committed list of the file `name`."""
    return HERE / "passing" / f"{name}.txt"


def committed(name: str) -> set[str]:
    """The tests of `name` that are known to pass."""
    path = passing_path(name)
    return set(path.read_text(encoding="utf-8").splitlines()) if path.exists() else set()


def write_passing(name: str, verdict: Verdict) -> None:
    """Commit to what passes now."""
    passing_path(name).write_text("".join(f"{test}\n" for test in sorted(set(verdict.passing))), encoding="utf-8")


def problems(name: str, verdict: Verdict) -> list[str]:
    """Every disagreement with the committed lists."""
    listed = committed(name)
    passing = set(verdict.passing)
    found = [f"{name}: {test}: passes now, --update" for test in sorted(passing - listed)]
    found += [f"{name}: {test}: no longer passes" for test in sorted(listed - passing)]
    found += [f"{name}: {test}: fails without a reason in known.toml" for test in verdict.failing
              if test not in listed and reason(name, test) is None]
    found += [f"{name}: {test}: passes, but known.toml says it does not" for test in sorted(passing)
              if test in known().get(name, {})]
    return found
