# getattr, hasattr, setattr, object.__setattr__, object.__new__ and reversed by calls, while what they meet changes.
from dataclasses import dataclass


class Visitor:
    kind = "class"

    def on_a(self, n):
        return "a", n

    def on_b(self, n):
        return "b", n

    def visit(self, kind, n):
        return getattr(self, "on_" + kind)(n)


v = Visitor()
for i in range(12):
    print(v.visit("ab"[i % 2], i), getattr(v, "ki" + "nd"[:2], None), hasattr(v, "on_" + "abc"[i % 3]), getattr(v, "on_" + str(i), "none"))
    if i == 4:
        v.on_a = lambda n: ("own", n)
    if i == 6:
        Visitor.on_a = property(lambda self: lambda n: ("property", n))
    if i == 7:
        Visitor.on_b = staticmethod(lambda n: ("static", n))
    if i == 8:
        del Visitor.on_a
    if i == 9:
        del v.on_a
        Visitor.on_a = lambda self, n: ("new", n)
    if i == 10:
        Visitor.__getattr__ = lambda self, name: ("hook", name)
print(getattr(v, "missing" + str(1)), hasattr(v, "missing2"))
del Visitor.__getattr__


def failing(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


class Slots:
    __slots__ = ("x", "y")


class Guarded:
    """Every store goes through object.__setattr__."""

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 2)


class Under(Guarded):
    def __setattr__(self, name, value):
        super().__setattr__(name, value + 1)


class Ends:
    def __del__(self):
        print("end of", self.name)


for i in range(6):
    s, g, u = Slots(), Guarded(), Under()
    name = "xy"[i % 2]
    print(failing(getattr, s, name), getattr(s, name, "unset"), hasattr(s, name))
    setattr(s, name, i)
    object.__setattr__(s, "x", i * 1.5)
    print(getattr(s, name), hasattr(s, name), s.x, failing(setattr, s, "z" + str(i), 1))
    g.first = i
    g.first = i + 0.5
    setattr(g, "second", "ab")
    u.first = i
    print(vars(g), vars(u))
    if i == 2:
        Guarded.first = property(lambda self: "p", lambda self, value: print("set", value))
    if i == 4:
        del Guarded.first
    e = Ends()
    object.__setattr__(e, "name", i)
    object.__setattr__(g, "kept", e)
    e = None
    object.__setattr__(g, "kept", None)
    print("replaced")
for wrong in ((3, "x", 1), (Slots, "x", 1), (Slots(), 3, 1), (Slots(), "x"), (7, "real", 1)):
    for _ in range(3):
        print(failing(object.__setattr__, *wrong), failing(setattr, *wrong), failing(getattr, *wrong[:2]))


@dataclass(frozen=True)
class Point:
    x: int
    y: float = 1.5


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    a: int
    b: object = None


for i in range(4):
    print(Point(i), Pair(i, i + 1), Pair(i) < Pair(i + 1), failing(setattr, Point(i), "x", 2), failing(setattr, Pair(i), "a", 2))


class One:
    one = None

    def __new__(cls, *rest):
        if cls.one is None:
            cls.one = super().__new__(cls)
        return cls.one


class Each:
    def __new__(cls, n):
        self = object.__new__(cls)
        self.n = n
        return self


class Abstract(metaclass=__import__("abc").ABCMeta):
    @__import__("abc").abstractmethod
    def m(self):
        pass


for i in range(6):
    print(One() is One(1), Each(i).n, failing(object.__new__, int), failing(object.__new__, Each, 1), failing(object.__new__, Abstract), failing(object.__new__))
    print(list(reversed([1, i])), list(reversed(range(i))), list(reversed({i: 1, 0: 2})), list(reversed((i, 2))), "".join(reversed("ab")), failing(reversed, {1}), failing(reversed, 1, 2))
    backwards = []
    items = [1, 2, 3]
    for x in reversed(items):
        backwards.append(x)
        if len(items) > 2:
            items.pop()
    print(backwards)
