"""Recursion through every protocol, on an 8 MB C stack: deep with a high limit, and up to the default limit."""
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

import differential

HERE = Path(__file__).parent
PROGRAM = HERE / "protocols.py"
NAMES = re.findall(r"^@protocol\ndef (\w+)", PROGRAM.read_text(), re.M)
DEPTH = 100_000
# An error in __del__ goes to sys.unraisablehook: nothing ends the recursion.
ENDLESS = {"del_"}
# Between two calls stands C code of the host that pyrs does not know.
THROUGH_C = {"dict_key", "repr_of_list", "dict_genexp", "map_", "list_of_map", "filter_", "reduce", "lru_cache", "lru_cache_bounded", "cmp_to_key",
             "init_subclass", "import_", "isinstance_"}
assert THROUGH_C < set(NAMES)


def named(names):
    """Parameters of a test."""
    no_asan = pytest.mark.no_asan("the C stack is one piece, its frames are large")
    return [pytest.param(name, marks=no_asan) if name in THROUGH_C else name for name in names]


pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")


def small_stack():
    resource.setrlimit(resource.RLIMIT_STACK, (8 << 20, resource.getrlimit(resource.RLIMIT_STACK)[1]))


def run(program, *arguments, timeout=120):
    """Run a program of this folder on pyrs; return its stdout."""
    command = [*differential.PYRS, str(program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, preexec_fn=small_stack)
    assert done.returncode == 0, f"exit code {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


@pytest.mark.parametrize("name", named(NAMES))
def test_deep(name):
    assert run(PROGRAM, name, DEPTH) == f"{DEPTH}\n"


@pytest.mark.parametrize("name", named(name for name in NAMES if name not in ENDLESS))
def test_default_limit(name):
    first, after = run(PROGRAM, name, "limit").splitlines()
    frames, message = first.split(" ", 1)
    assert 900 <= int(frames) <= 1000
    assert message.startswith("maximum recursion depth exceeded")
    assert after == f"[3, 2, 1] {10 ** 20} [[1]]"


@pytest.mark.parametrize("name", ["chains", "c_recursion", pytest.param("plain_million", marks=pytest.mark.no_asan("resident memory")), "switching"])
def test_program(name):
    assert run(HERE / f"{name}.py", timeout=300).splitlines()[-1] == "ok"
