"""Wheels from PyPI, each used for real: the programs of wheels/ run on CPython and on pyrs, and must leave the same behind.

A program names what it needs in its first line; it is skipped where the host lacks that.  Run them all in an environment of their own:
`pip install numpy pandas scipy lxml pydantic ...`, then `PYRS_PYTHON=.../bin/python pytest tests/cpyext/test_wheels.py`.
"""
import re
import subprocess
from pathlib import Path

import differential
import pytest

PROGRAMS = sorted((Path(__file__).parent / "wheels").glob("*.py"))


def needs(path: Path) -> list[str]:
    """The modules that the program's first line names."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# needs: "), path
    return re.split(r",\s*", first.removeprefix("# needs: "))


def missing(modules: list[str]) -> list[str]:
    """Those of `modules` that the host of the tests cannot find."""
    code = """
import sys, importlib.util
def has(name):
    parent = name.rpartition(".")[0]
    return (not parent or has(parent)) and importlib.util.find_spec(name)
print([name for name in sys.argv[1:] if not has(name)])
"""
    return eval(subprocess.run([differential.PYTHON, "-c", code, *modules], capture_output=True, text=True, check=True).stdout)


def check(path, monkeypatch, timeout):
    """The program at `path` ends well and alike on both engines; skips where the host lacks a module that it needs."""
    absent = missing(needs(path))
    if absent:
        pytest.skip(f"the host has no {', '.join(absent)}")
    monkeypatch.setenv("PYTHONHASHSEED", "0")
    result = differential.compare(path, timeout=timeout)
    assert result.expected.code == 0, result.expected.stderr.decode()
    assert result.same, result.report()


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_wheel(path, monkeypatch):
    check(path, monkeypatch, timeout=240)


# In a runtime: {program: why it differs there}. Docs: docs/embedding.md, "Imports".
NOT_EMBEDDED = {"coverage_use": "a guest must not trace", "scipy_use": "f2py takes the host's exact functions",
                **dict.fromkeys(("serial_use", "orjson_use", "cryptography_use", "pydantic_use", "net_use"),
                                "enum, ipaddress, typing and asyncio's loops of the guest are not those that a shared package knows")}
IN_RUNTIME = """
import sys, pyrs
with pyrs.Runtime(timeout=200, max_memory=4_000_000_000) as rt:
    rt.exec_file(sys.argv[1])
"""


@pytest.mark.parametrize("path", [path for path in PROGRAMS if path.stem not in NOT_EMBEDDED], ids=lambda path: path.stem)
def test_wheel_in_a_runtime(path, monkeypatch, tmp_path):
    absent = missing(needs(path))
    if absent:
        pytest.skip(f"the host has no {', '.join(absent)}")
    monkeypatch.setenv("PYTHONHASHSEED", "0")
    monkeypatch.setenv("PYTHONPATH", str(differential.ROOT))
    runner = tmp_path / "in_runtime.py"
    runner.write_text(IN_RUNTIME)
    expected, got = (subprocess.run([differential.PYTHON, "-W", "ignore", *command], capture_output=True, text=True, timeout=240)
                     for command in ([path], [runner, path]))
    assert expected.returncode == got.returncode == 0, expected.stderr + got.stderr
    assert got.stdout == expected.stdout


@pytest.mark.parametrize("package, extension, reason", [
    ("greenlet", "greenlet._greenlet", b"greenlet switches between copies of the C stack"),
    ("numba", "numba._dispatcher", b"numba compiles the bytecode of CPython"),
])
@pytest.mark.skipif(differential.PYRS == differential.CPYTHON, reason="CPython takes them")
def test_refused_with_a_reason(package, extension, reason, tmp_path):
    if missing([package]):
        pytest.skip(f"the host has no {package}")
    script = tmp_path / "script.py"
    script.write_text(f"import {package}\n")
    outcome = differential.run(differential.PYRS, [script], timeout=60)
    assert outcome.code == 1
    assert b"ImportError: " + extension.encode() + b" cannot work in pyrs: " + reason in outcome.stderr


def test_every_program_names_its_needs():
    assert len(PROGRAMS) >= 20 and all(needs(path) for path in PROGRAMS)
