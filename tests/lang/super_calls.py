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
