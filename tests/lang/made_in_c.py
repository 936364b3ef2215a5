"""Calls of classes whose instances C code alone makes, of callable instances, and attributes added to instances with a dict of their own."""
import collections
import gc
import itertools
import weakref


class Markup(str):
    __slots__ = ()


class Numbers(list):
    pass


class Pair(tuple):
    __slots__ = ()


class Whole(int):
    pass


class Table(dict):
    pass


def make(cls, *args):
    return cls(*args)


def described(cls, *args, **named):
    try:
        r = cls(*args, **named)
        return type(r).__name__, repr(r)
    except Exception as error:
        return type(error).__name__, str(error)


def generator():
    yield 1
    yield 2


for i in range(4):
    print(described(Markup, "a"), described(Markup), described(Markup, b"x", "ascii"), described(Markup, 3), described(Markup, object=5))
    print(described(Numbers, "ab"), described(Numbers, generator()), described(Pair, generator()), described(Pair, 1), described(Numbers, 1, 2))
    print(described(Whole, "12"), described(Whole, "zz", 36), described(Whole, "q"), described(Table, a=1), described(Table, [(1, 2)], b=2))
    print(described(set, generator()), described(frozenset, "aab")[0], described(list, generator()), described(dict, [(1, 2)]), described(dict, 5))
    print(described(bytes, 3), described(bytes, "x"), described(bytearray, b"ab"), described(enumerate, 3), described(zip)[0], described(map, len)[0])
    print(described(collections.deque, generator(), 1), described(collections.defaultdict, int, [(1, 2)]), described(complex, "1+2j"))
    print(list(make(itertools.chain, [1], generator())), make(bool, []), make(str, Markup("m")), make(str), make(float, "1.5"), described(float, "x"))


class Dunders:
    def __iter__(self):
        return iter([5, 6])

    def __index__(self):
        return 7

    def __str__(self):
        return "text"

    def __bool__(self):
        return False

    def __len__(self):
        raise LookupError("len")


for i in range(3):
    d = Dunders()
    print(make(str, d), make(Markup, d), make(bool, d), make(Whole, d), described(list, d), described(Pair, d), described(Numbers, d))


# A __new__ or an __init__ that comes and goes.
def steps(cls, what, value):
    out = []
    for i in range(60):
        if i == 20:
            setattr(cls, what, value)
        if i == 40:
            delattr(cls, what)
        out.append(described(cls, "x"))
    return [out[k] for k in (0, 19, 20, 39, 40, 59)]


print(steps(Markup, "__new__", lambda cls, x: str.__new__(cls, "new " + x)))
print(steps(Numbers, "__init__", lambda self, x: list.__init__(self, [x, x])))
print(steps(Markup, "__init__", lambda self, x: (_ for _ in ()).throw(KeyError(x))))


class Meta(type):
    def __call__(cls, *args):
        return "meta", args


class ByMeta(str, metaclass=Meta):
    pass


print([make(ByMeta, "q") for i in range(3)])


# Weak references and their callbacks.
class Thing:
    pass


for i in range(3):
    thing = Thing()
    dead = []
    ref = weakref.ref(thing, dead.append)
    print(ref() is thing, weakref.ref(thing) is weakref.ref(thing), end=" ")
    del thing
    gc.collect()
    print(ref(), len(dead))


# Callable instances.
class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *more, scale=1):
        return (self.n + x + sum(more)) * scale


class Yields:
    def __call__(self, n):
        for i in range(n):
            yield i


class Static:
    __call__ = staticmethod(lambda *args: ("static", args))


class InC:
    __call__ = len


class Refuses:
    __call__ = None


def call(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return type(error).__name__, str(error)


def call_one(f, x):
    try:
        return f(x)
    except Exception as error:
        return type(error).__name__, str(error)


add = Adder(10)
for i in range(4):
    print(call(add, 1), call(add, 1, 2, 3), call(add), call_one(add, 5), list(call_one(Yields(), 3)), call_one(Static(), 1), call(InC()), call_one(Refuses(), 1))
own = Adder(1)
own.__call__ = lambda x: "own"
print([call_one(own, 1) for i in range(3)])


def changing_call():
    out = []
    for i in range(60):
        if i == 20:
            Adder.__call__ = lambda self, x: ("replaced", self.n, x)
        if i == 40:
            del Adder.__call__
        out.append(call_one(add, i))
    return [out[k] for k in (19, 20, 39, 40)]


print(changing_call())


class Deep:
    def __call__(self, n):
        return self(n + 1)


try:
    Deep()(0)
except RecursionError as error:
    print(type(error).__name__)


# Attributes of instances with a dict.
class State:
    pass


def fill(n):
    names = []
    for i in range(n):
        s = State()
        s.__dict__
        s.first = i
        s.second = str(i)
        s.third = [i]
        s.second = float(i)
        names.append((list(s.__dict__), s.first, s.second, s.third))
    return names


print(fill(40)[-1])


class Key(str):
    __hash__ = str.__hash__

    def __eq__(self, other):
        seen.append(str(other))
        return str(self) == str(other)


seen = []


def odd(d):
    s = State()
    s.__dict__ = d
    s.first = 1
    s.second = 2
    return s.__dict__


for i in range(30):
    odd({})
    odd({"second": 0})
    odd({"x": 1, "first": 5})
print(odd({3: 4}), odd({Key("first"): 0}), seen)


class Watched(State):
    pass


def described_store(n):
    out = []
    for i in range(n):
        if i == 20:
            Watched.first = property(lambda self: "property", lambda self, v: out.append(("set", v)))
        if i == 30:
            del Watched.first
        w = Watched()
        w.__dict__["zero"] = 0
        w.first = i
        out.append(list(w.__dict__))
    return out


print(described_store(40)[18:34])
