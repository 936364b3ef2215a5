"""Sorting strings, and tuples that begin with strings or numbers: ties, common beginnings, embedded nulls, mixed kinds, errors and code in comparisons, lists that change."""
import random
import sys
from functools import cmp_to_key

rng = random.Random(7)


def check(items, **how):
    """The same by comparing one by one, stable."""
    reverse = how.get("reverse", False)
    key = how.get("key") or (lambda x: x)
    want = list(items)
    if reverse:
        want.reverse()
    for i in range(1, len(want)):
        x = want[i]
        j = i
        while j and key(x) < key(want[j - 1]):
            want[j] = want[j - 1]
            j -= 1
        want[j] = x
    if reverse:
        want.reverse()
    got = sorted(items, **how)
    mine = list(items)
    mine.sort(**how)
    again = sorted(items, **how)
    same = all(len(want) == len(g) and all(a is b for a, b in zip(want, g)) for g in (got, mine, again))
    if not same:
        print("DIFFERENT", items, how, got, mine, want)
    return same


def word(n, letters="ab"):
    return "".join(rng.choice(letters) for _ in range(rng.randrange(n + 1)))


lists = []
for n in (0, 1, 2, 3, 5, 8, 9, 16, 17, 20, 33, 64, 65, 100, 130):
    lists.append([word(3) for _ in range(n)])
    lists.append(["common/beginning/" + word(12, "abc") for _ in range(n)])
    lists.append([word(10, "a\0b\xff") for _ in range(n)])
    lists.append(["x" * 100 + word(20) for _ in range(n)])
    lists.append([word(4, "ab\u20ac") for _ in range(n)])
    lists.append([(rng.randrange(5), word(2)) for _ in range(n)])
    lists.append([(rng.randrange(-1 << 40, 1 << 40), i) for i in range(n)])
    lists.append([(rng.choice([0.0, -0.0, 1.5, -2.5, float("inf")]), word(1), i) for i in range(n)])
    lists.append([(word(2), rng.randrange(3), None) for _ in range(n)])
    lists.append([(word(1), (word(1), word(1))) for _ in range(n)])
    lists.append(sorted(word(5) for _ in range(n)))
    lists.append(sorted((word(5) for _ in range(n)), reverse=True))
    lists.append([str(n - i).zfill(4) for i in range(n)])
    lists.append([(n - i, "down") for i in range(n)])
    lists.append([(i,) for i in range(n)] + [(0,)])
print(all(check(items) for items in lists))
print(all(check(items, reverse=True) for items in lists))
print(all(check(items, key=lambda x: x) for items in lists))
print(all(check(items, key=lambda x: (x, 1), reverse=True) for items in lists))
print(all(check(items, key=str) for items in lists))
print(all(check(items, key=lambda x: (len(x), x)) for items in lists))
print(all(check(items, key=lambda x: (-len(x), x), reverse=True) for items in lists))


def report(function, *args, **how):
    try:
        print(function(*args, **how))
    except Exception as e:
        print(type(e).__name__, e)


for items in [["a", 1], [1, "a"], ["b", None, "a"], [(1, 2), 3], [(1,), ()], [(), (1,)], [(), ()], [("a",), (1,)], [(1, None), (1, 2)], [(1, None), (1, None)],
              [(1, {}), (1, {})], [(1, 2.5), (1.5, 0)], [(float("nan"), 1), (0.5, 2), (float("nan"), 0)], [(True, 2), (False, 1)], [(1 << 70, 1), (1 << 69, 2)],
              [("a", 1), ("a",), ("a", 1, 2)], [(2, "x"), [1, "y"]], [b"b", b"a"], [["b"], ["a"]], ["b", "\u20ac", "a"], ["\U0001f600", "\uffff", "a"]]:
    report(sorted, items)
    report(sorted, items, reverse=True)
    report(sorted, tuple(items))
    report(sorted, items, key=lambda x: x)
    copy = list(items)
    report(copy.sort)
    print(sorted(map(repr, copy)))


class Str(str):
    def __lt__(self, other):
        return str.__gt__(self, other)


class Tuple(tuple):
    def __lt__(self, other):
        return len(self) > len(other)


class Int(int):
    def __lt__(self, other):
        return int(self) > int(other)


print(sorted([Str("a"), Str("b")]), sorted(["a", Str("b"), "c"]), sorted([Tuple((1,)), Tuple((0, 1))]), sorted([(1,), Tuple((0, 1)), (2,)]),
      sorted([(Int(1), "a"), (Int(2), "b")]), sorted([(1, Int(1)), (1, Int(2))]))


class Compared:
    log = []

    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        Compared.log.append((self.n, other.n))
        return self.n < other.n

    def __repr__(self):
        return "C%d" % self.n


print(sorted([(1, Compared(3)), (1, Compared(1)), (0, Compared(9)), (1, Compared(2))]), len(Compared.log) > 1)
print(sorted([(1, Compared(3)), (2, Compared(1))]))


class Raises:
    def __lt__(self, other):
        raise ValueError("compared")

    def __repr__(self):
        return "R"


items = [(1, Raises()), (1, Raises()), (0, None)]
report(sorted, items)
report(items.sort)
print(len(items))


class Meddles:
    target = None

    def __lt__(self, other):
        Meddles.seen = list(Meddles.target)
        if Meddles.how:
            Meddles.target.append("new")
        return True

    def __repr__(self):
        return "M"


for how in (0, 1):
    Meddles.how = how
    for n in (2, 3, 70):
        items = [(1, Meddles()) for _ in range(n)]
        Meddles.target = items
        report(items.sort)
        print(Meddles.seen, len(items))


def depth(n):
    if n:
        return depth(n - 1)
    return sorted(["b", "a"]), sorted([(2, "b"), (1, "a")])


print(depth(50))


def too_deep():
    try:
        too_deep()
    except RecursionError:
        return sorted({"b": 1, "a": 2})
    return sorted({"b": 1, "a": 2})


print(too_deep())

# ---- what sorted() and list() copy
d = {"b": 1, "a": 2, (1, 2): 3, None: 4}
for _ in range(3):
    print(list(d), list(d.items()), list(d.values()), list(d.keys()), tuple(d.items()), list({5}), list(frozenset("x")), list(()), list({}), list({}.items()))
    print(sorted({"b": 1, "a": 2}), sorted({"b": 1, "a": 2}.items()), sorted({"b": 1, "a": 2}.values()), sorted({3, 1, 2}), sorted("hello"), sorted(range(3, 0, -1)),
          sorted({}), sorted(()), sorted({"b", "a"}))
    print([sys.getsizeof(list(x)) for x in (d, d.items(), (1, 2, 3), [1], {1, 2, 3}, d.values())], [sys.getsizeof(sorted(x)) for x in ({3, 1, 2}, [1], "abc")])
d = {i: [i] for i in range(300)}
print(len(list(d.items())), list(d.items())[299], sorted(d.items())[0], len(list(d.values())), list(d)[-1])
del d[5]
d[5] = "again"
print(list(d)[4:7], list(d.items())[-1], sorted(d.items(), key=lambda kv: str(kv[1]))[0])


class Split:
    def __init__(self):
        self.y = 1
        self.x = 2


s = Split()
print(list(s.__dict__), sorted(s.__dict__.items()), list(vars(s).values()))


def counts():
    word = "".join(["w", "ord"])
    rows = [(word, 1), (word, 0)]
    before = sys.getrefcount(word), sys.getrefcount(rows[0])
    for _ in range(100):
        sorted(rows)
        sorted(rows, key=lambda r: r)
        rows.sort()
        sorted([word, "a", word])
        list({word: 1}.items())
        list({word: 1})
        sorted({word: 1})
        sorted({word, "x"})
    return before == (sys.getrefcount(word), sys.getrefcount(rows[1]))


print(counts())
print(sorted(["b", "a", "c"], key=cmp_to_key(lambda a, b: (a < b) - (a > b))))
