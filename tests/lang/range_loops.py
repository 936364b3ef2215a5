"""`for` over calls of `range`: every form of it, and what else the name may stand for at the same place."""
import sys


def total(*args):
    out = []
    for i in range(*args):
        out.append(i)
        if len(out) > 6:
            break
    else:
        out.append("end")
    return out


def forms():
    big = 1 << 47
    for args in ((0,), (5,), (-3,), (2, 5), (5, 2), (5, 0, -2), (0, 10, 3), (-4, 4, 5), (big - 3, big + 2), (big - 9, big - 1, 4),
                 (-big - 1, -big + 2), (-big, -big + 2), (1 << 60, (1 << 60) + 2), (10, -(1 << 70), -(1 << 69)), (True, 4),
                 (0, big * 4, big), (-big, big - 1, big), (0, big - 1, big - 2), (big - 1, -big, -big)):
        print(args, total(*args))


def loop(n):
    out = []
    for i in range(n):
        out.append(i)
        if i == 1:
            i = "changed"
            out.append(i)
    return out, i


def shadowed():
    """The same instruction meets ranges, iterators of several kinds, generators, and ranges again."""
    def generator(n):
        yield "g"
        yield from __builtins__.range(n)

    kinds = [None, lambda n: "ab" * n, lambda n: [1.5, None], generator, lambda n: enumerate("xy"), lambda n: {"k": n}, None,
             lambda n: iter(lambda: 3, 3), lambda n: zip("ab", "cd"), lambda n: map(str, (1, 2)), None]
    for kind in kinds:
        if kind is None:
            globals().pop("range", None)
        else:
            globals()["range"] = kind
        for _ in "abc":
            try:
                print(loop(2))
            except UnboundLocalError as error:
                print(error)
    globals()["range"] = 5
    try:
        loop(2)
    except TypeError as error:
        print(error)
    del globals()["range"]
    print(loop(3))


def pairs(n):
    for i, x in range(n):
        print(i, x)


def parts():
    globals()["range"] = lambda n: enumerate("ab")
    pairs(2)
    pairs(2)
    del globals()["range"]
    try:
        pairs(2)
    except TypeError as error:
        print(error)
    globals()["range"] = lambda n: zip("ab", "cd")
    pairs(2)
    del globals()["range"]


def nested(n):
    out = 0
    for i in range(n):
        for j in range(i, n, 2):
            if j == 4:
                continue
            for k in range(j, -1, -1):
                if k == 1:
                    break
                out += i * j + k
        else:
            out += 1000
    return out


def suspended(n):
    for i in range(n):
        for j in range(i):
            got = yield i, j
            if got:
                return


def leaves(n):
    for i in range(n):
        try:
            for j in range(n):
                with open("/dev/null"):
                    if j == 2:
                        raise KeyError(i)
                    if i == 2:
                        return "returned", i, j
        except KeyError as error:
            print(error)
        finally:
            for k in range(2):
                if k:
                    break


def comprehended(n):
    return [(i, j) for i in range(n) for j in range(i, n)], {i: [j for j in range(i)] for i in range(n)}


def traced():
    lines = []

    def tracer(frame, event, arg):
        if frame.f_code.co_name == "inner":
            lines.append((event, frame.f_lineno - frame.f_code.co_firstlineno, dict(frame.f_locals)))
            return tracer

    def inner(n):
        s = 0
        for i in range(n):
            s += i
        return s
    sys.settrace(tracer)
    inner(2)
    sys.settrace(None)
    print(lines)

    def switched(n):
        seen = []
        for i in range(n):
            if i == 2:
                sys.settrace(lambda *a: seen.append(a[1]))
            if i == 4:
                sys.settrace(None)
            seen.append(i)
        return seen
    print(switched(6))


forms()
shadowed()
parts()
print(nested(7))
g = suspended(4)
print(next(g), next(g), list(g))
g = suspended(5)
print(next(g), next(g))
del g
print(leaves(4))
print(comprehended(3))
traced()
