"""Tuple assignments between locals: every value is read before the first target is written."""
import itertools


class Loud:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


VALUES = ["a", "b", "c", "7", "None", "f(a)", "f(c, b)", "(a if b else c)", "(c and a)", "[b, a]", "-b"]


def f(*args):
    return ("f",) + args


def every_pair():
    total = {}
    for targets in (("a", "b"), ("b", "a"), ("a", "b", "c"), ("c", "a", "b")):
        for values in itertools.product(VALUES, repeat=len(targets)):
            source = f"def g(a, b, c):\n    {', '.join(targets)} = {', '.join(values)}\n    return a, b, c\n"
            namespace = {"f": f}
            exec(source, namespace)
            got = namespace["g"](1, 2, 3)
            environment = dict(a=1, b=2, c=3, f=f)
            results = [eval(value, dict(environment)) for value in values]
            environment.update(zip(targets, results))
            wanted = environment["a"], environment["b"], environment["c"]
            if got != wanted:
                print("differs", source, got, wanted)
            total[len(targets)] = total.get(len(targets), 0) + 1
    print(total)


def circles():
    a, b, c, d, e = (Loud(n) for n in "abcde")
    a, b = b, a
    print(a, b)
    a, b, c = b, c, a
    print(a, b, c)
    a, b, c, d, e = e, d, c, b, a
    print(a, b, c, d, e)
    a, b, c, d, e = b, c, d, e, a
    print(a, b, c, d, e)
    a, b, c, d = c, d, a, b
    print(a, b, c, d)
    a, b, c, d, e = b, a, d, e, c
    print(a, b, c, d, e)
    a, a = 1, 2
    print(a)
    (a, b), c = (c, d), e
    print(a, b, c)


def unbound(flag):
    if flag:
        a = 1
    try:
        b = 5
        a, b = f(1), a
    except UnboundLocalError as error:
        print(error, b)
        return
    print(a, b)


def fails_half_way():
    a, b, c = 1, 2, 3
    for source in range(3):
        try:
            if source == 0:
                a, b = b, a + ""
            elif source == 1:
                a, b, c = c, undefined, a          # noqa: F821
            else:
                a, b, c = f(b), c, a // 0
        except (TypeError, NameError, ZeroDivisionError) as error:
            print(type(error).__name__, a, b, c)


def in_generators(n):
    a, b = 0, 1
    while a < n:
        a, b = b, (yield a) or a + b


def captured():
    a, b = 1, 2

    def inner():
        return a, b
    a, b = b, inner()
    print(a, b, inner())
    x, y = 1, (z := 2)
    x, z = z, (z := 5)
    print(x, y, z)


def freed():
    import weakref
    a, b = Loud("a"), Loud("b")
    refs = weakref.ref(a), weakref.ref(b)
    a, b = b, None
    print([r() for r in refs])
    a, b = b, a
    a, b = 1, a
    print([r() for r in refs], a, b)


every_pair()
circles()
unbound(True)
unbound(False)
fails_half_way()
print(list(in_generators(100)))
captured()
freed()
