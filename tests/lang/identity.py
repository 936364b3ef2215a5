"""is and id where the language defines them; truth values, singletons, copies, argument identity, type identity."""
import copy


class C:
    def m(self): pass
    @staticmethod
    def s(): pass
    @property
    def me(self): return self
    def __iadd__(self, o): return self
    def __eq__(self, o): return True
    def __bool__(self): return False


a, b = C(), C()
print(a is b, a is a, a == b, a is not b, (a, b) == (b, a), [a] == [b], a in [b], a != b, not a, a is a.me)
alias = a
alias += 1
print(alias is a, C.s is C.s, C.m is C.m, a.m is not None, a.m == a.m, a.m.__func__ is C.m, type(a) is C, type(C) is type, type(type) is type)
print(None is None, True is True, True is not False, (1 < 2) is True, (not 1) is False, bool(5) is True, bool([]) is False, ... is Ellipsis, NotImplemented is NotImplemented, type(None)() is None)
lst = [1, [2, 3]]
same, shallow, deep = lst, copy.copy(lst), copy.deepcopy(lst)
print(same is lst, shallow is lst, shallow[1] is lst[1], deep[1] is lst[1], lst[:] is lst, list(lst) is lst, tuple(t := (1, 2)) is t, t[:] is t, (lst + []) is lst)
d = {"k": lst}
print(d["k"] is lst, d.get("k") is lst, [*d.values()][0] is lst, d.copy()["k"] is lst, {**d}["k"] is lst, dict(d) is d)


def passes(x, *args, k=None, **kw): return x is lst, args[0] is lst, k is lst, kw["z"] is lst
def default(x=[]): return x
def gen():
    got = yield lst
    yield got is lst


print(passes(lst, lst, k=lst, z=lst), default() is default(), default([]) is default([]))
g = gen()
print(next(g) is lst, g.send(lst), iter(g) is g, iter(lst) is iter(lst), iter(it := iter(lst)) is it)


def closure():
    v = lst
    def read(): return v
    def write(n):
        nonlocal v
        v = n
    return read, write


read, write = closure()
print(read() is lst, write(a), read() is a, globals()["lst"] is lst, (lambda: lst)() is lst, [lst][0] is lst, (lst, 1)[0] is lst, (lst if 1 else 0) is lst, (0 or lst) is lst, (1 and lst) is lst, [x for x in [lst]][0] is lst)
x = y = []
x += [1]
print(x is y, y)
x = x + [2]
print(x is y, y)
error = ValueError("e")
try:
    raise error
except ValueError as caught:
    print(caught is error, caught.__traceback__ is error.__traceback__)
n = 1000
m = n
big = 2 ** 100
also = big
f = 1.5
h = f
print(m is n, also is big, h is f, [n][0] is n, (n, f)[1] is f, {"k": big}["k"] is big)
nan = float("nan")
nans = [nan, nan]
print(nan is nan, nans[0] is nans[1], nan in nans, nan == nan, nans == [nan, nan], nans.index(nan), {nan: 1}[nan], (nan,) == (nan,), nan != nan, nans.count(nan), set(nans) == {nan}, max(nans) is nan)
o = object()
print(id(o) == id(o), id(a) != id(b), id(lst) == id(same), hash(o) == hash(o), o == o, o != object(), o is o, {o: 1}[o])


class Meta(type):
    def __eq__(cls, other): return False
    def __hash__(cls): return 1
class D(metaclass=Meta): pass


print(D is D, D == D, D != D, D in [D], [D].index(D), isinstance(D(), D), {D: 1}[D], D in (int, D))
i1 = 5
s = {}
s[i1] = s
print(s[5] is s, s, i1.__class__ is int, (5).__class__ is type(5), int is int, True.__class__ is bool, isinstance(True, int), type(True) is int, type(1.0) is float, type("") is str, type(b"") is bytes)
def function(): pass
function.self = function
print(function.self is function, function.__code__ is function.__code__, function.__dict__ is function.__dict__, function.__globals__ is globals(), type(function) is type(lambda: 0), a.__dict__ is a.__dict__, vars(a) is a.__dict__)
z = [[]] * 3
z[0].append(1)
w = [[] for _ in range(3)]
w[0].append(1)
print(z, w, z[0] is z[1], w[0] is w[1])
truths = [0, 0.0, -0.0, 0j, "", b"", (), [], {}, set(), range(0), None, False, frozenset(), bytearray()], [1, -1, 0.1, "0", " ", (0,), [0], {0: 0}, {0}, range(1), True, object(), len, int, float("nan")]
print([bool(v) for v in truths[0]], [bool(v) for v in truths[1]], ["t" if v else "f" for v in truths[0] + truths[1]], all(truths[1]), any(truths[0]))
print([] or "default", [0] and "kept", None or 0 or "" or "last", 1 and 2 and 3, not not [], (0 or []) == [], 5 if [] else 6, [] is [] or "fresh lists differ")
