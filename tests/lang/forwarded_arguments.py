# f(*args, **kwargs) with keywords: bound from the dict, in plain frames, generators and coroutines; what cannot be bound so raises as elsewhere.
import functools
import weakref


def failing(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except TypeError as e:
        return "TypeError", str(e)


def forward(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper


@forward
def plain(a, b=2, *, c=3, d=4):
    return a, b, c, d


@forward
def starred(a, /, b=2, *rest, c=3, **others):
    return a, b, rest, c, others


class Owner:
    @forward
    def method(self, x, y=1, **more):
        return x, y, more


def many(**names):
    return sum(names.values())


class Text(str):
    pass


for i in range(4):
    print(plain(i), plain(i, d=i), plain(a=i, b=1), plain(i, 1, c=i + 0.5, d=None), plain(b=i, a=2, d=1, c=0))
    print(starred(i), starred(i, c=1), starred(i, 1, 2, 3, c=2, z=i), starred(i, b=5, x=1, y=2), starred(1, a=i))
    o = Owner()
    print(o.method(i), o.method(i, y=2), o.method(x=i, z=3), failing(o.method), failing(o.method, 1, x=2))
    print(failing(plain), failing(plain, 1, a=2), failing(plain, 1, e=3), failing(plain, 1, 2, 3), failing(starred, b=1))
    print(failing(forward(many), **{"k%d" % k: k for k in range(i * 5 + 1)}), failing(forward(many), **{"".join(["x", str(i)]): i}))
    print(failing(forward(plain), 1, **{Text("b"): i}), failing(lambda: plain(1, **{1: 2})), failing(lambda: plain(1, **None)))


def generator(function, *args, **kwargs):
    while True:
        yield function(*args, **kwargs)


async def coroutine(function, *args, **kwargs):
    return function(*args, **kwargs), await inner(*args, **kwargs)


async def inner(*args, **kwargs):
    return args, kwargs


for function, args, kwargs in ((plain, (1,), {"d": 2}), (starred, (1, 2, 3), {"c": 5, "q": 6}), (many, (), {"a": 1, "b": 2}), (len, ("ab",), {})):
    g = generator(function, *args, **kwargs)
    print([next(g) for _ in range(3)])
    c = coroutine(function, *args, **kwargs)
    try:
        c.send(None)
    except StopIteration as stop:
        print(stop.value)
print(failing(next, generator(plain, 1, 2, 3)), failing(next, generator(plain, zz=1)))


class Thing:
    pass


def keeps(*args, **kwargs):
    kwargs["new"] = 1
    return len(args), sorted(kwargs)


thing = Thing()
mapping = {"thing": thing, "other": 2}
seen = weakref.ref(thing)
del thing
print(keeps(*(1, 2), **mapping), sorted(mapping), forward(keeps)(1, **mapping), sorted(mapping))
mapping.clear()
print(seen())
