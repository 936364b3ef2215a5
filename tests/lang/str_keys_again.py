"""Look-ups of the same str keys in small dicts that change between them: entries move, go, come again; other dicts take their place."""
import sys

KEYS = [r + c for r in "ABCDEFGHI" for c in "123456789"]


def total(d, keys):
    out = 0
    for k in keys:
        out += d[k]
    return out


def attempt(d, k):
    try:
        return d[k]
    except KeyError as error:
        return repr(error)


d = {k: i for i, k in enumerate(KEYS)}
print(total(d, KEYS), total(d, KEYS))

# Gone and back: another place among the entries.
for k in KEYS[::3]:
    del d[k]
print([attempt(d, k) for k in KEYS[:7]], total(d, KEYS[1::3]))
for k in KEYS[::3]:
    d[k] = 1000
print(total(d, KEYS), [d[k] for k in KEYS[:7]])

# Cleared, filled in another order, grown past what a byte can index, and shrunk by a copy.
d.clear()
print([attempt(d, k) for k in KEYS[:3]])
for i, k in enumerate(reversed(KEYS)):
    d[k] = i
print(total(d, KEYS), [d[k] for k in KEYS[:5]])
for i in range(500):
    d["more%d" % i] = i
print(total(d, KEYS), d["more499"], d["more0"])
for i in range(500):
    del d["more%d" % i]
d = dict(d)
print(total(d, KEYS), len(d))

# Equal keys that are other objects, and subclasses of str.
others = ["".join(list(k)) for k in KEYS]
print(total(d, others), total(d, others), total(d, KEYS))


class Key(str):
    hashed = 0

    def __hash__(self):
        Key.hashed += 1
        return str.__hash__(self)


print(total(d, [Key(k) for k in KEYS]), Key.hashed)


class Never(str):
    def __eq__(self, other):
        return False

    __hash__ = str.__hash__


print([attempt(d, Never(k)) for k in KEYS[:2]])

# Values of every kind, and None, at the same place.
for value in (1, 2**40, 2**70, 1.5, "text", None, True, [1], (1, 2), object, sys):
    d["A1"] = value
    assert d["A1"] is value or d["A1"] == value, value
    d["A1"]

# Many dicts, made and dropped in turn: their tables lie where others lay.
seen = []
for round_ in range(300):
    e = {k: round_ + i for i, k in enumerate(KEYS[round_ % 40:round_ % 40 + 30])}
    key = KEYS[round_ % 40 + round_ % 30]
    seen.append(e[key] + e[key])
    e.pop(key)
    seen.append(attempt(e, key) == repr(KeyError(key)))
print(sum(s for s in seen if s is not True), seen.count(True))


# Keys that become general, and tables that instances share.
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


p, q = Point(1, 2), Point(3, 4)
print([o.__dict__[name] for o in (p, q, p) for name in ("x", "y")])
q.__dict__[5] = 6
print([o.__dict__[name] for o in (p, q, p) for name in ("x", "y")], q.__dict__[5])
del p.x
print(attempt(p.__dict__, "x"), q.__dict__["x"])


class Missing(dict):
    def __missing__(self, key):
        return "no " + key


m = Missing(d)
print(m["A2"], m["Z9"], m["A2"])
