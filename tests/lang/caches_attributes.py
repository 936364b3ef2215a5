"""Attributes and methods at sites that are warm when the class, the instance or a descriptor changes."""
import gc, types, weakref
N = 30
def rep(f, *a):
    out = []
    for i in range(N):
        try: out.append(f(*a))
        except Exception as e: out.append((type(e).__name__, str(e), getattr(e,'name',None)))
    u = []
    for o in out:
        if o not in u: u.append(o)
    return u
# -- inline values
class A:
    cls = 'c'
    d = 1.5
    def __init__(self, v): self.v = v; self.w = v*2
    def m(self): return ('m', self.v)
    @staticmethod
    def s(x): return ('s', x)
    @classmethod
    def c(cls, x): return ('c', cls.__name__, x)
    @property
    def p(self): return self.v + 1
def gv(o): return o.v
def gcls(o): return o.cls
def gm(o): return o.m()
def gs(o): return o.s(1)
def gc_(o): return o.c(2)
def gp(o): return o.p
def gmm(o): return o.m
a = A(10)
print(rep(gv, a), rep(gcls, a), rep(gm, a), rep(gs, a), rep(gc_, a), rep(gp, a), rep(lambda: gmm(a)() ))
# shadowing in mid-loop
def shadow():
    a = A(1); out = []
    for i in range(20):
        out.append(a.cls)
        if i == 10: a.cls = 'inst'
        if i == 15: del a.cls
    return out
print(shadow())
def shadow2():
    a = A(1); out = []
    for i in range(20):
        out.append(a.m())
        if i == 10: a.m = lambda: 'inst m'
        if i == 15: del a.m
    return out
print(shadow2())
def shadow3():
    a = A(1); out = []
    for i in range(24):
        out.append((a.m(), a.cls, a.v))
        if i == 5: a.__dict__
        if i == 10: a.__dict__['m'] = lambda: 'inst m'; a.__dict__['cls']='dict cls'
        if i == 15: del a.__dict__['m'], a.__dict__['cls']
        if i == 20: a.__dict__ = {'v': 'new'}
    return out
print(shadow3())
# class mutated
def mutate():
    class B:
        x = 1
        def m(self): return 1
    b = B(); out = []
    for i in range(40):
        out.append((b.x, b.m(), B.x))
        if i == 10: B.x = 2
        if i == 15: B.m = lambda self: 2
        if i == 20: B.x = property(lambda self: 'prop')
        if i == 25: del B.x; b.x = 'own'; B.x=5
        if i == 30: B.m = classmethod(lambda cls: cls.__name__)
        if i == 35: B.m = 7
        if i == 36: B.m = staticmethod(lambda: 'st')
    return [str(o) if not 'property' in str(o) else 'P' for o in out[:35]]
try: print(mutate())
except Exception as e: print(type(e), e)
# base mutated
def mutate_base():
    class P: x = 1
    class Q: x = 2
    class B(P): pass
    b = B(); out = []
    for i in range(30):
        out.append((b.x, B.x))
        if i == 10: P.x = 3
        if i == 15: B.__bases__ = (Q,)
        if i == 20: b.__class__ = type('Z', (Q,), {'x': 'zz'})
    return out
print(mutate_base())
# descriptor gaining __set__
def gains():
    class D:
        def __init__(self, n): self.n = n
    class C:
        x = D(1)
    c = C(); c.__dict__['x'] = 'inst'; c2 = C(); c2.x = 'inline'
    out = []
    for i in range(30):
        out.append((c.x, c2.x))
        if i == 10:
            D.__get__ = lambda self, o, t: 'desc'
        if i == 20:
            D.__set__ = lambda self, o, v: None
    return out
print(gains())
def gains2():
    class D: pass
    class C:
        x = D()
    c = C()
    out = []
    for i in range(30):
        v = c.x
        out.append(type(v).__name__)
        if i == 10: D.__get__ = lambda self, o, t: 'desc'
        if i == 20: C.x.__class__
    return out
print(gains2())
def gains3():
    class D: pass
    class C:
        x = D()
    out = []; c = C()
    def st(v): c.x = v
    for i in range(20):
        st(i)
        if i == 10: D.__set__ = lambda self, o, v: out.append(v)
    return out, c.__dict__
print(gains3())
# slots
class S:
    __slots__ = ('a', 'b')
def slots():
    s = S(); out = []
    for i in range(20):
        s.a = i * 1000
        s.b = i * 0.5
        out.append((s.a, s.b))
    for i in range(5):
        try:
            s.a
            if i == 3: del s.a
        except AttributeError as e: out.append((str(e), e.name, e.obj is s))
    return out
print(slots())
# __getattr__
class G:
    y = 'cls'
    def __init__(self): self.x = 1
    def __getattr__(self, n): return 'ga ' + n
    def meth(self): return 'meth'
def ga():
    g = G(); out = []
    for i in range(20):
        out.append((g.x, g.y, g.z, g.meth(), g.other))
        if i == 10: del g.x
    return out
print(ga())
class GP:
    @property
    def p(self): raise AttributeError('inner')
    def __getattr__(self, n): return 'fallback ' + n
print(rep(lambda: GP().p))
class GA:
    def __init__(self): self.x = 1
    def __getattribute__(self, n): return 'all ' + n
    def m(self): pass
print(rep(lambda: (GA().x, GA().m)))
# inline owners
print(rep(lambda: ((5).bit_length(), (1.5).is_integer(), True.bit_length(), (2).real, None.__class__)))
def kinds():
    out=[]
    for o in [5, 2.0, True, 'a', None, 7, 2**70, 5.5]*4:
        try: out.append(o.__hash__() == hash(o))
        except Exception as e: out.append(str(e))
        try: out.append(o.bit_length())
        except AttributeError as e: out.append((str(e), e.name, e.obj == o))
    return out
print(kinds())
# modules
mod = types.ModuleType('mod'); mod.x = 1; mod.f = lambda: 'f'
def modt():
    out = []
    for i in range(30):
        out.append((mod.x, mod.f()))
        mod.x = i
        if i == 10: mod.new = 5
        if i == 12: del mod.new
        if i == 15: mod.f = lambda: 'g'
        if i == 20: del mod.x; mod.x = 'back'
    return out
print(modt())
mod.__getattr__ = lambda n: 'mga ' + n
print(rep(lambda: mod.nope))
# type attrs
class M(type):
    mx = 'meta'
    def mm(cls): return ('mm', cls.__name__)
    @property
    def mp(cls): return 'mp'
class C1(metaclass=M):
    x = 1
    def f(self): return 'f'
    @staticmethod
    def s(): return 's'
    @classmethod
    def c(cls): return ('c', cls.__name__)
    @property
    def p(self): return 'p'
class C2(C1): pass
def types_():
    out = []
    for i in range(40):
        for c in (C1, C2) if i % 3 else (C1,):
            out.append((c.x, c.f(None), c.s(), c.c(), type(c.p).__name__, c.mx, c.mm(), c.mp, c.__name__))
        if i == 10: C1.x = 2
        if i == 20: C1.mm = 5
        if i == 21: del C1.mm
        if i == 30: M.mm = lambda cls: 'new mm'
    u=[]
    for o in out:
        if o not in u: u.append(o)
    return u
try: print(types_())
except TypeError as e: print(e)
# metaclass gets data descriptor hiding class attr
def metadesc():
    class M(type): pass
    class C(metaclass=M): x = 1
    out=[]
    for i in range(20):
        out.append(C.x)
        if i == 10: M.x = property(lambda c: 'meta x')
    return out
print(metadesc())
# property on type itself, staticmethod reinit
def reinit():
    class C:
        s = staticmethod(lambda: 1)
        p = property(lambda self: 'p1')
    st = C.__dict__['s']; pr = C.__dict__['p']; out = []
    c = C()
    for i in range(20):
        out.append((C.s(), c.s(), c.p))
        if i == 10: st.__init__(lambda: 2); pr.__init__(lambda self: 'p2')
        if i == 15: pr.__init__(None)if False else None
    return out
print(reinit())
# stores
class St:
    def __init__(self): self.a = 1; self.b = 2; self.c = 3
def order():
    objs = [St() for _ in range(10)]
    out = []
    for o in objs:
        del o.a
        o.a = 9
        out.append(list(o.__dict__))
    return out
print(order())
class St2: pass
def order2(first):
    o = St2()
    if first: o.x = 1; o.y = 2
    else: o.y = 2; o.x = 1
    return list(vars(o).items())
print([order2(i % 3) for i in range(12)])
class Setter:
    def __init__(self): object.__setattr__(self, 'log', [])
    def __setattr__(self, n, v): self.log.append((n, v))
def setter():
    s = Setter()
    for i in range(10): s.x = i
    return s.log, s.__dict__.keys()
print(setter())
def set_mutate():
    class C: pass
    c = C(); log = []
    for i in range(30):
        c.x = i
        if i == 10: C.__setattr__ = lambda self, n, v: log.append((n, v))
        if i == 20: del C.__setattr__
    return log, c.x
print(set_mutate())
def big():
    class C: pass
    out = []
    for k in range(3):
        c = C()
        for i in range(50):
            setattr(c, 'a%d' % i, i)
        c.a3 = 'x'
        out.append((c.a49, c.a3, list(c.__dict__)[:4]))
    return out
print(big())
class DI(dict):
    pass
def dictsub():
    d = DI(); out = []
    for i in range(10):
        d.x = i; out.append(d.x); d.keys()
    return out
print(dictsub())
class I(int):
    def m(self): return self + 1
def intsub():
    o = I(5); out = []
    for i in range(10):
        o.t = i; out.append((o.t, o.m(), o.real))
    return out
print(intsub())
class E(Exception):
    def __init__(self, x): super().__init__(x); self.x = x
    def __str__(self): return 'E%s' % self.x
def excs():
    out = []
    for i in range(10):
        try: raise E(i)
        except E as e: out.append((e.x, e.args, str(e)))
    return out
print(excs())
# in-place boxes
def boxes():
    class C: pass
    c = C(); out = []; keep = []
    for v in [300, 301, 5, 1000, 2**29, 2**30, 2**31, -5000, 400, 0, 500, 1.5, 2.5, 3, float('inf'), 2**40, 2**41, 777]:
        c.v = v
        if v == 1000: keep.append(c.v)
        out.append(c.v)
    return out, keep
print(boxes(), boxes())
def share():
    class C: pass
    c = C(); c.v = 1000.5; d = c.__dict__; lst = [d['v']]
    for i in range(10):
        c.v = i + 0.25
    return lst, d['v'], c.v
print(share())
# errors
class Em: pass
for i in range(4):
    for f in (lambda: Em().zz, lambda: Em.zz, lambda: mod.__name__.zz, lambda: (5).zz, lambda: Em().zz(), lambda: None.foo()):
        try: f()
        except AttributeError as e: print(e, e.name, type(e.obj).__name__)
for i in range(3):
    try: Em().x.y = 5
    except AttributeError as e: print(e)
    try: (5).x = 3
    except AttributeError as e: print(e)
    try: S().zz = 1
    except AttributeError as e: print(e)
