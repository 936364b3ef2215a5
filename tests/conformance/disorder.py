"""A pytest plug-in that makes order, collector and threads hostile: `pyrs -m pytest -p tests.conformance.disorder --pyargs numpy._core.tests.test_multiarray`.

DISORDER_SEED=N       the tests of all modules in one random order
DISORDER_GC=N         the collector's first threshold while each test runs
DISORDER_THREADS=N    each test's body on N threads at once, where the test takes no fixtures but its parameters
DISORDER_SAMPLE=N     only so many of them
"""
import gc
import os
import random
import threading

import pytest


def _number(name):
    return int(os.environ.get(f"DISORDER_{name}", "0"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Shuffle, and leave some out."""
    if _number("SEED"):
        random.Random(_number("SEED")).shuffle(items)
    if _number("SAMPLE"):
        del items[_number("SAMPLE"):]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item):
    """Let the collector run all the time."""
    before = gc.get_threshold()
    if _number("GC"):
        gc.set_threshold(_number("GC"), *before[1:])
    yield
    gc.set_threshold(*before)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Call the test on several threads, which begin together; the first error is the test's."""
    count = _number("THREADS")
    names = pyfuncitem._fixtureinfo.argnames
    parameters = getattr(getattr(pyfuncitem, "callspec", None), "params", {})
    if not count or not set(names) <= set(parameters):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in names}
    errors, barrier = [], threading.Barrier(count)

    def body():
        try:
            barrier.wait(30)
            pyfuncitem.obj(**arguments)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=body, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return True
