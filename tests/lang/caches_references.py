"""References counted before and after thousands of cached operations; finalisers that change what is stored to."""
import sys, types, gc
class V: pass
class A:
    c = V()
    def __init__(self): self.v = V()
    def m(self): return self
    @property
    def p(self): return self.v
    @staticmethod
    def s(): pass
    @classmethod
    def k(cls): return cls
class S:
    __slots__ = ('x',)
class D: pass
mod = types.ModuleType('m'); mod.v = V(); mod.f = lambda: None
glob = V()
def run(n):
    a = A(); d = D(); d.__dict__; d.v = a.v; s = S(); s.x = a.v
    objs = [a, a.v, A, A.m, A.c, mod.v, mod.f, glob, A.__dict__['p'], A.__dict__['s'], A.__dict__['k'], A.p.fget, D, S]
    before = [sys.getrefcount(o) for o in objs]
    for i in range(n):
        a.v; a.c; a.m(); a.p; a.s(); a.k(); A.c; A.k(); A.s(); A.m(a); d.v; s.x; mod.v; mod.f(); glob; a.m; A.m; a.k; A.k; len; A.__name__; a.__class__
        d.v = a.v; s.x = a.v; a.w = a.v; d.w = a.v; mod.w = a.v; a.w = i; d.w = i * 1.5
        A(); mod.w = None; a.w = None; d.w = None
        try: a.nope
        except AttributeError: pass
        with_(a.v)
    after = [sys.getrefcount(o) for o in objs]
    print([y - x for x, y in zip(before, after)])
class CM:
    def __init__(self, v): self.v = v
    def __enter__(self): return self
    def __exit__(self, *a): return True
def with_(v):
    with CM(v) as c:
        raise ValueError(v)
run(10); run(500)
gc.collect()
dead = []
class Fin:
    def __init__(self, n): self.n = n
    def __del__(self): dead.append(self.n)
def fin():
    class H: pass
    h = H()
    for i in range(10):
        h.x = Fin(i)
    class K: __slots__ = 'x',
    k = K()
    for i in range(10, 20): k.x = Fin(i)
    global gg
    for i in range(20, 30): gg = Fin(i)
    h.__dict__
    for i in range(30, 40): h.x = Fin(i)
fin(); gc.collect(); print(dead)
class Evil:
    def __init__(self, o): self.o = o
    def __del__(self): self.o.x = 'evil'; self.o.extra = 1; del self.o.__class__.y
def evil():
    class H: y = 1
    h = H()
    h.x = Evil(h)
    for i in range(10):
        h.x = i + 1000
        if i == 3:
            H.y = 1
            h.x = Evil(h)
    return h.x
try: print(evil())
except Exception as e: print(e)
def classes(n):
    for i in range(n):
        class Tmp:
            a = 1
            def f(self): return super().__init__() or __class__
        t = Tmp(); t.f(); t.a; Tmp.a
        def ff(o): return o.f(), o.a
        for _ in range(4): ff(t)
gc.collect()
import tracemalloc
classes(50); gc.collect(); n0 = len(gc.get_objects()); classes(300); gc.collect(); print(len(gc.get_objects()) - n0 < 20)
