"""The programs in examples/ run and say what they should."""
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pyrs_runs import has

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = {
    "hello.py": ["42", "[1, 2, 3, 6]", "{'x': [1.0, 2.0]}", "PythonError[ZeroDivisionError] - division by zero"],
    "host_functions.py": ["paid 30 EUR", "refused: bob has only 50", "ann: 70", "the host sees: ValueError - bob has only 50", "denied: os"],
    "limits.py": ["a loop without an end: TimeLimitExceeded", "instructions: InstructionLimitExceeded", "memory, at once: MemoryLimitExceeded",
                  "memory, slowly: MemoryLimitExceeded", "depth: FrameLimitExceeded", "sleeping: TimeLimitExceeded",
                  "a handler that does not give up: TimeLimitExceeded (hard)", "output: OutputLimitExceeded",
                  "stopped at the same place each time: True"],
    "pandas_both_ways.py": ["[0.48 0.48 0.04]", "the same pandas on both sides: True", "[14 12 10]"],
    "plugins.py": ["  plug-in broken: PythonError[IndexError]: string index out of range",
                   "  plug-in slow: TimeLimitExceeded: the time limit of 0.2 s is exceeded", "HELLO AGAIN"],
    "configuration.py": ["Server(name='web9', port=8009, workers=4)", 'ConversionError: [0]["port"]: int expected, got str',
                         "InstructionLimitExceeded: the instruction limit of 100000 is exceeded", "PythonError[NameError]: name 'open' is not defined"],
    "evaluator.py": ["hostile: 20 sent, 0 ended well; good: 20 sent, 0 wrong"],
}


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "examples").glob("*.py")))
def test_example(name):
    if name == "pandas_both_ways.py" and not has("pandas"):
        pytest.skip("no pandas")
    command = [sys.executable, str(ROOT / "examples" / name), *(["--test"] if name == "evaluator.py" else [])]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    missing = [line for line in EXPECTED[name] if line not in lines]
    assert not missing, f"{missing}\nin:\n{done.stdout}"
