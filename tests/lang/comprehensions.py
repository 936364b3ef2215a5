"""Comprehensions: scopes, nesting, conditions, walrus, class bodies, generators, evaluation order."""

x = "global x"
print([x for x in range(3)], {x: x for x in "ab"}, sorted({x % 2 for x in range(5)}), x)
print([[i * j for j in range(1, i + 1)] for i in range(1, 5)])
print([(i, j, k) for i in range(3) if i for j in range(i) for k in (i, j) if (i + j + k) % 2])
print({k: [v for v in vs if v] for k, vs in {"a": [0, 1], "b": []}.items()})
print([a + b for a, b in zip("abc", "xyz")], [h for h, *t in ["abc", "de"]], [t for h, *t in ["abc", "de"]])
print([y := 3, [y := y + i for i in range(4)], y], y)


def log(tag, value):
    print(tag, end=" ")
    return value


print([log("elt", i) for i in log("first", range(2)) for j in log("second", range(2)) if log("if", True)])
print({log("key", i): log("value", i) for i in range(2)})


def function():
    x = "local x"
    outer = [lambda: (x, i) for i in range(3)]
    x = "changed"
    inner = [(lambda n: [x[:n] for _ in range(2)])(i) for i in (1, 2)]
    return [f() for f in outer], inner


print(function())


class Scope:
    items = [1, 2, 3]
    x = "class x"
    doubled = [i * 2 for i in items]
    seen = [x for _ in range(1)]
    pairs = list(zip(items, (i for i in items)))
    try:
        nested = [[i for i in items] for _ in range(2)]
    except NameError as error:
        nested = str(error)
    first = [x for x in (x, "y")]


print(Scope.doubled, Scope.seen, Scope.pairs, Scope.nested, Scope.first, Scope.x)


def any_prime(numbers):
    return [n for n in numbers if n > 1 and all(n % d for d in range(2, int(n ** 0.5) + 1))]


print(any_prime(range(40)))
if any((hit := n) % 7 == 0 for n in range(1, 50) if n > 10):
    print("hit", hit)
total = 0
print([total := total + v for v in range(5)], total)


def boom(n):
    if n == 2:
        raise ValueError(f"boom {n}")
    return n


try:
    [boom(n) for n in range(5)]
except ValueError as error:
    print(error)
gen = (boom(n) for n in range(5))
print(next(gen), next(gen))
try:
    next(gen)
except ValueError as error:
    print(error)
print(list(gen))
try:
    (i for i in 5)
except TypeError as error:
    print(error)
matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
print([[row[i] for row in matrix] for i in range(3)], [v for row in matrix for v in row if v % 2])
print([matrix[i][i] for i in range(3)], [*map(sum, zip(*matrix))], {tuple(r): sum(r) for r in matrix})
print([i if i % 2 else -i for i in range(6)], [(lambda: i)() for i in range(3)], [f"{i:02}" for i in range(3)])
fs = [lambda x, i=i: x * i for i in range(4)]
print([f(10) for f in fs], sum(x for x in range(5)), max((len(w), w) for w in "the quick brown fox".split()))
d = {}
[d.setdefault(len(w), []).append(w) for w in "a bb cc ddd e".split()]
print(d)
for target in ([0, 0],):
    print([target[0] for target[0] in range(3)], target)
print([c for c in "hello" if c not in "aeiou"], {**{c: 1 for c in "ab"}, "z": 2}, (*(i for i in range(3)),))
def gen_in_comp():
    return [(yield_) for yield_ in (z for z in "q")]
print(gen_in_comp(), [locals_ for locals_ in [sorted(k for k in {"m": 1})]])
print([i for i in range(10) if i > 2 if i < 8 if i != 5], [i for i in [j * j for j in range(5)] if i])
print(len([None for _ in range(1000)]), sum([1 for i in range(100) for j in range(100) if i == j]))


# A list that enumerate() or zip() fills has the size that it would have had item by item.
def sizes(n):
    import sys
    return [sys.getsizeof(made) for made in (
        [a for a in enumerate(range(n))], [b for a, b in zip(range(n), range(n + 3))], [b for a, b in zip(range(n + 3), [1] * n)],
        [a for a, b, c in zip(range(n + 3), [1] * n, "x" * n)], [a for a in zip()], [a for a, b in enumerate(zip(range(n), [1] * n))],
        [a for a in zip(iter([1] * n), (2,) * (n // 2))], [a for a in enumerate("x" * n)], [a for a in zip({1: 2}, range(n))])]


for n in (0, 1, 3, 5, 40, 100):
    print(n, sizes(n))
once = iter([1] * 20)
print(sizes(2)[0], len([pair for pair in zip(once, once)]), [a for a in zip(zip(range(4), "ab"), enumerate("xyz"))])
deep = iter([1, 2])
for _ in range(2000):
    deep = zip(deep)
print([type(a) for a in [a for a in zip(deep, range(3))]])
once = iter(range(10))
print([pair for pair in zip(once, once)], [pair for pair in zip((x for x in "ab"), range(3))])
growing = [1, 2, 3]


def grow(x):
    if len(growing) < 20:
        growing.append(x)
    return x


print([grow(x) for i, x in enumerate(growing)])
