# === prologue
def t(function, *args, **keywords):
    try:
        result = function(*args, **keywords)
    except BaseException as error:
        print('  ', type(error).__name__, '|', error)
    else:
        text = repr(result)
        print('  ', text if ' at 0x' not in text else '<address>')
# === linearization
class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(A, B): pass
class E(C, A): pass
class F(D, E): pass
print([c.__name__ for c in D.__mro__], [c.__name__ for c in E.__mro__])
t(lambda: [c.__name__ for c in F.__mro__])
def bad1():
    class X(A, O, A): pass
def bad2():
    class X(O, A): pass
def bad3():
    class P(A, B): pass
    class Q(B, A): pass
    class R(P, Q): pass
for f in (bad1, bad2, bad3): t(f)
class M(type):
    def mro(cls): return [cls, object]
class Cut(A, metaclass=M): pass
print(Cut.__mro__, Cut.__bases__); t(lambda: issubclass(Cut, A))
class M2(type):
    def mro(cls): return 5
t(lambda: M2('X', (), {}))
class M3(type):
    def mro(cls): return [cls, 5]
t(lambda: M3('X', (), {}))
A.__bases__ = (B,)
print([c.__name__ for c in D.__mro__] if False else [c.__name__ for c in A.__mro__])
# === diamond_super
class Base:
    def __init__(self, **kw): print('Base', sorted(kw)); self.seen = ['Base']
    def m(self): return ['Base']
class L(Base):
    def __init__(self, l=0, **kw): print('L', l); super().__init__(**kw); self.seen.append('L')
    def m(self): return ['L', *super().m()]
class R(Base):
    def __init__(self, r=0, **kw): print('R', r); super().__init__(**kw); self.seen.append('R')
    def m(self): return ['R', *super().m()]
class D(L, R):
    def __init__(self, **kw): super().__init__(**kw); self.seen.append('D')
    def m(self): return ['D', *super().m()]
d = D(l=1, r=2, x=3); print(d.seen, d.m(), L.m(d), super(L, d).m())
# === metaclass_hooks
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print('prepare', mcs.__name__, name, [b.__name__ for b in bases], kw)
        class Ns(dict):
            def __setitem__(self, key, value):
                if not key.startswith('__'): print('  set', key)
                super().__setitem__(key, value)
        return Ns()
    def __new__(mcs, name, bases, ns, **kw):
        print('new', name, type(ns).__name__, kw)
        return super().__new__(mcs, name, bases, dict(ns))
    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw); super().__init__(name, bases, ns)
    def __call__(cls, *a, **kw):
        print('call', cls.__name__, a, kw); return super().__call__(*a, **kw)
class A(metaclass=Meta, flag=1):
    x = 1
    def f(self): return self.x
    y = x + 1
class B(A, other=2):
    def __init__(self, v): self.v = v
b = B(5); print(b.f(), b.v, type(B).__name__, B.y)
# === metaclass_choice
class M1(type): pass
class M2(M1): pass
class A(metaclass=M1): pass
class B(metaclass=M2): pass
class C(A, B): pass
print(type(C).__name__)
class M3(type): pass
class D(metaclass=M3): pass
def conflict():
    class E(A, D): pass
t(conflict)
def func_meta(name, bases, ns, **kw): return name, bases, sorted(k for k in ns if not k.startswith('__')), kw
class F(metaclass=func_meta, z=1):
    a = 1
print(F)
class NoPrepare:
    def __new__(cls, *a): return 'made'
class G(metaclass=NoPrepare): pass
print(G)
def bad_prepare():
    class P(type):
        @classmethod
        def __prepare__(m, n, b): return 5
    class X(metaclass=P): pass
t(bad_prepare)
def not_callable():
    class X(metaclass=5): pass
t(not_callable)
def unexpected():
    class X(foo=1): pass
t(unexpected)
# === init_subclass
class Plugin:
    registry = []
    def __init_subclass__(cls, /, name=None, **kw):
        print('sub', cls.__name__, name, kw)
        super().__init_subclass__(**kw); cls.registry.append(name)
class A(Plugin, name='a'): pass
class B(A): pass
print(Plugin.registry)
def extra():
    class C(Plugin, other=1): pass
t(extra)
class Q:
    def __init_subclass__(cls): raise ValueError('refused ' + cls.__name__)
def refused():
    class R(Q): pass
t(refused)
print(type(Plugin.__dict__['__init_subclass__']).__name__, Q.__subclasses__())
# === set_name
class D:
    def __set_name__(self, owner, name): print('named', owner.__name__, name); self.name = name
    def __get__(self, obj, cls=None): return f'{self.name} of {cls.__name__}'
class A:
    x = D(); y = D()
A.z = D()
print(A.x, A().y); t(lambda: A.z)
class Bad:
    def __set_name__(self, owner, name): raise ZeroDivisionError('in set_name')
def f():
    class X:
        attr = Bad()
try: f()
except RuntimeError as e: print(type(e).__name__, e, '<-', repr(e.__cause__))
class Wrong:
    def __set_name__(self): pass
def g():
    class X: w = Wrong()
try: g()
except RuntimeError as e: print(e, repr(e.__cause__))
class Changing:
    def __set_name__(self, owner, name): owner.added = name
class Y: c = Changing()
print(Y.added)
# === class_getitem_mro_entries
class G:
    def __class_getitem__(cls, item): return cls.__name__, item
print(G[1], G[1, 2], G['a':'b']); t(lambda: G()[1])
class N: pass
t(lambda: N[1]); t(lambda: int[1]); print(list[int], dict[str, int], list[int].__origin__, list[int].__args__, type(list[int]).__name__, list[int] == list[int])
class Fake:
    def __init__(self, *bases): self.bases = bases
    def __mro_entries__(self, bases): print('entries', len(bases)); return self.bases
class A(Fake(int, G)): pass
print(A.__bases__, A.__orig_bases__[0].bases, A(5) + 1)
class BadE:
    def __mro_entries__(self, bases): return [int]
def bad():
    class X(BadE()): pass
t(bad)
def bad2():
    class X(5): pass
t(bad2)
class L(list[int]): pass
print(L.__bases__, L.__orig_bases__, L([1]))
import types
print(types.resolve_bases((Fake(str),)), types.new_class('Z', (Fake(object),), {}, lambda ns: ns.update(v=1)).v)
# === slots
class S:
    __slots__ = ('a', 'b', '__priv')
    def __init__(self): self.a = 1; self.__priv = 2
s = S(); print(s.a, S.a, S.__slots__, s._S__priv)
t(lambda: s.b); t(setattr, s, 'c', 1); t(lambda: s.__dict__); t(delattr, s, 'a'); t(delattr, s, 'a'); t(lambda: s.a); t(lambda: __import__('weakref').ref(s))
class T(S): pass
T().c = 1; print(T().__dict__, '__weakref__' in dir(T()))
class U(S): __slots__ = ('d',)
u = U(); u.d = u.a = 5; print(u.d, u.a, hasattr(u, '__dict__'))
def layout():
    class V(S, type('W', (), {'__slots__': ('z',)})): pass
t(layout)
class X: __slots__ = {'p': 'doc of p'}
print(X.p.__doc__, X.__slots__)
def conflict():
    class Y:
        __slots__ = ('a',); a = 1
t(conflict)
def wrong():
    class Y: __slots__ = ('1x',)
t(wrong)
class Z(int): __slots__ = ()
t(setattr, Z(1), 'x', 1)
def var():
    class Y(tuple): __slots__ = ('x',)
t(var); t(lambda: S.a.__get__(5)); t(lambda: S.a.__set__(5, 1)); import copy; c = copy.copy(u); print(c.d)
# === class_cell_and_assignment
class A:
    def who(self): return __class__
    @classmethod
    def c(cls): return __class__, cls
    @staticmethod
    def s(): return __class__
class B(A): pass
print(A().who() is A, B().who() is A, B.c()[1] is B, A.s() is A)
class P: x = 1
class Q: x = 2
p = P(); p.v = 3; p.__class__ = Q; print(p.x, p.v, type(p).__name__)
t(setattr, p, '__class__', int); t(setattr, p, '__class__', 5); t(setattr, 5, '__class__', bool); t(delattr, p, '__class__')
class S: __slots__ = ('a',)
t(setattr, p, '__class__', S)
class M(type):
    def __new__(m, n, b, ns):
        ns.pop('__classcell__', None); return super().__new__(m, n, b, ns)
def lost():
    class X(metaclass=M):
        def f(self): return __class__
t(lost)
class M4(type):
    def __new__(m, n, b, ns): ns['__classcell__'] = 5; return super().__new__(m, n, b, ns)
def wrong():
    class X(metaclass=M4): pass
t(wrong)
t(lambda: __class__)
# === mangling
class Outer:
    __x = 1
    def __init__(self): self.__y = 2
    def get(self): return self.__x, self.__y
    class __Inner:
        __z = 3
        def get(self): return self.__z
    def inner(self): return self.__Inner().get()
    def kw(self, *, __k=4): return __k
    def loc(self): __v = 5; return locals()
    def glob(self):
        global __g
        __g = 6
    def imp(self):
        import os as __o
        return sorted(n for n in locals())
    def ann(self, __p: int) -> None: pass
o = Outer(); print(o.get(), o.inner(), o.kw(_Outer__k=7), sorted(o.__dict__), [k for k in o.loc() if k != 'self'], o.imp(), Outer.ann.__annotations__)
o.glob(); print(_Outer__g); t(lambda: o.__x); t(o.kw, __k=1)
class _Under: __a = 1
class __: __b = 2
print(sorted(n for n in vars(_Under) if 'a' == n[-1] and n[0] == '_' and 'U' in n), '__b' in vars(__))
class E:
    def f(self):
        try: raise ValueError
        except ValueError as __e: return '_E__e' in locals()
print(E().f())
# === binary_reflected
class L:
    def __init__(s, n): s.n = n
    def __repr__(s): return s.n
def make(name, result):
    def op(self, other): print('   ', name, self, other); return result
    return op
ops = {'+': 'add', '-': 'sub', '*': 'mul', '/': 'truediv', '//': 'floordiv', '%': 'mod', '**': 'pow', '@': 'matmul', '<<': 'lshift', '>>': 'rshift', '&': 'and', '|': 'or', '^': 'xor'}
class A(L): pass
class B(A): pass
class C(L): pass
for n in ops.values():
    setattr(A, f'__{n}__', make(n, NotImplemented)); setattr(A, f'__r{n}__', make('r' + n, NotImplemented)); setattr(A, f'__i{n}__', make('i' + n, NotImplemented))
    setattr(B, f'__r{n}__', make('B.r' + n, 'by B')); setattr(C, f'__i{n}__', make('C.i' + n, 'in place'))
a, b, c = A('a'), B('b'), C('c')
for s, n in ops.items():
    for x, y in ((a, a), (a, b), (b, a), (a, c), (c, a), (a, 1), (1, a), (b, b)):
        t(eval, f'x {s} y', {'x': x, 'y': y})
    ns = {'a': a, 'b': b, 'c': c}
    t(exec, f'a {s}= a', ns); t(exec, f'c {s}= a', ns); print(ns['c']); ns['a'] = a; t(exec, f'a {s}= b', ns); print(ns['a'])
# === comparisons
class A:
    def __init__(s, n): s.n = n
    def __repr__(s): return f'{type(s).__name__}{s.n}'
    def __lt__(s, o): print('  lt', s, o); return NotImplemented
    def __gt__(s, o): print('  gt', s, o); return NotImplemented
    def __eq__(s, o): print('  eq', s, o); return NotImplemented
class B(A):
    def __gt__(s, o): print('  B.gt', s, o); return 'B'
    def __le__(s, o): print('  B.le', s, o); return []
for f in (lambda: A(1) < A(2), lambda: A(1) < B(2), lambda: B(1) > A(2), lambda: A(1) >= B(2), lambda: A(1) <= A(2), lambda: A(1) == A(2), lambda: A(1) != A(2), lambda: A(1) == 1, lambda: 1 == A(1), lambda: 1 < B(1), lambda: A(1) < B(2) < A(3), lambda: not (A(1) >= B(2)), lambda: A(1) in [1, A(2)], lambda: B(1) > 1 > 0): t(f)
x = A(1); t(lambda: x == x); t(lambda: x != x); t(lambda: [x] == [x]); t(lambda: hash(x)); t(lambda: 1 < 'a'); t(lambda: None < None); t(lambda: [] < ()); t(lambda: object() <= object())
class NE:
    def __ne__(s, o): return 'ne'
t(lambda: NE() != 1); t(lambda: 1 != NE()); t(lambda: NE() == NE())
from functools import total_ordering
@total_ordering
class T:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(T(1) <= T(1), T(2) > T(1), T(1) >= T(2), sorted([T(3).v, T(1).v]))
# === unary_and_conversion
class U:
    def __neg__(s): return 'neg'
    def __pos__(s): return 'pos'
    def __invert__(s): return 'inv'
    def __abs__(s): return 'abs'
    def __index__(s): return 3
    def __int__(s): return 4
    def __float__(s): return 5.0
    def __complex__(s): return 6j
    def __bytes__(s): return b'7'
    def __str__(s): return 's'
    def __format__(s, f): return 'f' + f
    def __bool__(s): return False
    def __hash__(s): return 9
    def __len__(s): return 10
    def __round__(s, n=None): return n
    def __sizeof__(s): return 100
u = U(); print(-u, +u, ~u, abs(u), [0, 1, 2, 'three'][u], int(u), float(u), complex(u), bytes(u), str(u), f'{u:x}', bool(u), not u, hash(u), len(u), round(u, 2), hex(u), 'abc' * 2 if u else 'falsy', range(u))
class N: pass
for f in (lambda: -N(), lambda: +N(), lambda: ~N(), lambda: abs(N()), lambda: int(N()), lambda: [1][N()], lambda: len(N()), lambda: float(N()), lambda: N()(), lambda: N()[0], lambda: N().x, lambda: iter(N()), lambda: next(N()), lambda: 1 in N(), lambda: with_(N()), lambda: 'a' * N(), lambda: ~1.5, lambda: -'a', lambda: +[], lambda: not N()): t(f)
def with_(x):
    with x: pass
def set_(): N()[0] = 1
def del_(): del N()[0]
def attr(): N().x.y = 1
def iadd():
    n = N(); n += 1
def unpack(): a, b = N()
def star(): print(*N())
def dstar(): print(**N())
def for_():
    for i in N(): pass
for f in (set_, del_, attr, iadd, unpack, star, dstar, for_): t(f)
# === container_dunders
class C:
    def __init__(s): s.d = {}
    def __getitem__(s, k): print('  get', k); return s.d[k]
    def __setitem__(s, k, v): print('  set', k, v); s.d[repr(k)] = v
    def __delitem__(s, k): print('  del', k)
    def __contains__(s, k): print('  in', k); return k
    def __len__(s): return 2
    def __iter__(s): print('  iter'); return iter('xy')
    def __reversed__(s): return 'reversed'
    def __missing__(s, k): return 'missing'
c = C(); c[1] = 2; c[1:2] = 3; c[1:2, ..., ::3] = 4; del c[5]; del c[::2]; t(lambda: c[0]); t(lambda: c['1']); print('' in c, 'a' in c, 5 not in c, reversed(c), list(c), [*c], {*c} == {'x', 'y'}, max(c), dict.fromkeys(c), len(c))
class D(dict):
    def __missing__(s, k): return k * 2
d = D(a=1); print(d['a'], d['b'], d.get('b'), 'b' in d, len(d)); t(lambda: d[[]])
class NC:
    __contains__ = None
    __iter__ = lambda s: iter([1])
t(lambda: 1 in NC())
x, *y = C(); print(x, y)
c[0], c[1] = 5, 6; c['k'] = c['l'] = 7
i = 0; i, c[i] = 1, 'order'
t(lambda: c.__getitem__); t(lambda: C.__getitem__(c, '0'))
c2 = C(); c2['n'] = 1; c2.d['n'] = 1; c2['n'] += 5
# === getattr_family
class G:
    real = 1
    def __getattr__(s, n): print('  getattr', n); return n.upper() if n != 'bad' else _raise(AttributeError('no ' + n))
    def __setattr__(s, n, v): print('  setattr', n, v); object.__setattr__(s, n, v)
    def __delattr__(s, n): print('  delattr', n); object.__delattr__(s, n)
def _raise(e): raise e
g = G(); print(g.real, g.fake); g.x = 1; g.x += 1; del g.x; t(lambda: g.bad); t(delattr, g, 'zz'); print(getattr(g, 'bad', 'dflt'), hasattr(g, 'bad'), hasattr(g, 'q'))
class H:
    def __getattribute__(s, n):
        print('  getattribute', n)
        if n == 'fall': raise AttributeError(n)
        return object.__getattribute__(s, n)
    def __getattr__(s, n): return 'fallback ' + n
    def m(s): return s.y
    y = 2
h = H(); print(h.m(), h.fall, h.y, h.nope); h.z = 1; print(h.z, len([k for k in h.__dict__]))
class P:
    @property
    def p(self): return self.missing
    def __getattr__(self, n): return 'got ' + n
print(P().p, P().q)
class E:
    @property
    def p(self): raise AttributeError('hidden')
    def __getattr__(self, n): raise AttributeError(f'final {n}')
t(lambda: E().p)
class M(type):
    def __getattr__(c, n): return f'meta {n}'
    def __getattribute__(c, n): return type.__getattribute__(c, n)
class K(metaclass=M): a = 1
print(K.a, K.b); t(lambda: K().b)
# === descriptors_protocol
class Data:
    def __get__(s, o, c): print('  get', o is not None, c.__name__); return 'data'
    def __set__(s, o, v): print('  set', v)
    def __delete__(s, o): print('  delete')
class NonData:
    def __get__(s, o, c=None): return 'nondata'
class OnlySet:
    def __set__(s, o, v): o.__dict__['os'] = v * 2
class A:
    d = Data(); n = NonData(); os = OnlySet()
a = A(); a.__dict__.update(d='hidden', n='own'); print(a.d, a.n, A.d, A.n, A().n); a.d = 1; del a.d; a.n = 3; print(a.n); a.os = 4; print(a.os); t(lambda: A().os.__class__.__name__); t(delattr, a, 'os'); A.d = 5; print(A.d, a.d)
class Meth:
    def __get__(s, o, c): return lambda *x: (o is None, x)
class B: m = Meth()
print(B.m(1), B().m(2))
class Err:
    def __get__(s, o, c): raise AttributeError('from get')
class C:
    e = Err()
t(lambda: C().e); print(getattr(C(), 'e', 'default'))
f = lambda self: self
print(f.__get__(5)(), f.__get__(None, int) is f, type(f.__get__(5)).__name__); t(lambda: f.__get__(None)); t(lambda: len.__get__); t(lambda: A.__dict__['n'].__get__(None, A))
class Once:
    def __init__(s, f): s.f = f
    def __set_name__(s, o, n): s.n = n
    def __get__(s, o, c):
        v = o.__dict__[s.n] = s.f(o); return v
class Lazy:
    @Once
    def v(self): print('  computed'); return 42
l = Lazy(); print(l.v, l.v)
# === bound_methods
class A:
    def m(self, x=1): "doc"; return x
    @classmethod
    def c(cls): return cls
    @staticmethod
    def s(): return 's'
a = A(); m = a.m; print(m(2), m.__self__ is a, m.__func__ is A.m, m.__name__, m.__doc__, m.__defaults__, m == a.m, m is a.m, a.m == A().m, hash(m) == hash(a.m), A.c() is A, a.s is A.s)
t(setattr, m, 'x', 1); A.m.attr = 5; print(m.attr); t(lambda: m.nope); import types; n = types.MethodType(lambda s, *r: (s, r), 'me'); print(n(1, 2)); t(types.MethodType, 1, 2); t(types.MethodType, len); t(types.MethodType, len, None); print(types.MethodType(len, 'abc')())
t(A.m); t(A.m, 1, 2, 3); t(a.m, 1, 2); t(a.c, 1); t(a.s, 1); print(repr(a.m)[:21], repr(A.m)[:15], [].append.__self__, [].append.__name__, 'a'.join.__qualname__)
a.m2 = A.m; t(lambda: a.m2()); del A.m; t(lambda: a.m()); print(m(7))
# === new_and_init
class A:
    def __new__(cls, *a, **k): print('new', a, k); o = super().__new__(cls); o.made = True; return o
    def __init__(self, *a, **k): print('init', a, k)
print(A(1, b=2).made)
class B:
    def __new__(cls): return 5
    def __init__(self): print('never')
print(B())
class C:
    def __init__(self): return 1
t(C)
class D(int):
    def __new__(cls, v, extra): o = super().__new__(cls, v); o.extra = extra; return o
    def __init__(self, *a): print('init', a)
d = D(3, 'e'); print(d + 1, d.extra)
class S:
    _i = None
    def __new__(cls):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
    def __init__(self): self.n = getattr(self, 'n', 0) + 1
print(S() is S(), S().n)
class E(A):
    def __new__(cls): return A.__new__(A)
    def __init__(self): print('not called')
print(type(E()).__name__)
class F(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
print(F(1, 2), F())
class G(str):
    def __init__(self, x): self.x = x
t(lambda: G('ab').x); t(lambda: G()); t(lambda: G('a', 'b'))
# === copy_pickle
import copy, pickle
class A:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
class B(A):
    def __getstate__(self): print('getstate'); return {'v': self.v + 1}
    def __setstate__(self, s): print('setstate', s); self.v = s['v']
class C(A):
    def __reduce__(self): return C, (self.v * 2,)
class D(A):
    def __copy__(self): return 'copied'
    def __deepcopy__(self, memo): return 'deep'
class S:
    __slots__ = ('a', 'b')
    def __init__(self): self.a = 1
class N:
    def __getnewargs__(self): return (7,)
    def __new__(cls, x=0): o = super().__new__(cls); o.x = x; return o
for o in (A([1]), B(1), C(3)):
    print(copy.copy(o).v, copy.deepcopy(o).v, [pickle.loads(pickle.dumps(o, p)).v for p in range(2, 6)])
print(copy.copy(D(1)), copy.deepcopy([D(1)]), pickle.loads(pickle.dumps(S())).a, pickle.loads(pickle.dumps(N(3))).x, copy.copy(A).__name__)
t(pickle.dumps, lambda: 1); t(lambda: copy.copy(i for i in ())); l = [1]; l.append(l); m = copy.deepcopy(l); print(m[1] is m, pickle.loads(pickle.dumps(l))[1][0])
t(lambda: pickle.dumps(type('Local', (), {})()))
# === dataclass_like
from dataclasses import dataclass, field, replace, asdict, astuple, fields, FrozenInstanceError, InitVar, KW_ONLY
@dataclass(order=True)
class P:
    x: int
    y: int = 2
    z: list = field(default_factory=list, compare=False, repr=False)
@dataclass(frozen=True, slots=True)
class F:
    a: int
@dataclass
class I:
    v: InitVar[int]
    _: KW_ONLY
    w: int = 0
    def __post_init__(self, v): self.w += v
print(P(1), P(1) == P(1), P(1) < P(2), replace(P(1), x=5), asdict(P(1)), astuple(P(1)), [f.name for f in fields(P)], I(3, w=4)); t(P); t(P, 1, 2, 3, 4); t(I, 1, 2); t(setattr, F(1), 'a', 2); t(setattr, F(1), 'b', 2); t(lambda: hash(P(1))); t(lambda: hash(F(1)) == hash(F(1)))
def bad():
    @dataclass
    class X:
        a: int = 1
        b: int
t(bad)
def bad2():
    @dataclass
    class X: a: list = []
t(bad2); print(P.__match_args__)
match P(1, 5):
    case P(1, y=yy): print('y', yy)
# === enum_use
from enum import Enum, IntEnum, Flag, auto, unique
class C(Enum):
    RED = 1; GREEN = auto(); ALIAS = 1
    def up(self): return self.name.upper()
class F(Flag): A = auto(); B = auto(); AB = A | B
class I(IntEnum): ONE = 1
print(list(C), C(1), C['GREEN'], C.ALIAS is C.RED, C.RED.up(), repr(F.A | F.B), F.A in F.AB, ~F.A, I.ONE + 1, str(I.ONE), f'{C.RED}', C.RED == 1, I.ONE == 1, len(C), C.__members__.keys()); t(C, 9); t(lambda: C['X']); t(setattr, C, 'RED', 2); t(lambda: C.RED < C.GREEN); t(lambda: C.NOPE)
def dup():
    @unique
    class D(Enum): A = 1; B = 1
t(dup)
def ext():
    class E(C): X = 1
t(ext); print({C.RED: 1}[C(1)], isinstance(I.ONE, int), [c.value for c in C], C.RED.__class__.__name__)
# === abstract_and_protocols
from abc import ABC, abstractmethod, abstractproperty
from typing import Protocol, runtime_checkable, NamedTuple, TypedDict, Generic, TypeVar
class A(ABC):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def p(self): ...
t(A)
class B(A):
    def f(self): return super().f()
t(B)
class C(B): p = 1
print(C().f(), C().p)
@runtime_checkable
class HasLen(Protocol):
    def __len__(self) -> int: ...
print(isinstance([], HasLen), isinstance(1, HasLen)); t(HasLen)
class N(NamedTuple):
    a: int
    b: str = 'x'
print(N(1), N(1)._replace(a=2), N._fields, N(1) == (1, 'x')); t(N); t(lambda: setattr(N(1), 'a', 2))
T = TypeVar('T')
class G(Generic[T]):
    def __init__(self, v: T): self.v = v
print(G[int], G[int](5).v, G.__parameters__); t(lambda: G[int, str]); t(lambda: isinstance(1, G[int]))
class TD(TypedDict): x: int
print(TD(x=1), TD.__annotations__)
# === annotations
class A:
    x: int
    y: 'str' = 'a'
    (z): float = 1.5
    def f(self, a: int, *b: str, c: bytes = b'', **d: dict) -> None: v: list = []; return v
print(A.__annotations__, A.f.__annotations__, hasattr(A, 'x'), A.y)
u: int = 5
w: str
print(__annotations__, u); t(lambda: w)
def g():
    n: undefined_name
    m: undefined_too = 1
    return m
print(g(), g.__annotations__)
class B(A): q: bool
print(B.__annotations__, B.__dict__.get('__annotations__'))
def order():
    d: print('annotated') = print('value')
order()
x = {}
x['k']: print('subscript annotation') = 1
A.attr: print('attribute annotation') = 2
import typing
print(typing.get_type_hints(A), typing.get_type_hints(A.f)); t(typing.get_type_hints, g)
class C: pass
print(C.__annotations__); C.__annotations__['k'] = 1; print(C.__annotations__); del C.__annotations__; t(lambda: C.__dict__.get('__annotations__')); A.f.__annotations__ = None; print(A.f.__annotations__); t(setattr, A.f, '__annotations__', 5)
# === decorators_combined
log = []
def deco(tag):
    log.append(f'make {tag}')
    def wrap(f):
        log.append(f'apply {tag} to {getattr(f, "__name__", type(f).__name__)}'); return f
    return wrap
@deco('outer')
@deco('inner')
def f(): pass
@deco('cls')
class A:
    @deco('method')
    @staticmethod
    def s(): return 1
    @property
    @deco('prop')
    def p(self): return 2
    @(lambda f: classmethod(f))
    def c(cls): return cls.__name__
print(*log, sep='\n'); print(A.s(), A().p, A.c())
import functools
def counted(f):
    @functools.wraps(f)
    def inner(*a, **k):
        inner.calls += 1
        return f(*a, **k)
    inner.calls = 0
    return inner
@counted
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(30), fib.calls, fib.__name__, fib.__wrapped__.cache_info())
def bad():
    @5
    def g(): pass
t(bad)
@functools.singledispatch
def show(x): return 'other'
@show.register
def _(x: int): return 'int'
@show.register(list)
def _(x): return 'list'
print(show(1), show([]), show('a'), show(True)); t(show)
# === subclass_builtins
class L(list):
    def append(self, x): super().append(x * 2)
    def __getitem__(self, i): return ('item', super().__getitem__(i))
class D(dict):
    def __getitem__(self, k): return 'got'
    def get(self, *a): return 'get'
class S(str):
    def __add__(self, o): return S('added')
    def __eq__(self, o): return True
    __hash__ = str.__hash__
class I(int):
    def __add__(self, o): return 'iadd'
    def __radd__(self, o): return 'radd'
    def __repr__(self): return 'I()'
    def __bool__(self): return False
class F(float):
    def __lt__(self, o): return 'lt'
l = L([1]); l.append(2); print(l, l[0], list(l), [*l], l + [3], type(l + [3]).__name__, type(l[:]).__name__ if 0 else '', l == [1, 4], len(l), sorted(l))
d = D(a=1); print(d['x'], d.get('a'), {**d}, dict(d), '%(zz)s' % d, 'a' in d)
s = S('x'); print(s + 'y', 'y' + s, s == 'q', 'q' == s, {s: 1}.get('x'), f'{s}', type(s.upper()).__name__, s * 2, s[0])
i = I(5); print(i + 1, 1 + i, i - 1, type(i - 1).__name__, [10, 20, 30, 40, 50, 60][i], i, str(i), f'{i}', not i, int(i), sum([i]), i == 5, hash(i) == hash(5), range(i), i * 2.0)
f = F(1.5); print(f < 1, f > 1, 1 < f, f + 1, type(f + 1).__name__, max(f, 1.0))
class T(tuple):
    def __iter__(self): return iter('xyz')
a, b, c = T([1, 2, 3]); print(a, b, c, list(T([1])), len(T([1])), T([1])[0], (*T([1]),)); print(max(T([1])), {*T([1])} == set('xyz'), tuple(T([5])))
class B(bytes): pass
class BA(bytearray): pass
print(B(b'a') + b'b', type(B(b'a') + b'b').__name__, BA(b'x')[0], isinstance(BA(), bytearray), bytes(B(b'q')))
# === instancecheck_and_weird_classes
class A:
    __hash__ = None
    __bool__ = lambda self: True
    __len__ = None
    __call__ = None
t(lambda: hash(A())); t(lambda: len(A())); t(lambda: A()()); print(bool(A()), callable(A()))
class B: pass
b = B(); b.__len__ = lambda: 5; b.__call__ = lambda: 1; t(lambda: len(b)); t(lambda: b()); B.__len__ = lambda s: 6; print(len(b)); del B.__len__; t(lambda: len(b))
class C:
    def __getattr__(s, n): return lambda *a: 99
t(lambda: len(C())); t(lambda: C() + 1); print(C().__len__(), hasattr(C(), '__anything__')); t(lambda: C()[0])
class D: x = 1; x += 1; y = [x for _ in range(2)] if False else x; z = [i for i in range(x)]
print(D.x, D.y, D.z)
x = 'global'
class E:
    print(x); x = 'class'; print(x)
    def f(self): return x
    l = lambda self: x
    g = [x for x in 'ab']
    del x; print(x)
print(E().f(), E().l(), E.g)
def scope():
    x = 'local'
    class F:
        print(x); x = 'class'
        y = x
        def m(self): return x
    return F.y, F().m()
print(scope())
class G:
    if True: a = 1
    else: b = 1
    for i in range(2): exec(f'v{i} = i')
    try: 1 / 0
    except ZeroDivisionError: err = 'caught'
    with open('/dev/null') as fh: pass
    global gg
    gg = 7
print(G.a, G.v1, G.err, gg, hasattr(G, 'gg'), G.i)
