"""sum() of lists and tuples: exact ints, the host's order of float additions, everything else."""
import builtins


class Int(int):
    def __add__(self, other):
        return "mine"

    def __radd__(self, other):
        return "yours"


class Numbers(list):
    def __iter__(self):
        return iter([40, 2])


cases = [[], (), [1, 2, 3], [True, False, True], (1, True), [2**47 - 1, 1], [-2**47, -1], [2**60, 1], [2**62] * 3, [-2**62] * 3, [10**30, -10**30],
         [0.1] * 10, [1, 0.1, 2, 0.2], [-0.0], [0.0, -0.0], [1e308, 1e308], [float("inf"), float("-inf")], [1.5, True], [2**53, 1, 0.5], [2**53 + 1, 0.0],
         [1, 2.5, 2**70], [Int(3)], [1, Int(3)], [1.0, Int(3)], Numbers([1, 2, 3]), [1j, 2], [300, -5, 256], {1: 2, 3: 4}, {5, 6}, range(10)]
for _ in range(20):
    out = [repr(sum(c)) for c in cases]
print(*out, sep="\n")
for bad in (["a"], [1, None], [[1]], "ab", 5, [1.0, "x"]):
    for _ in range(5):
        try:
            sum(bad)
        except TypeError as e:
            last = str(e)
    print(last)
print(sum([[1], [2]], []), sum([1, 2], 10), sum([1, 2], start=0.5), sum(x for x in [1, 2]))


def total(items):
    return sum(items)


for items in ([1, 2], (3, 4), (x for x in (5, 6)), [1.5]) * 10:
    last = total(items)
builtins_sum, builtins.sum = sum, lambda items: "replaced"
print(last, total([1, 2]))
builtins.sum = builtins_sum
print(total([1, 2]))
