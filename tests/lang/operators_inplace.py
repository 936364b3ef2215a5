"""In-place operators, rich comparisons, hashing with equality, containment, chained comparison."""


class Acc:
    def __init__(self, *items):
        self.items = list(items)
    def __iadd__(self, other):
        self.items.append(("+=", other))
        return self
    def __isub__(self, other):
        return "replaced by -="
    def __imul__(self, other):
        return NotImplemented
    def __mul__(self, other):
        return Acc(("mul", other))
    def __ior__(self, other):
        return NotImplemented
    def __rand__(self, other):
        return ("rand", other)
    def __repr__(self):
        return f"Acc{self.items}"


a = b = Acc()
a += 1
a += "two"
print(a, a is b)
a *= 3
print(a, a is b)
b -= 1
print(b)
c = Acc()
try:
    c |= 1
except TypeError as error:
    print(error)
n = 5
n &= c
print(n)
d = {"x": [1], "y": (1, 2)}
d["x"] += [2]
d["y"] += (3,)
print(d)
t = ([],)
try:
    t[0] += [1]
except TypeError as error:
    print(error, t)


class Holder:
    def __init__(self): self.v = 1; self.log = []
    def __getitem__(self, k): self.log.append(("get", k)); return k
    def __setitem__(self, k, v): self.log.append(("set", k, v))
    def __delitem__(self, k): self.log.append(("del", k))


h = Holder()
h.v += 5
h[3] += 4
h[1, 2] = "tuple"
h[1:2, ...] = "slice"
del h["k"]
print(h.v, h.log)


class Version:
    def __init__(self, *parts): self.parts = parts
    def __eq__(self, o): print("eq", self.parts, getattr(o, "parts", o)); return self.parts == getattr(o, "parts", None)
    def __lt__(self, o):
        print("lt", self.parts, getattr(o, "parts", o))
        return self.parts < o.parts if isinstance(o, Version) else NotImplemented
    def __ge__(self, o): return "ge result"
    def __hash__(self): return hash(self.parts)


v, w = Version(1, 2), Version(1, 3)
print(v < w, v > w, v == w, v != w, v >= w, v == 5, 5 == v)
print(v < w < Version(2), w < v < Version(2))
try:
    v <= w
except TypeError as error:
    print(error)
try:
    v < 3
except TypeError as error:
    print(error)
print({v: "found"}[Version(1, 2)], Version(1, 3) in [v, w], [v, w].index(Version(1, 3)))


class OnlyEq:
    def __eq__(self, other): return True


try:
    hash(OnlyEq())
except TypeError as error:
    print(error)
print(OnlyEq() == 1, 1 == OnlyEq(), OnlyEq() != 1, OnlyEq.__hash__)


class Sub(Version):
    def __gt__(self, o): print("sub gt"); return True
    def __lt__(self, o): print("sub lt"); return False


print(v < Sub(0), Version(9) > Sub(0))


def show(x):
    print("eval", x)
    return x


print(show(1) < show(3) > show(2) == show(2) != show(0))
print(show(5) < show(1) < show(9))
print(show(1) in [show(1)] == show(True))


class Box:
    def __contains__(self, x): return x * 2
class Iter:
    def __iter__(self): return iter([1, 2, 3])


print(3 in Box(), 0 in Box(), 0 not in Box(), 2 in Iter(), 9 not in Iter())
x = [1, 2, 3]
y = x
x += (4,)
x *= 2
print(x, x is y)
x = x + [0]
print(len(x), len(y), x is y)
s = "a"
s += "b"
s *= 3
i = 7
i **= 2; i //= 3; i %= 10; i <<= 3; i |= 1; i ^= 0xF; i >>= 1
f = 1.0
f += 1; f /= 3; f -= 0.5; f *= 2
print(s, i, f)
