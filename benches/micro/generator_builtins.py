"""Builtins that read a generator expression: sum, any, all, max, join, set."""
N = 8_000
ITERATIONS = N * 120


def run(n):
    values = list(range(20))
    total = 0
    for _ in range(n):
        total += sum(x * x for x in values) + max(x & 7 for x in values)
        total += any(x > 18 for x in values) + all(x < 50 for x in values)
        total += len(",".join(str(x) for x in values)) + len(set(x & 3 for x in values))
    return total
