"""super(): methods of all kinds through hierarchies, classes and metaclasses changed in mid-loop, in generators, with self rebound or in a cell, super itself replaced."""
import sys
class A:
    def __init__(self, n): self.n = n
    def f(self, a, b=3): return (self.n, a, b)
    @classmethod
    def make(cls, n): return cls(n)
    @staticmethod
    def st(x): return x+1
class B(A):
    def __init__(self, n):
        super().__init__(n)
        self.a = 0
    def f(self, a): return super().f(a) + super().f(a+1, b=self.a) + (super().st(3),)
    @classmethod
    def make(cls, n): return super().make(n+1)
class C(B):
    def f(self, a):
        def g(): return self
        return super().f(a), g().n
class D(B):
    def f(self, a): return super().f(2*a)
class M(type):
    def __new__(m, n, b, ns): return super().__new__(m, n, b, ns)
    def __init__(c, n, b, ns): super().__init__(n, b, ns); c.seen = n
for i in range(50):
    for k in (B, C, D):
        o = k.make(i); r = o.f(i)
print(r, o.n)
X = M('X', (C,), {})
print(X.seen, X.make(3).f(2))
old = A.f
for i in range(20):
    if i == 10: A.f = lambda self, a, b=9: (a, b)
    r = D(3).f(i); print(r)
A.f = old
class E(C):
    def f(self, a):
        try: return super().nope(a)
        except AttributeError as e: return str(e)
for i in range(12): print(E(1).f(2))
def gen():
    class G(B):
        def it(self):
            yield super().f(1)
            self = 5
            try: yield super().f(1)
            except TypeError as e: yield str(e)
    return list(G(2).it())
for i in range(5): print(gen())
import builtins
real = super
class F(A):
    def f(self, a): return super().f(a)
for i in range(10):
    if i == 5: builtins.super = lambda *a: (print('mine', a), A(77))[1]
    try: print(F(1).f(i))
    except RuntimeError as e: print(e)
builtins.super = real


# The world changes under what is remembered: bases, overrides, the object's class, a global `super`.
class Base1:
    def g(self): return "base1"
class Base2:
    def g(self): return "base2"
class Own(Base1):
    def g(self): return super().g()
class Sub(Own):
    def g(self): return "sub " + super().g()
class Other(Own): pass
class Mixin(Base1):
    def g(self): return "mixin " + super().g()
class Mixed(Own, Mixin): pass
def bases():
    o = Sub()
    out = []
    for i in range(40):
        if i == 8: Own.__bases__ = (Base2,)
        if i == 12: Base2.g = lambda self: "new"
        if i == 16: del Base2.g
        if i == 20: Base2.g = staticmethod(lambda: "static")
        if i == 24: Base2.g = classmethod(lambda cls: cls.__name__)
        if i == 28: Base2.g = property(lambda self: lambda: "property")
        if i == 30: Base2.g = Base1.g
        if i == 34: o.__class__ = Other
        if i == 37: Own.__bases__ = (Base1,)
        try: out.append(o.g())
        except AttributeError as e: out.append(str(e))
        if i % 3 == 0 and i < 8: out.append(Mixed().g())
    return out
print(bases())
def named():
    Base2.g = lambda self: "two"
    out = []
    for i in range(20):
        if i == 8: globals()["super"] = lambda: Base2()
        if i == 14: del globals()["super"]
        out.append(Sub().g())
    return out
print(named(), named())


# What is found need not be a function.
class Plain:
    number = 5
    real = 2.5
    none = None
    made = int
    text = str.upper
    size = len
class Called(Plain):
    def number(self): return super().number()
    def real(self): return super().real(1)
    def none(self): return super().none()
    def made(self): return super().made("7")
    def text(self): return super().text("up")
    def size(self): return super().size("four")
for _ in range(8):
    for name in ("number", "real", "none", "made", "text", "size"):
        try: print(getattr(Called(), name)(), end=" ")
        except TypeError as e: print(e, end=" ")
print()
