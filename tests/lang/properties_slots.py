"""Properties in every form, __slots__ with inheritance, defaults, errors."""


class Temperature:
    def __init__(self, celsius=0.0):
        self.celsius = celsius

    @property
    def celsius(self):
        "Degrees."
        return self._c

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError(f"{value} is too cold")
        self._c = value

    @celsius.deleter
    def celsius(self):
        print("deleting")
        self._c = None

    fahrenheit = property(lambda self: self._c * 9 / 5 + 32, doc="computed")

    @property
    def read_only(self):
        return "fixed"


t = Temperature(25)
print(t.celsius, t.fahrenheit, t.read_only)
t.celsius += 10
print(t.celsius, Temperature.celsius.__doc__, Temperature.fahrenheit.__doc__)
for action in ("t.celsius = -300", "t.read_only = 1", "del t.read_only", "t.fahrenheit = 2", "Temperature(-500)"):
    try:
        exec(action)
    except (ValueError, AttributeError) as error:
        print(action, "->", type(error).__name__, error)
del t.celsius
print(t.celsius)


class Kelvin(Temperature):
    @Temperature.celsius.getter
    def celsius(self):
        return super().celsius + 273.15
    @property
    def read_only(self):
        return "overridden " + super().read_only


k = Kelvin(1)
print(k.celsius, k.read_only, type(Kelvin.celsius).__name__)
print(Kelvin.celsius.fget.__name__, Temperature.celsius.fset.__qualname__, Kelvin.read_only.fset)


class Slotted:
    __slots__ = ("a", "b", "__weakref__")
    def __init__(self, a):
        self.a = a


s = Slotted(1)
s.b = 2
print(s.a, s.b, hasattr(s, "__dict__"), Slotted.__slots__, type(Slotted.a).__name__)
try:
    s.c = 3
except AttributeError as error:
    print(error)
del s.b
try:
    s.b
except AttributeError as error:
    print(type(error).__name__, error)
try:
    del s.b
except AttributeError as error:
    print(type(error).__name__, error)


class Wider(Slotted):
    __slots__ = ["c"]


class Open(Slotted):
    pass


w = Wider(10)
w.c = 30
o = Open(5)
o.anything = "dict"
print(w.a, w.c, hasattr(w, "__dict__"), o.__dict__, o.a)
try:
    class Clash:
        __slots__ = ("x",)
        x = 1
except ValueError as error:
    print(error)
try:
    class Odd:
        __slots__ = ("not valid",)
except TypeError as error:
    print(error)
try:
    class Two(Wider, type("W2", (Slotted,), {"__slots__": ("d",)})): pass
except TypeError as error:
    print(error)


class Private:
    __slots__ = ("__hidden", "shown")
    def __init__(self):
        self.__hidden = "h"
        self.shown = "s"
    def get(self): return self.__hidden


print(Private().get(), Private.__slots__, sorted(n for n in dir(Private) if "hidden" in n))


class WithDict:
    __slots__ = ("x", "__dict__")


d = WithDict()
d.x, d.y = 1, 2
print(d.__dict__, d.x, d.y)
try:
    s.__class__ = Wider
except TypeError as error:
    print(error)
Documented = type("Documented", (), {"__slots__": {"f": "the f"}})
print(Documented.f.__doc__)
total = 0
for i in range(1000):
    s.a = i
    total += s.a
print(total)
