"""Quick files of CPython's own tests against the committed lists; all of them: python -m tests.conformance."""
from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.conformance import ratchet, runner    # noqa: E402


@pytest.mark.skipif(importlib.util.find_spec("test.support") is None, reason="the host comes without its tests")
@pytest.mark.parametrize("name", ratchet.groups()["ci"])
def test_file(name):
    host = runner.load(runner.HOST, name, run=True)
    verdict = ratchet.judge(name, host, runner.run_file(runner.PYRS, name, host))
    assert not ratchet.problems(name, verdict)
