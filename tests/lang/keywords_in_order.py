"""Keyword arguments in the order of the parameters and out of it, keyword-only defaults wherever they stand, and defaults that change between calls."""


def attempt(function, /, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except TypeError as error:
        return str(error)


def many(a, b=2, c=3, *, d, e=5, f, g=7, h=8):
    return a, b, c, d, e, f, g, h


def all_default(a=1, *, b=2, c=3, d=4):
    return a, b, c, d


def positional(a, b, /, c, d=4, *, e=5):
    return a, b, c, d, e


def rest(a, b=2, *args, c=3, d=4, **kw):
    return a, b, args, c, d, kw


def names(a, /, **kw):
    return a, kw


def calls():
    print(many(1, d=4, f=6), many(1, f=6, d=4), many(1, c=9, b=8, d=4, f=6), many(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8), many(h=8, g=7, f=6, e=5, d=4, c=3, b=2, a=1))
    print(all_default(), all_default(d=9), all_default(c=8, b=7), all_default(0, d=1, c=2, b=3), all_default(a=5))
    print(positional(1, 2, 3), positional(1, 2, c=3), positional(1, 2, e=9, c=3), positional(1, 2, d=8, c=3, e=0))
    print(rest(1, d=9), rest(1, 2, 3, c=9, z=0), rest(z=1, a=2), rest(b=1, a=2, y=3, d=4), rest(1, 2, 3, 4, d=5))
    print(names(1, a=2), names(1, b=2, a=3))
    for f, args, kw in ((many, (1,), {"d": 4}), (many, (1, 2, 3), {"b": 1, "d": 1, "f": 1}), (many, (), {"d": 1, "f": 1}), (all_default, (1,), {"a": 2}), (all_default, (), {"z": 2}),
                        (positional, (1,), {"b": 2, "c": 3}), (positional, (1, 2, 3), {"c": 3}), (rest, (1,), {"a": 2}), (rest, (), {"b": 2}), (names, (), {"a": 1})):
        print(attempt(f, *args, **kw))
    try:
        many(1, d=1, f=1, **{"b": 5, "".join(["c"]): 6, "a": 7})
    except TypeError as error:
        print(error)
    print(many(1, **{"f": 6, "".join(["d"]): 4}))


for _ in range(3):
    calls()
all_default.__kwdefaults__ = {"d": 40, "c": 30, "b": 20}
calls()
all_default.__kwdefaults__["c"] = 31
del all_default.__kwdefaults__["b"]
print(attempt(all_default), all_default(b=0))
all_default.__kwdefaults__["b"] = 22
many.__defaults__ = (20, 30)
many.__kwdefaults__.update(d=0, f=0)
calls()
all_default.__kwdefaults__ = {1: 2, "b": 3, "c": 4, "d": 5}
print(all_default(), all_default(c=9))
all_default.__kwdefaults__ = None
print(attempt(all_default), all_default(b=1, c=2, d=3))
many.__defaults__ = (0, 1, 2, 3)
print(many(d=1, f=2))


class Keyed:
    def __init__(self, x, *, y=1, z=2):
        self.all = x, y, z

    def method(self, p, q=1, *, r=2, s=3):
        return self.all, p, q, r, s


for _ in range(4):
    o = Keyed(1, z=3, y=4)
    print(o.method(1, r=3), o.method(q=1, p=2), o.method(1, s=1, r=2, q=3), Keyed(x=1).method(p=0, s=9))
