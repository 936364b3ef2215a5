"""The tasks for the standard library that profiles are made with (benches/library.py): the same results on both engines."""
import json
from pathlib import Path

import differential

ROOT = Path(__file__).resolve().parent.parent


def results(engine):
    outcome = differential.run(engine, ["-m", "benches.library", "--measure", "--seconds", "0"], timeout=240.0, cwd=ROOT)
    assert outcome.code == 0, outcome.stderr.decode()
    return {name: result for name, _, result in map(json.loads, outcome.stdout.splitlines())}


def test_tasks():
    host = results(differential.CPYTHON)
    assert len(host) > 20
    assert results(differential.PYRS) == host
