"""super() in every form, at warm sites and across changes of the classes."""
class A:
    def m(self, x=1): return ('A.m', x)
    @classmethod
    def c(cls): return ('A.c', cls.__name__)
    @staticmethod
    def s(): return 'A.s'
    @property
    def p(self): return 'A.p'
    v = 5
    fn = len
    def __new__(cls, *a): return super().__new__(cls)
    def __init_subclass__(cls, **k): super().__init_subclass__(**k)
class B(A):
    def m(self, x=2): return ('B', super().m(x))
    @classmethod
    def c(cls): return ('B.c', super().c())
    @staticmethod
    def s(): return 'B.s'
    def t(self): return super().s(), super().p, super().v, super().fn('abc'), super().__class__.__name__
    def u(self): return super().__class__
    def w(self): return super().__class__()
    def nope(self): return super().nope()
class C(B):
    def m(self): return ('C', super().m(3))
    @classmethod
    def c(cls): return ('C.c', super().c())
    def __eq__(self, o): return super().__eq__(o)
    def __hash__(self): return super().__hash__()
    def __repr__(self): return super().__repr__()[:5]
def rep(f):
    u = []
    for i in range(12):
        try: r = f()
        except Exception as e: r = (type(e).__name__, str(e), getattr(e, 'name', None), type(getattr(e, 'obj', None)).__name__)
        if r not in u: u.append(r)
    return u
c = C(); b = B()
print(rep(c.m), rep(b.m), rep(C.c), rep(B.c), rep(c.c), rep(c.t), rep(b.u), rep(b.w), rep(b.nope), rep(lambda: c == c), rep(lambda: repr(c)), rep(lambda: hash(c) == object.__hash__(c)))
def mut():
    out = []
    for i in range(40):
        try: out.append((c.m(), c.c()))
        except Exception as e: out.append(str(e))
        if i == 5: A.m = lambda self, x: 'new'
        if i == 10: A.m = staticmethod(lambda x: 'static')
        if i == 15: A.m = classmethod(lambda cls, x: cls.__name__)
        if i == 20:
            class Cb:
                def __call__(self, x): return 'callable'
            A.m = Cb()
        if i == 25: Cb.__get__ = lambda self, o, t: lambda x: ('got', o is c, t.__name__)
        if i == 30: C.__bases__ = (A,)
        if i == 33: C.__bases__ = (B,)
        if i == 36: del A.m
    return out
print(mut())
class D1(A):
    def m(self): return 'D1', super().m()
class D2(A):
    def m(self): return 'D2', super().m()
A.m = lambda self: 'A'
class DD(D1, D2):
    def m(self): return 'DD', super().m()
print(rep(DD().m), rep(D1().m))
def both():
    out = []
    for o in [DD(), D1()] * 6: out.append(o.m())
    return out
print(both())
class I(int):
    def __add__(self, o): return I(super().__add__(o))
    def bit_length(self): return super().bit_length() + 1
print(rep(lambda: (I(3) + 4, I(8).bit_length())))
print(rep(lambda: super(int, 5).__str__()), rep(lambda: super(object, 5)), rep(lambda: super(B, c).m(1)), rep(lambda: super(B).m), rep(lambda: super(B, B).m(c)))
class M(type):
    def __call__(cls, *a): return ('M', super().__call__(*a).__class__.__name__)
    def __new__(m, n, b, ns): return super().__new__(m, n, b, ns)
class UM(metaclass=M): pass
print(rep(lambda: UM()))
class Proxy:
    @property
    def __class__(self): return B
print(rep(lambda: super(B, Proxy()).s()))
class P2:
    def f(self): return super().__init__()
print(rep(lambda: P2.f(5)), rep(lambda: P2().f()))
# plain classes
class E: pass
class F(E): x = 1
def mk(k, *a): return k(*a)
print(rep(lambda: type(mk(E)).__name__), rep(lambda: mk(E, 1)), rep(lambda: type(mk(F)).__name__), rep(lambda: (type(mk(E)).__name__, type(mk(F)).__name__)))
def late():
    class Z: pass
    out = []
    for i in range(40):
        try: out.append(list(vars(mk(Z)).items()))
        except Exception as e: out.append(str(e))
        if i == 10: Z.__init__ = lambda self: setattr(self, 'k', 1)
        if i == 20: del Z.__init__
        if i == 30: Z.__abstractmethods__ = {'q'}
    return out
print(late())
class Slo: __slots__ = ('a',)
print(rep(lambda: type(mk(Slo)).__name__))
class Sub(list): pass
print(rep(lambda: mk(Sub, (1, 2))), rep(lambda: mk(Sub)))
def closures():
    def deco(cls):
        cls.tag = 1
        return cls
    @deco
    class T:
        def cellself(self):
            def inner(): return self
            return super().__init__(), inner() is self
        def star(*args):
            return super().__init__()
    return T().cellself(), T.tag, rep(lambda: T().star())
print(closures())
