"""Generators that zip() and enumerate() read in loops: ends of both kinds, errors, nesting, the same generator twice, frames, tracing, what is held meanwhile."""
import sys, itertools, traceback
def cnt(n, log=None):
    try:
        for i in range(n):
            yield i
        if log: print('ended', log)
    finally:
        if log: print('fin', log)
def err(n):
    for i in range(n): yield i
    raise ValueError('err %d' % n)
def nest(n):
    yield from cnt(n)
    yield from nest(n - 1) if n else ()
class It:
    def __init__(s, n): s.n = n
    def __iter__(s): return s
    def __next__(s):
        s.n -= 1
        if s.n < 0: raise StopIteration
        return s.n
def loops():
    for _ in range(3):
        print([(a, b) for a, b in zip(cnt(3), cnt(5))], [(a, b) for a, b in zip(cnt(5), cnt(3))])
        print([(a, b) for a, b in zip(range(4), cnt(9))], [(a, b) for a, b in zip(cnt(9), [1, 2])], [(a, b) for a, b in zip([1, 2], cnt(1))])
        print([(i, x) for i, x in enumerate(cnt(4))], [(i, x) for i, x in enumerate(cnt(3), 10)], [(i, x) for i, x in enumerate(cnt(2), 2**62)])
        print([(a, b) for a, b in zip(nest(3), nest(4))], [i * x for i, x in enumerate(nest(3))])
        print([(a, b) for a, b in zip(It(3), cnt(3))], [(a, b) for a, b in zip(cnt(3), It(2))], [(a, b) for a, b in zip(cnt(3), itertools.count())])
        g = cnt(7); print([(a, b) for a, b in zip(g, g)], list(g))
        print([(a, b) for a, b in zip(True and (x == 1 for x in range(3)), (None for _ in range(2)))])
    for f in (lambda: zip(err(2), cnt(5)), lambda: zip(cnt(5), err(2)), lambda: enumerate(err(2)), lambda: zip([1, 2, 3], err(1)), lambda: zip((True for _ in range(3)), err(1))):
        for _ in range(2):
            try:
                for a, b in f(): print(a, b)
            except ValueError as e: print(e, [(t.name, t.lineno) for t in traceback.extract_tb(e.__traceback__)], e.__context__)
    for a, b in zip(cnt(9, 'A'), cnt(9, 'B')):
        if a == 2: break
    for a, b in zip(cnt(2, 'A'), cnt(9, 'B')): pass
    for i, x in enumerate(cnt(9, 'E')):
        if i == 1: break
    for (a, b), c in zip(zip(cnt(3), cnt(3)), cnt(3)): print(a, b, c)
    for i, (a, b) in enumerate(zip(cnt(3), cnt(3))): print(i, a, b)
def gens():
    for a, b in zip(cnt(4), cnt(4)):
        r = yield a + b
        if r: print('sent', r)
def reenter():
    def me():
        yield 1
        try:
            for i, x in enumerate(g): yield x
        except ValueError as e: print(e)
    g = me()
    print([(i, x) for i, x in enumerate(g)])
    def me2():
        yield 1
        next(e)
        yield 2
    e = enumerate(me2())
    try:
        for i, x in e: print(i, x)
    except ValueError as x: print(x)
def frames():
    def who():
        f = sys._getframe(); r = []
        while f: r.append((f.f_code.co_name, f.f_lineno)); f = f.f_back
        yield r[:3]
    for i, r in enumerate(who()): print(i, r)
    for a, r in zip(who(), who()): print(a, r)
def traced():
    ev = []
    def tr(f, e, a):
        ev.append((f.f_code.co_name, e, f.f_lineno - f.f_code.co_firstlineno)); return tr
    def inner():
        for i, x in enumerate(cnt(4)):
            y = x
        for a, b in zip(cnt(2), cnt(3)):
            y = a
    sys.settrace(tr); inner(); sys.settrace(None)
    print(ev); ev.clear()
    def on(n):
        for i in range(n):
            if i == 2: sys.settrace(tr); sys._getframe().f_trace = tr; sys._getframe(1).f_trace = tr
            if i == 4: sys.settrace(None)
            yield i
    for i, x in enumerate(on(6)):
        y = x
    for a, b in zip(cnt(6), on(6)):
        y = a
    print(ev)
def deep(n):
    it = cnt(3)
    def wrap(it):
        for i, x in enumerate(it): yield x
    for _ in range(n): it = wrap(it)
    return [a for a, b in zip(it, cnt(9))]
def held():
    class O:
        def __del__(s): print('del')
    def objs():
        while True: yield O()
    try:
        for a, b in zip(objs(), err(0)): pass
    except ValueError: print('caught')
    for a, b in zip(objs(), cnt(1)): print('in')
    del a
    print('out')
for f in (loops, lambda: print(list(gens())), reenter, frames, traced, lambda: print(deep(50)), held): f()
g = gens(); print(next(g), g.send('x'), next(g)); g.close()
