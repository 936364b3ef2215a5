"""Attribute sites that see many types: properties, attributes of classes and of their metaclasses, first stores; the types change in mid-loop."""


class Base:
    kind = "base"

    def __init__(self, n):
        self.n = n

    @property
    def double(self):
        return 2 * self.n

    @property
    def fails(self):
        raise AttributeError(f"no {self.n}")


def subclass(i):
    return type(f"C{i}", (Base,), {"kind": f"kind {i}"} if i % 2 else {})


CLASSES = [subclass(i) for i in range(12)]


class Own(Base):
    @property
    def double(self):
        return "own", self.n


class Plain:
    double = "plain"
    kind = "plain kind"
    n = 0


class InDict:
    def __init__(self):
        self.double = "in dict"


class Hooked(Base):
    def __getattr__(self, name):
        return "hook", name


class Slotted:
    __slots__ = ("double",)

    def __init__(self):
        self.double = "slot"


class Yields:
    @property
    def double(self):
        yield 1


def double(o):
    return o.double


def kind(o):
    return o.kind


def name(o):
    return o.__name__


def attempt(f, o):
    try:
        return f(o)
    except Exception as error:
        return type(error).__name__, str(error)


objects = [cls(i) for i, cls in enumerate(CLASSES)] + [Own(1), Plain(), InDict(), Hooked(3), Slotted(), Base(5), Yields(), 7]
for i in range(30):
    seen = [attempt(double, o) for o in objects]
seen[-2] = list(seen[-2])
print(seen)
for i in range(30):
    seen = [attempt(lambda o: o.fails, o) for o in objects]
print(seen)


# A getter that changes, a property that becomes something else, a class that loses it.
def changing(o, step):
    out = []
    for i in range(60):
        if i == 30:
            step()
        for other in objects[:12]:
            last = attempt(double, other)
        out.append((attempt(double, o), last))
    return out[29:32]


original = Base.double
print(changing(objects[0], lambda: setattr(Base, "double", property(lambda self: ("new", self.n)))))
print(changing(objects[0], lambda: setattr(Base, "double", 5)))
print(changing(objects[0], lambda: objects[0].__dict__.update(double="in the instance")))
Base.double = original
print(changing(objects[0], lambda: delattr(Base, "double")))
Base.double = original
print(changing(objects[3], lambda: setattr(CLASSES[3], "double", "class")), changing(objects[3], lambda: delattr(CLASSES[3], "double")))


# Classes among instances.
class Meta(type):
    @property
    def kind(cls):
        return "of the metaclass", cls.__name__


class WithMeta(metaclass=Meta):
    kind = "hidden"


class PlainMeta(type):
    pass


class WithPlainMeta(metaclass=PlainMeta):
    kind = "seen"


owners = CLASSES + [WithMeta, WithPlainMeta, Base, Plain, int] + objects[:3] + [WithMeta(), WithPlainMeta()]
for i in range(30):
    seen = [attempt(kind, o) for o in owners]
print(seen)
for i in range(40):
    if i == 20:
        PlainMeta.kind = property(lambda cls: "now of the metaclass")
        CLASSES[0].kind = "own now"
        Base.kind = "changed"
    seen = [attempt(kind, o) for o in owners]
    if i in (19, 20, 39):
        print(seen)
del PlainMeta.kind
print([attempt(kind, o) for o in owners])


def function():
    pass


class Named:
    def __init__(self, name):
        self.__name__ = name


owners = [int, Base, function, len, Named("instance"), *CLASSES[:4], WithMeta]
for i in range(40):
    if i == 20:
        CLASSES[1].__name__ = "Renamed"
        function.__name__ = "other"
    seen = [name(o) for o in owners]
    if i in (19, 20, 39):
        print(seen)


# Methods of classes, read by a site that sees many.
class Makes:
    @classmethod
    def make(cls, *args):
        return cls.__name__, args


makers = [type(f"M{i}", (Makes,), {}) for i in range(8)] + [Makes()]
for i in range(30):
    seen = [m(i) for m in [o.make for o in makers]]
print(seen)


# First stores of attributes, by a site that sees many types.
class Node:
    def __init__(self, value):
        self.value = value
        self.items = []


class Dicted(Node):
    def __init__(self, value):
        self.__dict__
        super().__init__(value)


class Guarded(Node):
    @property
    def items(self):
        return self.stored

    @items.setter
    def items(self, items):
        self.stored = ("guarded", items)


class Refuses(Node):
    __slots__ = ()
    value = property(lambda self: "read only")


class SlottedNode:
    __slots__ = ("value", "items")
    __init__ = Node.__init__


nodes = [type(f"N{i}", (Node,), {}) for i in range(6)] + [Dicted, Guarded, SlottedNode, Refuses]
for i in range(50):
    if i == 25:
        nodes[0].value = property(lambda self: "late", lambda self, v: self.__dict__.update(late=v))
    made = []
    for cls in nodes:
        try:
            o = cls(i)
            made.append((o.value, o.items, list(getattr(o, "__dict__", ()))))
        except AttributeError as error:
            made.append(str(error))
    if i in (24, 25, 49):
        print(made)
