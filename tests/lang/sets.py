"""set and frozenset: algebra, updates, relations, mutation errors, hashing, subclassing, algorithms."""

a, b = {1, 2, 3, 4}, {3, 4, 5}


def s(x):
    return sorted(x, key=lambda v: (str(type(v)), v))


print(s(a | b), s(a & b), s(a - b), s(b - a), s(a ^ b), len(a), 3 in a, 9 not in a)
print(s(a.union([7], "x")), s(a.intersection([1, 2], (2,))), s(a.difference([1], [2])), s(a.symmetric_difference([1, 9])))
print({1, 2} <= a, a <= a, a < a, a > {1}, a >= {9}, {1} == {1.0}, a != b, a.issubset(range(10)), a.issuperset([1]), a.isdisjoint([9]), set() == frozenset(), {1} == frozenset([1]))
c = set(a)
c.add(10); c.add(10); c.discard(99); c.remove(1)
print(s(c), c.copy() == c, c is c.copy())
c |= {20}; c &= {2, 10, 20, 30}; c -= {2}; c ^= {10, 40}
print(s(c))
c.update([1], (2,), {3: "x"}); c.intersection_update(range(25)); c.difference_update([1]); c.symmetric_difference_update([2, 99])
print(s(c))
for wrong in ("a.remove(99)", "set().pop()", "{[]}", "{{}}", "a | [1]", "a & 'x'", "a < [1]", "a + b", "set(5)", "a.union(5)", "frozenset().add(1)", "a.add([])", "hash(a)", "a[0]", "{*5}", "a.update(1)", "[] in a", "a -= [1]", "set(1, 2)"):
    try:
        exec(wrong)
        print(wrong, "is fine")
    except Exception as error:
        print(wrong, type(error).__name__, error)
for action in ("for q in t: t.add(q + 10)", "for q in t: t.remove(q)", "for q in list(t): t.discard(q)", "for q in t: t.add(q)"):
    t = {1, 2}
    try:
        exec(action)
        print(action, s(t))
    except RuntimeError as error:
        print(action, error)
f = frozenset("hello")
print(s(f), f == set("hello"), hash(f) == hash(frozenset("ohlel")), {f: "key"}[frozenset("olleh")], type(f | {"z"}).__name__, type({"z"} | f).__name__, frozenset(f) is f)
print({frozenset({1}), frozenset({1})} == {frozenset({1})}, {1} in {frozenset({1})}, s({True, 1, 1.0}), len({0, False, 0.0, -0.0}), {*range(3), *"a"} == {0, 1, 2, "a"})


class Point:
    def __init__(self, x, y): self.x, self.y = x, y
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f"P{self.x}{self.y}"


print(len({Point(1, 2), Point(1, 2), Point(2, 1)}), Point(1, 2) in {Point(1, 2)}, {Point(1, 1)} & {Point(1, 1)}, {Point(1, 1)} - {Point(1, 1)})


class Tracked(set):
    def add(self, v):
        print("adding", v)
        super().add(v)
    def __or__(self, o): return "own or"


t = Tracked([1])
t.add(2)
print(s(t), t | {3}, {3} | t if False else s({3} & Tracked([3])), type(t - {1}).__name__, type(t.copy()).__name__, isinstance(t, set), repr(Tracked([5])), repr(set()), repr(frozenset()), repr({7}))
primes = set(range(2, 60))
for p in range(2, 8):
    primes -= set(range(p * p, 60, p))
print(s(primes))
graph = {"a": {"b", "c"}, "b": {"d"}, "c": {"d", "e"}, "d": {"a"}, "e": set(), "f": {"e"}}


def reachable(start):
    seen, todo = set(), {start}
    while todo:
        node = min(todo)
        todo.discard(node)
        seen.add(node)
        todo |= graph[node] - seen
    return s(seen)


print([reachable(n) for n in sorted(graph)])
words = "the cat sat on the mat the end".split()
seen = set()
print([w for w in words if not (w in seen or seen.add(w))], s({len(w) for w in words}), s(set("mississippi")), len(set(words)), s({w[0] for w in words} - {"t"}))
nan = float("nan")
print(nan in {nan}, len({nan, nan}), len({float("nan"), float("nan")}), {1, 2}.__len__(), set([1]).__contains__(1), any(x in {1, 2} for x in (5, 2)), all(x in {1, 2} for x in (1, 2)))
big = set(range(0, 3000, 3)) & set(range(0, 3000, 5))
print(len(big), sum(big), 15 in big, 10 in big, min(big), max(big), s(big)[:5])
powerset = [[]]
for item in sorted({1, 2, 3}):
    powerset += [p + [item] for p in powerset]
print(powerset, s(map(tuple, powerset)), {x for x in range(10) if x % 3} == set(range(10)) - set(range(0, 10, 3)))
if 3 in {1, 2, 3} and "x" not in {"a", "b"}:
    print("constant sets")
it = iter({1})
print(next(it), next(it, "end"), it.__length_hint__(), bool(set()), bool({0}), not set())
x = y = {1}
x |= {2}
print(y, x is y)
x = x | {3}
print(y, x is y, {1}.union() == {1}, set().union(*[{1}, {2}]) == {1, 2}, set.intersection({1, 2}, {2, 3}), frozenset([1, 2]) - {1})
