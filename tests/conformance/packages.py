"""Run NumPy's and pandas' own test modules on pyrs, and compare the counts with the committed ones.

    python -m tests.conformance.packages [MODULE...] [--host] [--update] [--marks MARKS] [--list]

Modules are named as pytest's --pyargs takes them; without any, all of packages.toml run, one process each.  --host runs them on CPython
instead.  The run fails if a module passes fewer tests than packages.toml says, or if anything fails there that is not explained
in its `known`; --update writes the counts of this run (never lower ones) with the host's.  Versions of the packages
stand in packages.toml; counts hold for those.
"""
from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
import tomllib
import xml.etree.ElementTree as xml
from dataclasses import dataclass, field
from pathlib import Path

from . import children

ROOT = Path(__file__).resolve().parent.parent.parent
TABLE = Path(__file__).resolve().parent / "packages.toml"
PYTHON = os.environ.get("PYRS_PYTHON", sys.executable)
HOST = (PYTHON,)
PYRS = (PYTHON, "-m", "pyrs")
TIME = 900.0

MARKS = {"numpy": "not slow", "pandas": "not slow and not network and not db and not single_cpu"}


@dataclass
class Result:
    """One module on one engine: how many passed, which failed, the process's exit code (None: time ran out), seconds."""
    passed: int = 0
    skipped: int = 0
    failed: list[str] = field(default_factory=list)
    code: int | None = 0
    seconds: float = 0.0


def run_module(engine, module: str, marks: str, limit: float = TIME) -> Result:
    """Run the tests of `module` in a process of their own."""
    result = Result()
    with tempfile.TemporaryDirectory(prefix="packages-") as folder:
        report = Path(folder) / "report.xml"
        command = [*engine, "-m", "pytest", "-q", "--tb=no", "-p", "no:cacheprovider", "-m", marks, f"--junitxml={report}",
                   f"--basetemp={folder}/tmp", "--pyargs", module]
        environment = dict(os.environ, PYTHONPATH=os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]))
        started = time.monotonic()
        result.code = children.run(command, limit, cwd=folder, env=environment)
        result.seconds = time.monotonic() - started
        if report.exists():
            for case in xml.parse(report).iter("testcase"):
                outcomes = {child.tag for child in case}
                if outcomes & {"failure", "error"}:
                    result.failed.append(re.sub(r"0x[0-9a-f]+", "0x", f"{case.get('classname')}::{case.get('name')}"))
                elif "skipped" in outcomes:
                    result.skipped += 1
                else:
                    result.passed += 1
    return result


def reason(known: dict[str, str], test: str) -> str | None:
    """Why `test` fails, if that is known; a key that ends in * stands for all that begin so."""
    for pattern, text in known.items():
        if test == pattern or pattern.endswith("*") and test.startswith(pattern[:-1]):
            return text
    return None


def problems(module: str, row: dict, result: Result) -> list[str]:
    """What disagrees with the table."""
    found = [f"{module}: {test} fails" for test in result.failed if not reason(row.get("known", {}), test)]
    if result.passed < row.get("pyrs", 0):
        found.append(f"{module}: {result.passed} passed, {row['pyrs']} did before")
    if result.code is None:
        found.append(f"{module}: out of time")
    elif result.code not in (0, 1):
        found.append(f"{module}: exit code {result.code}")
    return found


def write(table: dict) -> None:
    """Rewrite packages.toml."""
    lines = ["# NumPy's and pandas' own tests: how many pass on the host and on pyrs.  Written by packages.py --update; `known` and `marks` by hand.", "",
             "[versions]", *(f'{name} = "{version}"' for name, version in table["versions"].items()), ""]
    for module, row in table["modules"].items():
        lines.append(f'[modules."{module}"]')
        if "marks" in row:
            lines.append(f'marks = "{row["marks"]}"')
        lines += [f"{key} = {row[key]}" for key in ("host", "pyrs") if key in row]
        if row.get("known"):
            lines += [f'[modules."{module}".known]', *(f"{test!r} = {text!r}" for test, text in row["known"].items())]
        lines.append("")
    TABLE.write_text("\n".join(lines))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance.packages", description="NumPy's and pandas' own tests on pyrs.")
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    parser.add_argument("--host", action="store_true", help="run them on CPython")
    parser.add_argument("--update", action="store_true", help="write the counts of this run")
    parser.add_argument("--marks", help="pytest's -m expression instead of the module's or the package's")
    parser.add_argument("--list", action="store_true", help="print the table, run nothing")
    options = parser.parse_args()
    children.end_with_runner()
    table = tomllib.loads(TABLE.read_text())
    rows = table["modules"]
    found = []
    for module in options.modules or list(rows):
        row = rows.setdefault(module, {}) if options.update else rows.get(module, {})
        if options.list:
            print(f"{module:48}{row.get('host', 0):7}{row.get('pyrs', 0):7}")
            continue
        marks = options.marks if options.marks is not None else row.get("marks", MARKS.get(module.partition(".")[0], ""))
        result = run_module(HOST if options.host else PYRS, module, marks)
        print(f"{module:48}{row.get('host', 0):7}{result.passed:7} passed{len(result.failed):5} failed{result.skipped:6} skipped"
              f"{result.seconds:7.1f} s", flush=True)
        if not options.host:
            found += problems(module, row, result)
        if options.update:
            key = "host" if options.host else "pyrs"
            row[key] = result.passed if options.host else max(result.passed, row.get(key, 0))
            write(table)
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
