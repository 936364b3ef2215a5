"""Operations that instances of Python classes answer, often enough that the engine knows the answer, while the classes change."""


import sys


class Base:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"<{self.name}>"


OPERATIONS = {
    "len": lambda o, k: len(o),
    "bool": lambda o, k: bool(o),
    "not": lambda o, k: not o,
    "if": lambda o, k: "yes" if o else "no",
    "and": lambda o, k: o and 1,
    "neg": lambda o, k: -o,
    "pos": lambda o, k: +o,
    "invert": lambda o, k: ~o,
    "abs": lambda o, k: abs(o),
    "hash": lambda o, k: hash(o) if type(o).__hash__ is not Base.__hash__ else "default",
    "str": lambda o, k: str(o),
    "repr": lambda o, k: repr(o),
    "format": lambda o, k: f"{o}|{o!r}|{o!s:>8}",
    "in": lambda o, k: k in o,
    "not in": lambda o, k: k not in o,
    "if in": lambda o, k: "yes" if k in o else "no",
    "getitem": lambda o, k: o[k],
    "getitem constant": lambda o, k: o[3],
    "getitem tuple": lambda o, k: o[k, 1],
    "getitem slice": lambda o, k: o[k:2],
    "iter": lambda o, k: iter(o),
    "for": lambda o, k: [x for x, _ in zip(o, range(3))],
    "next": lambda o, k: next(o),
    "next default": lambda o, k: next(o, "end"),
    "add": lambda o, k: o + k,
    "add constant": lambda o, k: o + 2.5,
    "radd": lambda o, k: k + o,
    "rsub": lambda o, k: 1.5 - o,
    "rmatmul": lambda o, k: k @ o,
    "rpow": lambda o, k: 2 ** o,
    "ror": lambda o, k: True | o,
    "none add": lambda o, k: None + o,
    "same": lambda o, k: o + o,
    "eq": lambda o, k: o == k,
    "eq if": lambda o, k: "yes" if o == k else "no",
    "ne": lambda o, k: o != k,
    "lt": lambda o, k: o < k,
    "gt": lambda o, k: k > o,
    "attr": lambda o, k: o.something,
}


def store(o, k):
    o[k] = k
    return "stored"


def delete(o, k):
    del o[k]
    return "deleted"


def in_place(o, k):
    o += k
    return o


def attribute(o, k):
    o.value = k
    return o.value


def other_attribute(o, k):
    o.other = k
    return o.other


def loop(o, k):
    got = []
    for x in o:
        got.append(x)
        if len(got) == 4:
            break
    return got


OPERATIONS.update({"setitem": store, "delitem": delete, "iadd": in_place, "setattr": attribute, "setattr other": other_attribute, "loop": loop})


def shown(f, o, k):
    try:
        r = f(o, k)
        if isinstance(r, list):
            return [x if isinstance(x, (str, int, float, tuple)) else type(x).__name__ for x in r]
        return r if isinstance(r, (str, int, float, tuple, slice, type(None), Base)) else type(r).__name__
    except Exception as e:
        return f"{type(e).__name__}: {e}"


class Steps:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n % 4 == 0:
            raise StopIteration(self.n)
        return self.n


def yields(self, *rest):
    yield from ("a", "b", *rest)


def raises(self, *rest):
    raise KeyError("own")


def stops(self, *rest):
    raise StopIteration("own")


def declines(self, *rest):
    return NotImplemented


def defaults(self, x="x", y="y"):
    return f"{x}{y}"


RESULTS = [lambda self, *rest: True, lambda self: 7, lambda self, x: ("one", x), lambda self, x, y: ("two", x, y), lambda self: -1, lambda self: 2 ** 70,
           lambda self: "text", lambda self: None, lambda self, x: None, lambda self: 1.5, lambda self: Steps(), lambda self, x: x, defaults, yields, raises,
           stops, declines, len, property(lambda self: lambda *a: ("property", a)), staticmethod(lambda *a: ("static", len(a))),
           classmethod(lambda cls, *a: ("class", len(a)))]
NAMES = ["__len__", "__bool__", "__neg__", "__pos__", "__invert__", "__abs__", "__hash__", "__str__", "__repr__", "__format__", "__contains__", "__getitem__",
         "__iter__", "__next__", "__add__", "__radd__", "__rsub__", "__rmatmul__", "__rpow__", "__ror__", "__eq__", "__ne__", "__lt__", "__getattribute__",
         "__getattr__", "__setitem__", "__delitem__", "__iadd__", "__setattr__"]
ASKS = {"__len__": "len bool not if and", "__bool__": "bool not if and", "__neg__": "neg", "__pos__": "pos", "__invert__": "invert", "__abs__": "abs",
        "__hash__": "hash", "__str__": "str format", "__repr__": "repr str format", "__format__": "format", "__contains__": "in#not in#if in",
        "__getitem__": "getitem#getitem constant#getitem tuple#getitem slice#for#iter", "__iter__": "iter for loop in", "__next__": "next#next default#loop#for",
        "__add__": "add#add constant#same#iadd", "__radd__": "radd#none add#same", "__rsub__": "rsub", "__rmatmul__": "rmatmul", "__rpow__": "rpow",
        "__ror__": "ror", "__eq__": "eq#eq if#ne#hash", "__ne__": "ne", "__lt__": "lt gt", "__getattribute__": "attr setattr", "__getattr__": "attr",
        "__setitem__": "setitem", "__delitem__": "delitem", "__iadd__": "iadd", "__setattr__": "setattr#setattr other"}


def asked(name):
    text = ASKS[name]
    return text.split("#") if "#" in text or text in OPERATIONS else text.split()


def one_class():
    for name in NAMES:
        class C(Base):
            pass
        o = C("o")
        if name == "__next__":
            C.__iter__ = lambda self: self
        for operation in asked(name):
            f = OPERATIONS[operation]
            print(name, operation, [shown(f, o, 3) for _ in range(3)])
            for i, result in enumerate(RESULTS):
                setattr(C, name, result)
                before = [shown(f, o, k) for k in (3, 3, "k", 3)]
                delattr(C, name)
                print(name, operation, i, before, shown(f, o, 3))


class Left(Base):
    def __add__(self, other): return "left"
    def __len__(self): return 1
    def __getitem__(self, k): return k
    def __contains__(self, k): return k == 1


class Right(Base):
    def __radd__(self, other): return ("right", other)
    def __add__(self, other): return "right first"
    def __len__(self): return 2
    def __getitem__(self, k): return -k
    def __contains__(self, k): return k == 2


class IntRight(int):
    def __radd__(self, other): return ("int", other)


class FloatRight(float):
    def __radd__(self, other): return ("float", other)


def many_classes():
    o = Left("o")
    for step in range(8):
        print(step, len(o), o[step], 1 in o, o + 1, shown(lambda o, k: k + o, o, 1), shown(lambda o, k: 1.5 + o, o, 1))
        o.__class__ = Right if step % 2 == 0 else Left
    for x in (1, 2.5, True, None, "s", 2 ** 60, 1, 2.5, True):
        for y in (Right("r"), IntRight(5), FloatRight(5), Left("l"), Right("r"), IntRight(5), FloatRight(5)):
            print(repr(x), type(y).__name__, shown(lambda o, k: k + o, y, x))


class Hooked(Base):
    def __init__(self):
        object.__setattr__(self, "log", [])

    @property
    def value(self):
        return ("value", len(self.log))

    @value.setter
    def value(self, v):
        self.log.append(("value", v))

    @property
    def other(self):
        return ("other", len(self.log))

    @other.setter
    def other(self, v):
        self.log.append(("other", v))


def attributes():
    h = Hooked()
    for step in range(12):
        attribute(h, step)
        other_attribute(h, step)
        if step == 3:
            Hooked.value.__init__(Hooked.value.fget, lambda self, v: self.log.append(("changed", v)))
        if step == 5:
            Hooked.__setattr__ = lambda self, name, v: self.log.append((name, v))
        if step == 7:
            del Hooked.__setattr__
        if step == 9:
            Hooked.other = 9
    print(h.log, h.__dict__.get("other"))
    h.other = 1
    print(h.other, Hooked.other)

    class Reader:
        x = 1

        def __getattribute__(self, name):
            if name == "missing":
                raise AttributeError(name)
            return ("read", name)

    r = Reader()
    for step in range(8):
        print(r.x, shown(lambda o, k: o.missing, r, 0), shown(lambda o, k: o.method(k), r, 0))
        if step == 2:
            Reader.__getattr__ = lambda self, name: ("hook", name)
        if step == 4:
            del Reader.__getattribute__
        if step == 6:
            del Reader.__getattr__


def deep():
    class Deep:
        def __neg__(self): return -self
        def __contains__(self, x): return x in self
        def __setitem__(self, k, v): self[k] = v
        def __radd__(self, x): return x + self
        def __hash__(self): return hash(self)
        def __iter__(self): return iter(self)
        def __setattr__(self, name, v): self.name = v

    d = Deep()
    for f in (lambda: -d, lambda: 1 in d, lambda: d.__setitem__(1, 2), lambda: 1 + d, lambda: hash(d), lambda: iter(d), lambda: setattr(d, "name", 1)):
        for _ in range(2):
            try:
                print(f())
            except RecursionError:
                print("RecursionError")


def consumed():
    """Temporaries end with their instruction, in the order of the host."""
    class Loud:
        def __init__(self, name): self.name = name
        def __del__(self): print("end of", self.name)
        def __add__(self, other): return 1
        def __radd__(self, other): return 2
        def __contains__(self, x): return True
        def __getitem__(self, k): return 3
        def __setitem__(self, k, v): pass
        def __neg__(self): return 4
        def __len__(self): return 5
        def __eq__(self, other): return True
        def __setattr__(self, name, v): object.__setattr__(self, name, v)

    for i in range(3):
        print(Loud("a") + Loud("b"), i + Loud("c"), Loud("d") in Loud("e"), Loud("f")[Loud("g")], -Loud("h"), len(Loud("i")), Loud("j") == Loud("k"))
        Loud("l")[Loud("m")] = Loud("n")
        Loud("o").x = Loud("p")
        if Loud("q") == Loud("r"):
            print("equal")
        if Loud("s") in Loud("t"):
            print("in")


def results():
    """What a special method returns for nothing ends before the operands; what declines leaves the operation to C code that looks at frames."""
    class Loud:
        def __init__(self, name): self.name = name
        def __del__(self): print("end of", self.name, sys._getframe(1).f_code.co_name, sys._getframe(1).f_lineno - first)

    class Three(Loud):
        def __index__(self): return 3

    class Odd:
        def __setitem__(self, k, v): return Loud("result")
        def __delitem__(self, k): return Loud("result")
        def __setattr__(self, k, v): return Loud("result")
        def __contains__(self, k): return Loud("truth")
        def __len__(self): return Three("length")

    class Declines(int):
        def __add__(self, other): return NotImplemented

    class InC:
        __radd__ = sys._getframe

    def inner(o):
        for _ in range(4):
            frame = Declines(0) + InC()
            print(frame.f_code.co_name, frame.f_lineno - first)
            o[Loud("key")] = Loud("value")
            del o[Loud("key")]
            o.x = Loud("value")
            if Loud("item") in o:
                print("in")
            print(len(o), bool(o))

    first = sys._getframe().f_lineno
    inner(Odd())


one_class()
many_classes()
attributes()
deep()
consumed()
results()
