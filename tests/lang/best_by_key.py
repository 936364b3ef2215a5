"""min and max with a key function in Python: keys of all kinds, which of equal ones wins, how often and in which order keys are asked and compared, errors,
what ends when."""
import gc
import sys

nan = float("nan")
KEYS = {
    "ints": [3, -1, 4, -1, 5, 4, 5], "floats": [2.5, -0.0, 0.0, 1e300, -1e300, 1e300], "mixed": [1, 1.0, True, 0, 0.0, False, -1, -1.0],
    "nan": [nan, 1, nan, 2, 0.5], "nan inside": [1, nan, 0, 3, nan], "wide": [2 ** 47, 2 ** 48, -2 ** 63, 2 ** 64, 2 ** 64, 5], "bools": [False, True, True, False],
    "texts": ["b", "a", "c", "a", "c"], "tuples": [(1, "b"), (1, "a"), (2, ""), (2, "")], "one": [7], "boundaries": [2 ** 47 - 1, -2 ** 47, 2 ** 47, -2 ** 47 - 1],
}
for name, keys in KEYS.items():
    indices = range(len(keys))
    print(name, min(indices, key=lambda i: keys[i]), max(indices, key=lambda i: keys[i]), min(list(indices), key=keys.__getitem__), max(list(indices), key=keys.__getitem__))


class Compared:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        print(f"{self.value}<{other.value}", end=" ")
        return self.value < other.value

    def __gt__(self, other):
        print(f"{self.value}>{other.value}", end=" ")
        return Truth(self.value > other.value)

    def __del__(self):
        print(f"~{self.value}", end=" ")


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        print("?", end=" ")
        return self.value


for function in min, max:
    print(function([2, 3, 1, 3], key=lambda v: Compared(v)))
    print(function([Compared(v) for v in (2, 3, 1)], key=lambda c: c.value).value)
    print(function((Compared(v) for v in (5, 6)), key=lambda c: c).value)


class Ending:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(f"~{self.name}", end=" ")

    def __lt__(self, other):
        return self.name[1:] < other.name[1:]

    def __gt__(self, other):
        return self.name[1:] > other.name[1:]


def announced(names):
    for name in names:
        print("next", end=" ")
        yield Ending(name)
    print("no more", end=" ")


def keyed(item):
    print("key", end=" ")
    return Ending("K" + item.name)


for function in min, max:
    for names in ("abc", "cba", "bacab", "a"):
        best = function(announced(names), key=keyed)
        print("best", best.name, end=" ")
        del best
        print()
        best = function(announced(names), key=lambda item: ord(item.name))
        print("best", best.name, end=" ")
        del best
        print()


def failing(at):
    def key(v):
        if v == at:
            raise KeyError(v)
        return v
    return key


def items(n, fail=None):
    for i in range(n):
        if i == fail:
            raise OSError(i)
        yield i


def attempt(work):
    try:
        return work()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


for function in min, max:
    print(attempt(lambda: function([], key=lambda v: v)), attempt(lambda: function(items(0), key=lambda v: v)), attempt(lambda: function(items(5, 3), key=lambda v: -v)))
    print(attempt(lambda: function([0, 1, 2], key=failing(0))), attempt(lambda: function([0, 1, 2], key=failing(2))), attempt(lambda: function([1, "a"], key=lambda v: v)))
    print(attempt(lambda: function(["a", 1, 2], key=lambda v: v)), attempt(lambda: function([1, 2, None], key=lambda v: v)), attempt(lambda: function([1j, 2j], key=lambda v: v)))
    print(attempt(lambda: function(5, key=lambda v: v)), attempt(lambda: function([1], key=lambda: 0)), attempt(lambda: function([1, 2], key=lambda v: v, default=0)))

grid = [[3, 1, 2], [9, 4], [7]]
print(min(grid, key=lambda row: min(row, key=lambda v: -v)), max(grid, key=lambda row: max(row, key=lambda v: -v)), max(grid, key=len), min(grid, key=lambda row: [-v for v in row]))
print(max({"a": 3, "b": 5, "c": 5}.items(), key=lambda pair: pair[1]), min("hello", key=lambda c: (c in "el", c)))

# Number keys that become others in mid-way, and back.
changing = [1, 2.5, 2 ** 70, "x"]
print(attempt(lambda: max(range(4), key=lambda i: changing[i])), max(range(3), key=lambda i: changing[i]), min(range(3), key=lambda i: changing[i]), max([5, 2 ** 60, 7, 2 ** 61, 8], key=lambda v: v))

# Nothing is kept.
kept = object()
before = sys.getrefcount(kept)
for _ in range(300):
    max([kept, kept], key=lambda v: 1)
    min([1, 2], key=lambda v: (v, kept))
    attempt(lambda: max([1, 2, 3], key=lambda v: kept))
gc.collect()
print(sys.getrefcount(kept) - before)
