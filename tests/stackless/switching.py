"""Switching between suspended generators costs the same however deep the caller is, and however long the chain of what is suspended."""
import sys
from time import process_time

sys.setrecursionlimit(10 ** 7)


def ticker():
    n = 0
    while True:
        n += 1
        yield n


def rate(count=100_000):
    """Seconds for `count` switches between two suspended generators; the best of several."""
    best = 9e9
    for _ in range(5):
        a, b = ticker(), ticker()
        start = process_time()
        for _ in range(count // 2):
            next(a)
            b.send(None)
        best = min(best, process_time() - start)
    return best


def deep(n):
    return rate() if n == 0 else deep(n - 1)


flat = rate()
for depth in (1_000, 100_000):
    ratio = deep(depth) / flat
    print(depth, ratio < 1.5 or round(ratio, 2))
    assert ratio < 1.5, (depth, ratio)

many = [ticker() for _ in range(100_000)]
for g in many:
    next(g)
assert rate() / flat < 1.5
print('ok')
