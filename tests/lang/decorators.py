"""Decorators: order, arguments, on classes and methods, stacking with descriptors, state, wraps."""
import functools

trace = []


def tag(name):
    trace.append("evaluated " + name)
    def decorate(f):
        trace.append("applied " + name)
        @functools.wraps(f)
        def wrapper(*args, **kwargs):
            return f"{name}({f(*args, **kwargs)})"
        return wrapper
    return decorate


@tag("outer")
@tag("middle")
@tag("inner")
def greet(name, *, loud=False):
    """Greets."""
    return name.upper() if loud else name


print(greet("bob"), greet("eve", loud=True), greet.__name__, greet.__doc__, greet.__wrapped__.__wrapped__("z"))
print(trace)


class count_calls:
    def __init__(self, f):
        functools.update_wrapper(self, f)
        self.f, self.calls = f, 0
    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.f(*args, **kwargs)
    def __get__(self, obj, owner=None):
        return self if obj is None else functools.partial(self, obj)


@count_calls
def square(x): return x * x


print([square(i) for i in range(5)], square.calls, square.__name__)


def register(registry, key=None):
    def decorate(thing):
        registry[key or thing.__name__] = thing
        return thing
    return decorate


handlers = {}


@register(handlers)
class Plain:
    pass


@register(handlers, "special")
class Other:
    @count_calls
    def method(self, n): return (type(self).__name__, n)
    @classmethod
    @tag("cls")
    def make(cls): return cls.__name__
    @staticmethod
    @tag("static")
    def helper(x): return x
    @property
    @tag("prop")
    def value(self): return 5
    @functools.cached_property
    def slow(self):
        print("computing slow")
        return 99


o = Other()
print(sorted(handlers), o.method(1), o.method(n=2), Other.method.calls, Other.make(), o.helper("h"), o.value, o.slow, o.slow)


def memo(f):
    cache = {}
    @functools.wraps(f)
    def inner(*args):
        if args not in cache:
            cache[args] = f(*args)
        return cache[args]
    inner.cache = cache
    return inner


@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(60), len(fib.cache))


def auto_repr(cls):
    def __repr__(self):
        return f"{cls.__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"
    cls.__repr__ = __repr__
    return cls


def add_ordering(key):
    def deco(cls):
        cls.__lt__ = lambda a, b: key(a) < key(b)
        return cls
    return deco


@auto_repr
@add_ordering(key=lambda self: self.n)
class Item:
    def __init__(self, n, name): self.n, self.name = n, name


print(sorted([Item(3, "c"), Item(1, "a"), Item(2, "b")]))


def retry(times, *errors):
    def deco(f):
        @functools.wraps(f)
        def run(*args):
            for attempt in range(1, times + 1):
                try:
                    return f(attempt, *args)
                except errors as e:
                    print("attempt", attempt, "failed:", e)
            raise RuntimeError(f"{f.__name__} gave up")
        return run
    return deco


@retry(3, ValueError, KeyError)
def flaky(attempt, limit):
    if attempt < limit:
        raise (ValueError if attempt % 2 else KeyError)(attempt)
    return f"worked at {attempt}"


print(flaky(3))
try:
    flaky(9)
except RuntimeError as error:
    print(error, repr(error.__context__))
table = [lambda f: f, tag("indexed")]


@table[1]
def indexed(): return "i"


@(lambda f: lambda *a: ("lambda", f(*a)))
def lambda_decorated(x): return x


@(lambda f: print("decorating", f.__name__))
def printed(): pass


@(lambda f: f.__name__)
def becomes_string(): pass


@property
def module_property(self): pass


print(indexed(), lambda_decorated(3), printed, becomes_string, type(module_property).__name__)
