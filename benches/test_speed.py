"""`pytest benches`: every program on CPython and on pyrs inside it, by pytest-benchmark.

A process for each program and engine is started beforehand and asked for runs. The group of a program (`arithmetic`, ...) measures the VM only: code
compiled once, run in a fresh module. `full_pipeline` goes from the source to the result. What a program prints is caught, and must be the same
on both engines.

    pytest benches --rounds 5 --only strings,fib_recursive --host /usr/bin/python3.11 --benchmark-columns=min,median
"""
from __future__ import annotations

import json
import subprocess
import sys

import pytest

from benches import catalog, hosts
from benches.compare import WORKER

EXPECTED: dict[str, str] = {}       # what each program printed, as a digest


def pytest_generate_tests(metafunc):
    config = metafunc.config
    if "program" in metafunc.fixturenames:
        chosen = catalog.choose(config.getoption("--only"))
        metafunc.parametrize("program", chosen, ids=[p.name for p in chosen])
        metafunc.parametrize("inside", [False, True], ids=["cpython", "pyrs"])


@pytest.fixture(scope="session")
def host(pytestconfig):
    found = hosts.probe(pytestconfig.getoption("--host") or sys.executable)
    assert found is not None, "the host does not start"
    hosts.lend_pandas(found)
    return found


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    return str(tmp_path_factory.mktemp("pycache"))


class Served:
    """A process that runs one program whenever it is asked."""

    def __init__(self, engine, program, cache):
        self.process = subprocess.Popen(engine.command(WORKER, "--serve", program.path), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, env=engine.environment(cache))

    def run(self, mode: str) -> dict:
        self.process.stdin.write(mode + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the program failed with exit code {self.process.wait()}"
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


@pytest.fixture
def served(program, inside, host, cache):
    if program.group == "pandas" and not host.pandas:
        pytest.skip("no pandas")
    process = Served(hosts.Engine(host, inside), program, cache)
    yield process
    process.close()


def measure(benchmark, served, program, mode, rounds):
    result = benchmark.pedantic(served.run, args=(mode,), rounds=rounds, warmup_rounds=1)
    benchmark.extra_info.update(peak_kb=result["peak"], digest=result["digest"])
    assert result["digest"] == EXPECTED.setdefault(program.name, result["digest"]), "engines print different things"


def test_vm(benchmark, served, program, inside, pytestconfig):
    benchmark.group = program.group
    measure(benchmark, served, program, "vm", pytestconfig.getoption("--rounds"))


def test_full(benchmark, served, program, inside, pytestconfig):
    benchmark.group = catalog.FULL
    measure(benchmark, served, program, "full", pytestconfig.getoption("--rounds"))
