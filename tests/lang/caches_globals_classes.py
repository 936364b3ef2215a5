"""Globals and builtins that change under warm sites; class statements with every hook; instance creation."""
# globals
import builtins as _b
x = 1
def g(): return x
def gb(): return len
def gl():
    global x
    out = []
    for i in range(30):
        out.append((g(), gb() is _b.len if i < 11 or i>15 else gb()))
        x = i
        if i == 10: globals()['len'] = 'shadow'
        if i == 15: del globals()['len']
        if i == 20: globals()['nw%d' % i] = 1
        if i == 22: del x; x = 'again'
    return out
print(gl())
def undefined():
    return nope_name
for i in range(5):
    try: undefined()
    except NameError as e: print(e, e.name)
for i in range(3):
    try: print(undef_mod)
    except NameError as e: print(e, e.name)
    try: del undef_mod
    except NameError as e: print(e, e.name)
import types
def other(g_):
    f = types.FunctionType(g.__code__, g_)
    return f()
print([other({'x': i, '__builtins__': {}}) for i in range(10)])
print(g())
def bfun(): return foo_builtin
fs = [types.FunctionType(bfun.__code__, {'__builtins__': {'foo_builtin': i}}) for i in range(3)]
print([[f() for _ in range(5)] for f in fs])
class DG(dict):
    def __getitem__(self, k):
        if k == 'x': return 'magic'
        return dict.__getitem__(self, k)
    def __missing__(self, k): return 'missing ' + k
for i in range(4):
    try: print(eval(compile('[x, y] ', 'e', 'eval'), {'x': 1}, DG()))
    except Exception as e: print(type(e), e)
n = 0
for i in range(2000):
    n += i
    n2 = n * 1.5
print(n, n2)
def counter():
    global cnt
    cnt = 0
    for i in range(1000): cnt += 1
    return cnt
print(counter())
# version tags / copies
d = {'__builtins__': __builtins__, 'q': 1}
exec("""
def f(): return q
r = [f() for _ in range(5)]
""", d)
d2 = dict(d); d2['q'] = 2
f2 = types.FunctionType(d['f'].__code__, d2)
print(d['r'], f2(), f2(), d['f']())
d.clear()
try: print(f2(), f2.__globals__ is d2)
except NameError as e: print(e)
# class statements
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print('prepare', mcs.__name__, name, [b.__name__ for b in bases], kw)
        return super().__prepare__(name, bases)
    def __new__(mcs, name, bases, ns, **kw):
        print('new', name, sorted(k for k in ns if not k.startswith('__')), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print('call', cls.__name__, a, k)
        return super().__call__(*a, **k)
class Base(metaclass=Meta, opt=1):
    a = 1
    def __init__(self, *a): self.args = a
class Der(Base, flag=True): b = 2
print(Der(1, 2).args, type(Der), Der.__mro__)
class Reg:
    subs = []
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        Reg.subs.append((cls.__name__, tag))
    def __class_getitem__(cls, item): return (cls.__name__, item)
class R1(Reg, tag='t'): pass
class R2(Reg): pass
print(Reg.subs, R1[int], Reg.__dict__['__init_subclass__'].__class__, Reg.__dict__['__class_getitem__'].__class__)
class N:
    def __new__(cls, *a):
        o = super().__new__(cls)
        o.a = a
        return o
print(N(1, 2).a, type(N.__dict__['__new__']))
T = type('T', (N,), {'__new__': lambda cls: object.__new__(cls), '__class_getitem__': lambda cls, k: k})
print(type(T()), T[5], type(T.__dict__['__new__']))
class SN:
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name)
class WithSN: s1 = SN(); s2 = SN()
class Entries:
    def __mro_entries__(self, bases): print('entries', len(bases)); return (int, )
class FromE(Entries()): pass
print(FromE.__bases__, len(FromE.__orig_bases__))
class E2:
    def __mro_entries__(self, bases): return [1]
class E3:
    def __mro_entries__(self, bases): return ()
class EE(E3(), Base): pass
print(EE.__bases__, len(EE.__orig_bases__))
def err(f):
    try: f()
    except Exception as e: print(type(e).__name__, e)
def e1():
    class X(E2()): pass
def e2():
    class X(metaclass=type, foo=1): pass
def e3():
    class M1(type): pass
    class M2(type): pass
    class A(metaclass=M1): pass
    class B(metaclass=M2): pass
    class C(A, B): pass
def e4():
    class P(type):
        @classmethod
        def __prepare__(*a): return 5
    class X(metaclass=P): pass
def e5():
    class M(type):
        def __new__(m, n, b, ns):
            ns.pop('__classcell__', None)
            return super().__new__(m, n, b, ns)
    class X(metaclass=M):
        def f(self): return __class__
def e6():
    class M(type):
        def __new__(m, n, b, ns):
            cls = super().__new__(m, n, b, ns)
            return type.__new__(m, 'other', b, dict(ns))
    class X(metaclass=M):
        def f(self): return __class__
def e7():
    def f(*a): return super()
    f(1)
def e8():
    def f(): return super()
    f()
def e9():
    class X:
        def f(self):
            del self
            return super()
    X().f()
def e10():
    class X:
        def f(x): return super()
    X.f(5)
def e11():
    def f(x): return super()
    f(1)
def e12():
    class X(int, str): pass
def e13():
    class X(1): pass
def e14():
    class X(metaclass=lambda *a, **k: (a[0], k), z=3): pass
    print(X)
def e15():
    class X(*[int], **{'metaclass': type}): y=3
    print(X.y, X.__bases__)
def e16():
    class X:
        raise ValueError('in body')
for f in (e1,e2,e3,e4,e5,e6,e7,e8,e9,e10,e11,e12,e13,e14,e15,e16): err(f)
class Cell:
    def f(self):
        g = lambda: self
        return super().__repr__()[:10], g() is self
    def k(self): return __class__
    @classmethod
    def cm(cls): return super().__init_subclass__() is None
print(Cell().f(), Cell().k(), Cell.cm())
class Outer:
    z = 1
    class Inner:
        w = 2
        def q(self): return self.w
    lst = [z for _ in range(2)] if False else z
    def __qn__(self): pass
print(Outer.Inner().q(), Outer.Inner.__qualname__, Outer.__qn__.__qualname__, Outer.__module__)
class Ann:
    a: int = 3
    b: 'str'
print(Ann.__annotations__)
import abc
class Ab(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @property
    @abc.abstractmethod
    def p(self): ...
err(lambda: Ab())
class Abc2(Ab):
    def f(self): return 'f'
    p = 3
print(Abc2().f(), [Abc2().p for _ in range(3)])
import enum
class Color(enum.Enum):
    RED = 1
    GREEN = 2
    def desc(self): return self.name
    @property
    def low(self): return self.name.lower()
def en():
    return [(Color.RED.value, Color.GREEN.desc(), Color.RED.low, Color(2), Color['RED'], Color.RED is Color.RED) for _ in range(6)][-1]
print(en(), list(Color))
class Fl(enum.IntFlag): A = 1; B = 2
print(Fl.A | Fl.B, Fl.A + 1)
from dataclasses import dataclass, field
@dataclass(order=True)
class Pt:
    x: int
    y: int = 2
    z: list = field(default_factory=list)
print(Pt(1), Pt(1) < Pt(2), [Pt(i).x for i in range(5)])
from collections import namedtuple
NT = namedtuple('NT', 'a b')
print(NT(1, 2), [NT(i, 2).a for i in range(5)], NT._make([1, 2]))
import functools
class CP:
    n = 0
    @functools.cached_property
    def v(self): CP.n += 1; return CP.n
def cp():
    c = CP(); out = []
    for i in range(10):
        out.append(c.v)
        if i == 5: del c.v
    return out
print(cp())
from typing import Generic, TypeVar
TV = TypeVar('TV')
class Gn(Generic[TV]):
    def __init__(self, v): self.v = v
print(Gn[int](5).v, Gn.__orig_bases__, Gn[int])
# instance creation
class Ini:
    def __init__(self, a, b=2, *c, **d): self.t = (a, b, c, d)
print([Ini(i, 3, 4, k=5).t for i in range(4)])
class BadIni:
    def __init__(self): return 5
for i in range(5): err(lambda: BadIni())
class NoIni: pass
for i in range(3): err(lambda: NoIni(1))
class Ini2:
    def __init__(self): self.v = 1
def ic():
    out = []
    for i in range(30):
        out.append(getattr(Ini2(), 'v', None))
        if i == 10: Ini2.__init__ = lambda self: setattr(self, 'v', 2)
        if i == 15: Ini2.__new__ = staticmethod(lambda cls: object.__new__(cls))
        if i == 20: del Ini2.__new__
        if i == 25: del Ini2.__init__
    return out
print(ic())
class MC(type):
    pass
class Ini3(metaclass=MC):
    def __init__(self): self.v = 1
def ic2():
    out = []
    for i in range(20):
        out.append(getattr(Ini3(), 'v', 'called'))
        if i == 10: MC.__call__ = lambda cls: 'metacall'
    return out
print(ic2())
