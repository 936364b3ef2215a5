# === prologue
def t(function, *args, **keywords):
    try:
        print('  ', function(*args, **keywords))
    except BaseException as error:
        print('  ', type(error).__name__, '|', error)
# === positional
def f0(): return ()
def f1(a): return (a,)
def f3(a, b, c): return a, b, c
for f in (f0, f1, f3):
    for n in range(5): t(f, *range(n))
t(f1, b=1); t(f1, a=1); t(f1, 1, a=2); t(f3, 1, c=3); t(f3, c=1, b=2, a=3); t(f3, 1, 2, 3, d=4); t(f3, *[1, 2], **{'c': 5}); t(f3, **{'a': 1}); t(f3, 1, *[2], 3); t(f3, *[1], b=2, *[3])
# === defaults
def f(a, b=2, c=3): return a, b, c
for args, kw in (((), {}), ((1,), {}), ((1, 5), {}), ((1,), {'c': 9}), ((1, 2, 3, 4), {}), ((), {'b': 1}), ((1,), {'a': 1}), ((1,), {'z': 1}), ((1, 2), {'b': 3})): t(f, *args, **kw)
def mutable(x, acc=[]): acc.append(x); return acc
t(mutable, 1); t(mutable, 2); print(mutable.__defaults__); f.__defaults__ = (7,); t(f, 1, 2); t(f, 1); f.__defaults__ = None; t(f, 1); f.__defaults__ = (1, 2, 3, 4); t(f)
def kw(*, a, b=2): return a, b
t(kw); t(kw, 1); t(kw, a=1); t(kw, b=1); kw.__kwdefaults__ = {'a': 5}; t(kw); t(kw, b=1); kw.__kwdefaults__ = None; t(kw, a=1)
# === keyword_only
def f(a, *, b, c=3): return a, b, c
def g(*args, b): return args, b
def h(*, x, y, z): return x, y, z
for fn in (f, g, h):
    for args, kw in (((), {}), ((1,), {}), ((1, 2), {}), ((1,), {'b': 2}), ((1, 2), {'b': 3}), ((), {'x': 1}), ((), {'x': 1, 'y': 2, 'z': 3}), ((1,), {'b': 2, 'q': 3}), ((), {'x': 1, 'z': 2})): t(fn, *args, **kw)
# === positional_only
def f(a, b, /): return a, b
def g(a, /, b, *, c): return a, b, c
def h(a, /, **kw): return a, kw
def k(a=1, /, b=2): return a, b
for fn in (f, g, h, k):
    for args, kw in (((1, 2), {}), ((1,), {}), ((), {'a': 1, 'b': 2}), ((1,), {'b': 2}), ((1,), {'b': 2, 'c': 3}), ((1, 2, 3), {}), ((1,), {'a': 5}), ((), {'a': 5}), ((), {'b': 5}), ((1, 2), {'a': 3, 'b': 4})): t(fn, *args, **kw)
# === star_args
def f(*args, **kw): return args, kw
t(f, 1, 2, a=3); t(f, *'ab', **{'c': 1}); t(f, **{'a-b': 1, '': 2}); t(lambda: f(*1)); t(lambda: f(**1)); t(lambda: f(**{1: 2})); t(lambda: f(a=1, **{'a': 2})); t(lambda: f(**{'a': 1}, **{'a': 2})); t(lambda: f(*None)); t(lambda: f(**[('a', 1)]))
class M:
    def keys(self): return ['x', 'y']
    def __getitem__(self, k): return k + '!'
t(lambda: f(**M())); t(lambda: f(*(i for i in range(3)), 4, *[5], k=6, **{'l': 7}))
class Bad:
    def keys(self): raise ValueError('keys')
t(lambda: f(**Bad()))
class Bad2:
    def keys(self): return [1]
    def __getitem__(self, k): return k
t(lambda: f(**Bad2()))
def gen():
    yield 1
    raise KeyError('in gen')
t(lambda: f(*gen())); t(lambda: f.nothing(*gen())); t(lambda: len(*[[]], **{})); t(lambda: len(*[[], []])); t(lambda: print(**{'sepp': 1})); t(lambda: (lambda x: x)(**{'y': 1}))
# === many_missing
def f(a, b, c, d, *, e, f, g): pass
t(f); t(f, 1); t(f, 1, 2); t(f, 1, 2, 3); t(f, 1, 2, 3, 4); t(f, 1, 2, 3, 4, e=1); t(f, 1, 2, 3, 4, e=1, f=2); t(f, 1, 2, 3, 4, 5); t(f, 1, 2, 3, 4, 5, 6, e=1); t(f, *range(10), e=1, f=2, g=3)
class A:
    def m(self, a, b): pass
    def __init__(self, x, y=1): pass
    def __call__(self, q): pass
    @staticmethod
    def s(a): pass
    @classmethod
    def c(cls, a): pass
t(A); t(A, 1, 2, 3); a = A(1); t(a.m); t(a.m, 1); t(a.m, 1, 2, 3); t(a); t(a, 1, 2); t(a.s); t(A.c); t(A.m); t(A.c, 1, 2); t(lambda: a.m(c=1))
t(lambda: (lambda: 0)(1)); t(lambda: (lambda x, y: 0)(1)); t(lambda: [x for x in range(3)](1))
def outer():
    def inner(a): pass
    inner()
t(outer)
# === evaluation_order
def v(x): print('  eval', x); return x
def f(*a, **k): return a, k
t(lambda: v(f)(v(1), *v([2]), k=v(3), **v({'l': 4}))); t(lambda: {v('a'): v(1), **v({'b': 2}), v('c'): v(3)}); t(lambda: [v(1), *v((2, 3)), v(4)])
def default(a=v('default a'), *, b=v('default b')) -> v('returns'): pass
x = [0, 0, 0]
def index(i): print('  index', i); return i
x[index(0)] = x[index(1)] = v('value'); print(x)
x[index(2)] += v(5)
a = b = c = v('chain'); (d, e), *g = v([(1, 2), 3, 4]); print(a, d, e, g)
t(lambda: v(1) if v(0) else v(2)); t(lambda: v(1) < v(2) < v(0) < v(9)); t(lambda: v(0) or v('') or v(5)); t(lambda: v(1) and v(0) and v(2)); t(lambda: v([1, 2])[v(0):v(1):v(1)]); t(lambda: f'{v(1)}{v(2)!r:>{v(4)}}')
t(lambda: (v(2) ** v(3), v(7) // v(2), -v(1))); t(lambda: v('k') in v({'k': 1})); t(lambda: [v(i) * v(j) for i in v((1, 2)) if v(i) > 1 for j in v((3,))])
@v(lambda f: f)
def decorated(): pass
class K(v(object), metaclass=v(type)): pass
del x[index(0)], x[index(0)]
assert v(1), v('not evaluated')
# === function_attributes
def f(a, b=1, *c, d=2, **e):
    "doc"
    x = 1
    return x
print(f.__name__, f.__qualname__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__module__, f.__dict__, f.__closure__, f.__globals__ is globals(), f.__builtins__ is __builtins__.__dict__)
c = f.__code__; print(c.co_name, c.co_argcount, c.co_kwonlyargcount, c.co_posonlyargcount, c.co_varnames, c.co_nlocals, c.co_flags, c.co_freevars, c.co_cellvars, c.co_firstlineno, c.co_qualname)
f.attr = 1; print(f.attr, f.__dict__); t(setattr, f, '__name__', 5); t(setattr, f, '__code__', 5); t(setattr, f, '__defaults__', 5); t(setattr, f, '__kwdefaults__', 5); t(setattr, f, '__globals__', {}); t(setattr, f, '__dict__', 5); t(delattr, f, 'nothing'); t(delattr, f, '__name__'); t(setattr, f, '__closure__', None)
f.__name__ = 'g'; f.__qualname__ = 'q.g'; print(f.__name__, repr(f)[:13], f.__code__.co_name)
def h(x): return x * 2
def k(x): return x * 3
h.__code__ = k.__code__; print(h(2)); del f.__defaults__; t(f); del f.__doc__; print(f.__doc__)
def closure():
    n = 1
    def inner(): return n
    return inner
i = closure(); print(i.__closure__[0].cell_contents, i.__code__.co_freevars); t(setattr, h, '__code__', i.__code__); i.__closure__[0].cell_contents = 9; print(i())
import types
nf = types.FunctionType(k.__code__, {'y': 1}, 'named', (5,)); print(nf(), nf.__name__, nf.__globals__ == {'y': 1} or 'y' in nf.__globals__); t(types.FunctionType, 1, {}); t(types.FunctionType, i.__code__, {}); print(types.FunctionType(i.__code__, {}, closure=(types.CellType(3),))()); t(types.FunctionType, i.__code__, {}, None, None, (1,)); e = types.CellType(); t(lambda: e.cell_contents)
import inspect; print(inspect.signature(k), inspect.getsource(k).strip(), inspect.signature(closure))
# === scopes
x = 'g'
def a():
    x = 'a'
    def b():
        nonlocal x
        x = 'b'
        def c():
            global x
            x = 'c'
        c(); return x
    return b(), x
print(a(), x)
def unbound():
    print(y)
    y = 1
def deleted():
    y = 1; del y
    return y
def free():
    def inner(): return z
    if False: z = 1
    return inner()
def free_deleted():
    z = 1
    def inner(): return z
    del z
    return inner()
def cond(flag):
    if flag: v = 1
    return v
def loop():
    for i in []: pass
    return i
def exc():
    try: 1 / 0
    except ZeroDivisionError as e: pass
    return e
def aug():
    x += 1
for f in (unbound, deleted, free, free_deleted, lambda: cond(0), loop, exc, aug): t(f)
fs = [lambda: i for i in range(3)]; print([f() for f in fs]); fs = [lambda i=i: i for i in range(3)]; print([f() for f in fs])
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by; return n
    return inc, lambda: n
inc, get = counter(); inc(); inc(5); print(get())
class K:
    x = 'k'
    def f(self): return x
    def g(self): return [x for _ in 'a']
print(K().f(), K().g()); print([y := 5, y ** 2], y)
def walrus(): return [last := i for i in range(4)], last
print(walrus()); print([[j for j in range(i)] for i in range(3)])
def global_at_each_level():
    global newly
    newly = 1
    class Q:
        global from_class
        from_class = 2
        def m(self):
            global from_method
            from_method = 3
    Q().m()
global_at_each_level(); print(newly, from_class, from_method); del newly; t(lambda: newly)
# === unpacking
t(lambda: _(1)); 
def u(n, v):
    ns = {}
    exec(f'{n} = v', {'v': v}, ns); return ns
for target, value in (('a, b', (1, 2)), ('a, b', (1,)), ('a, b', (1, 2, 3)), ('a, *b', 'xyz'), ('*a, b', []), ('a, *b, c', [1]), ('a, (b, c)', (1, (2, 3))), ('a, (b, c)', (1, 2)), ('[a, b]', {1: 2, 3: 4}), ('a, b', 5), ('a, b', None), ('a,', 'ab'), ('()', ()), ('()', (1,)), ('a, b', iter([1])), ('a, *_', range(5)), ('(a, *b), *c', [[1, 2], 3]), ('a, b', {1, 2, 3}), ('*a,', ()), ('a, b, *c', 'x'), ('a, b', 'abc'), ('a, b', (i for i in range(9)))):
    t(u, target, value)
for a, *b in [(1, 2, 3), 'xy']: print(a, b)
for (i, (j, k)) in [(1, (2, 3))]: print(i, j, k)
print([*range(3), *'ab'], {**{'a': 1}, 'b': 2}, (*[], 1), {*(), 2}); x = y = []; x.append(1); print(y); a = 1; a, b = b, a
def r(): return 1, *[2, 3]
print(r()); print(*[1], *(2,), sep='-'); [p, q], s = 'ab', 'c'; print(p, q, s)
class It:
    def __iter__(self): yield from (1, 2)
a, b = It(); print(a, b)
def f(a, *b): return a, b
t(lambda: f(*It(), *'xy')); t(lambda: [*5]); t(lambda: {**5}); t(lambda: {*5}); t(lambda: (*5,))
def g():
    yield 1
    raise OSError('during unpacking')
def h(): a, b = g()
t(h)
