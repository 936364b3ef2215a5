"""A pytest plug-in: the fixture `pyrs_runtime`, a fresh Runtime for each test, which fails the test if the guest leaks.

    pytest -p pyrs.pytest_plugin

(or `pytest_plugins = ["pyrs.pytest_plugin"]` in conftest.py). `pyrs_leaks` may be overridden to return False.
"""
import gc
import weakref

import pytest

import pyrs


class LeakedReference(AssertionError):
    """After the test and the end of its runtime, something still refers to the guest's namespace or to an object lent to it."""


class Lent:
    """What a test lends to the guest through `pyrs_runtime.lend`: it must be free again when the runtime is gone."""


@pytest.fixture
def pyrs_leaks():
    """Shall a leak fail the test?"""
    return True


@pytest.fixture
def pyrs_runtime(pyrs_leaks):
    """A Runtime that is closed after the test. A module made for the guest stands for all that it holds: it must go with the runtime."""
    runtime = pyrs.Runtime()
    sentinel = Lent()
    runtime.module("_pyrs_leak_sentinel").add("value", sentinel)
    alive = [weakref.ref(sentinel), weakref.ref(runtime)]
    del sentinel
    yield runtime
    runtime.close()
    del runtime
    if pyrs_leaks:
        # pytest itself holds the fixture's value until the fixture is finished: the reference counted here is the sentinel's.
        gc.collect()
        if alive[0]() is not None:
            holders = [type(holder).__name__ for holder in gc.get_referrers(alive[0]())]
            raise LeakedReference(f"the guest is still referred to after its runtime was closed, by {holders}")
