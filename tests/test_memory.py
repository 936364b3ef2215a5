"""Resident memory stays flat over many repetitions of each kind of work."""
import sys

import pytest

from pyrs_runs import has, pyrs

pytestmark = [pytest.mark.no_asan("resident memory"), pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc/self/statm")]

# A growth of one small object (about 56 bytes) in each of 10^5 repetitions would show as 5.6 MB.
SLACK_KIB = 1536

# `work(n)` runs once at full size to let pools, caches and freelists reach their size, then in parts, until garbage that waits for a full collection
# is as much as it will be (on the host, too, 0.9 MB now and then, and twice that later); then again: what these runs add is leaked.
DRIVER = """
import gc


def rss_kib():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * 4


{source}

work({count})
for _ in range({repeats}):
    work({count} // {repeats})
gc.collect()
before = rss_kib()
for _ in range({repeats}):
    work({count} // {repeats})
gc.collect()
print(rss_kib() - before)
"""

CASES = {
    "calls": (10 ** 6, """
def target(a, b=2, *args, c=3, **kw):
    return a

class K:
    def method(self, x):
        return x

def work(n):
    k = K()
    for i in range(n // 4):
        target(i)
        target(i, 5, 6, c=7, d=8)
        k.method(i)
        (lambda v: v + 1.5)(i)
"""),
    "exceptions": (10 ** 5, """
class Mine(Exception):
    pass

def deep(n):
    local = [n]
    if n == 0:
        raise Mine(n)
    deep(n - 1)

def work(n):
    for i in range(n // 2):
        try:
            deep(2)
        except Mine as error:
            error.extra = i
        try:
            try:
                {}[i]
            except KeyError as error:
                raise ValueError(i) from error
        except ValueError as error:
            kept = error.__traceback__
"""),
    "generators": (10 ** 5, """
def gen(n):
    try:
        for i in range(n):
            got = yield i
    finally:
        done = True

def work(n):
    for i in range(n // 4):
        list(gen(2))
        g = gen(5)
        next(g)
        g.close()
        h = gen(3)
        next(h)
        sum(x for x in gen(1))
"""),
    "classes": (10 ** 4, """
def work(n):
    for i in range(n):
        class Base:
            __slots__ = ("a",)
            def method(self):
                return __class__
        class Derived(Base):
            x = i
            def method(self):
                return super().method()
        d = Derived()
        d.a = 1
        d.b = 2
        d.method()
"""),
    "closures_and_cells": (10 ** 5, """
def make(n):
    total = 0
    def bump(v):
        nonlocal total
        total += v * n
        return lambda: (total, bump)
    return bump

def work(n):
    for i in range(n):
        make(i)(2)()
"""),
    "big_and_float_values": (10 ** 6, """
def work(n):
    x = 1
    f = 0.5
    items = [0] * 16
    for i in range(n):
        x = (x * 6364136223846793005 + 1) & 0xFFFFFFFFFFFFFFFF
        f = f * 1.0000001
        items[i & 15] = x
        items[(i + 1) & 15] = f
"""),
    "attributes_and_dicts": (10 ** 5, """
class K:
    pass

def work(n):
    for i in range(n):
        k = K()
        k.a = i
        k.b = i * 1.5
        k.__dict__["c"] = 2
        del k.a
        d = {"k": k, i: str(i)}
        d.pop(i)
        s = f"{i}:{k.b:.2f}"
"""),
    "coroutines": (10 ** 5, """
class Wait:
    def __await__(self):
        yield 1
        return 2

async def leaf():
    return await Wait()

async def main():
    return await leaf() + await leaf()

def work(n):
    for i in range(n // 2):
        c = main()
        try:
            while True:
                c.send(None)
        except StopIteration:
            pass
        unfinished = main()
        unfinished.send(None)
        unfinished.close()
"""),
    "large_heaps": (10 ** 6, """
def work(n):
    # More than the arenas that stay on ordinary pages; freed by halves, in small blocks all (those of malloc keep a top of their own).
    rows = [[float(i) for i in range(1000)] for _ in range(1000)]
    del rows[::2]
    rows.clear()
"""),
    "sorting": (10 ** 5, """
def failing(v):
    if v == 7000:
        raise KeyError
    return [v]

def work(n):
    data = [i * 7919 % 10007 for i in range(n // 20)]
    for key in (lambda v: v % 1000, lambda v: v / 7, lambda v: str(v), lambda v: v << 60, failing):
        for reverse in (False, True):
            try:
                sorted(data, key=key, reverse=reverse)
                data[:].sort(key=key, reverse=reverse)
            except KeyError:
                pass
    sorted(data)
"""),
    "exec_and_eval": (4000, """
def work(n):
    for i in range(n):
        space = {"i": i}
        exec("def f(x):\\n    return x + i\\nr = [f(j) for j in range(3)]", space)
        eval("r[0] + i", space)
"""),
    "exceptions_of_every_way": (20000, """
import functools

class Mine(Exception):
    pass

class Quiet:
    def __enter__(self):
        return self
    def __exit__(self, *info):
        return True

def deep(n):
    local = [n]
    try:
        if n == 0:
            raise Mine(n)
        deep(n - 1)
    finally:
        try:
            {}[local]
        except TypeError:
            pass

def gen():
    try:
        yield 1
    finally:
        deep(1)

def delegate():
    yield from gen()

def key(x):
    raise Mine(x)

def attempt(function, *args, **keywords):
    try:
        function(*args, **keywords)
    except Exception as error:
        return error

def wrong_unpack():
    a, b = [1, 2, 3]

def unbound():
    x += 1

def work(n):
    kept = []
    for i in range(n // 10):
        for function in (lambda: sorted([1, 2], key=key), lambda: list(map(key, [1])), lambda: deep(1, 2, x=3), lambda: [].missing, lambda: missing,
                         lambda: 1 + "a", lambda: [][1], lambda: {}["a"], wrong_unpack, unbound, lambda: len(), lambda: functools.reduce(key, [1, 2])):
            kept.append(attempt(function))
        for stop in (next, lambda g: g.throw(Mine(1)), lambda g: g.close()):
            g = delegate()
            next(g)
            kept.append(attempt(stop, g))
        with Quiet():
            deep(2)
        for j in range(3):
            try:
                raise Mine from kept[-1]
            except Mine:
                continue
            finally:
                j
        try:
            raise ExceptionGroup("group", [ValueError(1), ExceptionGroup("inner", [KeyError(2)])])
        except* ValueError as error:
            kept.append(error)
        except* KeyError:
            pass
        if i % 50 == 0:
            kept.clear()
"""),
    "callbacks_from_c": (40000, """
import functools

class Key:
    def __init__(self, v): self.v = v
    def __lt__(self, other): return self.v < other.v
    def __eq__(self, other): return True
    def __hash__(self): return 1
    def __repr__(self): return "k"
    def __del__(self): self.gone = [self.v]

def work(n):
    for i in range(n // 8):
        sorted([3, i, 2], key=lambda x: -x)
        list(map(lambda x: x + 1, filter(lambda x: x > 1, [1, 2, i])))
        max([1, i], key=lambda x: x)
        functools.reduce(lambda a, b: a + b, [1, 2, i])
        sorted([Key(2), Key(i)]), {Key(1): i}[Key(2)], repr([Key(i)])
        ",".join(str(x) for x in (1, i)), any(x for x in (0, i)), dict(zip("ab", (x for x in (1, i))))
        functools.lru_cache(lambda x: [x])(i)
        sorted([2, i], key=functools.cmp_to_key(lambda a, b: a - b))
"""),
    "modules_and_frames": (3000, """
import sys, types

def frame(value):
    local = [value]
    locals()
    return sys._getframe()

def work(n):
    for i in range(n):
        module = types.ModuleType("made")
        exec(compile("import sys\\nclass C:\\n    def m(self): return C\\nx = C().m()", "made.py", "exec"), module.__dict__)
        frame(module).f_locals
        try:
            eval("1 +")
        except SyntaxError:
            pass
"""),
    "threads_that_end_in_python": (1000, """
import threading
local = threading.local()

class Last:
    def __del__(self):
        return sum(i for i in range(3))

class Thread(threading.Thread):
    def run(self):
        local.last = Last()

def work(n):
    for _ in range(n):
        thread = Thread()
        thread.start()
        thread.join()
"""),
}


@pytest.mark.parametrize("name", CASES)
def test_resident_memory_is_flat(name, tmp_path):
    count, source = CASES[name]
    script = DRIVER.format(source=source, count=count, repeats=4)
    grown = int(pyrs(script, tmp_path, timeout=180))
    assert grown < SLACK_KIB, f"{name}: {grown} KiB more after {count} repetitions"


TABLES = """
import resource


def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def tables(n):
    for _ in range(n):
        table = [[0] * 300 for _ in range(300)]


tables(5)
before = faults()
tables(100)
print(faults() - before)
"""


def test_lists_made_and_dropped_in_turn_cost_no_pages(tmp_path):
    """720 KB a table: given back to the kernel each time, that would be 18,000 faults."""
    assert int(pyrs(TABLES, tmp_path)) < 2000


ARRAYS = """
import resource
import numpy as np


def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


vector = np.linspace(0, 1, 1_000_000)
for _ in range(5):
    np.exp(np.sqrt(vector))
before = faults()
for _ in range(20):
    np.exp(np.sqrt(vector))
print(faults() - before)
"""


@pytest.mark.skipif(not has("numpy"), reason="no numpy")
def test_temporary_arrays_cost_no_pages(tmp_path):
    """16 MB each time: mapped anew, that would be 40,000 faults or more."""
    assert int(pyrs(ARRAYS, tmp_path)) < 2000


PEAK = """
def field(name):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(name))


import hashlib, json
code = compile(open({source!r}).read(), "source", "exec")
print(field("RssFile"))
"""


def test_code_that_ran_once_does_not_stay(tmp_path):
    """What a library's loading and the front end touched goes, most of it: else it would be 12 MB."""
    source = f"{sys.base_prefix}/lib/python{sys.version_info[0]}.{sys.version_info[1]}/argparse.py"
    assert int(pyrs(PEAK.format(source=source), tmp_path)) < 11_000
