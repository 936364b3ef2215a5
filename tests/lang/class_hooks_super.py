"""__init_subclass__, __set_name__, __class_getitem__, super in every form, __new__, type() details."""


class Plugin:
    registry = {}
    def __init_subclass__(cls, /, key=None, **kw):
        super().__init_subclass__(**kw)
        Plugin.registry[key or cls.__name__] = cls
        cls.kw = sorted(kw)


class A(Plugin, key="a"): pass
class B(A): pass


print({k: v.__name__ for k, v in Plugin.registry.items()}, B.kw)
try:
    class Bad(Plugin, unknown=1): pass
except TypeError as error:
    print(error)


class Named:
    log = []
    def __set_name__(self, owner, name): Named.log.append((owner.__name__, name))
class Fails:
    def __set_name__(self, owner, name): raise ValueError("set_name failed")


class Owner:
    first, second = Named(), Named()
    third = first


late = Named()
Owner.late = late
print(Named.log)
try:
    class Broken:
        attribute = Fails()
except (RuntimeError, ValueError) as error:
    print(type(error).__name__, error, repr(error.__cause__))


class Generic:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{getattr(item, '__name__', item)}]"


class GSub(Generic): pass


print(Generic[int], GSub["x"], GSub[1, 2], list[int], dict[str, list[int]], type(list[int]).__name__, list[int].__origin__, list[int]([1]))
try:
    int[str]
except TypeError as error:
    print(error)


class Root:
    def __init__(self): self.path = ["Root"]
    @classmethod
    def cm(cls): return ["Root.cm " + cls.__name__]
    @staticmethod
    def sm(): return "Root.sm"
    @property
    def prop(self): return "Root.prop"
    value = "Root.value"
    def __getitem__(self, k): return ("Root", k)
    def gen(self):
        yield "Root.gen"


class Left(Root):
    def __init__(self):
        super().__init__()
        self.path.append("Left")
    @classmethod
    def cm(cls): return super().cm() + ["Left.cm"]
    @staticmethod
    def sm(): return super(Left, Left).sm() + "+Left"
    @property
    def prop(self): return super().prop + "+Left"
    value = "Left.value"
    def __getitem__(self, k): return ("Left", super().__getitem__(k))
    def gen(self):
        yield from super().gen()
        yield "Left.gen"
    def lam(self): return (lambda: super(Left, self).value)()
    def comp(self): return [super(Left, self).value for _ in range(2)]
    def nested(self):
        def inner(): return super(Left, self).value, __class__.__name__
        return inner()


class Right(Root):
    def __init__(self):
        super(Right, self).__init__()
        self.path.append("Right")
    @classmethod
    def cm(cls): return super().cm() + ["Right.cm"]
    value = "Right.value"


class Both(Left, Right):
    def __init__(self):
        s = super()
        s.__init__()
        self.path.append("Both")
    def unbound(self): return super().value, super(Left, self).value, super(Right, self).value
    def item(self): return super()[1]


b = Both()
print(b.path, Both.cm(), b.sm(), b.prop, b[5], list(b.gen()), b.lam(), b.comp(), b.nested(), b.unbound())
s = super(Left, b)
print(s.value, s.__thisclass__.__name__, s.__self_class__.__name__, s.__self__ is b, type(s).__name__)
for wrong in (lambda: b.item(), lambda: super(Left, 5), lambda: super(5), lambda: super(), lambda: super(Left, b).nothing, lambda: super(Both, b).path):
    try:
        print(wrong())
    except (TypeError, RuntimeError, AttributeError) as error:
        print(type(error).__name__, error)


class Dead:
    def f(self):
        del self
        super().f
    def g(x):
        x = 5
        return super().__class__
    def none(): return super()


for call in (lambda: Dead().f(), lambda: Dead().g(), lambda: Dead.none()):
    try:
        print(call())
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)


class Cached:
    instances = {}
    def __new__(cls, key, *rest):
        print("new", key, rest)
        if key not in cls.instances:
            cls.instances[key] = super().__new__(cls)
        return cls.instances[key]
    def __init__(self, key, *rest): print("init", key)


class NotMine:
    def __new__(cls): return 42
    def __init__(self): print("never")


class Tup(tuple):
    def __new__(cls, *items): return super().__new__(cls, items)
    def __init__(self, *items): self.size = len(items)


print(Cached("k", 1) is Cached("k"), NotMine(), Tup(1, 2), Tup(1, 2, 3).size)


class E(Exception):
    def __init__(self, a, *, b=2):
        super().__init__(a)
        self.b = b
    def __str__(self): return f"{super().__str__()}/{self.b}"


print(E("x", b=3), repr(E("y")), type("T", (Left,), {"z": 1})().z, object.__new__(Root).__class__.__name__)
try:
    object.__new__(int)
except TypeError as error:
    print(error)
