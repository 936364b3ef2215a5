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
