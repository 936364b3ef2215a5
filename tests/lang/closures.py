"""Closures: cells shared, rebound, deleted, late-bound, nested, in classes and comprehensions."""


def counter(start=0, step=1):
    value = start

    def bump(times=1):
        nonlocal value
        for _ in range(times):
            value += step
        return value

    def reset(to=None):
        nonlocal value
        value = start if to is None else to

    def peek():
        return value

    return bump, reset, peek


bump, reset, peek = counter(10, 5)
print(bump(), bump(3), peek())
reset()
print(peek(), bump())
reset(to=-1)
print(peek())
print(bump.__code__.co_freevars, peek.__code__.co_freevars, counter.__code__.co_cellvars)
print([c.cell_contents for c in peek.__closure__])

late = [lambda: i for i in range(4)]
early = [lambda i=i: i for i in range(4)]
print([f() for f in late], [f() for f in early])


def deep(a):
    def one(b):
        def two(c):
            def three(d):
                nonlocal b
                b += d
                return a, b, c, d
            return three
        return two
    return one


three = deep("a")(1)(3)
print(three(10), three(20))


def unbound():
    def read():
        return later
    try:
        read()
    except NameError as error:
        print(type(error).__name__, error)
    later = "bound"
    print(read())
    del later
    try:
        read()
    except NameError as error:
        print(type(error).__name__, error)
    try:
        print(later)
    except UnboundLocalError as error:
        print(type(error).__name__, error)


unbound()


def parameter_cell(x, *args, key=None, **kw):
    def show():
        return x, args, key, sorted(kw)
    x = x * 2
    return show


print(parameter_cell(4, 5, 6, key="k", z=1, y=2)())


def make_class(tag):
    class Inner:
        label = tag
        def who(self):
            return tag, __class__.__name__, self.label
        @staticmethod
        def both():
            return [tag + str(n) for n in range(2)]
    tag = tag.upper()
    return Inner


print(make_class("t")().who(), make_class("q").both())


def fold(functions):
    def composed(x):
        for f in functions:
            x = f(x)
        return x
    return composed


pipeline = fold([lambda x, n=n: x * n + 1 for n in range(1, 5)])
print([pipeline(x) for x in range(5)])


def recursive_inner(n):
    def fact(k):
        return 1 if k < 2 else k * fact(k - 1)
    return fact(n)


print(recursive_inner(10), (lambda f: f(f, 6))(lambda f, n: 1 if n < 2 else n * f(f, n - 1)))


def generator_closure():
    total = 0
    def add(n):
        nonlocal total
        total += n
    for n in range(4):
        add(n)
        yield total


print(list(generator_closure()))
x = "module"


def sibling():
    x = "function"
    class K:
        x = "class"
        def get(self):
            return x
        y = [x for _ in range(1)]
    return K().get(), K.y, K.x


print(sibling())
