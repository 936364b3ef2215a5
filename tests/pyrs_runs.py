"""Helpers of the tests that run pieces of guest code on pyrs in a process of their own."""
from __future__ import annotations

import importlib.util
import textwrap

import differential


def has(module: str) -> bool:
    """True when the host can import `module`."""
    return importlib.util.find_spec(module) is not None


def pyrs(source: str, tmp_path, *, code: int = 0, timeout: float = 60.0) -> str:
    """Run the dedented source as script on pyrs; return stdout, fail unless it exits with `code`."""
    path = tmp_path / "guest.py"
    path.write_text(textwrap.dedent(source), encoding="utf-8")
    outcome = differential.run(differential.PYRS, [path], timeout=timeout)
    assert outcome.code == code, f"exit code {outcome.code}\n{outcome.stdout.decode()}\n{outcome.stderr.decode()}"
    return outcome.stdout.decode()


def host(source: str, tmp_path, *, timeout: float = 60.0) -> str:
    """Run the dedented source on CPython, as a host program that embeds pyrs; return stdout."""
    path = tmp_path / "embedder.py"
    path.write_text(textwrap.dedent(source), encoding="utf-8")
    outcome = differential.run(differential.CPYTHON, [path], timeout=timeout)
    assert outcome.code == 0, f"exit code {outcome.code}\n{outcome.stdout.decode()}\n{outcome.stderr.decode()}"
    return outcome.stdout.decode()


def same(source: str, **options) -> None:
    """Assert that the dedented source behaves on pyrs as on CPython; options as for compare_source()."""
    result = differential.compare_source(textwrap.dedent(source), **options)
    assert result.same, result.report()
