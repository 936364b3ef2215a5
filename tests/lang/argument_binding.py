"""Argument binding: every parameter kind, defaults, star arguments at calls, evaluation order, introspection."""


def full(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs


print(full(1, d=4))
print(full(1, 20, 30, 40, 50, d=4, e=50, f=60))
print(full(1, c=33, d=4, a=100, b=200))
print(full(*[1, 2], *(3, 4), d=0, **{"x": 1}, **{"y": 2}))
print(full(1, *"ab", d=1, *[9]))


def log(x):
    print("eval", x, end="; ")
    return x


print(full(log(1), *log([2]), log(3), d=log(4), **log({"k": 5}), e=log(6)))


def default_evaluated_once(x, acc=log([])):
    acc.append(x)
    return acc


print(default_evaluated_once(1), default_evaluated_once(2), default_evaluated_once(3, []))
print(full.__defaults__, full.__kwdefaults__, full.__code__.co_varnames, full.__code__.co_argcount,
      full.__code__.co_posonlyargcount, full.__code__.co_kwonlyargcount)
full.__defaults__ = (7, 8)
full.__kwdefaults__ = {"d": "dd", "e": "ee"}
print(full(1, e=1))
full.__defaults__ = None


def kw_only(*, a, b=1): return a, b
def pos_only(a, b=1, /): return a, b
def star_only(*args): return args
def kw_star(**kw): return kw
def mixed(a, *, b): return a, b


print(kw_only(a=1), kw_only(b=2, a=3), pos_only(1), pos_only(1, 2), star_only(), star_only(1, 2), kw_star(), kw_star(a=1, self=2))
print(mixed(1, b=2), mixed(b=1, a=2), (lambda *a, k=1, **kw: (a, k, kw))(1, k=2, z=3))


class K:
    def method(self, x, y=2, *rest, z=0, **kw): return x, y, rest, z, kw
    @classmethod
    def cm(cls, *a, **k): return cls.__name__, a, k
    @staticmethod
    def sm(*a, **k): return a, k
    def __call__(self, *a, **k): return "called", a, k
    def __init__(self, *a, **k): self.init = a, k


k = K(1, q=2)
print(k.init, k.method(1), k.method(1, 2, 3, z=4, w=5), K.method(k, y=1, x=0), k.cm(1, a=2), K.sm(*[1], **{"a": 2}), k(5, b=6))


class Map:
    def keys(self): return ["p", "q"]
    def __getitem__(self, key): return key * 2


print(kw_star(**Map()), kw_star(**{"not an identifier": 1, "class": 2}), kw_star(**{}, **Map()))


def mutate(**kw):
    kw["new"] = 1
    return kw


original = {"a": 1}
print(mutate(**original), original)


def same_list(*args): return args


lst = [1, 2]
t = (1, 2)
print(same_list(*lst), same_list(*t), same_list(*(i for i in range(3))), same_list(*{"k": 1}, *"xy", *range(2)))


def shadow(print=str, len=3): return print(len)
def many(a, b, c, d, e, f, g, h, i, j, k=0, l=0, m=0): return a + b + c + d + e + f + g + h + i + j + k + l + m


print(shadow(), many(*range(10)), many(*range(10), m=100), many(1, 2, 3, 4, 5, 6, 7, 8, 9, j=10, l=1))


def annotated(a: int, b: "str" = "x", *args: float, c: list = None, **kw: dict) -> bool: pass


print(annotated.__annotations__)


def forward(*args, **kwargs): return full(*args, **kwargs)


print(forward(1, 2, 3, d=4, zz=1), forward(*range(5), **dict(d=1)))


def rebind(a, b=None):
    if b is None:
        b = a
    a, b = b, a + 1
    del a
    return b


print(rebind(1), rebind(1, 5))
import functools
p = functools.partial(full, 1, 2, d=0)
print(p(3), p(3, 4, d=9, x=1), p.args, p.keywords)
def names_with_star(a, *, kw: int = 3, **rest): return locals()
print(names_with_star(1), names_with_star(1, kw=2, z=3))
def nested_default(f=lambda x=1, *, y=2: (x, y)): return f(), f(5, y=6)
print(nested_default())
class Str(str): pass
print(kw_star(**{Str("sub"): 1}), max(3, 1, key=lambda v: -v), sorted("bca", reverse=True), int("ff", base=16), print("a", "b", sep="", end="."))
