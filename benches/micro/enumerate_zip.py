"""Loops over enumerate(), zip() and reversed()."""
N = 20_000
ITERATIONS = N * 60


def run(n):
    a, b = list(range(20)), [0.5] * 20
    total = 0
    for _ in range(n):
        for i, x in enumerate(a):
            total += i + x
        for x, y in zip(a, b):
            total += x * y
        for x in reversed(a):
            total += x
    return total
