"""Metaclasses: __prepare__, __new__, __init__, __call__, operators on classes, conflicts, keywords."""


class Ordered(dict):
    def __init__(self):
        self.order = []
    def __setitem__(self, key, value):
        self.order.append(key)
        super().__setitem__(key, value)


class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return Ordered()

    def __new__(mcls, name, bases, namespace, **kw):
        print("new", name, [k for k in namespace.order if not k.startswith("__")])
        cls = super().__new__(mcls, name, bases, dict(namespace))
        cls.declared = tuple(k for k in namespace.order if not k.startswith("__"))
        return cls

    def __init__(cls, name, bases, namespace, flavour=None):
        print("init", name, flavour)
        super().__init__(name, bases, namespace)
        cls.flavour = flavour

    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args)
        self = super().__call__(*args, **kw)
        self.made_by_meta = True
        return self

    def __getitem__(cls, key):
        return f"{cls.__name__}[{key}]"
    def __len__(cls):
        return len(cls.declared)
    def __iter__(cls):
        return iter(cls.declared)
    def __contains__(cls, name):
        return name in cls.declared
    def __add__(cls, other):
        return type(cls)(cls.__name__ + other.__name__, (cls, other), Ordered())
    def __repr__(cls):
        return f"<class {cls.__name__}>"
    @property
    def size(cls):
        return len(cls.declared) * 10
    def helper(cls):
        return "meta method of " + cls.__name__


class Base(metaclass=Meta, flavour="vanilla"):
    b = 1
    a = 2
    def method(self): return self.b + self.a


class Child(Base):
    c = 3


obj = Child()
print(obj.method(), obj.made_by_meta, Child[3], len(Child), list(Base), "b" in Base, Base.size)
print(Child, Base.flavour, Child.flavour, Child.helper())
try:
    obj.helper
except AttributeError as error:
    print("no", error)


class Other(metaclass=Meta):
    z = 0


print((Base + Other).__mro__)


class M1(type): pass
class M2(type): pass
class M3(M1, M2): pass
class X1(metaclass=M1): pass
class X2(metaclass=M2): pass


try:
    class Conflict(X1, X2): pass
except TypeError as error:
    print(error)


class Fine(X1, X2, metaclass=M3): pass


print(type(Fine).__name__)


class Singleton(type):
    instances = {}
    def __call__(cls, *args):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*args)
        return cls.instances[cls]


class One(metaclass=Singleton):
    def __init__(self, v):
        self.v = v


print(One(1) is One(2), One(3).v)


class Checks(type):
    def __instancecheck__(cls, instance):
        return hasattr(instance, "quack")
    def __subclasscheck__(cls, sub):
        return "quack" in vars(sub)


class Duck(metaclass=Checks): pass
class Bird:
    def quack(self): pass


print(isinstance(Bird(), Duck), isinstance(1, Duck), issubclass(Bird, Duck), issubclass(int, Duck))


def function_meta(name, bases, namespace):
    return name, [b.__name__ for b in bases], sorted(k for k in namespace if k[0] != "_")


class NotReally(int, metaclass=function_meta):
    q = 1
    def r(self): pass


print(NotReally)
try:
    class NoKeyword(a=1): pass
except TypeError as error:
    print(error)
try:
    type("Bad", (1,), {})
except TypeError as error:
    print(error)
