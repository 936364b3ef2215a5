# C functions, methods and types that take their arguments as a tuple (METH_VARARGS), and tuple.__new__: arguments, keywords, errors, counts, recursion.
import array
import collections
import datetime
import functools
import itertools
import operator
import re
import sys
import time
from collections import namedtuple
from fractions import Fraction


def failing(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except BaseException as e:
        return type(e).__name__, str(e)


def tried(call):
    try:
        return call()
    except BaseException as e:
        return type(e).__name__, str(e)


# ---- functions, methods, types, each often enough to be specialised, some of them in one piece with their arguments ----
class Plain:
    def __init__(self):
        self.a = 1


o = Plain()
for i in range(8):
    d = {}
    d.update({"k": i})
    d.update([("l", 1.5)])
    d.update(m=i, n=None)
    d.update({"k": 2}, o=i)
    d.update()
    print(d, vars(o), sorted(vars(o)), dir(o)[-1], max(i, 3, key=lambda x: -x), min("b", "a"), max(2.5, i), max([i], default=4))
    print(slice(i), slice(1, i), slice(None, 2.5, i), complex(1, i), complex(real=i, imag=2), bytearray(i), itertools.repeat(i, 2))
    print(functools.reduce(operator.add, [1, 2, i]), functools.reduce(operator.add, [i], 5), "{} {x}".format(i, x=2), "%s" % i)
    print(datetime.date(2000, 1, i + 1), datetime.timedelta(days=i), array.array("i", (i,)), list(itertools.islice(range(20), i, i + 2)))
    print(re.compile("(a)(b)?").match("ab").group(1, 2), re.compile("a").sub("b", "aa" + str(i), count=1), set().union([i], (2,)))
    print(collections.deque((1, i), 3), collections.deque(maxlen=i), list(zip((1, 2), "ab", strict=True)), bytes([i]).decode("ascii", "replace") == chr(i))
    print(operator.attrgetter("a", "__class__.__name__")(o), operator.itemgetter(0, 1)((i, 2)), operator.methodcaller("index", 2)([1, 2]))

# ---- errors: their words, from warm sites too; what is raised inside names the same line ----
for i in range(6):
    print(tried(lambda: dict().update(1)), tried(lambda: dict().update({}, {})), tried(lambda: dict.update()), tried(lambda: dict.update(1, {})))
    print(tried(lambda: vars(1, 2)), tried(lambda: vars(i)), tried(lambda: dir(1, 2)), tried(lambda: functools.reduce(operator.add, [])))
    print(tried(lambda: vars(x=1)), tried(lambda: functools.reduce(function=1)), tried(lambda: max()), tried(lambda: max(1, 2, k=3)))
    print(tried(lambda: slice()), tried(lambda: slice(1, x=2)), tried(lambda: complex(1, "2")), tried(lambda: itertools.repeat()))
    print(tried(lambda: datetime.date(1, 2)), tried(lambda: datetime.date(1, 2, day=40)), tried(lambda: array.array("z")), tried(lambda: re.Pattern()))
    print(tried(lambda: "".format()), tried(lambda: "{}".format(*())), tried(lambda: str.format()), tried(lambda: str.format(1)))
    print(tried(lambda: dict().update(**{1: 2})), tried(lambda: functools.reduce(lambda a, b: 1 / 0, [1, 2])))


def lines():
    try:
        functools.reduce(
            operator.add,
            [1, "a"],
        )
    except TypeError as e:
        return e.__traceback__.tb_lineno - lines.__code__.co_firstlineno, str(e)


print({lines() for _ in range(6)})


# ---- the function looks at its caller ----
def here():
    x = 1
    return sorted(vars()), sorted(dir()), x


print([here() for _ in range(5)][-1])

# ---- a site that meets something else ----
def calls(f, *more):
    return f(1, 2)


for f in (max, slice, max, complex, lambda a, b: (b, a), min, datetime.timedelta, operator.add, type("T", (), {"__call__": lambda s, a, b: a + b})(), max):
    print([calls(f) for _ in range(4)][-1])
print(failing(calls, 5), failing(calls, vars))


# ---- tuple.__new__ ----
tuple_new = tuple.__new__
Pair = namedtuple("Pair", "a b")
Three = namedtuple("Three", "a b c", defaults=[7])


class Sub(Pair):
    pass                # instances with a dict


class Slots(Pair):
    __slots__ = ()

    def __new__(cls, a):
        return tuple_new(cls, [a, a])


class Named(tuple):
    def __new__(cls, *args):
        self = tuple_new(cls, args)
        self.extra = len(args)
        return self


class Iterable:
    def __init__(self, *items):
        self.items = items

    def __iter__(self):
        return iter(self.items)


class Broken:
    def __iter__(self):
        yield 1
        raise KeyError("broken")


class ListSub(list):
    def __iter__(self):
        return iter("list")


class TupleSub(tuple):
    def __iter__(self):
        return iter("tuple")


def make(cls, items):
    return tuple_new(cls, items)


same = (1, 2)
for i in range(6):
    print(Pair(1, i), Pair._make([i, 2]), Pair._make((i, 2.5)), Pair(b=1, a=i)._replace(a=0), Three(1, 2), Sub(1, 2), Slots(i), Named(1, i), Named(1, i).extra)
    print(make(tuple, same) is same, make(tuple, [1, i]), make(tuple, "ab"), make(Pair, "ab"), make(Pair, range(i))[:], make(Sub, {1: 2, 3: 4}), make(Named, ()))
    print(make(Pair, (x for x in (i, 2))), make(Pair, map(str, (i, 2))), make(Pair, Iterable(i, 5)), make(tuple, Iterable(i)), type(make(Sub, same)))
    print(make(Pair, ListSub([1]))[:], make(Pair, TupleSub([1]))[:], make(tuple, TupleSub([1])), make(Pair, Sub(1, 2)), make(tuple, Sub(1, 2)))
    print(failing(make, Pair, 1), failing(make, Pair, None), failing(make, tuple, 1.5), failing(make, Pair, Broken()), failing(make, tuple, Broken()))
    print(failing(make, int, ()), failing(make, 5, ()), failing(make, "x", ()), failing(make, time.struct_time, range(9)), failing(make, list, ()))
    print(failing(tuple_new), failing(tuple_new, Pair)[:], failing(tuple_new, Pair, 1, 2), tried(lambda: tuple_new(Pair, iterable=()))[:], failing(tuple_new, tuple))
    print(failing(Pair, 1), failing(Pair, 1, 2, 3), failing(Pair._make, (1,)), failing(Pair._make, range(3)))

s = make(Sub, same)
s.x = 1
print(s.__dict__, s == same, hash(s) == hash(same), [x for x in s], s[:1], len(make(Pair, range(1000))), make(Pair, []) == ())
print(type(tuple.__new__(Pair, (1, 2))), super(Pair, Pair).__new__(Pair, (3, 4)), tuple.__new__ is tuple_new)

# the class changes under a warm site
class Changing(tuple):
    pass


class C(Changing):
    pass


for i in range(12):
    print(make(C, (i,)), C((i,)))
    if i == 3:
        Changing.__new__ = lambda cls, items: ("replaced", items)
    if i == 6:
        C.__new__ = staticmethod(lambda cls, items: tuple_new(cls, [items]))
    if i == 8:
        del Changing.__new__
    if i == 9:
        del C.__new__
saved, tuple_new = tuple_new, lambda cls, items: ("patched", cls.__name__, items)
print([make(Pair, (1, 2)) for _ in range(4)][-1])
tuple_new = saved
print([make(Pair, (1, 2)) for _ in range(4)][-1])


# ---- counts stay where they are ----
def rounds(call, *things):
    call()
    before = [sys.getrefcount(things[i]) for i in range(len(things))]
    for _ in range(10000):
        call()
    after = [sys.getrefcount(things[i]) for i in range(len(things))]
    return [x - y for x, y in zip(after, before)]


class Thing:
    pass


a, b, items, mapping, pair = Thing(), Thing(), [1, 2], {"k": 1}, (Thing(), Thing())
target = {}
print(rounds(lambda: target.update(mapping), mapping, target), rounds(lambda: target.update(a=a), a), rounds(lambda: tried(lambda: vars(a, b)), a, b))
print(rounds(lambda: slice(a, b), a, b, slice), rounds(lambda: max(1, 2.5), max), rounds(lambda: tried(lambda: vars(x=a)), a))
print(rounds(lambda: itertools.repeat(a, 2), a, itertools.repeat), rounds(lambda: tried(lambda: datetime.date(a, b)), a, b, datetime.date))
print(rounds(lambda: tried(lambda: dict.update(a, b)), a, b), rounds(lambda: tried(lambda: slice(a, x=b)), a, b), rounds(lambda: slice(a), a))
print(rounds(lambda: make(Pair, pair), pair, pair[0], pair[1], Pair), rounds(lambda: make(Sub, items), items, Sub), rounds(lambda: make(tuple, pair), pair))
print(rounds(lambda: make(Pair, map(id, pair)), pair, Pair), rounds(lambda: tried(lambda: make(Pair, a)), a, Pair), rounds(lambda: Pair(a, b), a, b, Pair))
print(rounds(lambda: tried(lambda: make(int, pair)), pair, int), rounds(lambda: tried(lambda: make(Pair, Broken())), Pair, Broken))


# ---- recursion through them ends as it does elsewhere ----
def reducing(n):
    return functools.reduce(lambda x, y: reducing(n + 1), (1, 2))


class Deep:
    def __iter__(self):
        return iter(make(Pair, Deep()))


class Nested:
    def __init__(self, x):
        self.x = itertools.starmap(Nested, ((1,),))
        next(self.x)


for deep in (lambda: reducing(0), lambda: make(tuple, Deep()), lambda: make(Pair, Deep()), lambda: Nested(1)):
    print(tried(deep)[0])


def level(n):
    """At the limit itself: each of these is a level of its own."""
    if n:
        return level(n - 1)
    return make(Pair, (1, 2)), max(1, 2), vars(o), slice(1, 2), dict().update(a=1)


def limit():
    old = sys.getrecursionlimit()
    sys.setrecursionlimit(300)
    try:
        reached = [tried(lambda: level(n))[0] for n in range(250, 310)]
    finally:
        sys.setrecursionlimit(old)
    return reached[0], reached[-1], "RecursionError" in reached


print(limit(), Fraction(1, 2))
