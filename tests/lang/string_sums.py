"""Sums of strings: the operands' kinds and lengths, what grows in place and what must not, sums of two characters, which are kept."""
import sys

PIECES = ["", "a", "b", "ab", "abc" * 5, "x" * 300, "y" * 600, "é", "éü", "日", "日本" * 9, "\U0001f600", "z" * 5000]


def plain(s, t):
    return s + t


def in_place(s, t):
    s += t
    return s


def to_left(s, t):
    t = s + t
    return t


def of_temporaries(s, t):
    return (s + "-") + (t + "+") + s


def doubled(s):
    s = s + ""
    s += s
    t = s + s
    s += s
    return t == s, len(s), s[:3], s[-3:]


def made_anew(s):
    """A string that nobody else has, doubled."""
    s = "".join([c for c in s])
    s += s
    s = s + s
    return len(s), s[:5], s[-5:]


for round in range(3):
    for s in PIECES:
        print(len(s), doubled(s), made_anew(s), made_anew(s * 7))
        for t in PIECES:
            r = plain(s, t)
            assert r == in_place(s, t) == to_left(s, t) == "".join((s, t)), (s, t)
            assert of_temporaries(s, t) == "".join((s, "-", t, "+", s))
            assert len(r) == len(s) + len(t) and hash(r) == hash("".join((s, t)))


def kept(n):
    """Keys of two characters, made again and again; one of them grows afterwards."""
    squares = {column + row: 0 for column in "abcdefgh" for row in "12345678"}
    for i in range(n):
        key = "abcdefgh"[i % 8] + "12345678"[i // 8 % 8]
        squares[key] += 1
        key += "!"
        if key in squares:
            print("never")
    return squares


print(kept(1000))


class Shout(str):
    def __add__(self, other):
        return "shout " + str(other)

    def __radd__(self, other):
        return "heard " + str.__str__(other)


def mixed(values):
    out = []
    for s in values:
        for t in values:
            try:
                out.append(s + t)
            except TypeError as error:
                out.append(str(error))
    return out


print(mixed(["a", "b", Shout("c"), 1, None, b"d", "ef"]))


def references(n):
    s, t = "left" * 3, "right" * 3
    before = sys.getrefcount(s), sys.getrefcount(t)
    for i in range(n):
        u = s + t
        u += s
        u = t + u
    del u
    return (sys.getrefcount(s) - before[0], sys.getrefcount(t) - before[1])


print(references(500))


# Sums of the same two names again and again: what is kept of them is not seen to change.
PREFIXES = ["visit_", "on_", "", "x", "caf\u00e9_", "prefix_that_is_rather_long_" * 3]
KINDS = ["name", "call", "_", "", "\u00e9t\u00e9", "suffix"]


def of_names(rounds):
    last = None
    for _ in range(rounds):
        out = []
        for prefix in PREFIXES:
            for kind in KINDS:
                name = prefix + kind
                other = f"{prefix}{kind}"
                assert name == other and hash(name) == hash(other) and len(name) == len(prefix) + len(kind)
                grown = name
                grown += "+"
                grown += kind
                out.append((name, grown))
        assert last is None or last == out
        last = out
    return last


print(of_names(5)[:9])


class Visitor:
    def visit(self, kind):
        return getattr(self, "visit_" + kind, self.other)(kind)

    def format(self, kind):
        return getattr(self, f"visit_{kind}", self.other)(kind)

    def visit_name(self, kind):
        return "name"

    def other(self, kind):
        return "other " + kind


def changed():
    visitor, out = Visitor(), []
    for i in range(40):
        if i == 10:
            Visitor.visit_call = lambda self, kind: "call"
        elif i == 20:
            visitor.visit_name = lambda kind: "own " + kind
        elif i == 30:
            del Visitor.visit_call
            del visitor.visit_name
        row = [visitor.visit("name"), visitor.visit("call"), visitor.format("name"), visitor.format("call")]
        if not out or out[-1] != row:
            out.append(row)
    return out


print(changed())


def names_that_die(n):
    """Interned names come and go: another one may be where one was."""
    total = 0
    for i in range(n):
        a, b = sys.intern("a%d" % (i % 7)), sys.intern("b%d" % (i % 5))
        for _ in range(3):
            c = a + b
            assert c == "a%db%d" % (i % 7, i % 5), c
        total += len(c)
        del a, b, c
    return total


print(names_that_die(2000))


# What grows is a string of its own each time, whatever the sum is.
def grown(rounds):
    holder, seen = [None], []
    for _ in range(rounds):
        a = "ke"
        a += "y1"
        b = "ke"
        b = b + "y1"
        holder[0] = "ke"
        holder[0] += "y1"
        seen.append((a == b == holder[0] == "key1", a is b, a is holder[0]))
    return set(seen)


print(grown(6))
