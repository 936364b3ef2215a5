"""Slices and indexing on lists, tuples, strings, bytes, ranges and own classes; assignment and deletion."""

base = list(range(10))
cases = [slice(None), slice(3), slice(2, 7), slice(-3, None), slice(None, -3), slice(None, None, 2), slice(None, None, -1),
         slice(8, 2, -2), slice(2, 8, -1), slice(20, 30), slice(-30, 3), slice(5, 5), slice(None, None, 100), slice(-1, None, -3)]
text, data, numbers, tup = "abcdefghij", b"abcdefghij", range(10), tuple(base)
for s in cases:
    print(s, base[s], text[s], data[s], numbers[s], tup[s], s.indices(10))
for i in (0, -1, 9, -10, True):
    print(i, base[i], text[i], data[i], numbers[i], tup[i])
for container in (base, text, data, numbers, tup):
    for index in (10, -11, "1", 1.0, None, 2 ** 70):
        try:
            print(container[index])
        except (IndexError, TypeError) as error:
            print(type(container).__name__, index, type(error).__name__, error)


def after(action):
    x = list(range(6))
    try:
        exec(action, {"x": x})
    except (ValueError, TypeError, IndexError) as error:
        return f"{type(error).__name__}: {error}"
    return x


for action in ("x[1:3] = 'abcd'", "x[:] = []", "x[2:2] = [9, 9]", "x[::2] = 'abc'", "x[::2] = 'ab'", "x[4:1] = [7]", "x[-2:] = (1,)", "x[::-1] = range(6)",
               "x[1:3] = x", "x[3:] = (i for i in 'gen')", "x[1:2] = 5", "del x[1:3]", "del x[::2]", "del x[::-2]", "del x[:]", "del x[10:]", "del x[6]",
               "x[6] = 1", "x[-7] = 1", "x['a'] = 1", "x[1:3] += [0]", "x[0] += 100", "x[1], x[0] = x[0], x[1]", "x[1:3], x[0] = 'zz', 'a'", "del x[0], x[0]", "x[5:0:-2] = 'abc'"):
    print(action, after(action))


class Show:
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)


s = Show()
print(s[1], s[1:2], s[1:2, 3], s[::], s[:, 1:, ::2], s[...], s[()], s[(1, 2)], s[1,], s[None:"a":[]], s[*[1, 2]], s[1:2, *"ab"])
s[1:2] = 3
s[..., 0] = "x"
del s[1:], s["k"]


class Idx:
    def __init__(self, n): self.n = n
    def __index__(self): print("index", self.n); return self.n


print(base[Idx(3)], base[Idx(1):Idx(8):Idx(3)], text[:Idx(2)], list(numbers[Idx(-2):]))
r = range(0, 100, 7)
print(r[2], r[-1], r[1:4], r[::-1], r[5:2], len(r), 21 in r, 22 in r, r.index(21), r.count(5), r == range(0, 99, 7), range(0) == range(2, 1))
print(range(10 ** 20, 10 ** 20 + 5)[2], len(range(-5, 5, 3)), list(range(5, -5, -4)), range(1, 10, 3)[::-1], hash(range(3)) == hash(range(0, 3, 1)))
b = bytearray(b"hello")
b[1:3] = b"EYY"
b[0] = 72
del b[-1]
b += b"!"
print(b, b[::-1], b[2])
try:
    b[0] = 256
except ValueError as error:
    print(error)
nested = [[0] * 3 for _ in range(3)]
nested[1][1:] = [5, 6]
nested[0][0] = nested[1]
nested[0][0][0] = "shared"
print(nested, [row[::-1] for row in nested[::-1]])
print("abc"[0:1][0], "héllo"[1], "日本語"[::-1], "a"[5:], ()[1:], "x" * 3 + "yz"[1:] * 2)
sl = slice(1, 10, 2)
print(sl.start, sl.stop, sl.step, sl == slice(1, 10, 2), sl < slice(2, 3, 4), slice(None).indices(3), slice(-100, 100, -1).indices(4))
try:
    base[::0]
except ValueError as error:
    print(error)
try:
    hash(sl)
except TypeError as error:
    print(error)
x = [1, 2, 3]
for i, v in enumerate(x):
    if v == 2:
        x[i:i + 1] = [20, 21]
print(x, x.index(21, 1), [1, 2, 1].index(1, 1), x[len(x) // 2:], x[~0], x[-len(x)])
matrix = [[r * 3 + c for c in range(3)] for r in range(3)]
print([row[1] for row in matrix], [m[i] for i, m in enumerate(matrix)], list(map(list, zip(*matrix[::-1]))))

# Sizes around those of free lists, size classes and memory of its own: copies, sums, and what is appended and removed afterwards.
for n in (0, 1, 2, 19, 20, 31, 32, 33, 63, 64, 65, 127, 128, 129, 500, 5000):
    items = [str(i) for i in range(n)]
    copy, most, both, tail = items[:], items[1:], items + items, items + [n]
    copy.append("end")
    most.extend(copy)
    both.insert(n, None)
    tail.pop()
    del both[::2], most[-1:]
    nested = [items] + [[x] for x in items[:3]]
    nested[0] = nested[-1:] + nested
    print(n, len(copy), len(most), len(both), tail == items, copy[:-1] == items, most[n:] == items or n == 0, both[:3], hash(tuple(tail)) == hash(tuple(items)), len(nested[0]))


def digraphs():
    """Slices of two characters: all of ASCII, twice, then other kinds."""
    letters = [chr(c) for c in range(128)]
    wrong = 0
    for _ in range(2):
        for a in letters:
            for b in letters:
                text = "<" + a + b + ">"
                if text[1:3] != a + b or len(text[1:3]) != 2 or hash(text[1:3]) != hash(a + b) or text[1:3] + "!" != a + b + "!":
                    wrong += 1
    kept = {"ab": 1, "b\0": 2}
    word = "ab\0c"
    text = word[0:2]
    text += "c"
    return wrong, "xab"[1:3] in kept, word[1:3] in kept, word[2:4], "\xe9ab"[1:3], "\u20acab"[1:3], "a\xe9b"[0:2], "ab"[0:2] is "ab"[0:2], text, word[0:2]


print(digraphs())
