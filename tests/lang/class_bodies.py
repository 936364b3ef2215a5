"""Class bodies: nested deeply, in generators, with odd metaclasses, failing."""
import sys
sys.setrecursionlimit(300000)
def deep(n):
    if n == 0: return 'bottom'
    class X:
        y = deep(n - 1)
        z: int = 1
    return X.y
print(deep(500))
def gen():
    class X:
        a = 1
        def f(self): return super().__init__()
    yield X
    class Y(X, metaclass=type): b = 2
    yield Y
    try:
        class Z: raise ValueError('z')
    except ValueError as e: yield repr(e), e.__traceback__.tb_next.tb_frame.f_code.co_name
print([getattr(c, '__name__', c) for c in gen()])
class Meta(type):
    def __new__(m, n, b, ns, flag=0, **k):
        c = super().__new__(m, n, b, ns); c.flag = flag; return c
    def __init__(c, n, b, ns, **k): super().__init__(n, b, ns)
class K(metaclass=Meta, flag=3.5, other=None): pass
print(K.flag)
def f():
    class X(metaclass=lambda n, b, ns: (n, len(ns))): a = 1
    return X
print(f(), [f() for _ in range(3)])
class NoneMeta:
    def __new__(*a): return None
class Q(metaclass=NoneMeta): pass
print(Q)
import traceback
def bad():
    class A:
        x = 1
        y = undefined_thing
try: bad()
except NameError: print([(t.name, t.lineno, t.line) for t in traceback.extract_tb(sys.exc_info()[2])])
def badmeta():
    class M(type):
        def __new__(*a): raise KeyError('m')
    class A(
        metaclass=M): pass
try: badmeta()
except KeyError: print([(t.name, t.lineno) for t in traceback.extract_tb(sys.exc_info()[2])])
class L:
    loc = sorted(k for k in locals() if not k.startswith('__'))
    a = 1
    b = [a for _ in range(2)] if 0 else locals()['a']
    import sys as s
    fr = s._getframe(0).f_code.co_name, s._getframe(0).f_locals['a'], s._getframe(1).f_code.co_name
    del a
print(L.loc, L.b, L.fr, hasattr(L, 'a'))
exec("class Ex:\n  v = 1\nprint(Ex.v)")
