"""Calls of methods where a site sees several types: own attributes, slots, static methods, other numbers of arguments, classes changed in mid-loop, errors, recursion, generators."""
class A:
    def __init__(s, n): s.n = n
    def f(s, x): return ('A', s.n, x)
class B(A):
    def f(s, x): return ('B', s.n, x)
class C(A):
    def f(s, x, y=2): return ('C', x, y)
class D:
    __slots__ = ('n',)
    def f(s, x): return ('D', x)
class E:
    @staticmethod
    def f(x): return ('E', x)
class G:
    def __init__(s): s.f = lambda x: ('G', x)
class H(A):
    def f(s, *a): return ('H', a)
class I(list):
    def f(s, x): return ('I', len(s), x)
class J(A):
    def f(s, x):
        yield x
def go(objs, n):
    out = []
    for i in range(n):
        for o in objs:
            out.append(o.f(i))
    return out
def go2(objs, n):
    r = None
    for i in range(n):
        for o in objs:
            r = o.f(3)
            r = (r, o.f(r))
    return r
print(go([A(1), B(2), A(3), B(4)], 30)[-4:])
print(go([A(1), B(2), D(), A(3), B(4), I([1])], 30)[-6:])
mixed = [A(1), B(2), C(3), D(), E(), G(), H(1), I((1, 2))]
print(go(mixed, 20)[-8:], go2(mixed[:4], 20), go2(mixed, 20))
print([list(x) if hasattr(x, '__next__') else x for x in go([J(1), A(1), B(3), J(2)], 12)[-4:]])
objs = [A(1), B(2), D()]
def change(n):
    out = []
    for i in range(n):
        for o in objs:
            if i == 20: A.f = lambda s, x: ("new A", x)
            if i == 25: B.f = lambda s, x, y=1: ('new B', y)
            if i == 30 and "f" in vars(B): del B.f
            if i == 35: objs[0].f = lambda x: 'own'
            if i == 38: D.f = 5
            if i == 40: D.f = lambda s, x: 'D2'
            if i == 42: objs[1].__class__ = C
            if i == 45: objs[0].__dict__.clear(); objs[0].n = 7
            try: out.append(o.f(i))
            except Exception as e: out.append(type(e).__name__ + str(e))
    return out
print(change(50))
def errs(l):
    r = []
    for o in l:
        for k in range(3):
            try: r.append(o.f(1))
            except Exception as e: r.append(str(e))
    return r
class K:
    def f(s): return 1
class L:
    def f(s, x): raise ValueError(x)
for _ in range(5): print(errs([A(1), K(), L(), B(1), 5, None, K(), L()]))
import sys
def deep(o, n):
    return o.f2(n)
class R1:
    def f2(s, n): return deep(R2(), n - 1) if n else 0
class R2:
    def f2(s, n): return deep(R3(), n - 1) if n else 0
class R3:
    def f2(s, n): return deep(R1(), n - 1) if n else 0
for _ in range(20): deep(R1(), 30)
try: deep(R1(), 5000)
except RecursionError: print('RE')
def g(l):
    for o in l: yield o.f(2)
for _ in range(10): print(list(g([A(1), B(2), D(), A(3)])))
