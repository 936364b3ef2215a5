"""Keys taken out of dicts and sets, dicts that grow, and dict() of pairs: what is there, what raises, who is told when something ends."""
import sys


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


def taken():
    d = {}
    for i in range(40):
        d[i] = i
        d["k%d" % i] = i
        d[(i, "x")] = i
        d[i / 2] = i
    for i in range(0, 40, 3):
        del d[i]
        print(d.pop("k%d" % i), d.pop("zz", None), d.pop((i, "x")), d.pop((i, "y"), 7))
    print(len(d), list(d)[:10])
    for call in (lambda: d.pop("no"), lambda: d.pop(0), lambda: d.__delitem__("q"), lambda: d.pop([]), lambda: d.pop([], 1)):
        attempt(call)
    try:
        del d["nothing"]
    except KeyError as error:
        print("KeyError", error)
    try:
        del d[[]]
    except TypeError as error:
        print(error)
    print(d.popitem(), len(d))


def in_loops():
    d = {"a": 1, "b": 2, "c": 3}
    try:
        for k in d:
            del d[k]
    except RuntimeError as error:
        print(error)
    d = {"a": 1, "b": 2, "c": 3}
    try:
        for k in d:
            d.pop(k)
            d[k + "x"] = 1
    except RuntimeError as error:
        print(error)
    print(d)
    for n in range(200):
        d[n] = n
        if n % 3:
            del d[n]
        if n % 7 == 0:
            d.pop(n, None)
    print(d)


def sets():
    s = {1, "a", (1, 2), 2.5}
    s.discard(1)
    s.discard(1)
    s.remove("a")
    s.discard((1, 2))
    print(s)
    for call in (lambda: s.remove("a"), lambda: s.remove([]), lambda: s.discard([])):
        attempt(call)
    for i in range(100):
        s.add(i)
        s.add(str(i))
        if i % 3:
            s.remove(i)
            s.discard(str(i))
    print(sorted(map(str, s)), len(s))


class Last:
    def __del__(self):
        print("del", sys._getframe(1).f_lineno - sys._getframe(1).f_code.co_firstlineno)


def ends():
    d = {"x": Last(), "y": Last(), "z": Last()}
    del d["x"]
    d.pop("y")
    kept = d.pop("z")
    print("kept")
    kept = None
    print(d, kept)


class Key:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return hash(self.v)

    def __eq__(self, other):
        return self.v == (other.v if isinstance(other, Key) else other)


def keys_with_code():
    d = {Key(1): 1, Key("a"): 2}
    print(d.pop(1), d.pop("a"), d, 1 in {Key(1)}, "a" in {Key("a"): 1})
    s = {Key(5), Key("z")}
    s.remove(5)
    s.discard("z")
    print(s)
    d = {Key(3): 1}
    d[3] = 2
    print(len(d), d[Key(3)], [type(k).__name__ for k in d])
    del d[3]
    print(d)


def hashes():
    d = {-1: "a", -2: "b"}
    print(d[-1], d[-2], -1 in d, -2 in d, d.pop(-1), d, -1 in d)
    s = {-1, -2}
    print(-1 in s, -2 in s)
    s.remove(-2)
    print(s, -2 in s, -1 in s)
    d = {2**40: 1, 2**47 - 1: 2, 2**61 - 1: 3, True: 4}
    print(d[2**40], d[2**47 - 1], 1 in d, d[1], 0 in d, 0.0 in d, (2**61 - 1) in d)
    s = {0}
    print(0 in s, (2**61 - 1) in s, False in s)
    s.discard(False)
    print(s)


def strings():
    d = {"w%d" % i: i for i in range(300)}
    print(sum(d["w%d" % i] for i in range(300)), sum("w%d" % i in d for i in range(600)), all(d[k] == i for i, k in enumerate(d)))
    for i in range(0, 300, 2):
        del d["w%d" % i]
    print(len(d), sum("w%d" % i in d for i in range(300)), d.get("w1"), d.get("w2"), "w2" in d, "" in d, "\xe9" in d)
    e = {}
    print("a" in e, e.get("a"), "abc"[1:] in e, e)


def pairs():
    print(dict([("a", 1), (2, 3), ("a", 5)]), dict(zip("abc", [1, 2, 3])), dict((("x", 1),)), dict(zip([1, 2], [3, 4])), dict(zip("ab", range(5))),
          dict([["a", 1]]), dict([("a", 1), ["b", 2]]), dict([(Key(1), 2)])[1], dict([]), dict(()))
    for call in (lambda: dict([("a",)]), lambda: dict([1]), lambda: dict(zip([[]], [1])), lambda: dict(zip("ab")), lambda: dict(zip("a", "b", "c")),
                 lambda: dict([("a", 1), 5]), lambda: dict([([], 1)]), lambda: dict(zip("ab", [1], strict=True))):
        attempt(call)
    d = {}
    print(d.setdefault("a", []) is d.setdefault("a", {}), d.setdefault(300, 301), d.setdefault(300, 5), d.setdefault((1, 2)), d.setdefault(1.5, 2), d)
    attempt(lambda: d.setdefault([], 1))
    for i in range(30):
        d.setdefault(i % 11, []).append(i)
    print(d)


for _ in range(3):
    taken()
    in_loops()
    sets()
    ends()
    keys_with_code()
    hashes()
    strings()
    pairs()
