"""Resident memory stays flat over many repetitions of each kind of work."""
import sys

import pytest

from pyrs_runs import pyrs

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc/self/statm")

# A growth of one small object (about 56 bytes) in each of 10^5 repetitions would show as 5.6 MB.
SLACK_KIB = 1536

# `work(n)` runs once at full size to let pools, caches and freelists reach their size, then again:
# what the later runs add is leaked.
DRIVER = """
import gc


def rss_kib():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * 4


{source}

work({count})
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
    "exec_and_eval": (4000, """
def work(n):
    for i in range(n):
        space = {"i": i}
        exec("def f(x):\\n    return x + i\\nr = [f(j) for j in range(3)]", space)
        eval("r[0] + i", space)
"""),
}


@pytest.mark.parametrize("name", CASES)
def test_resident_memory_is_flat(name, tmp_path):
    count, source = CASES[name]
    script = DRIVER.format(source=source, count=count, repeats=4)
    grown = int(pyrs(script, tmp_path, timeout=180))
    assert grown < SLACK_KIB, f"{name}: {grown} KiB more after {count} repetitions"
