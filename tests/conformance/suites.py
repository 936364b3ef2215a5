"""Run the test suites that pure-Python packages ship in their source distributions, on CPython and on pyrs, and compare test by test.

    python -m tests.conformance.suites PYTHON [NAME...] [--folder FOLDER]

PYTHON: the interpreter of a virtual environment with pyrs, pytest and the packages installed (`pip install` them there first; the packages'
own test requirements too, else their tests fail on both engines).  Source distributions are fetched with pip into FOLDER (build/suites) once.
The run fails if a test passes on CPython and not on pyrs, or if pyrs crashes or hangs.
"""
from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as xml
from pathlib import Path

from . import children

ROOT = Path(__file__).resolve().parent.parent.parent
# Package -> what pytest runs, in its source distribution or, after --pyargs, as installed.
SUITES = {
    "more-itertools": ["tests"], "toolz": ["toolz"], "itsdangerous": ["tests"], "flask": ["tests"], "jinja2": ["tests"],
    "werkzeug": ["tests", "-m", "not dev_server"], "click": ["tests", "-m", "not stress"], "attrs": ["tests"], "structlog": ["tests"], "marshmallow": ["tests"],
    "packaging": ["tests"], "pluggy": ["testing"], "markdown": ["tests"], "mako": ["test"], "black": ["tests"], "networkx": ["networkx"],
    "sqlparse": ["tests"], "pyparsing": ["tests"], "beautifulsoup4": ["bs4"], "pygments": ["tests"],
    "varname": ["tests"], "wrapt": ["tests"], "parso": ["test"], "pycparser": ["tests"], "docutils": ["test"], "boltons": ["tests"], "lark": ["tests"], "tqdm": ["tests"],
    "pure_eval": ["tests"], "asteval": ["tests"], "freezegun": ["tests"], "typeguard": ["tests"], "RestrictedPython": ["tests"], "pytest-mock": ["tests"], "python-dateutil": ["tests"],
    # Left out: it wants the same instruction's name for `x + 1` and, rewritten, `x + y`; pyrs has two.
    "pytest": ["-p", "no:asyncio", "-p", "pytester", "testing/code", "testing/test_assertion.py", "testing/test_assertrewrite.py", "testing/test_collection.py",
               "testing/test_unittest.py", "testing/test_skipping.py", "testing/test_monkeypatch.py", "testing/test_recwarn.py", "testing/python/raises.py",
               "--deselect=testing/test_assertrewrite.py::TestAssertionRewrite::test_positions_are_preserved"],
    "joblib": ["--pyargs", "joblib.test.test_hashing", "joblib.test.test_memory", "joblib.test.test_func_inspect", "joblib.test.test_cloudpickle_wrapper"],
    "dask": ["--pyargs", "dask.tests.test_core", "dask.tests.test_delayed", "dask.tests.test_tokenize"],
    "sympy": ["--pyargs", "sympy.core"], "tornado": ["--pyargs", "tornado.test"],
}


def source_of(package: str, python: str, folder: Path) -> Path:
    """The unpacked source distribution of the version that is installed."""
    shown = subprocess.run([python, "-m", "pip", "show", package], capture_output=True, text=True, check=True).stdout
    version = re.search(r"^Version: (.*)$", shown, re.MULTILINE)[1]
    target = folder / f"{package}-{version}"
    if not target.exists():
        subprocess.run([python, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", str(folder / "sdist"),
                        f"{package}=={version}"], check=True)
        stem = re.sub(r"[-_.]+", "[-_.]", package)
        archive = next(path for path in (folder / "sdist").iterdir() if re.match(f"{stem}-", path.name, re.IGNORECASE))
        with tarfile.open(archive) as file:
            file.extractall(folder / "unpacked", filter="data")
            (folder / "unpacked" / file.getnames()[0].partition("/")[0]).rename(target)
    return target


def run(engine: list[str], arguments: list[str], folder: Path, limit: float) -> tuple[dict[str, str], int | None, float]:
    """Outcome by test, exit code (None: out of time), CPU seconds."""
    report = folder / "report.xml"
    report.unlink(missing_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    kept["PATH"] = f"{Path(engine[0]).parent}:{kept['PATH']}"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = children.run([*engine, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts=", "-o", "filterwarnings=default",
                         "--continue-on-collection-errors", f"--junitxml={report}", *arguments], limit, cwd=folder, env=kept)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    outcomes = {}
    for case in xml.parse(report).iter("testcase") if report.exists() else ():
        kinds = {child.tag for child in case}
        name = re.sub("0x[0-9a-f]+", "0x", f"{case.get('classname')}::{case.get('name')}")
        outcomes[name] = "fail" if kinds & {"failure", "error"} else "skip" if "skipped" in kinds else "pass"
    return outcomes, code, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance.suites")
    parser.add_argument("python", metavar="PYTHON")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "suites")
    parser.add_argument("--limit", type=float, default=1200.0, help="seconds for one suite")
    options = parser.parse_args()
    children.end_with_runner()
    folder = options.folder.absolute()
    (folder / "sdist").mkdir(parents=True, exist_ok=True)
    bad = 0
    for name in options.names or SUITES:
        arguments = SUITES[name]
        where = folder if "--pyargs" in arguments else source_of(name, options.python, folder)
        host, _, host_seconds = run([options.python], arguments, where, options.limit)
        ours, code, seconds = run([options.python, "-m", "pyrs"], arguments, where, options.limit)
        passed = {test for test, outcome in host.items() if outcome == "pass"}
        lost = sorted(test for test in passed if ours.get(test) != "pass")
        print(f"{name:16}{len(passed):6}{sum(outcome == 'pass' for outcome in ours.values()):6} passed {host_seconds:8.1f}{seconds:8.1f} s"
              f"{seconds / max(host_seconds, 0.01):6.2f}x", flush=True)
        for test in lost[:20]:
            print(f"    {test} does not pass")
        if code is None or code < 0:
            print("    out of time" if code is None else f"    ended by signal {-code}")
        bad += len(lost) + (code is None or code < 0)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
