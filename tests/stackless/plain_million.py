"""Plain recursion, 1,000,000 deep, in less than 1 GB."""
import resource
import sys

sys.setrecursionlimit(10 ** 7)


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


assert down(1_000_000) == 1_000_000
assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_000_000
print('ok')
