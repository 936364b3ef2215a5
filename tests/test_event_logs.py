"""Whole event logs of programs of lang/ under sys.settrace and sys.setprofile are those of CPython. All of them with PYRS_LONG=1."""
import os
from pathlib import Path

import pytest

import differential

HERE = Path(__file__).resolve().parent
# Programs whose logs cannot agree.
DIFFERENT = {
    "call_frames": "when the collector runs",
    "classes": "how many levels of C a recursion has",
    "comprehension_frames": "how many levels of C a recursion has",
    "comprehension_free": "the order of co_consts; an unset variable of a comprehension that is made a function by hand",
    "heaps": "CPython comes back to the line of a display of a dict with 16 items for each of them",
    "isinstance_hooks": "how many levels of C a recursion has",
    "quiet_operations": "how many levels of C a recursion has",
    "recursion": "how many levels of C a recursion has",
}
QUICK = {"collections_use", "comprehensions", "exception_flow", "exec_eval", "functools_itertools", "generator_consumers", "generator_protocol", "scopes",
         "special_protocols", "uncaught_carets", "uncaught_functions", "unpacking"}
PROGRAMS = sorted(path.stem for path in (HERE / "lang").glob("*.py") if path.stem not in DIFFERENT)
if not os.environ.get("PYRS_LONG"):
    PROGRAMS = [name for name in PROGRAMS if name in QUICK]


@pytest.mark.parametrize("mode", ["trace", "profile"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_event_log(name, mode):
    result = differential.compare(HERE / "event_log.py", str(HERE / "lang" / f"{name}.py"), *(["profile"] if mode == "profile" else []))
    assert len(result.expected.stdout.splitlines()) > 5
    assert result.same, result.report()
