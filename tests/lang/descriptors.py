"""Descriptors: data and non-data, precedence, __set_name__, methods as descriptors, caching."""


class Data:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name
    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return ("get", self.name, obj.__dict__.get("_" + self.name))
    def __set__(self, obj, value):
        print("set", self.name, value)
        obj.__dict__["_" + self.name] = value
    def __delete__(self, obj):
        print("delete", self.name)
        obj.__dict__.pop("_" + self.name, None)


class NonData:
    def __get__(self, obj, owner=None):
        return ("nondata", obj is None, owner.__name__)


class OnlySet:
    def __set__(self, obj, value):
        obj.__dict__["only"] = value + 1


class Host:
    data = Data()
    plain = NonData()
    only = OnlySet()


h = Host()
print(h.data, h.plain, Host.plain, type(Host.data).__name__)
h.data = 5
h.__dict__["data"] = "hidden by the data descriptor"
h.__dict__["plain"] = "wins over the non-data descriptor"
print(h.data, h.plain)
del h.data
print(h.data, sorted(h.__dict__))
h.only = 10
print(h.only)
try:
    del h.only
except AttributeError as error:
    print(type(error).__name__, error)


class Typed:
    def __init__(self, kind, default=None):
        self.kind, self.default = kind, default
    def __set_name__(self, owner, name):
        self.slot = "_typed_" + name
        self.label = f"{owner.__name__}.{name}"
    def __get__(self, obj, owner=None):
        return self if obj is None else getattr(obj, self.slot, self.default)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.label} wants {self.kind.__name__}, not {type(value).__name__}")
        setattr(obj, self.slot, value)


class Person:
    name = Typed(str, "nobody")
    age = Typed(int, 0)
    def __init__(self, **kw):
        for k, v in kw.items():
            setattr(self, k, v)


p = Person(name="Ann", age=30)
print(p.name, p.age, Person().name, Person.age.label)
for field, value in [("age", "old"), ("name", 3), ("age", True)]:
    try:
        setattr(p, field, value)
        print("fine", getattr(p, field))
    except TypeError as error:
        print(error)


class cached:
    def __init__(self, function):
        self.function = function
    def __set_name__(self, owner, name):
        self.name = name
    def __get__(self, obj, owner=None):
        print("computing", self.name)
        value = obj.__dict__[self.name] = self.function(obj)
        return value


class Circle:
    def __init__(self, r): self.r = r
    @cached
    def area(self): return self.r ** 2 * 3


c = Circle(4)
print(c.area, c.area)
del c.area
c.r = 5
print(c.area)


def free(self, n): return self.tag * n


class Tagged:
    tag = "x"


t = Tagged()
bound = free.__get__(t, Tagged)
print(bound(3), free.__get__(None, Tagged) is free, type(bound).__name__)
t.method = bound
print(t.method(2), classmethod(free).__get__(t, Tagged)(4), staticmethod(len).__get__(t)("abcd"))


class Raises:
    @property
    def bad(self):
        raise AttributeError("inside the property")
    def __getattr__(self, name):
        return "fallback for " + name


print(Raises().bad, Raises().other)
Late = type("Late", (), {})
Late.d = Data.__new__(Data)
Late.d.name = "late"
one = Late()
one.d = 3
print(one.d)
Late.d = "replaced"
print(one.d, vars(one))
print(type(Host.__dict__["data"]).__name__, hasattr(Data, "__get__"), int.__add__.__get__(5)(6))
