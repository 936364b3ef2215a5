"""Lists sorted by numbers: ints and floats at every edge of what is sorted without list.sort, with and without a key, from which side ever."""
import random

random.seed(41)
INF = float("inf")


def digest(values):
    """A number that tells apart orders of values and their signs."""
    r = 0
    for value in values:
        r = (r * 31 + sum(repr(value).encode())) % 1000000007
    return r


class Key:
    """Compares in Python, so that list.sort is what sorts."""

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value < other.value


KINDS = {
    "bits": lambda: random.getrandbits(random.choice((1, 8, 9))),
    "31 bits": lambda: random.getrandbits(31) - (1 << 30),
    "47 bits": lambda: random.choice((1, -1)) * random.getrandbits(47),
    "edges": lambda: random.choice((1 << 47, (1 << 47) - 1, -(1 << 47), -(1 << 47) - 1, 1 << 60, (1 << 60) - 1, -(1 << 60), 1 << 63, 0)),
    "floats": lambda: random.uniform(-1, 1) * 10.0 ** random.randrange(-300, 300),
    "special floats": lambda: random.choice((0.0, -0.0, 5e-324, -5e-324, INF, -INF, 1.5)),
    "mixed": lambda: random.choice((1, 2.0, True, 1.0, 0, False, -0.0)),
    "nan": lambda: random.choice((1.0, 3.0, -2.0, 0.5, -INF, 7.25)),
}
SHAPES = {
    "random": lambda keys: None,
    "rising": lambda keys: keys.sort(),
    "falling": lambda keys: keys.sort(reverse=True),
    "one more": lambda keys: (keys.sort(), keys.append(keys.pop(0))),
    "teeth": lambda keys: keys.sort(key=lambda k: repr(k)[-1:]),
}

for kind, make in KINDS.items():
    for shape, arrange in SHAPES.items():
        line = []
        for n in (0, 1, 2, 16, 17, 63, 64, 65, 66, 300, 2000):
            keys = [make() for _ in range(n)]
            if kind == "nan" and n > 3:
                keys[n // 2] = float("nan")
            if n:
                arrange(keys)
            items = list(range(n))
            by_key = {}
            for reverse in (False, True):
                want = sorted(items, key=lambda i: Key(keys[i]), reverse=reverse)
                got = sorted(items, key=lambda i: keys[i], reverse=reverse)
                in_place = items[:]
                assert in_place.sort(reverse=reverse, key=lambda i: keys[i]) is None
                assert want == got == in_place, (kind, shape, n, reverse)
                by_key[reverse] = got
            plain = keys[:]
            assert plain.sort() is None
            assert repr(plain) == repr(sorted(keys)) == repr(sorted(tuple(keys))) == repr([keys[i] for i in by_key[False]])
            assert all(a is keys[i] or a == keys[i] or a != a for a, i in zip(plain, by_key[False]))
            line.append(digest(plain) + digest(by_key[True]))
        print(kind, shape, line)

# More than one piece: what is merged in the end keeps equal ones in their order.
many = [random.getrandbits(12) for _ in range(300_000)]
numbers = list(range(len(many)))
up, down = sorted(numbers, key=lambda i: many[i]), sorted(numbers, key=lambda i: many[i], reverse=True)
assert all(many[a] < many[b] or many[a] == many[b] and a < b for a, b in zip(up, up[1:]))
assert all(many[a] > many[b] or many[a] == many[b] and a < b for a, b in zip(down, down[1:]))
halves = [i / 2 - 70_000 for i in many]
assert sorted(numbers, key=lambda i: halves[i]) == up
assert sorted(numbers, key=lambda i: halves[i], reverse=True) == down
many.sort()
assert many == sorted(halves) or [i / 2 - 70_000 for i in many] == sorted(halves)
print("pieces", digest(up[::1000]), digest(down[::1000]), digest(many[::1000]))

# What a key does meanwhile.
data = [5, 3, 9, 1] * 30


def meddling(value):
    if value == 9:
        data.append(1)
    return value


try:
    data.sort(key=meddling)
except ValueError as error:
    print(error, data[:4], len(data))


def failing(value):
    if value == 1:
        raise KeyError(len(data))
    return value


data = [5, 3, 9, 1] * 30
try:
    data.sort(key=failing)
except KeyError as error:
    print("failed", error, data[:5], len(data))
print(sorted(data, key=lambda v: -v, reverse=1)[:3], sorted(data, reverse=True, key=lambda v: -v)[:3], sorted(data, reverse=0, key=lambda v: v)[:3])
for wrong in ("x", None, 2.5, [1], 1 << 70):
    try:
        print(sorted([3, 1, 2], key=lambda v: print("asked", v), reverse=wrong))
    except (TypeError, OverflowError) as error:
        print(error)
try:
    sorted([1.5, "a", 2], key=lambda v: v)
except TypeError as error:
    print(error)


class Backwards(int):
    def __lt__(self, other):
        return int(self) > int(other)


print(sorted([Backwards(v) for v in range(5)]), sorted([1, Backwards(3), 2]), sorted(range(5), key=lambda v: Backwards(v)))
nested = sorted([[3, 1, 2], [2, 9], [7]], key=lambda row: sorted(row, key=lambda v: -v)[0])
print(nested, sorted({3: 1, 1: 2}), sorted("b a".split()), sorted([True, False, True]), sorted((2, 1)))
