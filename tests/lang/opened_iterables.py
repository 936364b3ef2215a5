"""`for` over ranges, lists and tuples that the VM keeps in registers: the same site meets other things, and the world changes under it."""
import sys


def over(iterable):
    out = []
    for x in iterable:
        out.append(x)
    return out


class Index:
    def __index__(self):
        return 3


class List(list):
    def __iter__(self):
        return iter("own")


class Tuple(tuple):
    pass


def one_site(things):
    for thing in things:
        try:
            print(type(thing).__name__, over(thing))
        except Exception as e:
            print(type(e).__name__, e)


one_site([[1, 2], (3, 4), range(2), "ab", [], (), List([1]), Tuple((5,)), {1: 2}, iter([7, 8]), iter((9,)), iter(range(2)), b"xy", 5, None, {4}, (i for i in "gh"),
          [[1], None, 2.5, True, 1 << 50, float("inf")], (None, "s", -1), range(1 << 50, (1 << 50) + 2), [0.5], reversed([1, 2]), enumerate("a")] * 2)


class Str(str):
    def __iter__(self):
        return iter(["own", "letters"])


one_site(["abc", "", "\xe9\xff", "\u0430\u0431", "\U0001f600a", Str("x"), "a" * 3, b"ab", "d\x00e"] * 2)
print([c + d for c in "ab" for d in "cd\xe4"], [d for c in ("ab", "\u0430", "") for d in c], {c: d for c, d in zip("ab", "cd")})


def grows(n):
    items = [0]
    for x in items:
        if x < n:
            items.append(x + 1)
    return items


def shrinks():
    items = list(range(10))
    seen = []
    for x in items:
        seen.append(x)
        if x % 2:
            items.clear() if x == 5 else items.pop()
    return seen, items


def replaced():
    items = [1, 2, 3]
    out = []
    for x in items:
        items = None
        out.append(x)
    return out


def inserts():
    items = [1, 2]
    out = []
    for x in items:
        out.append(x)
        if len(items) < 8:
            items.insert(0, len(items))
    return out


print(grows(5), shrinks(), replaced(), inserts())
for _ in range(3):
    print(grows(3), shrinks())


def call(*arguments):
    out = []
    for i in range(*arguments):
        out.append(i)
    return out


def call1(n):
    return [i for i in range(n)], sum(i for i in range(n))


def loops(start, stop, step, limit=4):
    out = []
    for i in range(start, stop, step):
        if len(out) >= limit:
            break
        out.append(i)
    else:
        out.append("else")
    return out


def attempt(f, *arguments):
    try:
        return f(*arguments)
    except Exception as e:
        return type(e).__name__, str(e)


NUMBERS = [0, 1, 3, -1, 5, (1 << 47) - 1, -(1 << 47), 1 << 47, (1 << 63) - 1, 1 << 64, True, False, Index(), 2.0, "3", None]
for start in NUMBERS:
    print(attempt(call1, start) if not isinstance(start, int) or start < 100 else "", attempt(call, start) if not isinstance(start, int) or start < 100 else "")
    for stop in NUMBERS:
        print(*[attempt(loops, start, stop, step) for step in NUMBERS])


def two(n):
    total = 0
    for i in range(n):
        for j in range(i, n):
            total += i * j
    return total


print([two(n) for n in range(9)])


def shadowed():
    out = []
    for turn in range(6):
        for i in range(turn):
            out.append(i)
        if turn == 2:
            globals()["range"] = lambda n: ["own", n]
        if turn == 4:
            del globals()["range"]
    return out


print(shadowed(), shadowed())


def patched_builtins():
    import builtins
    real = builtins.range
    out = []
    try:
        for turn in real(5):
            for i in range(turn):
                out.append(i)
            builtins.range = (lambda n: (n, "patched")) if turn == 2 else real
    finally:
        builtins.range = real
    return out


print(patched_builtins(), patched_builtins())


def traced():
    events = []

    def tracer(frame, event, arg):
        if frame.f_code.co_name == "body":
            events.append((event, frame.f_lineno - frame.f_code.co_firstlineno, sorted(frame.f_locals)))
            return tracer

    def body(turns, items):
        n = 0
        for i in range(
                turns):
            if i == 1:
                sys.settrace(tracer)
                sys._getframe().f_trace = tracer
            for x in items:
                n += x
        sys.settrace(None)
        return n
    print(body(1, [1, 2]), body(3, [1, 2]), body(3, (3,)))
    for e in events:
        print(*e)


traced()


def holds(items):
    """The loop holds its list as long as it runs, and no longer."""
    before = sys.getrefcount(items)
    for x in items:
        inside = sys.getrefcount(items)
    after = sys.getrefcount(items)
    return inside - before, after - before


print(holds([1, 2]), holds([1, 2]), holds([object()]))


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


def ends(leave):
    for x in [Loud("a"), Loud("b")]:
        print("at", x.name)
        if leave == "break":
            break
        if leave == "return":
            return "returned"
        if leave == "raise":
            raise ValueError(leave)
    print("behind")


for leave in "break", "return", "raise", "":
    print(attempt(ends, leave))
    print("--")


def suspended(items, n):
    for x in items:
        for i in range(n):
            yield x, i


g = suspended([1, 2], 2)
print(next(g), next(g), next(g))
g.close()
print(list(suspended((3, 4), 2)), list(suspended([], 3)))


def pairs_of_sequences(first, second):
    """enumerate() and zip() of lists and tuples, which change meanwhile."""
    out = []
    for i, x in enumerate(first):
        out.append((i, x))
        if i == 1 and isinstance(first, list):
            first.append(x)
            del first[0]
    for i, x in enumerate(second, 70):
        out.append((i, x))
    for x, y in zip(first, second):
        out.append((x, y))
        if isinstance(second, list) and len(second) > 3:
            second.pop()
    out.append([(y, x) for x, y in zip(first, second) if y])
    out.append(sum(x * y for x, y in zip([1, 2.5, 1 << 40], (3, 4, 1 << 60))))
    return out


for round in range(3):
    for first in ([], [1], [1, "a", None, 2.5, 1 << 70], (1, 2, 3), ("x",)):
        for second in ([], [True], [4, 5, 6, 7, 8, 9], (7, 8), ()):
            print(pairs_of_sequences(first[:], second[:]))
