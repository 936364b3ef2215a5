"""with, except, except*, raise, match, unpacking, star arguments and from-imports, with their errors."""
def err(f, *a):
    for i in range(2):
        try: print(f(*a))
        except BaseException as e: print(type(e).__name__, e, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
class CM:
    def __init__(self, s=False): self.s = s
    def __enter__(self): print('enter'); return 1
    def __exit__(self, *a): print('exit', a[0], a[1]); return self.s
def w1():
    with CM() as x: return x
def w2():
    with CM(True): raise ValueError('v')
    return 'after'
def w3():
    with CM() as a, CM(True) as b: raise KeyError('k')
def w4():
    with 5: pass
class NoExit:
    def __enter__(self): pass
def w5():
    with NoExit(): pass
class InstOnly: pass
def w6():
    i = InstOnly(); i.__enter__ = lambda: 1; i.__exit__ = lambda *a: 1
    with i: pass
class Desc:
    class D:
        def __get__(self, o, t): print('get'); return lambda *a: 'd'
    __enter__ = D(); __exit__ = staticmethod(lambda *a: print('st', len(a)))
def w7():
    with Desc() as d: return d
class RaiseGet:
    @property
    def __enter__(self): raise RuntimeError('prop')
    def __exit__(self, *a): pass
def w8():
    with RaiseGet(): pass
for f in (w1, w2, w3, w4, w5, w6, w7, w8): err(f)
async def aw1():
    async with CM(): pass
class ACM:
    async def __aenter__(self): return 'ae'
    async def __aexit__(self, *a): print('aexit', a[0]); return True
class ACM2:
    async def __aenter__(self): return 'ae'
async def aw2():
    async with ACM() as x:
        print(x); raise ValueError
    return 'done'
async def aw3():
    async with ACM2(): pass
def runa(c):
    try: c.send(None)
    except StopIteration as e: return e.value
for a in (aw1, aw2, aw3): err(lambda: runa(a()))
# except
def x1(t):
    try: raise KeyError('k')
    except t: return 'caught'
for t in (KeyError, (ValueError, KeyError), LookupError, (), 5, (5,), int, 'a', None, [KeyError], (KeyError, 3), ((KeyError,),), True):
    err(x1, t)
# raise
def r1(e): raise e
def r2(e, c): raise e from c
def r3(): raise
def r4():
    try: 1/0
    except ZeroDivisionError: raise
def r5():
    try: 1/0
    except ZeroDivisionError as e: raise KeyError('x') from e
class NotExc: pass
class BadNew(Exception):
    def __new__(cls): return 5
class RaisesNew(Exception):
    def __init__(self): raise RuntimeError('init')
for e in (ValueError, ValueError('v'), 5, 'a', None, NotExc, NotExc(), BadNew, RaisesNew, int, True, KeyboardInterrupt): err(r1, e)
for c in (KeyError, KeyError('c'), None, 5, NotExc, BadNew, RaisesNew): err(r2, ValueError('v'), c)
err(r2, 5, KeyError)
err(r3); err(r4); err(r5)
import traceback, sys
def tbl(f, *a):
    try: f(*a)
    except BaseException as e: print([(t.name, t.lineno) for t in traceback.extract_tb(e.__traceback__)])
tbl(r4); tbl(r5); tbl(r3)
def reraise_outer():
    try: r1(ValueError('q'))
    except ValueError as e:
        raise e
tbl(reraise_outer)
def reraise_bare():
    try: r1(ValueError('q'))
    except ValueError:
        raise
tbl(reraise_bare)
# except*
def eg(excs, types, act=None):
    log = []
    try:
        try:
            raise excs
        except* types as g:
            log.append(('m', repr(g), repr(sys.exc_info()[1])))
            if act == 'raise': raise RuntimeError('new')
            if act == 'reraise': raise
            if act == 'raiseg': raise g
        else: log.append('else')
        finally: log.append('fin')
    except BaseException as e:
        log.append(('out', repr(e), repr(e.__cause__), repr(e.__context__)))
    return log
G = ExceptionGroup('g', [ValueError(1), TypeError(2), ExceptionGroup('h', [ValueError(3), KeyError(4)])])
for act in (None, 'raise', 'reraise', 'raiseg'):
    for ex in (G, ValueError(9), KeyError(8), BaseExceptionGroup('b', [KeyboardInterrupt(), ValueError(1)])):
        for t in (ValueError, (ValueError, KeyError), KeyError, Exception, KeyboardInterrupt):
            print(eg(ex, t, act))
err(eg, G, ExceptionGroup); err(eg, G, 5); err(eg, G, (ValueError, 5)); err(eg, G, (ValueError, BaseExceptionGroup))
def two(ex):
    log = []
    try:
        try: raise ex
        except* ValueError as v: log.append(repr(v)); raise KeyError('from v')
        except* TypeError as t: log.append(repr(t))
        except* OSError as o: log.append(repr(o)); raise o
    except BaseException as e: log.append(repr(e)); log.append([repr(x) for x in getattr(e, 'exceptions', ())])
    return log
print(two(G)); print(two(ExceptionGroup('z', [ValueError(1), OSError(2), TypeError(3), OSError(5), IndexError()])))
print(two(TypeError('naked'))); print(two(OSError('naked')))
class MyG(ExceptionGroup):
    def __new__(cls, msg, excs, extra=7):
        s = super().__new__(cls, msg, excs); s.extra = extra; return s
    def derive(self, excs): return MyG(self.message, excs, self.extra + 1)
mg = MyG('mine', [ValueError(1), OSError(2), IndexError(3)]); mg.add_note('note')
def three(ex):
    try:
        try: raise ex
        except* ValueError: raise
        except* OSError: pass
    except BaseException as e: return type(e).__name__, repr(e), getattr(e, 'extra', None), getattr(e, '__notes__', None)
print(three(mg))
# match
from collections import OrderedDict, defaultdict, ChainMap
import re
class P2:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x = x; self.y = y
class BadMA: __match_args__ = ['x']
class BadMA2: __match_args__ = (1,)
class Dup: __match_args__ = ('a',); a = 1
class PropErr:
    __match_args__ = ('x',)
    @property
    def x(self): raise ValueError('prop')
def m(o):
    match o:
        case P2(1, y=z): return 'P2-1', z
        case P2(a, b): return 'P2', a, b
        case int(n) if n > 100: return 'big', n
        case int() | float(): return 'num'
        case str(s): return 'str', s
        case {'k': v, **rest}: return 'map', v, rest
        case {1: _, 'z': [q, *r]}: return 'map2', q, r
        case [1, *mid, 2]: return 'seq', mid
        case [a, b]: return 'two', a, b
        case bytes(b): return b
        case None: return 'none'
        case _: return 'other'
for o in (P2(1, 2), P2(3, 4), 5, 500, 1.5, 'hey', {'k': 1, 'm': 2}, {1: 2, 'z': [1, 2, 3]}, [1, 5, 6, 2], (8, 9), b'x', None, {}, [], {1}, OrderedDict(k=3), ChainMap({'k': 9}), defaultdict(int), True, range(2)):
    print(m(o), m(o))
def m1(o):
    match o:
        case BadMA(1): pass
def m2(o):
    match o:
        case BadMA2(1): pass
def m3(o):
    match o:
        case P2(1, 2, 3): pass
def m4(o):
    match o:
        case Dup(1, a=2): pass
def m5(o):
    x = 5
    match o:
        case x(): pass
def m6(o):
    match o:
        case PropErr(1): pass
def m7(o):
    match o:
        case int(1, 2): pass
def m8(o):
    match o:
        case InstOnly(1): pass
def m9(o):
    k = P2; P2.K = 'k'
    match o:
        case {'k': 1, P2.K: 2}: pass
class BadGet(dict):
    def get(self, *a): raise KeyError('get')
def m10(o):
    match o:
        case {'a': 1}: pass
class BadInst(type):
    def __instancecheck__(c, o): raise OSError('ic')
class BI(metaclass=BadInst): pass
def m11(o):
    match o:
        case BI(): pass
err(m1, BadMA()); err(m2, BadMA2()); err(m3, P2(1, 2)); err(m4, Dup()); err(m5, 1); err(m6, PropErr()); err(m7, 1); err(m8, InstOnly()); err(m9, {'k': 1}); err(m10, BadGet(a=1)); err(m11, 1)
# unpack
def u(o):
    a, *b, c = o
    return a, b, c
def u2(o):
    a, b = o
    return a, b
class It:
    def __iter__(self): raise OSError('iter')
for o in ([1, 2], (1, 2, 3, 4), [1], 'abc', 5, None, It(), {1: 2, 3: 4}, range(5)): err(u, o); err(u2, o)
# star args
def fa(*a, **k): return a, k
err(lambda: fa(*5)); err(lambda: fa(*None)); err(lambda: fa(**5)); err(lambda: fa(**{1: 2})); err(lambda: fa(a=1, **{'a': 2})); err(lambda: fa(**{'a': 2}, **{'a': 3})); err(lambda: len(*5)); err(lambda: fa(1, *[2, 3], *5)); err(lambda: fa(**{'x': 1}, **5)); err(lambda: P2(*[1], **{'x': 5})); err(lambda: fa(*It())); err(lambda: [*5]); err(lambda: {**5}); err(lambda: (*None,))
class Mp:
    def keys(self): return ['p', 'q']
    def __getitem__(self, k): return k * 2
class BadMp:
    def keys(self): raise AttributeError('mine')
class BadMp2:
    def keys(self): return ['a']
    def __getitem__(self, k): raise KeyError(k)
# imports
import types
mod = types.ModuleType('pk'); mod.__file__ = '/pk.py'; mod._p = 1; mod.q = 2
sys.modules['pk'] = mod
def i1():
    from pk import nothere
def i2():
    from pk import q; return q
sub = types.ModuleType('pk.sub'); sys.modules['pk.sub'] = sub
def i3():
    from pk import sub; return sub.__name__
err(i1); err(i2); err(i3)
del mod.__file__; err(i1)
mod.__name__ = 5; err(i1)
mod.__name__ = 'pk'
class Spec: _initializing = True
mod.__file__ = '/pk.py'; mod.__spec__ = Spec(); err(i1)
ns = {}; exec('from pk import *', ns); print(sorted(k for k in ns if k != '__builtins__'))
mod.__all__ = ['_p', 'q']; ns = {}; exec('from pk import *', ns); print(sorted(k for k in ns if k != '__builtins__'))
mod.__all__ = ['zz']; err(lambda: exec('from pk import *', {}))
mod.__all__ = [5]; err(lambda: exec('from pk import *', {}))
del mod.__all__; mod.__dict__[7] = 1; err(lambda: exec('from pk import *', {}))
sys.modules['pk'] = 5
err(lambda: exec('from pk import *', {}))
