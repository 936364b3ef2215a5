"""Comprehensions that read variables around them: values where nothing can change or unbind the variable meanwhile, cells elsewhere."""
import sys
import types


def names(code, path="f"):
    yield path, code.co_cellvars, code.co_freevars
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield from names(const, path + "." + const.co_name)


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


# Read only, bound before.
def plain(a, n):
    b = a * 2
    c = [a + b + i for i in range(n)]
    d = {a: b for _ in range(1)}
    e = {i % b for i in range(n)}
    b = "again"
    return c, d, sorted(e), [b for _ in range(2)], [(x, y, a) for x in range(2) for y in range(x + a)]


print(plain(3, 4))
print(*names(plain.__code__), sep="\n")


# Nested: an inner one reads the outer's variables and the function's.
def nested(rows):
    scale = 10
    return [[scale * x + len(row) for x in row] for row in rows], [[[i, j, scale] for j in range(i)] for i in range(3)]


print(nested([[1, 2], [3]]))


# Unbound on some way: only if it is read.
def maybe(flag, items):
    if flag:
        late = 1
    return [late + i for i in items]


print(maybe(1, [1]), maybe(0, []), attempt(maybe, 0, [1]))


def loops(items, more):
    for last in items:
        inside = last
    else:
        first = attempt(lambda: 0)
    return [(last, inside, m) for m in more]


print(loops([1, 2], [3]), loops([], []), attempt(loops, [], [1]))


def orelse(items):
    for last in items:
        pass
    else:
        return [last for _ in range(1)]


print(orelse([5]), attempt(orelse, []))


def branches(flag):
    if flag:
        x = 1
    else:
        return attempt(lambda: [x for _ in range(1)]), [x for _ in range(0)]
    return [x for _ in range(1)]


print(branches(1), branches(0))


def tries(f):
    try:
        x = f()
    except ZeroDivisionError:
        return [x for _ in range(1)]
    finally:
        y = 2
    return [x + y for _ in range(1)]


print(tries(lambda: 4), attempt(tries, lambda: 1 // 0))


def swallow():
    class Swallow:
        def __enter__(self):
            return 7

        def __exit__(self, *a):
            return True
    with Swallow() as w:
        z = 1 // 0
        q = 3
    return [w for _ in range(1)], [attempt(lambda: 1), [q for _ in range(1)]]


print(attempt(swallow))


def cases(subject):
    match subject:
        case [a, 1]:
            return [a for _ in range(1)]
        case [a, b] if b > 5:
            return [a + b for _ in range(1)]
        case {"k": c}:
            return [c for _ in range(1)]
        case _:
            return [(a, b) for _ in range(1)]


print(cases([9, 1]), cases([1, 7]), cases({"k": 2}), cases([1, 2]), attempt(cases, 5))


# Deleted, and names of handlers.
def deleted(n):
    x = 1
    a = [x for _ in range(n)]
    del x
    return a, attempt(lambda: [x for _ in range(n)]), [x for _ in range(n - 1)]


def handler():
    e = 1
    try:
        raise ValueError(2)
    except ValueError as e:
        inner = [e.args for _ in range(1)]
    return inner, [e for _ in range(0)], attempt(lambda: e)


print(attempt(deleted, 1), attempt(deleted, 2), handler())


# Changed while it is read: by an assignment expression, by another function, lazily.
def walrus(items):
    total = 0
    sums = [total := total + x for x in items]
    return sums, total, [total for _ in range(1)]


def setter(items):
    n = 0

    def bump():
        nonlocal n
        n += 1
        return n
    return [(n, bump(), n) for _ in items]


def lazy():
    x = 1
    g = (x + i for i in range(2))
    h = ([x + i for _ in range(1)] for i in range(2))
    fs = [lambda: x + i for i in range(2)]
    x = 10
    return list(g), list(h), [f() for f in fs], [x for _ in range(1)]


def conditional(flag):
    if flag and (w := 5):
        pass
    return [w for _ in range(flag)]


print(walrus([1, 2, 3]), setter([1, 2]), lazy(), conditional(1), conditional(0))


# Comparison chains and operands that stay.
def chains(lo, hi, items):
    return [x for x in items if lo < x < hi], [lo < x <= hi < x + lo for x in items], [lo if x else hi for x in items], \
        [(lo, x, *[lo, hi]) for x in items], {lo: x for x in items}, [f"{lo}{x}" for x in items], [lo.__add__(x) + hi for x in items], \
        [x in (lo, hi) for x in items], [not lo and x or hi for x in items], [lo[x:hi] if 0 else -lo for x in items]


print(chains(1, 4, [0, 1, 2, 5]))


# Objects are released when they should be.
class Loud:
    def __del__(self):
        print("end")


def lifetime():
    o = Loud()
    ids = [id(o) == id(o) for _ in range(2)]
    print(ids)
    o = None
    print("after")


lifetime()


# Frames show them.
def shown(v):
    w = v + 1
    return [sorted((k, x) for k, x in sys._getframe().f_locals.items() if k in "vw") for _ in range(1) if v < w]


print(shown(1))


def failing(v):
    return [v // i for i in (1, 0)]


try:
    failing(6)
except ZeroDivisionError as e:
    tb = e.__traceback__
    while tb.tb_next:
        tb = tb.tb_next
    print(tb.tb_frame.f_code.co_name, sorted(k for k in tb.tb_frame.f_locals if k != ".0"), tb.tb_frame.f_locals["v"])


# The code made a function by hand.
code = next(c for c in failing.__code__.co_consts if isinstance(c, types.CodeType))
f = types.FunctionType(code, globals(), "by_hand", None, (types.CellType(12),))
print(f(iter((1, 2, 3))))
empty = types.FunctionType(code, globals(), "by_hand", None, (types.CellType(),))
print(attempt(empty, iter((1,))))


# Traced: the lines of operands.
def traced(v):
    w = 2
    return [x
            + w
            + v for x in range(1)]


lines = []


def tracer(frame, event, arg):
    if event == "line":
        lines.append(frame.f_lineno - traced.__code__.co_firstlineno)
    return tracer


sys.settrace(tracer)
traced(1)
sys.settrace(None)
print(sorted(set(lines)))


# Generators, coroutines, classes, many variables.
def generator(n):
    m = n
    while m:
        yield [m + n for _ in range(1)]
        m -= 1


async def coroutine(n):
    k = n + 1
    return [k + n for _ in range(2)]


try:
    coroutine(1).send(None)
except StopIteration as e:
    print(list(generator(2)), e.value)


def classes(n):
    class C:
        a = n
        b = [n for _ in range(2)]
        c = [[n + i for i in range(2)] for _ in range(1)]

        def m(self):
            return [__class__.__name__ for _ in range(1)], [self.a + n for _ in range(1)]
    return C.b, C.c, C().m()


print(classes(3))


def many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q):
    return [a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + x for x in range(2)], [[a + x for x in range(y)] for y in range(2)]


print(many(*range(17)))
