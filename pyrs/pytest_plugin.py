"""A pytest plug-in: the fixture `pyrs_runtime`, a fresh Runtime for each test, which fails the test if the guest leaks.

    pytest -p pyrs.pytest_plugin

(or `pytest_plugins = ["pyrs.pytest_plugin"]` in conftest.py). `pyrs_leaks` may be overridden to return False.
"""
import gc
import sys
import weakref

import pytest

import pyrs


FAILED = pytest.StashKey[bool]()


class LeakedReference(AssertionError):
    """After the test and the end of its runtime, something still refers to what the guest made, its namespace or an object lent to it."""


class Lent:
    """What a test lends to the guest through `pyrs_runtime.lend`: it must be free again when the runtime is gone."""


@pytest.fixture
def pyrs_leaks():
    """Shall a leak fail the test?"""
    return True


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """The traceback of a test that failed keeps what its frames hold."""
    if call.excinfo is not None:
        item.stash[FAILED] = True
    yield


def made_by_guest(names, function):
    """(name, weak reference) of the guest's own functions, of the type `function`, classes and instances of these among its globals `names`."""
    def own_class(cls):
        return vars(cls).get("__module__") == "__main__" and vars(sys.modules["__main__"]).get(cls.__name__) is not cls

    made = []
    for name, value in names.items():
        if value.__globals__ is names if isinstance(value, function) else own_class(value if isinstance(value, type) else type(value)):
            try:
                made.append((name, weakref.ref(value)))
            except TypeError:
                pass
    return made


@pytest.fixture
def pyrs_runtime(request, pyrs_leaks):
    """A Runtime that is closed after the test. Its functions, classes and their instances, and a module made for it, must go with it."""
    runtime = pyrs.Runtime()
    sentinel = Lent()
    runtime.module("_pyrs_leak_sentinel").add("value", sentinel)
    alive = [("modules", weakref.ref(sentinel))]
    names, function = runtime.globals, type(runtime.eval("lambda: None"))
    del sentinel
    yield runtime
    alive += made_by_guest(names, function)
    runtime.close()
    del runtime, names          # pytest itself holds the fixture's value until the fixture is finished
    if pyrs_leaks and not request.node.stash.get(FAILED, False):
        gc.collect()
        held = {name: [type(holder).__name__ for holder in gc.get_referrers(ref())] for name, ref in alive if ref() is not None}
        if held:
            raise LeakedReference(f"the guest is still referred to after its runtime was closed, by {held}")
