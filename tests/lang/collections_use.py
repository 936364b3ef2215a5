"""collections: namedtuple, deque, Counter, defaultdict, OrderedDict, ChainMap, User*, abc."""
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, abc, defaultdict, deque, namedtuple
import heapq
import bisect

Point = namedtuple("Point", "x y", defaults=[0])
p = Point(3)
print(p, p.x, p[1], p._replace(y=9), p._asdict(), Point._fields, Point._make([1, 2]), p == (3, 0), Point.__doc__, *p, Point(y=1, x=2), Point.x.__doc__, Point._field_defaults)


class Point3(namedtuple("Base", ["x", "y", "z"])):
    __slots__ = ()
    def norm(self): return sum(v * v for v in self)
    def __repr__(self): return "P3" + super().__repr__()[5:]


print(Point3(1, 2, 2).norm(), Point3(1, 2, 3), Point3(1, 2, 3)._replace(z=5))
for wrong in (lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(q=1), lambda: p.z, lambda: namedtuple("N", "a a"), lambda: namedtuple("N", "def"), lambda: namedtuple("N", "_x"), lambda: p._replace(w=1), lambda: setattr(p, "x", 1)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
print(namedtuple("R", "a def a _b", rename=True)._fields)
d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0); d.rotate(1)
print(d, d.maxlen, d.pop(), d.popleft(), d[0], d[-1], len(d), 3 in d, list(reversed(d)), d.count(2), d.index(2), d.copy() == d, d + deque([7]))
d.extendleft("ab"); d.insert(1, "i") if len(d) < 4 else d.remove("a")
print(d, deque("abc") < deque("abd"))
try:
    for x in d: d.append(1)
except RuntimeError as error:
    print(error)
c = Counter("mississippi")
c.update("ppp"); c.subtract({"s": 1}); c["z"] += 2
print(c, c.most_common(2), c["nope"], c + Counter(m=5), c - Counter("mmmppp"), c & Counter("ssp"), c | Counter(z=9), +Counter(a=-1, b=2), sorted(c.elements())[:5], c.total(), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2))
dd = defaultdict(list)
for word in "apple avocado banana blueberry cherry".split():
    dd[word[0]].append(word)
print(dd, dd["q"], "zz" in dd, dd.get("zz"), dict(dd), defaultdict(lambda: defaultdict(int))["a"]["b"], dd.default_factory is list)
try:
    defaultdict(None)["x"]
except KeyError as error:
    print("KeyError", error)
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a"); o.move_to_end("c", last=False)
print(o, o.popitem(last=False), list(o), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {"a": 1}, list(reversed(o)), o | {"z": 0})
chain = ChainMap({"a": 1}, {"a": 2, "b": 3})
child = chain.new_child({"c": 4})
child["b"] = 99
print(chain["a"], chain["b"], sorted(child.items()), child.parents is not chain, child.maps[0], len(child), list(chain))


class Lower(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    def __missing__(self, k): return f"no {k}"
class Log(UserList):
    def append(self, item): print("append", item); super().append(item)


u = Lower({"A": 1}, B=2)
u.update(C=3)
print(u, u["a"], u["zz"], "a" in u, len(u), Log([1]) + [2], Log("ab")[::-1], UserString("abc").upper() + "x", sorted(u))
lst = Log()
lst.append(5)
lst += [6]
print(lst, lst.data, lst == [5, 6])


class Seq(abc.Sequence):
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        if not 0 <= i < self.n: raise IndexError(i)
        return i * i


class Bits(abc.MutableSet):
    def __init__(self, items=()): self.b = 0; [self.add(i) for i in items]
    def __contains__(self, i): return bool(self.b >> i & 1)
    def __iter__(self): return (i for i in range(self.b.bit_length()) if i in self)
    def __len__(self): return bin(self.b).count("1")
    def add(self, i): self.b |= 1 << i
    def discard(self, i): self.b &= ~(1 << i)


s = Seq(5)
print(list(s), 9 in s, s.index(16), s.count(4), list(reversed(s)), isinstance(s, abc.Iterable), isinstance([], abc.Hashable), isinstance(len, abc.Callable), issubclass(dict, abc.Mapping), isinstance((i for i in ()), abc.Generator))
b = Bits([1, 5, 9])
b |= Bits([2]); b ^= Bits([5, 6])
print(list(b), list(b & Bits([1, 6])), list(b - Bits([1])), b == {1, 2, 6, 9}, b <= Bits(range(10)), b.pop(), list(b), b.isdisjoint([50]))
try:
    abc.Mapping()
except TypeError as error:
    print(error)
h = []
for n in (5, 1, 8, 3, 2):
    heapq.heappush(h, (n, str(n)))
print([heapq.heappop(h)[0] for _ in range(3)], heapq.nlargest(2, [4, 9, 1], key=lambda v: -v), list(heapq.merge([1, 4], [2, 3])), heapq.nsmallest(2, "hello"))
sortedlist = []
for n in (5, 1, 8, 3):
    bisect.insort(sortedlist, n)
print(sortedlist, bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect([(1, "a"), (3, "b")], 2, key=lambda t: t[0]))
