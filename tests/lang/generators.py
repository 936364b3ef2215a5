"""Generators: laziness, state, locals, expressions, recursion, iteration inside containers."""


def trace(name, n):
    print("start", name)
    for i in range(n):
        print("before", name, i)
        yield i
        print("after", name, i)
    print("end", name)
    return "result of " + name


for v in trace("a", 2):
    print("got", v)
g = trace("b", 1)
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print("value", stop.value, stop.args)
print(list(g), next(g, "default"))


def naturals(n=0):
    while True:
        yield n
        n += 1


def sieve(source):
    p = next(source)
    yield p
    yield from sieve(x for x in source if x % p)


s = sieve(naturals(2))
print([next(s) for _ in range(15)])


def permutations(items):
    if not items:
        yield []
        return
    for i, x in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [x] + rest


print(["".join(p) for p in permutations("abc")])
pairs = ((a, b) for a in "xy" for b in range(3) if b != 1)
print(next(pairs), list(pairs), sum(i * i for i in range(10) if i % 2))
first = (print("evaluated at once") or range(2))
lazy = (print("lazily", i) for i in first)
print("made")
print(list(lazy))


def lookahead():
    a, b = yield
    while True:
        received = yield a + b
        if received is None:
            return (a, b)
        a, b = b, received


g = lookahead()
g.send(None)
print(g.send((1, 2)), g.send(10), g.send(20))
try:
    g.send(None)
except StopIteration as stop:
    print(stop.value)
print(g.gi_frame, g.gi_running, g.gi_yieldfrom, g.__name__, g.__qualname__)


def states():
    print("running:", me.gi_running)
    try:
        next(me)
    except ValueError as error:
        print(error)
    yield 1


me = states()
print(next(me), me.gi_running, me.gi_frame is not None, sorted(me.gi_frame.f_locals))


def window(it, n):
    buffer = []
    for x in it:
        buffer.append(x)
        if len(buffer) == n:
            yield tuple(buffer)
            del buffer[0]


print(list(window("abcdef", 3)), dict(zip("ab", naturals())), max(window([3, 9, 2], 2)))
a, *b, c = (i ** 2 for i in range(6))
print(a, b, c, *(x for x in "gen"), sep="|")
print([*naturals.__code__.co_varnames], set(i % 3 for i in range(7)) == {0, 1, 2}, "".join(c.upper() for c in "join"))


def bad():
    raise StopIteration("leaks")
    yield


try:
    list(bad())
except RuntimeError as error:
    print(error, "from", repr(error.__cause__))
try:
    list(next(iter([])) for _ in range(3))
except RuntimeError as error:
    print(error)


class Tree:
    def __init__(self, v, *kids): self.v, self.kids = v, kids
    def __iter__(self):
        yield self.v
        for kid in self.kids:
            yield from kid


print(list(Tree(1, Tree(2, Tree(3)), Tree(4))), 4 in Tree(1, Tree(4)))
interleaved = [trace("x", 2), trace("y", 2)]
while interleaved:
    current = interleaved.pop(0)
    try:
        print("step", next(current))
        interleaved.append(current)
    except StopIteration as stop:
        print(stop.value)
