"""Calls of small builtins and types: min, max, abs, int, float, round, divmod, math.sqrt."""
import math

N = 100_000


def run(n):
    total = 0
    for i in range(n):
        q, r = divmod(i, 7)
        total += min(i, 50) + max(q, r) + abs(q - r) + int(i / 3) + round(float(i)) + math.floor(math.sqrt(i))
    return total
