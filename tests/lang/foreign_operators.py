"""Operators on objects of types in C: slots of either side, in place, what refuses, Python's subclasses of such types, and what is caught in between."""
import array
import collections
import datetime
import decimal
import fractions
import functools
import operator


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return type(error).__name__, str(error)


class Day(datetime.timedelta):
    def __radd__(self, other):
        return ("radd", other)

    def __add__(self, other):
        return ("add", other)


class Real(float):
    def __radd__(self, other):
        return ("reflected", other)


class Bag(set):
    def __ror__(self, other):
        return ("ror", sorted(other))


D, T = decimal.Decimal, datetime.timedelta


def plain(x, y):
    return [attempt(lambda: x + y), attempt(lambda: x - y), attempt(lambda: x * y), attempt(lambda: x / y), attempt(lambda: x // y),
            attempt(lambda: x % y), attempt(lambda: x ** y), attempt(lambda: x & y), attempt(lambda: x | y), attempt(lambda: x ^ y)]


def with_constants(x):
    return [attempt(lambda: x + 2), attempt(lambda: 2 + x), attempt(lambda: x * 3), attempt(lambda: 3 * x), attempt(lambda: x - 1.5), attempt(lambda: 1.5 / x),
            attempt(lambda: x % 2), attempt(lambda: x ** 2), attempt(lambda: x + None), attempt(lambda: x + "s")]


def in_place(x, y):
    kept = x
    try:
        x += y
        x *= 2
        x -= y
    except Exception as error:
        return type(error).__name__, str(error), x is kept
    return x, x is kept


def text(x):
    return sorted(x) if isinstance(x, (set, frozenset)) else x


values = [(D(7), D(2)), (D(7), 2), (2, D(7)), (D(1), 1.5), (T(1), T(2)), (T(1), 2), (3, T(1)), (T(1), 1.5), (T(1), Day(2)), (Day(1), T(2)), (1.0, Real(2)), (D(1), Real(2)),
          (datetime.date(2020, 1, 5), T(3)), (datetime.date(2020, 1, 5), datetime.date(2020, 1, 1)), (b"ab", b"c"), (bytearray(b"ab"), b"c"), (b"ab", 2), (2, b"ab"),
          (1j, 2), (2.5, 1j), (True, 1j), (None, 1j), (complex(1, 2), complex(3, 4)), (fractions.Fraction(1, 3), D(1)), (array.array("i", [1]), array.array("i", [2])),
          (array.array("i", [1]), 2), (collections.deque([1]), collections.deque([2])), (range(3), range(3)), (slice(1), 1), (object(), 1), (int, str), (list, None)]
for _ in range(3):
    for x, y in values:
        print([str(r) if "object at" not in str(r) else "object" for r in plain(x, y)])
    for x in (D(5), T(5), 2j, b"x", array.array("d", [1.0])):
        print(with_constants(x))
    for x, y in ((D(5), 2), (T(5), T(1)), (bytearray(b"x"), b"y"), (array.array("i", [1]), array.array("i", [3])), (collections.deque("a"), "b"), (1j, 2.0)):
        print(in_place(x, y))
    a, b, c = {1, 2, 3}, frozenset([2, 3, 4]), {1: 2}
    print([text(r) for r in (a & b, a | b, a - b, a ^ b, b - a, b | {9})], a and c | {3: 4}, attempt(lambda: a + b), attempt(lambda: a | [1]), attempt(lambda: [1] | a), a | Bag([5]),
          Bag([7]) | a == {7, 1, 2, 3})
    print(c.keys() & {1}, c.keys() | {2}, c.items() - {(1, 2)}, attempt(lambda: c.keys() + 1), attempt(lambda: c.values() & {2}))


def sums(n):
    total, step = D(0), D("0.1")
    for i in range(n):
        total += step * i
        total = total - i % 3 + 1
    return total


print(sums(50), functools.reduce(operator.add, [T(1), T(2)]), sum([T(1)] * 3, T(0)))
