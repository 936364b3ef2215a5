"""The hostile corpus (hostile/corpus.txt): everything ends in time, the process lives, the next run works, nothing leaks out.

The snippets run in two processes at once. PYRS_LONG=1 runs those too that end late (`long=`).
"""
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "hostile"))
import run as hostile

LONG = os.environ.get("PYRS_LONG") == "1"
SNIPPETS = list(hostile.corpus())
CHOSEN = [name for name, options, _ in SNIPPETS if LONG or "long" not in options]


@pytest.fixture(scope="module")
def outcomes():
    """name -> what became of it."""
    found = {}

    def part(names):
        for outcome in hostile.outcomes(names):
            found[outcome["name"]] = outcome

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(part, [CHOSEN[0::2], CHOSEN[1::2]]))
    part([name for name, outcome in found.items() if outcome.get("over", 0) > outcome.get("allowed", 0)])      # again, alone on the machine
    return found


def test_corpus_is_large_and_distinct():
    names = [name for name, _, _ in SNIPPETS]
    assert len(set(names)) == len(names) >= 150


@pytest.mark.parametrize("name", CHOSEN)
def test_hostile(outcomes, name):
    outcome = outcomes[name]
    assert "died" not in outcome, outcome["died"]
    assert outcome["over"] <= outcome["allowed"], f"{outcome['over']} s past the limit"
    assert outcome["usable"] and outcome["clean"] and outcome["gc"]
    assert outcome["threads"] == 0 and outcome["recursion"] == sys.getrecursionlimit()
    assert outcome["output"] <= 12_000
    expected, error = outcome["options"].get("error"), outcome["error"]
    if expected == "maybe" or "long" in outcome["options"]:
        return
    if "ends" in outcome["options"]:
        assert error is None
    elif name.startswith("cpu_") and error is None:
        pass        # much work, but not without an end: a fast machine does it in time
    elif expected:
        assert error and (expected == "any" or error == expected)
    else:
        assert error and (error.endswith("LimitExceeded") or "MemoryError" in error), error


@pytest.mark.no_asan("resident memory")
def test_memory_of_the_process_stays_bounded(outcomes):
    assert max(outcome.get("peak_mb", 0) for outcome in outcomes.values()) < 900
