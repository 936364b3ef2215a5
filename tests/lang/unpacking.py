"""Unpacking: assignment targets, stars, nesting, order of evaluation, calls, displays, loops, errors."""


def show(v, tag):
    print("eval", tag)
    return v


class Target:
    def __init__(self): self.items = {}
    def __setattr__(self, n, v): print("attr", n, v) if n != "items" else None; object.__setattr__(self, n, v)
    def __setitem__(self, k, v): print("item", k, v)


a, b = 1, 2
a, b = b, a
print(a, b)
(a), [b, (c, *d)], *e = 1, [2, (3, 4, 5)], 6, 7
print(a, b, c, d, e)
*a, = range(3)
[*b] = "xy"
(c, *d), e = (1,), 2
print(a, b, c, d, e)
first, *_, last = range(10)
*init, = ()
print(first, _, last, init)
t = Target()
show(t, "t").x, show(t, "u")[show(1, "index")], *show(t, "v").rest = show([1, 2, 3, 4], "value")
i = 0
lst = [0, 0, 0]
i, lst[i] = 1, "set at new i"
print(i, lst)
x = y = z = []
x.append(1)
print(y, z is x)
p = q, r = 5, 6
print(p, q, r)
a = b, *c = "hey"
print(a, b, c)
for i, (j, *k) in enumerate([(1, 2, 3), "ab", [4]]):
    print(i, j, k)
for lst[i % 3] in "xyz":
    pass
print(lst)
for t.loop, in [(1,), (2,)]:
    pass
print([*range(3), *"ab", *{}], (*[1], 2, *(3,)), {*[1, 2], *[2, 3]} == {1, 2, 3}, {**{"a": 1}, "b": 2, **{"a": 3}})
print(*[1, 2], *"ab", sep=",")


def returns(*args):
    return 0, *args, "end"


def yields():
    x = yield 1, *(2, 3)
    yield x


print(returns(), returns(1, 2), next(yields()))
head, *tail = {"k1": 1, "k2": 2}
print(head, tail)
(k, v), = {"only": 5}.items()
print(k, v)
d = {}
d["a"], d["b"] = d["c"] = "pq"
print(d)


class Iter:
    def __init__(self, n): self.n = n
    def __iter__(self):
        for i in range(self.n):
            print("produce", i)
            yield i


m, n = Iter(2)
try:
    m, n = Iter(4)
except ValueError as error:
    print(error)
for source in ("a, b = 1", "a, b = ()", "a, b = 1, 2, 3", "a, *b, c = [1]", "*a, b = []", "(a, b), c = 1, 2", "a, b = {1}", "a, b = 'abc'",
               "a, b = Iter(1)", "[a] = 5", "a, b = None", "for a, b in [(1,)]: pass", "a, = iter([1, 2])", "*a, b, c, d = 1, 2", "() = 1", "() = [1]", "[] = ()"):
    try:
        exec(source)
        print(source, "is fine")
    except (TypeError, ValueError) as error:
        print(source, "->", error)
for source in ("*a = 1", "*a, *b = 1, 2", "a + b = 1", "f() = 1", "(a, 5) = 1", "x, *y += 1", "[*a, b] += 1", "None = 1", "*a", "del *a"):
    try:
        compile(source, "<t>", "exec")
        print(source, "compiles")
    except SyntaxError as error:
        print(source, "->", error.msg)
big = list(range(300))
a, *b, c = big
print(a, len(b), c, sum(b))
(a, b, c, d, e, f, g, h) = "abcdefgh"
a, b, c, d = d, c, b, a
print(a, b, c, d, e, f, g, h)
def swap_many(a, b, c):
    for _ in range(4):
        a, b, c = b, c, a + b
    return a, b, c
print(swap_many(1, 1, 1), [a + b for a, b in [(1, 2), (3, 4)]], [(x, y) for x, *y in ["ab", "c"]])
