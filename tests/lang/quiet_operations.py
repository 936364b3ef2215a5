# Operations whose quick forms run no code (pairs, truth, slices, sums of lists, calls from generators, iter() of generator functions), while what they
# rely on changes under them.
import sys
import traceback


def attempt(f, *args):
    try:
        print(f.__name__, f(*args))
    except BaseException as e:
        print(f.__name__, type(e).__name__, e, [(t.name, t.lineno) for t in traceback.extract_tb(e.__traceback__)][1:])


# ---- two variables of a pair

def pairs(source):
    a = b = None
    seen = []
    for a, b in source:
        seen.append((a, b))
    return seen, a, b


class Two:
    def __iter__(self):
        return iter((7, 8))


class Tuple(tuple):
    def __iter__(self):
        return iter(("own", "iterator"))


WARM = [(i, str(i)) for i in range(6)]
attempt(pairs, WARM)
for odd in ([1, 2], "xy", {1: 2, 3: 4}, Two(), Tuple((1, 2)), (1.5, float("inf")), (None, True), (2**60, 2**100), (-2**47, 2**47), (1, 2, 3), (1,), 5, None):
    attempt(pairs, WARM + [odd] + WARM[:1])
    attempt(pairs, tuple(WARM) + (odd,))
    attempt(pairs, (x for x in WARM + [odd]))


class Dies:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        frame = sys._getframe(1)
        print("del", self.name, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, sorted(k for k in frame.f_locals if k in "abk"))


def dying():
    a = Dies("a0")
    b = Dies("b0")
    for a, b in [(Dies("a1"), 1), (2, Dies("b1")), (3, 4)]:
        pass
    a, b = (Dies("a2"), Dies("b2"))
    a, b = [5, 6]
    for a, b in zip([Dies("a3"), 0], [Dies("b3"), 0]):
        pass
    for a, b in enumerate([Dies("b4"), Dies("b5")]):
        pass
    for a, b in {1: Dies("b6"), 2: 3}.items():
        pass
    return a


attempt(dying)


def both(source):
    return [(a, b) for a, b in source], [b for (a, b) in source for c in (1, 2)]


first = [1, 2, 3, 4, 5]
for make in (lambda: zip(first, range(5)), lambda: zip(range(3), first), lambda: zip((1, 2), [3, 4]), lambda: zip("ab", first), lambda: zip(first, "abc"),
             lambda: zip(iter(first), (x for x in first)), lambda: zip(*[iter(first)] * 2), lambda: zip(*[iter(range(5))] * 2), lambda: zip(first, [], strict=False),
             lambda: zip(first, [1], strict=True), lambda: enumerate(first), lambda: enumerate(range(4), 2**47 - 2), lambda: enumerate(first, 2**70),
             lambda: enumerate("abc"), lambda: enumerate(zip(first, first)), lambda: {1: 2, "k": None}.items(), lambda: dict(a=1.5).items(),
             lambda: zip(first), lambda: zip(first, first, first), lambda: [(1, 2)], lambda: enumerate(range(0)), lambda: zip(range(2**62, 2**62 + 3), first)):
    attempt(both, make())
    attempt(pairs, make())
    attempt(pairs, make())


def changing():
    grown, d, out = [1, 2, 3], {1: 1}, []
    for i, x in enumerate(grown):
        if x == 2:
            grown.append(9)
        out.append((i, x))
    for a, b in zip(grown, grown):
        if a == 1:
            del grown[2]
        out.append((a, b))
    it = iter(grown)
    for a, b in zip(it, grown):
        out.append((a, b))
    out.append(list(it))
    it = iter(range(4))
    for a, b in zip(it, [1, 2]):
        out.append((a, b))
    out.append(list(it))
    try:
        for a, b in d.items():
            d[a + 1] = 2
    except RuntimeError as e:
        out.append(str(e))
    return out


attempt(changing)
attempt(changing)


def traced_pairs():
    lines = []

    def tracer(frame, event, arg):
        if frame.f_code.co_name == "walk":
            lines.append((event, frame.f_lineno - frame.f_code.co_firstlineno, frame.f_locals.get("a"), frame.f_locals.get("b")))
            if frame.f_locals.get("a") == 3:
                frame.f_locals["b"] = "traced"
        return tracer

    def walk(source, at):
        for a, b in source:
            if a == at:
                sys.settrace(tracer)
                sys._getframe().f_trace = tracer
            if a == 4:
                sys.settrace(None)
        return a, b
    for source in (WARM, zip(range(6), "abcdef"), zip(range(6), range(6)), enumerate(range(6))):
        lines.append(walk(source, 2))
        lines.append(walk(WARM, -1))
    return lines


attempt(traced_pairs)


# ---- truth

class Plain:
    pass


def truths(values):
    return [1 if v else 0 for v in values], [not v for v in values], [bool(v) for v in values], [v and 1 or 2 for v in values]


plain = Plain()
everything = [plain, [], [0], (), (0,), "", "x", {}, {1: 2}, set(), {1}, frozenset(), b"", b"x", range(0), range(1), len, Plain, 2**80, float("nan"), 0j, 1j,
              object(), iter(()), lambda: 0, bytearray(), memoryview(b"")]


def show_truths():
    return [[x if not isinstance(x, Plain) else "plain" for x in map(int, row)] for row in truths(everything)]


attempt(show_truths)
Plain.__len__ = lambda self: 0
attempt(show_truths)
Plain.__bool__ = lambda self: True
attempt(show_truths)
Plain.__bool__ = lambda self: False
attempt(show_truths)
Plain.__bool__ = lambda self: 1
attempt(show_truths)
del Plain.__bool__
Plain.__len__ = lambda self: -1
attempt(show_truths)
del Plain.__len__
attempt(show_truths)


class EmptyList(list):
    def __bool__(self):
        return True

    def __len__(self):
        return 0


def while_truth(queue):
    n = 0
    while queue:
        queue.pop()
        n += 1
        if n > 5:
            break
    return n


attempt(while_truth, [1, 2, 3])
attempt(while_truth, {1, 2})
attempt(while_truth, EmptyList([1, 2, 3, 4, 5, 6, 7, 8]))
attempt(while_truth, [])


# ---- slices, sums of lists

class MyList(list):
    def __add__(self, other):
        return "add"

    def __radd__(self, other):
        return "radd"

    def __getitem__(self, i):
        return ("item", i)


class Index:
    def __init__(self, i):
        self.i = i

    def __index__(self):
        return self.i if self.i < 10 else 1 // 0

    def __repr__(self):
        return f"Index({self.i})"


def slices(s, i, j):
    return s[i:j], s[:i] + s[j:], s[i:], s[:]


for s in ([1, 2, 3, 4], (1, 2, 3, 4), "abcd", b"abcd", MyList([1, 2, 3]), 5):
    for i, j in ((1, 3), (-3, -1), (3, 1), (0, 2**70), (-2**70, 2), (True, None), (Index(1), Index(3)), (Index(99), 1), ("a", 1), (1.0, 2)):
        attempt(slices, s, i, j)


def added(a, b):
    c = a + b
    a += b
    return c, a


for a in ([1], (1,), MyList([1]), Tuple((1,))):
    for b in ([2], (2,), MyList([2]), Tuple((2,)), None):
        attempt(added, a, b)


def spread(a, b):
    return [a, *b], (a, *b), [*b, a], sorted({a, *b}, key=repr)


for b in ([1, 2], (1, 2), MyList([1]), Tuple((1,)), "ab", {1: 2}, {3}, range(2), (x for x in "pq"), Two(), 5, None):
    attempt(spread, 0, b)


def last_of_list():
    a = [Dies("in list")][:0] + []
    b = 1
    k = ([Dies("sum")] + [])[1:]
    return a, b, k


attempt(last_of_list)


# ---- calls from generators

def add(a, b=10):
    return a + b


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


class Callee:
    def __init__(self, a):
        self.a = a

    def method(self, a):
        return self.a, a

    def other(self, a, *rest, **kw):
        return a, rest, kw

    def __call__(self, a):
        return "called", a

    def __repr__(self):
        return f"Callee({self.a})"


def called(n):
    global target
    o = Callee(1)
    local = add
    for i in range(n):
        yield target(i), local(i), local(i, 5), local(a=i), o.method(i), o.other(i, 2, 3), o.other(i, k=i), add(i + 1, b=i), target(i + 1)


def consumed():
    return sum(add(i) for i in range(5)), max(add(i, i) for i in range(5)), [*(deep(i) for i in range(4))]


original = add
target = add
attempt(lambda: list(called(3)))
for target in (Callee, Callee(2), str, len, lambda i: -i, lambda *a: a, lambda a, *, b=3: (a, b), original):
    attempt(lambda: list(called(2)))
    attempt(consumed)


def replacing():
    global target
    for i, row in enumerate(called(6)):
        print(row)
        target = [original, lambda i: ("new", i), Callee, Callee(3), abs][i % 5]


attempt(replacing)
target = original
Callee.method = lambda self, a, b=4: (self, a, b)
attempt(lambda: list(called(2)))
Callee.method = staticmethod(lambda a: ("static", a))
attempt(lambda: list(called(2)))
Callee.method = len
attempt(lambda: list(called(2)))


def raising(i):
    return 1 // (3 - i)


def fails(n):
    for i in range(n):
        yield raising(i)


attempt(lambda: list(fails(5)))


def frames_below(n):
    frame, names = sys._getframe(1), []
    while frame and len(names) < n:
        names.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))
        frame = frame.f_back
    return names


def looking(n):
    x = frames_below(n)
    yield x
    yield frames_below(n)


attempt(lambda: [*looking(2)])
attempt(lambda: [*(frames_below(3) for _ in range(2))])


def too_deep(n):
    for i in (1, 500, n):
        yield deep(i)


attempt(lambda: [*too_deep(600)])
try:
    [*too_deep(10**6)]
except RecursionError as e:
    print(type(e).__name__)


async def coroutine(n):
    total = 0
    for i in range(n):
        total += add(i) + add(i, 2) + Callee(i)(i)[1]
    return total


try:
    coroutine(4).send(None)
except StopIteration as e:
    print(e.value)


# ---- calls with free variables, calls of bound methods

def closure(f, a, b):
    def inner(c):
        return f(a, b, c), f(a, c, b)

    def change(**new):
        nonlocal f, a, b
        f, a, b = new.get("f", f), new.get("a", a), new.get("b", b)

    def forget():
        nonlocal a
        del a

    def again(value):
        nonlocal a
        a = value
    return inner, change, forget, again


inner, change, forget, again = closure(lambda *a: a, 1, 2.5)
for new in (dict(f=lambda a, b, c: (c, b, a)), dict(a=[1], b=2**70), dict(a=None, b=float("nan")), dict(f=max, a=1, b=2), dict(f=Callee), dict(f=lambda a, b: 0),
            dict(f=lambda a, b, c=0, d=1: (a, b, c, d)), dict(f=None), dict(f=original), dict(f=lambda a, b, c: (c, b, a), b=-2**47)):
    for _ in range(3):
        attempt(inner, 3)
    change(**new)
    attempt(inner, 4)
forget()
attempt(inner, 5)
attempt(inner, 5)
again("again")
attempt(inner, 5)


class Bound:
    def __init__(self, x):
        self.x = x
        self.kept = self.get

    def get(self, a, b=2):
        return self.x, a, b

    def produce(self, a):
        yield self.x, a

    def stars(self, *a):
        return self.x, a

    def below(self, n):
        return frames_below(n)


def bound_calls(m, *args):
    return m(*args[:0], 1), m(1)


def through(m):
    return [m(i) for i in range(2)], m(7), [x for x in (m(i) for i in range(2))]


import types
import weakref
o = Bound("o")
for m in (o.get, o.stars, o.kept, Bound.get, types.MethodType(o.get, 5), types.MethodType(len, [1]), types.MethodType(o, 3), types.MethodType(lambda *a: a, 2.5),
          types.MethodType(lambda a, b: (a, b), None), o.below, [].append, "a".join, o.get):
    attempt(through, m)
    attempt(through, m)
attempt(lambda: [list(o.produce(i)) for i in range(3)])
for m in [o.produce] * 3:
    attempt(lambda: list(m(1)))


def called_once(o):
    m = o.get
    w = weakref.ref(m, lambda r: print("the method ended", frames_below(1)[0][0]))
    n = [m]
    del m
    return n.pop()(1), w() is None


attempt(called_once, o)
attempt(called_once, o)
attempt(lambda: [o.kept(i) for i in range(3)])
o.kept = len
attempt(lambda: [o.kept("abc") for i in range(3)])


# ---- iter() of a class whose __iter__ is a generator function

class Tree:
    def __init__(self, depth):
        self.depth = depth
        self.left = Tree(depth - 1) if depth else None
        self.right = Tree(depth - 1) if depth else None

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.depth
        if self.right:
            yield from self.right


def walk(tree):
    return [x for x in tree], sum(x for x in tree), [*tree]


tree = Tree(3)
attempt(walk, tree)
recursive = Tree.__iter__


def walker(tree):
    result = yield from tree
    return "ended", result


for new in (lambda self: iter((self.depth,)), lambda self: 5, None, len, lambda self, more=2: iter([more]), recursive,
            lambda self, more: iter([more]), staticmethod(lambda: iter("s")), classmethod(lambda cls: iter(cls.__name__)), recursive):
    Tree.__iter__ = new
    attempt(walk, tree)
    attempt(lambda: [*walker(tree)])


def with_default(self, more="more"):
    yield more
    yield frames_below(2)
    return "result"


def with_stars(self, *more):
    yield more


def with_keyword(self, *, more=1):
    yield more


async def asynchronous(self):
    yield 1


for new in (with_default, with_stars, with_keyword, asynchronous, recursive):
    Tree.__iter__ = new
    attempt(walk, Tree(0))
    attempt(lambda: [*walker(Tree(0))])
del Tree.__iter__
attempt(walk, tree)
Tree.__getitem__ = lambda self, i: [3, 4, 5][i]
attempt(walk, tree)
Tree.__iter__ = recursive
tree.__iter__ = lambda: iter(())
attempt(walk, tree)
tree.left.__class__ = type("Other", (Tree,), {"__iter__": with_default})
attempt(lambda: [x for x in tree if isinstance(x, (int, str))])


# ---- small and other ints appended by comprehensions

def appended(n, step):
    return [i * step for i in range(-n, n)], [x for x in range(250, 260)], [x for x in [255, 256, 257, 2**40, True, 1.0, -5, -6]]


attempt(appended, 3, 90)
attempt(appended, 2, 1.5)
print([x is y for x, y in zip([x for x in [256, 257, -5, -6]], [256, 257, -5, -6])][0::2])


# ---- the collector at each allocation, with finalisers that call

import gc


class Cycle:
    made = ended = 0

    def __init__(self):
        Cycle.made += 1
        self.me = self

    def __del__(self):
        Cycle.ended += add(1, b=deep(3)) - 3 + len([x for x, y in zip([0], [1])] + [*(add(i) for i in range(0))]) - 1


def starred(*args, **kw):
    return args, kw


def collecting(n):
    for i in range(n):
        Cycle()
        yield starred(i, [i], (i, "a")), starred(i + 2**40, k=[i]), starred(*[i, [i]], **{"k": i}), o.stars([i], i * 1.5), [[i]] + [[i]], ([i],)[:1]


threshold = gc.get_threshold()
gc.set_threshold(1, 1, 1)
rows = list(collecting(40))
gc.set_threshold(*threshold)
gc.collect()
print(rows == list(collecting(40)), rows[-1])
gc.collect()
print(Cycle.made, Cycle.ended)
