"""Lists of tuples, and by keys that are tuples, whose first items are often equal: what is behind them decides, of every type, with errors and code underway."""
import math
import random

random.seed(5)


class Odd:
    """Compares by its number, and says so now and then."""

    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return isinstance(other, Odd) and self.number == other.number

    def __lt__(self, other):
        log.append((self.number, other.number))
        return self.number < other.number

    def __repr__(self):
        return f"Odd({self.number})"


class Wrong:
    def __lt__(self, other):
        raise KeyError("wrong")


class Int(int):
    def __lt__(self, other):
        return int(self) > int(other)


def pick(choices):
    return random.choice(choices)


log = []
SECONDS = {
    "small": lambda: random.randrange(5),
    "wide": lambda: random.randrange(-2**40, 2**40),
    "long": lambda: random.randrange(-2**90, 2**90),
    "mixed": lambda: pick([1, 1.0, 1.5, True, 2**70, -3, 0.0, -0.0, 2]),
    "floats": lambda: pick([0.5, -0.5, 0.0, -0.0, math.inf, 1e300]),
    "words": lambda: pick(["", "a", "b", "ab", "abc", "abcdefgh", "abcdefghi", "abcdefgha", "é", "\xff"]),
    "wide words": lambda: pick(["a", "€", "a€", "\U0001f600", "é"]),
    "tuples": lambda: (random.randrange(2), random.randrange(2)),
    "classes": lambda: Int(random.randrange(4)),
    "odd": lambda: Odd(random.randrange(3)),
}
FIRSTS = {"number": lambda: random.randrange(3), "float": lambda: pick([0.5, 1.5]), "word": lambda: pick(["alpha", "beta", "alphabetical", "alphabetically"])}
for first, make in FIRSTS.items():
    for second, rest in SECONDS.items():
        for n in (2, 9, 40, 200):
            rows = [(make(), rest(), i % 3)[:pick([2, 3]) if second == "small" else 3] for i in range(n)]
            log.clear()
            for reverse in (False, True):
                print(first, second, n, sorted(rows, reverse=reverse)[:6], hash(tuple(map(repr, sorted(rows)))) != 0, len(log) > 0)
            copied = rows[:]
            copied.sort(key=lambda row: row)
            print(copied == sorted(rows), sorted(rows, key=lambda row: row[:2]) == sorted(rows, key=lambda row: (row[0], row[1])), len(sorted(rows, key=lambda row: (row[-1], row[0]))))
nan = math.nan
print(sorted([(1, nan, 2), (1, nan, 1), (1, 0.5, 0)]), sorted([(1, float("nan"), 2), (1, 2.0, 1), (1, 1.0, 1)])[1:])
for rows in ([(1, None), (1, 2)], [(1, "a"), (1, 2)], [(1, Wrong()), (1, Wrong())], [(1, [3]), (1, [2])], [(1, b"b"), (1, b"a")], [(1,), (1, 2), ()], [(1, 2), (1,)], [("a", 1j), ("a", 2j)]):
    try:
        print(sorted(rows))
    except Exception as error:
        print(type(error).__name__, error)
words = "the quick brown fox jumps over the lazy dog and runs away from the dog".split()
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
print(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
print(sorted(((len(word), word) for word in words), reverse=True))

# What has no order of its own (NaN, sets) is compared as list.sort does it, pair by pair.
for n in (3, 5, 10, 20, 50, 100, 300):
    rows = [(random.randrange(3), pick([nan, 1.0, 2.0, 3.0, 0.5])) for _ in range(n)]
    print(n, sorted(rows)[:30], sorted(rows, reverse=True)[:9], sorted(rows, key=lambda row: row)[:9])
    rows = [(random.randrange(3), frozenset(random.sample(range(4), 2))) for _ in range(n)]
    print(n, [(number, sorted(members)) for number, members in sorted(rows)][:30])
    rows = [("same", (random.randrange(2), (pick([1, 1.0, True, 2]), pick(["x", "é€"]), b"b")), n) for _ in range(n)]
    rows.sort()
    print(rows[:5], rows[-5:])
deep = ()
for _ in range(200):
    deep = (deep,)
other = ()
for _ in range(200):
    other = (other,)
print(len(sorted([(1, deep), (1, other), (0, deep)])), sorted([(1, deep), (1, other)])[0][1] is deep)
print(sorted([(1, *range(n), pick([2, 1])) for n in (5, 6, 7, 8, 9, 12, 12, 12, 9, 8, 7)], reverse=True))
