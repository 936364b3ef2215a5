"""Classes: attributes, methods, binding, class and static methods, dynamic changes."""


class Account:
    """An account."""
    interest = 0.02
    registry = {}

    def __new__(cls, owner, *args, **kwargs):
        self = super().__new__(cls)
        cls.registry[owner] = self
        return self

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance

    def deposit(self, amount):
        self._balance += amount
        return self

    @classmethod
    def of(cls, text):
        owner, _, balance = text.partition(":")
        return cls(owner, int(balance))

    @staticmethod
    def valid(text):
        return ":" in text

    def __repr__(self):
        return f"{type(self).__qualname__}({self.owner!r}, {self._balance})"


class Savings(Account):
    interest = 0.05

    def grow(self, years):
        for _ in range(years):
            self._balance *= 1 + self.interest
        return round(self._balance, 2)


a = Account("ann", 10)
b = Savings.of("bob:200")
print(a, b, Account.valid("x"), Savings.valid("x:1"), sorted(Account.registry))
print(a.deposit(5).deposit(10), b.grow(3), Account.__doc__, Savings.__doc__)
method = a.deposit
print(method(100), method.__self__ is a, method.__func__ is Account.deposit, method.__name__)
print(Account.of.__self__.__name__, Savings.of.__self__.__name__, type(Account.__dict__["valid"]).__name__)

a.interest = 0.5
print(a.interest, Account.interest, vars(a))
del a.interest
print(a.interest)
try:
    del a.interest
except AttributeError as error:
    print(error)
try:
    a.nothing
except AttributeError as error:
    print(error, error.name, error.obj is a)
try:
    Account.nothing
except AttributeError as error:
    print(error)

Account.describe = lambda self: f"<{self.owner}>"
print(a.describe(), b.describe())
Savings.describe = classmethod(lambda cls: cls.__name__)
print(b.describe(), Savings.describe())
del Savings.describe
print(b.describe())
setattr(Account, "limit", property(lambda self: self._balance * 2))
print(a.limit)


class Meter:
    def __init__(self):
        self.calls = []
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        self.calls.append(name)
        return lambda *args: (name, args)
    def __setattr__(self, name, value):
        if name == "frozen":
            raise AttributeError("cannot set " + name)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)


m = Meter()
print(m.go(1, 2), m.stop(), m.calls)
m.level = 3
print(m.level)
del m.level
try:
    m.frozen = 1
except AttributeError as error:
    print(error)


class Watch:
    def __getattribute__(self, name):
        if name == "secret":
            return "found by getattribute"
        return object.__getattribute__(self, name)
    def __dir__(self):
        return ["b", "a"]


w = Watch()
w.plain = 1
print(w.secret, w.plain, dir(w))
w.__class__ = Meter
try:
    print(w.any(5))
except Exception as error:
    print(type(error).__name__, error)
print(isinstance(w, Meter), type(w).__name__)
Dynamic = type("Dynamic", (Account,), {"extra": 7, "twice": lambda self: self.extra * 2})
print(Dynamic("dyn").twice(), Dynamic.__mro__[1].__name__, Dynamic.__module__)
print(issubclass(Dynamic, Account), isinstance(Dynamic("d"), (int, Account)))


class Outer:
    class Inner:
        class Core:
            def f(self): pass
    def local(self):
        class Here: pass
        return Here


print(Outer.Inner.Core.f.__qualname__, Outer().local().__qualname__)
