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


# A cost that grew with the depth would be thousands of times the flat one at 100,000: the margin is far from both, so that no noise
# of the machine decides.
MARGIN = 20
flat = rate()
for depth in (1_000, 100_000):
    ratio = deep(depth) / flat
    assert ratio < MARGIN, (depth, ratio)

many = [ticker() for _ in range(100_000)]
for g in many:
    next(g)
assert rate() / flat < MARGIN
print('ok')
