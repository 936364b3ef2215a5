"""What the VM does with containers, strings and builtins by itself, and the world changed under it."""
import builtins
import collections
import math
import traceback


def show(*values):
    print(*[f"{type(v).__name__}:{v!r}" for v in values])


def failure(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error, [entry.name for entry in traceback.extract_tb(error.__traceback__)])


# ---- dict and set look-ups: keys that hash alike, keys with classes of their own
class Like:
    def __init__(self, value, calls):
        self.value, self.calls = value, calls

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        self.calls.append(other)
        return other == self.value


class Text(str):
    def __hash__(self):
        return 7

    def __eq__(self, other):
        return str(self) == str(other) + "!"


def lookups():
    calls = []
    table = {Like(5, calls): "like five", "name": 1, 2: "two", (1, "a"): "pair", -1: "minus", 2**60: "big"}
    for key in (5, "name", 2, 2.0, True, (1, "a"), (1, "b"), (1.0, "a"), -1, -2, 2**60, 2**60 + 1, None, ("a", 1), ()):
        print(repr(key), key in table, table.get(key), table.get(key, "missing"), key in set(table), key in frozenset([2, -1, "name"]))
    print(calls)
    table[5] = "replaced"
    table[1.0] = "float"
    table[True] = "true"
    table[(1, "a")] = [1]
    print(list(table.values()), len(table))
    strange = {Text("a"): 1}
    print("a" in strange, Text("a") in {"a": 2}, Text("a") in {"a!": 2}, [Text("a")] == ["a!"], "a" in [Text("a")], Text("a") in ("a!",))
    failure(lambda: table["nothing"])
    failure(lambda: table[[]])
    failure(lambda: [] in {1})
    failure(lambda: 5 in 5)


class Missing(dict):
    def __missing__(self, key):
        return ("missing", key)


class Loud(dict):
    def __getitem__(self, key):
        return ("loud", key)

    def __setitem__(self, key, value):
        dict.__setitem__(self, key, ("set", value))

    def __contains__(self, key):
        return True


class Row(list):
    def __getitem__(self, index):
        return ("row", index)


def subclasses():
    for kind in (dict, Missing, Loud, collections.Counter, collections.OrderedDict, lambda: collections.defaultdict(list)):
        d = kind()
        for i in range(3):
            d[i % 2] = i
        d["k"] = 1
        print(type(d).__name__, d[0], d[1], "x" in d, 0 in d, list(d.items()), d.get(5), len(d))
    for seq in ([1, 2, 3], (1, 2, 3), Row([1, 2, 3]), collections.namedtuple("P", "x y z")(1, 2, 3), "abc", b"abc", bytearray(b"abc"), range(3)):
        for index in (0, -1, 2, True):
            print(type(seq).__name__, seq[index], end=" ")
        print()
        failure(lambda: seq[3])
        failure(lambda: seq[-4])
        failure(lambda: seq["0"])
    store = bytearray(4)
    store[1] = 200
    store[-1] = True
    print(store)
    for value in (256, -1, "x", 2.0):
        failure(store.__setitem__, 0, value)


# ---- iterators: changed while they run
def iteration():
    d = {i: str(i) for i in range(4)}
    for way in (d, d.keys(), d.values(), d.items()):
        try:
            for item in way:
                d[len(d) + 10] = "new"
        except RuntimeError as error:
            print(error, len(d))
    for key, value in d.items():
        d[key] = value + "!"
    print(d)
    s = set(range(3))
    try:
        for item in s:
            s.add(item + 100)
    except RuntimeError as error:
        print(error)
    items = [1, 2, 3]
    for index, item in enumerate(items):
        if item < 6:
            items.append(item + 3)
        print(index, item, end=" ")
    print()
    for a, b in zip(items, "xyz"):
        items.pop()
        print(a, b, end=" ")
    print()
    failure(lambda: [x for x, y in zip([1, 2], [3], strict=True)])
    failure(lambda: [x for x, y in enumerate("ab", 2**62)])
    failure(lambda: [x for x, y, z in zip("ab", "cd")])
    print([(x, y) for x, y in enumerate("äb€", -1)], [x for x in reversed([1, 2, 3])], [b for b in b"az"], [c for c in "aé€😀"])
    rest = zip(iter([1, 2, 3]), "ab")
    for x, y in rest:
        print(x, y, end=" ")
    print(list(rest))

    class Countdown:
        def __init__(self, n):
            self.n = n

        def __iter__(self):
            return self

        def __next__(self):
            self.n -= 1
            if self.n < 0:
                raise KeyError("down") if self.n < -1 else StopIteration
            return self.n

    for index, n in enumerate(Countdown(3)):
        print(index, n, end=" ")
    print()
    down = Countdown(1)
    print([a + b for a, b in zip(down, [10, 20, 30])])
    failure(lambda: [a for a, b in enumerate(down)])


# ---- builtins: rebound, given what they do not know
class Number(int):
    def __str__(self):
        return "number"

    def __repr__(self):
        return "Number"

    def __format__(self, spec):
        return "<" + spec + ">"

    def __abs__(self):
        return "abs"

    def __gt__(self, other):
        return True

    def __lt__(self, other):
        return True


class Sized:
    def __len__(self):
        return 41


def calls():
    n, d, s, big, nan = 3, 2.5, "text", 2**70, float("nan")
    show(len(s), len([n]), len({n}), len(b"ab"), abs(-n), abs(-d), abs(-big), min(n, d), max(n, d, n), min(3, 3.0), max(True, 1), min([n, d]), max((n, big)))
    show(int(d), int("12"), int(" -7 "), int(-d), float(n), float("2.50"), float("1e3"), str(n), str(d), str(-0.0), bool(n), bool(s), bool({}), round(d), round(-1.5))
    show(ord("a"), chr(97), chr(8364), divmod(-7, 2), divmod(7, -2), divmod(7.5, 2), hash(-1), hash("a") == hash("a"), type(n), type(nan), type(None), isinstance(n, int))
    show(list("ab"), tuple([1]), set("a"), dict({1: 2}), list(), tuple(), set(), dict(), list({1: 2}), isinstance(True, (str, int)), isinstance(d, (str, int)))
    show(min(nan, 1.0) is nan, max(1.0, nan), abs(Number(-1)), str(Number(1)), f"{Number(1)} {Number(1):x}", max(Number(1), 2), len(Sized()))
    show(math.floor(d), math.sqrt(4), math.ceil(-0.5), math.floor(1e300) > 10**299, math.trunc(-2.5), math.exp(0))
    for bad in ((len, 5), (ord, "ab"), (chr, -1), (int, "x"), (int, "1_000_"), (float, "."), (min,), (max, []), (divmod, 1, 0), (math.sqrt, -1), (math.floor, nan), (round, "x"),
                (abs, "x"), (isinstance, 1, 1), (hash, []), (math.log, 0)):
        failure(*bad)


def rebound():
    def count(values):
        return len(values)
    kept = builtins.len
    out = []
    for i in range(6):
        if i == 3:
            builtins.len = lambda values: "mine"
        out.append(count([1, 2]))
    builtins.len = kept
    out.append(count([1]))
    print(out)

    def method(value, text):
        return value.startswith(text)

    class Own(str):
        def startswith(self, other):
            return "own"

    print([method(v, "a") for v in ("abc", "xbc", Own("abc"), "abc", "äa", "a")], [failure(method, v, "a") for v in (b"abc", 5)])
    print([x.isdigit() for x in ("5", "a", "55", "", "²", Own("5"))], [x.upper() for x in ("ab", "", "straße", "é")])
    stack = [1, 2, 3]
    for _ in range(5):
        failure(lambda: stack.pop())
    sizes = set()
    for i in range(200):
        sizes.add(i * 7 % 50)
        sizes.add(str(i % 9))
        sizes.add((i % 3, "t"))
        sizes.add(i / 2 % 3)
    print(len(sizes), 49 in sizes, "8" in sizes, (2, "t") in sizes, 0.5 in sizes)


# ---- generators that builtins consume
def gen(n, error=None):
    for i in range(n):
        yield i
    if error:
        raise error("at the end")


def consumers():
    print(sum(gen(10)), sum((x / 2 for x in gen(4)), 1), sum(x > 2 for x in gen(6)), sum(2**47 - 1 for _ in gen(4)), sum([] for _ in ()))
    print(any(x > 3 for x in gen(9)), all(x < 3 for x in gen(9)), any(x for x in ()), all(x for x in ()), any([x] for x in gen(1)), all("" for _ in gen(1)))
    print(min(x for x in (3, 1.0, 1)), max(x for x in "hello"), max(x for x in (1, True)), list(gen(3)), tuple(gen(3)), sorted(set(x % 3 for x in gen(9))))
    print(sorted(-x for x in gen(4)), ",".join(str(x) for x in gen(5)), "".join(c for c in ""), next(gen(2)), next(gen(0), "none"), sum(gen(3), 0.5))
    for function in (sum, any, all, min, max, list, tuple, set, sorted, ",".join, next):
        failure(function, gen(0, KeyError))
        failure(lambda: function(x for x in gen(1, ValueError)))
    failure(lambda: max(x for x in ()))
    failure(lambda: ",".join(x for x in ["a", 3]))
    failure(lambda: sum(x for x in ["a"]))
    failure(lambda: set([x] for x in gen(1)))
    failure(lambda: sorted(x for x in (1, "a")))
    failure(lambda: next(gen(0)))
    rest = gen(6)
    print(any(x == 2 for x in rest), list(rest))

    def delegating():
        yield from gen(2)
        result = yield from [5, 6]
        yield result
    print(list(delegating()), sum(x or 0 for x in delegating()))
    itself = (next(itself) for _ in range(1))
    failure(sum, itself)

    class Truth:
        def __bool__(self):
            raise OSError("truth")
    failure(lambda: any(Truth() for _ in gen(1)))
    closed = []

    def closing():
        try:
            yield 1
            yield 2
        finally:
            closed.append("closed")
    print(any(closing()), closed)


# ---- identity and sharing of boxes
def boxes():
    numbers = [1000, 2.5, -5, 2**40, 2**62, float("nan"), True]
    kept = [x for x in numbers if x]
    print(kept == numbers or kept[5] is numbers[5], [a is b for a, b in zip(kept, numbers)])
    kept[0] += 1
    kept[1] *= 2
    print(numbers, kept)
    both = [n for n in numbers for n in [n]]
    print(len(both), sum(both[:4]))
    pair = {}
    for i in range(300, 303):
        pair[i] = i
        pair[i] += 1
    print(pair)
    text = [3, 1, 2]
    out = [text.append(x) or x for x in text if len(text) < 6]
    print(out, text)


for _ in range(3):
    lookups()
    subclasses()
    iteration()
    calls()
    rebound()
    consumers()
    boxes()
