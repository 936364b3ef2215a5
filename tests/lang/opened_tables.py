"""`for` over dicts, their views, sets, enumerate(), zip() and reversed(), which the VM keeps in registers: one site meets many things, and they change in mid-loop."""
import builtins
import gc
import sys
from collections import Counter, OrderedDict, defaultdict


def keys(d):
    out = []
    for k in d:
        out.append(k)
    return out


def items(d):
    out = []
    for k, v in d.items():
        out.append((k, v))
    return out


def whole_items(d):
    out = []
    for item in d.items():
        out.append(item)
    return out


def views(d):
    out = []
    for k in d.keys():
        out.append(k)
    for v in d.values():
        out.append(v)
    return out, [k for k in d], [(v, k) for k, v in d.items()], sorted({repr(v) for v in d.values()}), list(k for k in d.keys())


def report(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as e:
        print(function.__name__, type(e).__name__, e)


class Dict(dict):
    def items(self):
        return [("own", "items")]

    def __iter__(self):
        return iter(["own"])


class Plain(dict):
    pass


class Split:
    def __init__(self):
        self.x = 1
        self.y = 2


things = [{}, {1: 2}, {"a": 1, "b": 2.5}, {2.5: None, (1, 2): "t", "s": 1 << 70}, Dict(a=1), Plain(b=2), defaultdict(list, c=[3]), OrderedDict(d=4), Counter("aab"),
          Split().__dict__, vars(sys.modules[__name__])["__builtins__"] and {1: True}, {i: i for i in range(40000)}, type("T", (), {}).__dict__ and {"z": 0}]
for _ in range(3):
    for thing in things:
        if len(thing) < 100:
            report(keys, thing)
            report(items, thing)
            report(whole_items, thing)
            report(views, thing)
        else:
            print(len(keys(thing)), len(items(thing)), len(whole_items(thing)), [len(x) for x in views(thing)])
for thing in [{1, 2}, frozenset("a"), [1], (1,), "ab", {3: 4}, set(), iter({5}), {6: 7}.values(), None, {8}, set(range(40000)), [(1, 2)], {(3, 4): 5}] * 2:
    if isinstance(thing, set) and len(thing) > 9:
        print(sum(keys(thing)))
    else:
        report(keys, thing)


def pairs_of(iterable):
    out = []
    for a, b in iterable:
        out.append((a, b))
    return out


for thing in [{(1, 2): 3}, {(1, 2): 3}.items(), [(1, 2)], {"ab": 1}, {"abc": 1}, enumerate("x"), {"k": "v"}.items(), zip("a", "b"), {5: 6}, {(1, 2)}] * 2:
    report(pairs_of, thing)


# ---- what changes in mid-loop

def grows(d):
    for k in d:
        d[len(d)] = k


def grows_items(d):
    for k, v in d.items():
        d[len(d)] = k


def grows_values(d):
    for v in d.values():
        d[len(d)] = v


def shrinks(d):
    for k in d:
        del d[k]


def replaces(d):
    seen = []
    for k, v in d.items():
        del d[k]
        d[str(k) + "'"] = v
        seen.append(k)
        if len(seen) > 50:
            break
    return seen


def moves(d):
    seen = []
    for k in d:
        seen.append(k)
        d[k] = d.pop(k)
        if len(seen) > 50:
            break
    return seen


def assigns(d):
    for k, v in d.items():
        d[k] = (k, v)
    return d


def cleared(d):
    seen = []
    for k in d:
        seen.append(k)
        d.clear()
    return seen


def cleared_and_filled(d):
    seen = []
    for k, v in d.items():
        copy = dict(d)
        seen.append(k)
        d.clear()
        d.update(copy)
        if len(seen) > 9:
            break
    return seen


def set_grows(s):
    for x in s:
        s.add(x + 100)


def set_swaps(s):
    seen = 0
    for x in s:
        s.discard(x)
        s.add(x + 1000)
        seen += 1
        if seen > 30:
            break
    return len(s)


for _ in range(3):
    for function in (grows, grows_items, grows_values, shrinks, replaces, moves, assigns, cleared, cleared_and_filled):
        report(function, {})
        report(function, {1: "x"})
        report(function, {1: "x", 2: "y", "k": None})
    report(set_grows, {1, 2})
    report(set_swaps, {1, 2, 3})


def many_moves():
    """The place in the table passes what fits the register."""
    d = {i: i for i in range(20000)}
    n = 0
    for k in d:
        n += 1
        if k < 19000:
            d[k] = d.pop(k)
        if n > 60000:
            break
    return n, len(d)


report(many_moves)


# ---- enumerate, zip, reversed

def counted(x, *start):
    out = []
    for i, y in enumerate(x, *start):
        out.append((i, y))
    return out


def counted_from(x, start):
    out = []
    for i, y in enumerate(x, start):
        out.append((i, y))
    return out


def counted_plain(x):
    out = []
    for i, y in enumerate(x):
        out.append((i, y))
    for item in enumerate(x):
        out.append(item)
    for i, (a, b) in enumerate([(y, y) for y in x]):
        out.append((i, a, b))
    return out


def zipped(x, y):
    out = []
    for a, b in zip(x, y):
        out.append((a, b))
    for item in zip(x, y):
        out.append(item)
    return out, [a for a, b in zip(x, y)], [(a, b) for a in x for b, c in zip(x, y)]


def backwards(x):
    out = []
    for y in reversed(x):
        out.append(y)
    return out


for _ in range(3):
    for thing in [[], [1, 2, 3], (4.5, None), "str", {1: 2}, iter([1]), [(1, 2)], range(3), None, [[5]], {6}]:
        report(counted, thing)
        report(counted_plain, thing if not hasattr(thing, "__next__") else [7])
        report(counted_from, thing, 1)
        report(backwards, thing)
        report(zipped, thing, [1, 2])
        report(zipped, (1, 2, 3), thing)
        report(zipped, thing, thing)
    for start in (0, 1, 5, 8191, 8192, -1, 1 << 40, 1 << 70, True, 2.5, "s", None):
        report(counted_from, [1, 2], start)
        report(counted_from, (1,), start)


def list_changes():
    l = [1, 2, 3]
    out = []
    for i, x in enumerate(l):
        out.append((i, x))
        if len(l) < 6:
            l.append(x * 10)
    for x in reversed(l):
        out.append(x)
        if len(l) > 4:
            del l[0]
    for a, b in zip(l, out):
        if len(out) < 20:
            l.append(a)
            out.append(b)
    for i, x in enumerate(l):
        l.clear()
    for x in reversed([1, 2, 3]):
        x = None
    return out, l


report(list_changes)
report(list_changes)


def nested(n):
    total = 0
    for i, row in enumerate([[1, 2], [3, 4]] * n):
        for j, x in enumerate(row, 1):
            for a, b in zip(row, (i, j)):
                for k, v in {a: b}.items():
                    for w in reversed([k, v]):
                        for z in {w}:
                            total += z * x
    return total


print(nested(3), nested(4))


def leaves(how):
    for a, b in zip([1, 2], ([], [])):
        for k, v in {1: b}.items():
            for i, x in enumerate([a]):
                if how == "break":
                    break
                if how == "continue":
                    continue
                if how == "return":
                    return k, i
                if how == "raise":
                    raise ValueError(how)
        else:
            how = "break"
    else:
        return "else"
    return "end"


for how in ("break", "continue", "return", "raise", "none"):
    report(leaves, how)


def caught():
    out = []
    for a, b in zip([1, 2], [3, 0]):
        try:
            for k, v in {a: b}.items():
                for x in {k}:
                    out.append(x // v)
        except ZeroDivisionError as e:
            out.append(str(e))
    return out


print(caught(), caught())


# ---- what has a name goes on where the loop left it

def named(d, l):
    out = []
    it = reversed(l)
    for x in it:
        out.append(x)
        break
    for x in it:
        out.append(x)
    it = enumerate(l)
    for i, x in it:
        out.append((i, x))
        break
    for i, x in it:
        out.append((i, x))
    it = zip(l, l)
    for a, b in it:
        out.append((a, b))
        break
    out.append(list(it))
    view = d.items()
    for k, v in view:
        out.append((k, v))
        break
    out.append(list(view))
    view = d.keys()
    for k in view:
        break
    numbers = range(3)
    for n in numbers:
        break
    out.append((view == d.keys(), numbers, [(y, numbers) for y in numbers]))
    return out


for _ in range(4):
    print(named({1: 2, 3: 4}, [5, 6, 7]))


# ---- names that stand for something else

def rebound():
    out = []
    for _ in range(4):
        for i, x in enumerate(["a"]):
            out.append((i, x))
        for a, b in zip([1], [2]):
            out.append((a, b))
        if _ == 1:
            globals()["enumerate"] = lambda x: [("own", x)]
            globals()["zip"] = lambda *x: [x]
        if _ == 2:
            del globals()["enumerate"], globals()["zip"]
    return out


print(rebound())


def builtin_rebound():
    out = []
    true = builtins.reversed
    for n in range(4):
        for x in reversed([1, 2]):
            out.append(x)
        if n == 1:
            builtins.reversed = sorted
        if n == 2:
            builtins.reversed = true
    return out


print(builtin_rebound())


# ---- generators hold the registers

def gen(d, l):
    for k, v in d.items():
        yield k, v
        for i, x in enumerate(l):
            yield i, x
            for a, b in zip(l, l):
                yield a, b
        for x in reversed(l):
            yield x
        for x in set(l):
            yield x


print(list(gen({1: 2, 3: 4}, [5, 6])), list(gen({}, [])))
g = gen({1: 2}, [7, 8])
print(next(g), next(g), next(g))
g.close()
g = gen({1: 2}, [7, 8])
print(next(g), next(g))
del g
d = {1: 2, 3: 4}
g = gen(d, [])
print(next(g))
d[5] = 6
try:
    next(g)
except RuntimeError as e:
    print(e)


# ---- lifetimes

class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


class NoisyList(list):
    pass


def owners():
    for k, v in {1: Noisy("value")}.items():
        print("in items", k)
        del v
    print("after items")
    for x in {Noisy("in set")}:
        del x
        print("in loop")
    print("after set")
    for a, b in zip([Noisy("first")], [2]):
        del a, b
        print("in zip")
    print("after zip")
    for a, b in zip([Noisy("first of a break")], [Noisy("second of a break")]):
        del a, b
        break
    print("after break")
    for i, x in enumerate([Noisy("counted")]):
        del x
    print("after enumerate")
    for x in reversed([Noisy("reversed")]):
        del x
    print("after reversed")
    try:
        for a, b in zip([Noisy("first of an error")], [Noisy("second of an error")]):
            del a, b
            raise KeyError
    except KeyError:
        print("caught")
    for a, b in zip([Noisy("first of a return")], [Noisy("second of a return")]):
        del a, b
        return "returned"


print(owners())
print(owners())


def counts():
    d = {1: 2}
    l = [1]
    m = [2]
    s = {1}
    before = [sys.getrefcount(x) for x in (d, l, m, s)]
    for _ in range(50):
        for k, v in d.items():
            pass
        for k in d:
            break
        for v in d.values():
            pass
        for i, x in enumerate(l):
            pass
        for i, x in enumerate(l, 3):
            break
        for a, b in zip(l, m):
            pass
        for a, b in zip(l, m):
            break
        for x in reversed(l):
            pass
        for x in s:
            pass
        [k for k, v in d.items()]
        list(d.values())
    return before == [sys.getrefcount(x) for x in (d, l, m, s)]


print(counts())


# ---- tracing begins in mid-loop: the words of the loop become traps, and the host's iterators go on where the registers were

def traced(kind):
    lines = []

    def tracer(frame, event, arg):
        if frame.f_code.co_name == "loops":
            lines.append(event)
        return tracer

    def loops():
        out = []
        d = {i: str(i) for i in range(6)}
        l = [10, 20, 30, 40]
        for k, v in d.items():
            out.append((k, v))
            if kind == 0 and k == 2:
                sys.settrace(tracer)
                sys._getframe().f_trace = tracer
        for i, x in enumerate(l, 2):
            out.append((i, x))
            if kind == 1 and i == 3:
                sys.settrace(tracer)
                sys._getframe().f_trace = tracer
        for a, b in zip(l, (1, 2, 3)):
            out.append((a, b))
            if kind == 2 and b == 2:
                sys.settrace(tracer)
                sys._getframe().f_trace = tracer
        for x in reversed(l):
            out.append(x)
            if kind == 3 and x == 30:
                sys.settrace(tracer)
                sys._getframe().f_trace = tracer
        for x in set(l):
            out.append(x)
        for k in d:
            out.append(k)
        sys.settrace(None)
        return out

    for _ in range(2):
        print(loops(), len(lines))


for kind in range(5):
    traced(kind)


def calls_of(loop):
    events = []

    def profiler(frame, event, arg):
        if event.startswith("c_"):
            events.append((event, arg.__name__))

    loop({1: 2})
    loop({1: 2})
    loop({1: 2})
    sys.setprofile(profiler)
    loop({1: 2})
    sys.setprofile(None)
    return events


print(calls_of(items), calls_of(keys), calls_of(lambda d: [0 for k, v in d.items()]))


# ---- limits of recursion, the collector in mid-loop

def deep(n, d):
    for k, v in d.items():
        for i, x in enumerate([1]):
            for a, b in zip([1], [2]):
                return deep(n + 1, d)


def depth():
    try:
        deep(0, {1: 2})
    except RecursionError as e:
        return str(e)


print(depth())


def collected():
    out = []
    d = {i: [i] for i in range(20)}
    for k, v in d.items():
        v.append(v)
        gc.collect()
        for x in {k}:
            gc.collect()
            out.append(x)
    return out


print(collected())


def unpack(rows):
    total = []
    for a, b, c in rows:
        total.append((c, b, a))
    for a, b, c, d in [(1, 2, 3, 4), [5, 6, 7, 8], "abcd", (9, 10, 11, 12)]:
        total.append((a, b, c, d))
    return total


for rows in [[(1, 2, 3)], [(1, "b", 2.5), [4, 5, 6]], [(1, 2)], [(1, 2, 3, 4)], [None], ["abc"], [(1, 2, 3)], zip([1], [2], [3]), {(1, 2, 3): 4}]:
    report(unpack, rows)


class Empties:
    """Its end empties the list that is being unpacked."""
    def __init__(self, items):
        self.items = items

    def __del__(self):
        self.items.clear()
        self.items.extend([0] * 40)


def emptied():
    out = []
    for _ in range(4):
        row = [1 << 60, 2 << 60, 3 << 60]
        a = b = c = None
        a = Empties(row)
        for a, b, c in [row]:
            out.append((a, b, c))
        a = Empties(row)
        row[:] = ["x", "y", "z"]
        a, b, c = row
        out.append((a, b, c))
        row[:] = ["x", "y"]
        a = Empties(row)
        a, b = row
        out.append((a, b))
    return out


print(emptied())
