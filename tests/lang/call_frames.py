"""Calls that need no frame of the caller to be seen - and where code comes to run in them all the same, it sees the caller."""
import gc
import sys
import weakref

seen = []


def caller():
    return sys._getframe(2).f_code.co_name


class Sized:
    def __len__(self):
        seen.append(caller())
        return 3

    def __bool__(self):
        seen.append(caller())
        return True


class Hooked(type):
    def __instancecheck__(cls, other):
        seen.append(caller())
        return True


class Any(metaclass=Hooked):
    pass


class Dying:
    def __del__(self):
        frame = sys._getframe(1)
        seen.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))


def through_proxy(proxy):
    return len(proxy), bool(proxy)


def through_class(x):
    return isinstance(x, Any)


def temporary():
    return len(
        [Dying()])


def argument():
    n = len((1, Dying()))
    return n


def collecting():
    """Garbage in cycles: its finalisers run where something is allocated."""
    gc.enable()
    for i in range(3000):
        node = Dying()
        node.me = node
        node = [i, [i], (i, [i]), {i: i}, lambda: node]
    del node
    gc.collect()
    gc.disable()


class Point:
    def __init__(self, x, y=2, *rest, z=3, **more):
        self.all = x, y, rest, z, more


class Plain:
    def __init__(self, x, y=1):
        self.all = x, y


def made(cls, n):
    result = []
    for i in range(n):
        result = [cls(i, y=5).all, cls(x=i).all, cls(i, 6).all]
        if i == n // 2:
            if cls is Plain:
                def changed(self, x, y=7, **more):
                    self.all = 'changed', x, y, more
                cls.__init__ = changed
            else:
                def new(c, *args, **kwargs):
                    seen.append((len(args), sorted(kwargs)))
                    return object.__new__(c)
                cls.__new__ = new
    return result


def positional(*a):
    return a


def both(*a, **k):
    return a, k


def mixed(x, *a, y=5, **k):
    return x, a, y, k


def strict(x, /, y=2, *a, z, **k):
    return x, y, a, z, k


class Methods:
    def starred(self, *a, **k):
        return a, k

    def pair(self, x, y):
        return x, y


def attempt(f):
    try:
        return f()
    except Exception as error:
        return type(error).__name__, str(error)


def bindings():
    m = Methods()
    return [attempt(f) for f in (
        lambda: positional(), lambda: positional(1), lambda: positional(1, 2.5, None, 'x', True, 2 ** 60), lambda: both(), lambda: both(1, x=2),
        lambda: both(k=1, a=3), lambda: mixed(1), lambda: mixed(), lambda: mixed(1, 2, 3, y=4, z=6), lambda: mixed(1, x=2),
        lambda: mixed(y=1, x=2, q=3), lambda: strict(1, 2, 3, z=4, x=5), lambda: strict(1), lambda: strict(1, z=2), lambda: strict(y=1, z=2),
        lambda: m.starred(1, k=2), lambda: m.pair(*(1, 2)), lambda: m.pair(*(1, 2), **{}), lambda: m.pair(*(1, 2), **{'z': 1}),
        lambda: m.pair(*(1,)), lambda: positional(*range(40)), lambda: positional(*[1, 2]), lambda: m.pair(*(1, 2, 3)),
        lambda: (lambda *a: a)(*'abc'), lambda: (lambda x: x)(*(7,)), lambda: len(positional(*[0] * 10_000)),
        lambda: [x for x in both(*(1, 2), **{'q': 3})[0]])]


def in_generator():
    yield positional(1, 2)
    yield both(1, q=2)
    yield Methods().pair(*(3, 4))


def counters():
    """Cells and functions are used again: what they held must be gone."""
    def make(n):
        def add(by):
            nonlocal n
            n += by
            return n
        return add, lambda: n
    results = []
    for i in range(500):
        add, show = make([i] if i % 2 else i)
        if i % 2 == 0:
            add(2)
        results.append(show())
        add.extra = i
        if i % 100 == 0:
            results.append((add.__name__, add.__qualname__, add.__defaults__, add.__dict__, add.__doc__, len(add.__closure__)))
    return results[:4], results[-2:], hasattr(make(1)[0], 'extra')


def consumers():
    g = (x * x for x in range(10))
    first = [next(g), next(g), sum(x for x in (1, 2)), next(g, 'none')]
    rest = sorted(g), next(g, 'none')
    return first, rest, attempt(lambda: next(g)), attempt(lambda: next(x for x in ())), max(x for x in (3, 1)), ','.join(c for c in 'abc')


def main():
    gc.disable()
    target = Sized()
    proxy = weakref.proxy(target)
    for _ in range(20):
        through_proxy(proxy), through_class(1), temporary(), argument()
    print(seen[-10:], len(seen))
    seen.clear()
    collecting()
    print(len(seen) > 100, {name for name, line in seen})
    seen.clear()
    print(made(Plain, 40), made(Point, 40), seen[-3:], len(seen))
    for _ in range(20):
        result = bindings(), list(in_generator()), consumers()
    for row in result[0]:
        print(str(row)[:200])
    print(result[1:])
    print(counters())


main()
