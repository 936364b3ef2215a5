# Builtins that take what a generator yields: results, errors, short cuts, re-entrance, frames.
import sys
import traceback


def count(n, log=None):
    try:
        for i in range(n):
            yield i
    finally:
        if log is not None:
            log.append("closed")


class Odd:
    def __init__(self, n):
        self.n = n

    def __bool__(self):
        if self.n == 3:
            raise KeyError("truth of 3")
        return self.n > 3

    def __lt__(self, other):
        return self.n % 3 < other.n % 3

    def __gt__(self, other):
        return self.n % 3 > other.n % 3

    def __add__(self, other):
        return Odd(self.n + getattr(other, "n", other))

    __radd__ = __add__

    def __repr__(self):
        return f"Odd({self.n})"


print(sum(count(10)), sum(count(0)), sum(count(4), 0.5), sum((x * 0.1 for x in count(5))), sum((2 ** 46 for _ in count(5))))
print(sum((2 ** 62 for _ in count(5))), sum((True for _ in count(3))), sum((Odd(i) for i in count(4))), sum(count(3), Odd(10)))
print(sum(([i] for i in count(3)), []), sum((complex(i, 1) for i in count(3))))
print(any(i > 3 for i in count(9)), any(i > 30 for i in count(9)), all(i < 3 for i in count(9)), all(i < 30 for i in count(9)))
print(any(Odd(i) for i in (1, 2, 5, 3)), all(count(0)), any(count(0)))
print(min(count(4)), max(count(4)), min(i * 0.5 for i in count(4)), max((-1) ** i * i for i in count(6)), max("abcb"[i] for i in count(4)))
print(min((Odd(i) for i in (4, 2, 6, 3))), max((Odd(i) for i in (4, 2, 5, 3))), max(x for x in (1, 1.0, True)), min(x for x in (True, 1, 1.0)))
print(min(x for x in (2 ** 70, 2 ** 69, 5.5)), max(x for x in (2 ** 70, 2 ** 69, 5.5)), str(max(x for x in (0.0, -0.0))), min(x for x in ((2, 1), (1, 9))))
nan = float("nan")
print(max(x for x in (nan, 1.0)), max(x for x in (1.0, nan)), min(x for x in (nan, 1.0)), sum(x for x in (nan, 1.0)))
print(list(count(5)), tuple(count(5)), set(count(5)), frozenset(count(5)), sorted(-i for i in count(5)), dict((i, i * i) for i in count(4)))
print([sys.getsizeof(list(count(n))) == sys.getsizeof(list(iter(range(n)).__iter__())) or n for n in (0, 1)])
print(list(count(0)), tuple(count(0)), set(count(0)), dict(count(0)), sorted(count(0)))
print(dict([k, v] for k, v in (("a", 1), ("b", 2), ("a", 3))), dict("xy" for _ in count(2)))
print(",".join(str(i) for i in count(5)), "".join("x" for _ in count(0)), b"-".join(bytes([65 + i]) for i in count(3)))

g = count(3)
print(next(g), next(g), next(g), next(g, "end"), next(g, None))


def echo():
    got = None
    while got != "stop":
        got = yield got
    return "done"


g = echo()
print(g.send(None), g.send(1), g.send([2]), next(g))
try:
    g.send("stop")
except StopIteration as e:
    print("stop", e.value)
try:
    g.send(1)
except StopIteration as e:
    print("again", e.value)

log = []
print(any(i == 2 for i in count(5, log)), log)
g = count(5, log)
print(any(x == 2 for x in g), log, list(g), log)


def failing(n):
    for i in range(n):
        yield i
    raise ValueError(n)


def attempt(function, *args):
    try:
        print("value", function(*args))
    except Exception as e:
        print(type(e).__name__, e, [(f.name, f.line) for f in traceback.extract_tb(e.__traceback__)][1:])


def use(function, make, *rest):
    return function(make, *rest)


for f in (sum, any, all, min, max, list, tuple, set, frozenset, dict, sorted, next):
    attempt(use, f, failing(0))
attempt(lambda: ",".join(failing(0)))
attempt(lambda: ",".join(count(2)))
attempt(lambda: min(count(0)))
attempt(lambda: max(count(0)))
attempt(lambda: dict(count(2)))
attempt(lambda: dict((1, 2, 3) for _ in count(1)))
attempt(lambda: dict(([], 2) for _ in count(1)))
attempt(lambda: set([] for _ in count(1)))
attempt(lambda: sum("a" for _ in count(1)))
attempt(lambda: sum(("a" for _ in count(1)), ""))
attempt(lambda: sum(count(1), b""))
attempt(lambda: any(Odd(i) for i in count(5)))
attempt(lambda: max(x for x in (1, "a")))
attempt(lambda: sorted(x for x in (1, "a")))
attempt(lambda: sum(count(1), 1, 2))
attempt(lambda: list(count(1), 1))
attempt(lambda: next(count(0)))
attempt(lambda: echo().send(1))


def stops():
    yield 1
    raise StopIteration(5)


attempt(lambda: list(stops()))
attempt(lambda: next(stops(), 3))


def recursive():
    yield 1
    yield sum(me)


me = recursive()
attempt(lambda: list(me))
attempt(lambda: list(me))


def who():
    f = sys._getframe()
    yield f.f_back.f_code.co_name
    yield f.f_back.f_lineno - f.f_back.f_code.co_firstlineno


def asks():
    return list(who())


print(asks())


def nested(n):
    if n:
        yield sum(nested(n - 1)) + 1
    else:
        yield 0


print(sum(nested(50)))


def handled():
    try:
        raise KeyError("k")
    except KeyError:
        yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]


try:
    raise OSError("o")
except OSError:
    print(list(handled()), sys.exc_info()[0].__name__)


class Sub(list):
    pass


print(Sub(count(3)), type(Sub(count(3))).__name__)
x = y = 0
for total in (sum(i * j for j in range(i)) for i in range(4)):
    print(total, end=" ")
print()


async def co():
    await thing()
    return 7


class thing:
    def __await__(self):
        got = yield "ask"
        print("got", got)


c = co()
print(c.send(None))
try:
    c.send("answer")
except StopIteration as e:
    print(e.value)


# The builtins rebound, shadowed, and a callable that only looks like them.
def work():
    return sum(i for i in range(4))


print(work(), work())
real, sum = sum, lambda it: ["mine", *it]
print(work())
del sum
print(work())

events = []
sys.setprofile(lambda frame, event, arg: events.append((event, getattr(arg, "__name__", None) if event.startswith("c_") else frame.f_code.co_name)))
list(i for i in range(2))
all(i < 5 for i in range(2))
sys.setprofile(None)
print(events)


def switched():
    yield 1
    sys.setprofile(lambda *a: None)
    yield 2
    sys.setprofile(None)
    yield 3


print(max(switched()), list(switched()))
sum(failing(2))
