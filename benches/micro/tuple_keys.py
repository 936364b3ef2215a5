"""Tuples of ints as keys of a dict and members of a set."""
N = 200_000


def run(n):
    grid = {(x, y): x + y for x in range(16) for y in range(16)}
    seen = set()
    total = 0
    for i in range(n):
        cell = (i & 15, i >> 4 & 15)
        total += grid[cell]
        if cell not in seen:
            seen.add(cell)
    return total, len(seen)
