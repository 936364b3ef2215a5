"""Sorting: keys, stability, reverse, cmp_to_key, mutation during sort, errors, min/max, own algorithms."""
import functools
import operator

words = "banana Apple cherry apple Banana date fig Cherry".split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: (-len(w), w)), sorted(words, reverse=True))
pairs = [(1, "b"), (0, "z"), (1, "a"), (0, "y"), (2, "c")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True), sorted(pairs, key=operator.itemgetter(1)), sorted(pairs, key=operator.itemgetter(1, 0)))
x = [3, 1, 2]
print(x.sort(), x, x.sort(reverse=True), x, x.sort(key=lambda v: v % 3), x)
print(sorted([3, 1.5, True, 2 ** 70, -1, 0.0, False]), sorted("hello"), sorted({"b": 1, "a": 2}), sorted({3, 1}), sorted(range(5, 0, -1)), sorted([]), sorted([[2], [1, 5], [1]]), sorted([(1, "a"), (1, "B")], key=lambda t: t[1].lower()))
for wrong in ("sorted([1, 'a'])", "sorted([None, None])", "sorted([1, None])", "sorted([{}, {}])", "sorted([1j, 2j])", "sorted(5)", "sorted([1], key=5)", "sorted([1, 2], key=lambda: 0)", "sorted([(1, 'a'), (1, 2)])", "max([])", "max(1, 'a')", "min()", "sorted([1, 2], lambda v: v)", "[].sort(5)", "sorted([1], reverse='x')", "sorted(['a', 1], key=str)", "max([], default='d')", "max(1, 2, default=3)", "sorted([[1], ['a']])"):
    try:
        print(wrong, eval(wrong))
    except Exception as error:
        print(wrong, type(error).__name__, error)


class Item:
    compared = 0
    def __init__(self, key, tag): self.key, self.tag = key, tag
    def __lt__(self, other):
        Item.compared += 1
        return self.key < other.key
    def __repr__(self): return f"{self.key}{self.tag}"


items = [Item(k, t) for k, t in zip([3, 1, 2, 3, 1, 2, 3], "abcdefg")]
print(sorted(items), sorted(items, reverse=True), Item.compared > 0, min(items), max(items, key=lambda i: (i.key, i.tag)))


def compare(a, b):
    return (len(a) > len(b)) - (len(a) < len(b)) or (a > b) - (a < b)


print(sorted(words, key=functools.cmp_to_key(compare)), min(words, key=functools.cmp_to_key(compare)))


class Raises:
    def __init__(self, n): self.n = n
    def __lt__(self, other):
        if self.n == 3 or other.n == 3:
            raise ValueError("three")
        return self.n < other.n


bad = [Raises(n) for n in (5, 4, 3, 2)]
try:
    bad.sort()
except ValueError as error:
    print(error, sorted(b.n for b in bad))


def key_raises(v):
    if v == 2:
        raise KeyError(v)
    return v


lst = [3, 2, 1]
try:
    lst.sort(key=key_raises)
except KeyError as error:
    print("key", error, lst)
mutated = [3, 1, 2]
try:
    mutated.sort(key=lambda v: mutated.append(v) or v)
except ValueError as error:
    print(error, mutated)
seen = [3, 1, 2]
seen.sort(key=lambda v: print("during", seen) or v)
print(seen)
calls = []
print(sorted([5, 3, 4], key=lambda v: calls.append(v) or v), calls)
class Everything:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __gt__(self, o): return self.v > o.v
    def __repr__(self): return f"E{self.v}"
print(sorted([Everything(2), Everything(1), Everything(3)]), max(Everything(1), Everything(2)))


def insertion(v):
    v = v[:]
    for i in range(1, len(v)):
        x, j = v[i], i - 1
        while j >= 0 and v[j] > x:
            v[j + 1] = v[j]
            j -= 1
        v[j + 1] = x
    return v


def quick(v):
    return v if len(v) < 2 else quick([x for x in v[1:] if x < v[0]]) + [v[0]] + quick([x for x in v[1:] if x >= v[0]])


def merge_sort(v):
    if len(v) < 2:
        return v
    a, b = merge_sort(v[:len(v) // 2]), merge_sort(v[len(v) // 2:])
    out = []
    while a and b:
        out.append((a if a[0] <= b[0] else b).pop(0))
    return out + a + b


def heap(v):
    v, n = v[:], len(v)
    def sift(i, n):
        while (c := 2 * i + 1) < n:
            if c + 1 < n and v[c + 1] > v[c]:
                c += 1
            if v[i] >= v[c]:
                return
            v[i], v[c] = v[c], v[i]
            i = c
    for i in reversed(range(n // 2)):
        sift(i, n)
    for end in range(n - 1, 0, -1):
        v[0], v[end] = v[end], v[0]
        sift(0, end)
    return v


seed, data = 12345, []
for _ in range(200):
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    data.append(seed % 1000)
print([f(data) == sorted(data) for f in (insertion, quick, merge_sort, heap)], sorted(data)[:8], sorted(data, key=lambda v: (v % 10, -v))[:6], sorted(map(str, data))[:5])
nan = float("nan")
print([v for v in sorted([2.0, 1.0, 3.0, -0.0, 0.0])], sorted([float("inf"), 1, float("-inf")]), min(0.0, -0.0), max(1, True), min([[1, 2], [1]]), max("a", "B", key=str.upper), min({"x": 2, "a": 1}), min(3, 1, 2, key=lambda v: -v))
table = [{"n": "a", "v": 3}, {"n": "b", "v": 1}, {"n": "c", "v": 3}]
table.sort(key=lambda r: r["n"], reverse=True)
table.sort(key=lambda r: r["v"])
print([r["n"] for r in table], list(reversed(sorted([2, 3, 1]))), sorted(sorted([3, 1, 2]), reverse=True), [*zip(*sorted(zip([3, 1], "ab")))])
