"""getattr() and hasattr() of types, modules, C objects, properties, enums: found, absent, with default, with errors of their own."""
import sys, types, enum
class P:
    @property
    def x(self): return 5
    @property
    def bad(self): raise ValueError('v')
    @property
    def miss(self): raise AttributeError('inner')
    def m(self): return 1
    __slots__=('s','__dict__')
class G(P):
    def __getattr__(self, n): return 'ga '+n
class M(type):
    def __getattr__(c, n): return 'meta '+n
    @property
    def mp(c): return 'mp'
class K(metaclass=M): a=1
class E(enum.Enum): A=1
def f():
    r=[]
    for o in (P(), G(), P, K, E, E.A, sys, 1, 'a', (), type, object, types.ModuleType('q'), f, len, [].append, P().m):
        for n in ('x','bad','miss','m','s','__repr__','a','A','mp','real','__name__','__class__','append','__doc__'[:3]):
            for d in ((), (None,)):
                try: v = getattr(o, n, *d) if d else getattr(o, n)
                except Exception as e: v = type(e).__name__+str(e)
                try: w = getattr(o, n, 7)
                except Exception as e: w = type(e).__name__+str(e)
                try: h = hasattr(o, n)
                except Exception as e: h = type(e).__name__+str(e)
                r.append((n, repr(v)[:40].split(' at ')[0].split('0x')[0], repr(w)[:40].split(' at ')[0], h))
    return r
for _ in range(3): r=f()
for x in r: print(x)
