"""functools, itertools and operator in combination with guest functions, classes and generators."""
import functools
import itertools as it
import operator as op

print(functools.reduce(lambda a, b: a * 10 + b, [1, 2, 3]), functools.reduce(op.add, "abc", ">"), functools.reduce(lambda a, b: a, [], "empty"))
calls = []


@functools.lru_cache(maxsize=3)
def slow(n, *, k=0):
    calls.append(n)
    return n * n + k


print([slow(n) for n in (1, 2, 1, 3, 4, 1, 2)], calls, slow.cache_info(), slow(1, k=5))
slow.cache_clear()
print(slow.cache_info(), slow.__wrapped__(9), slow.__name__)
try:
    slow([])
except TypeError as error:
    print(error)


@functools.cache
def paths(r, c): return 1 if r == 0 or c == 0 else paths(r - 1, c) + paths(r, c - 1)


print(paths(16, 16), paths.cache_info().currsize)
p = functools.partial(lambda *a, **k: (a, k), 1, x=2)
q = functools.partial(p, 3, y=4)
print(p(), q(5, x=6), q.func is p.func, q.args, q.keywords, functools.partial(int, base=2)("101"))


@functools.total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
    add = functools.partialmethod(lambda self, a, b: self.n + a + b, 10)
    @functools.cached_property
    def expensive(self):
        print("computing")
        return self.n ** 2
    @functools.singledispatchmethod
    def kind(self, x): return "other"
    @kind.register
    def _(self, x: int): return "int"
    @kind.register(str)
    def _(self, x): return "str"


v = V(3)
print(v >= V(2), v <= V(2), v > V(3), v.add(5), v.expensive, v.expensive, v.kind(1), v.kind("s"), v.kind(1.5))


@functools.singledispatch
def show(x): return f"object {x}"
@show.register(list)
def _(x): return "list " + ", ".join(show(y) for y in x)
@show.register(int)
@show.register(float)
def _(x): return f"number {x}"


print(show([1, 2.5, "s", [True]]), show.dispatch(bool) is show.dispatch(int), sorted([5, 3, 4], key=functools.cmp_to_key(lambda a, b: b - a)))


def gen(n, tag="g"):
    for i in range(n):
        yield i
    print("exhausted", tag)


print(list(it.islice(it.count(5, 3), 4)), list(it.chain(gen(2), "ab", [9])), list(it.chain.from_iterable([[1], (2, 3)])), list(it.islice(it.cycle("xyz"), 7)), list(it.repeat("r", 3)))
print(list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([1, 2, 3], lambda a, b: a * b, initial=10)), list(it.compress("abcd", [1, 0, 1, 0])), list(it.dropwhile(lambda x: x < 3, [1, 4, 2])), list(it.takewhile(lambda x: x < 3, gen(9))), list(it.filterfalse(lambda x: x % 2, range(6))))
print([(k, list(g)) for k, g in it.groupby("aaabbca")], {k: [w for w in g] for k, g in it.groupby(sorted(["bb", "a", "cc", "d"], key=len), key=len)})
print(list(it.product("ab", repeat=2)), list(it.permutations([1, 2, 3], 2)), list(it.combinations("abcd", 3)), list(it.combinations_with_replacement("ab", 2)), list(it.pairwise("abcd")), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.zip_longest("abc", [1], fillvalue="-")))
a, b, c = it.tee(gen(3, "tee"), 3)
print(next(a), list(b), list(a), list(c))
try:
    list(zip(gen(2, "z1"), gen(3, "z2"), strict=True))
except ValueError as error:
    print(error)
print(op.itemgetter(1, 0)("ab"), op.attrgetter("n", "__class__.__name__")(v), op.methodcaller("add", 1)(v), op.mul(3, 4), op.truth([]), op.contains("abc", "b"), op.concat([1], [2]), op.is_(None, None), op.index(True), op.length_hint(iter([1, 2])))


def pipeline(*stages): return lambda x: functools.reduce(lambda value, stage: stage(value), stages, x)


print(pipeline(lambda x: x + 1, str, lambda s: s * 2, len)(99), list(map(lambda *a: sum(a), [1, 2], [10, 20], gen(5, "map"))), list(filter(lambda x: x > 1, gen(4, "filter"))), any(x == 1 for x in gen(5, "any")), all(x < 9 for x in gen(2, "all")))
class Boom:
    def __iter__(self): return self
    def __next__(self): raise OSError("in next")
for action in (lambda: list(it.chain(Boom())), lambda: sum(Boom()), lambda: list(map(str, Boom())), lambda: functools.reduce(op.add, []), lambda: list(map(lambda x: 1 / x, [1, 0])), lambda: max(Boom()), lambda: dict(Boom()), lambda: ",".join(Boom()), lambda: list(it.islice(Boom(), -1)), lambda: [*Boom()], lambda: sorted(Boom()), lambda: tuple(it.starmap(pow, [1])), lambda: next(it.groupby([[]], key=hash))):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
wrapped = functools.wraps(paths)(lambda: 0)
print(wrapped.__name__, hasattr(wrapped, "__wrapped__"), functools.update_wrapper(lambda: 0, show).__doc__, functools.WRAPPER_ASSIGNMENTS[:2])
