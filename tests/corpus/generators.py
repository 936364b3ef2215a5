# === prologue
def t(function, *args, **keywords):
    try:
        print('  ', function(*args, **keywords))
    except BaseException as error:
        print('  ', type(error).__name__, '|', error, '| cause', repr(error.__cause__), '| context', repr(error.__context__))
# === send_throw_close
def g():
    r = []
    while True:
        try: r.append((yield len(r)))
        except ValueError as e: r.append(f'caught {e}')
        except GeneratorExit: r.append('exit'); print('  ', r); raise
x = g(); t(x.send, 5); t(next, x); t(x.send, 'a'); t(x.throw, ValueError('v')); t(x.throw, ValueError, 'w'); t(x.throw, ValueError, ValueError('u'), None); t(x.throw, 5); t(x.throw, ValueError, 1, 2); t(x.throw, KeyError('k')); t(next, x); t(x.close); t(x.send, 1); t(x.throw, OSError('late'))
y = g(); t(y.throw, OSError('before')); t(next, y); z = g(); t(z.close); t(next, z); w = g(); next(w); t(w.close); t(w.close)
def ig():
    try: yield 1
    except GeneratorExit: yield 2
i = ig(); next(i); t(i.close)
def ret():
    try: yield 1
    except GeneratorExit: return 'x'
r = ret(); next(r); t(r.close)
def raises():
    try: yield 1
    finally: raise KeyError('in finally')
q = raises(); next(q); t(q.close); t(x.send); t(x.throw); t(x.close, 1)
# === return_values
def g():
    yield 1
    return 'value'
def d():
    x = yield from g()
    return x + '!'
def e():
    x = yield from [1, 2]
    return x
for f in (g, d, e):
    it = f()
    while True:
        try: print('  ', next(it))
        except StopIteration as s: print('  stop', s.value, s.args); break
def n(): return; yield
t(lambda: list(n())); t(next, n())
def tup():
    return (1, 2)
    yield
def exc():
    return StopIteration(5)
    yield
for f in (tup, exc):
    try: next(f())
    except StopIteration as s: print(repr(s.value), s.args)
# === pep479
def g():
    yield 1
    raise StopIteration('inside')
def h(): yield next(iter([]))
def k():
    yield from h()
for f in (g, h, k): t(lambda: list(f()))
t(lambda: list(next(iter([])) for _ in range(1))); t(lambda: [next(iter([])) for _ in range(1)])
def c():
    try: yield next(iter([]))
    except StopIteration: yield 'caught'
t(lambda: list(c()))
# === yield_from
class It:
    def __iter__(self): return self
    def __next__(self): return self.n()
    def n(self):
        self.c = getattr(self, 'c', 0) + 1
        if self.c > 3: raise StopIteration('it')
        return self.c
class Full(It):
    def send(self, v): print('  send', v); return v
    def throw(self, *a): print('  throw', [str(x) for x in a]); return 'thrown'
    def close(self): print('  close')
def d(x):
    r = yield from x
    print('  result', r); yield 'end'
t(lambda: list(d(It())))
f = d(Full()); print(next(f), f.send(10), f.send(None), f.throw(ValueError('a'))); f.close()
f = d(It()); next(f); t(f.send, 5); f = d(It()); next(f); t(f.throw, KeyError('no throw')); f = d(It()); next(f); f.close()
for bad in (5, None): t(lambda: list(d(bad)))
def inner():
    try: yield 'i'
    except ValueError: yield 'handled'; return 'after throw'
    finally: print('  inner finally')
o = d(inner()); print(next(o), o.throw(ValueError()), next(o)); t(next, o)
o = d(inner()); next(o); o.close(); o = d(inner()); next(o); t(o.throw, OSError('through'))
def rec(n):
    if n: yield n; yield from rec(n - 1)
print(list(rec(5)))
def cyc():
    yield from me
me = cyc(); t(next, me)
class BadClose(It):
    @property
    def close(self): raise OSError('close attr')
o = d(BadClose()); next(o); t(o.close)
# === attributes
def g(a):
    b = 1
    yield a
    yield from g2()
def g2(): yield 'in'
x = g(5); print(x.gi_running, x.gi_suspended, x.gi_frame.f_lineno - g.__code__.co_firstlineno, x.gi_yieldfrom, x.gi_code is g.__code__, x.__name__, x.__qualname__, type(x).__name__)
next(x); print(x.gi_suspended, sorted(x.gi_frame.f_locals.items()), x.gi_frame.f_lineno - g.__code__.co_firstlineno, x.gi_frame.f_back); next(x); print(x.gi_yieldfrom.__name__); t(next, x); print(x.gi_frame, x.gi_suspended, x.gi_yieldfrom)
x.__name__ = 'new'; print(repr(x)[:22]); t(setattr, x, '__name__', 5); t(setattr, x, 'gi_frame', 1); t(lambda: x.nope); t(setattr, x, 'attr', 1); print(iter(x) is x, hasattr(x, '__len__'))
import types, inspect; print(isinstance(x, types.GeneratorType), inspect.isgenerator(x), inspect.isgeneratorfunction(g), inspect.getgeneratorstate(x), inspect.getgeneratorstate(g(1)), bool(g.__code__.co_flags & 0x20))
def run():
    try: next(it)
    except ValueError as e: print(e)
    yield
it = run(); next(it)
t(lambda: type(it)()); t(lambda: it[0]); t(lambda: len(it)); t(lambda: it + it); import copy; t(copy.copy, it); t(hash, 1)
# === genexps_and_comprehensions
print([x * y for x in range(3) for y in range(x)], {x: y for x, y in zip('ab', 'cd')}, sorted({x % 3 for x in range(9)}), list(x for x in 'abc' if x != 'b'), [[y for y in range(x)] for x in range(3)], [x for x in range(9) if x % 2 if x % 3])
t(lambda: [1 / x for x in (1, 0)]); t(lambda: list(y for x in 5)); t(lambda: (x for x in undefined_z)); t(lambda: [x for x in range(3) if undefined_z]); g = (undefined_z for x in range(1)); t(next, g); t(next, g)
x = 'kept'; [x for x in range(2)]; print(x); print([i := 1, i + 1], i); print([(lambda: k)() for k in range(3)], [f() for f in [lambda: k for k in range(3)]])
class A:
    v = 3; w = [v for _ in range(2)] if 0 else 0; z = [q for q in range(v)]
    def m(self): return [self for _ in 'a'][0] is self
print(A.z, A().m(), [__name__ for _ in 'a'], [locals().keys() - {'.0'} for q in 'a'])
def f(): return [a for a in range(2)], [b for b in [c for c in range(3)]], {**{k: v for k, v in {'a': 1}.items()}}, any(p > 1 for p in range(3)), sum(p for p in range(4)), dict((k, k) for k in 'xy')
print(f()); g = (lambda: (yield 1))(); print(next(g)); print([*(i for i in range(2))], max((i for i in range(3)), key=lambda i: -i), ' '.join(str(i) for i in range(3)))
def early():
    for v in (x for x in range(10)):
        if v == 2: return v
print(early()); d = {i: [j for j in range(i) if j] for i in range(3)}; print(d, [(a, b) for a, (b, c) in [(1, (2, 3))]], [a for a, *b in ['xyz']], [n for n in range(3) for n in range(n)])
# === context_and_finally
log = []
def g():
    try:
        log.append('start')
        with C(): yield 1
        yield 2
    finally: log.append('finally')
class C:
    def __enter__(s): log.append('enter')
    def __exit__(s, *a): log.append(f'exit {a[0] and a[0].__name__}')
for x in g(): break
print(log); log.clear(); x = g(); next(x); del x; print(log); log.clear(); x = g(); next(x); t(x.throw, KeyError('t')); print(log); log.clear(); list(g()); print(log); log.clear()
def outer():
    try: yield from g()
    finally: log.append('outer')
x = outer(); next(x); x.close(); print(log)
def ex():
    try: raise ValueError('in gen')
    except ValueError: yield 1; raise
y = ex(); next(y)
try: raise KeyError('outside')
except KeyError: t(next, y)
def swap():
    import sys
    try: raise ValueError('a')
    except ValueError: yield repr(sys.exc_info()[1]); yield repr(sys.exc_info()[1])
s = swap(); print(next(s)); import sys; print(sys.exc_info()[1])
try: 1 / 0
except ZeroDivisionError: print(next(s), repr(sys.exc_info()[1]))
# === pipelines
def src(n):
    for i in range(n): print('  src', i); yield i
def flt(it, p):
    for x in it:
        if p(x): yield x
def mp(it, f):
    for x in it: yield f(x)
def take(it, n):
    for _, x in zip(range(n), it): yield x
print(list(take(mp(flt(src(10), lambda x: x % 2), lambda x: x * x), 2)))
import itertools as it
print(list(it.islice(it.count(5, 2), 3)), list(it.chain.from_iterable(['ab', 'c'])), list(it.accumulate([1, 2, 3], lambda a, b: a * b)), [(k, list(g)) for k, g in it.groupby('aabbc')], list(it.product('ab', repeat=2))[:3], list(it.takewhile(lambda x: x < 3, range(9))), list(it.starmap(pow, [(2, 3)])), list(it.pairwise('abc')), list(it.zip_longest('ab', 'c', fillvalue='-')), list(it.compress('abc', [1, 0, 1])))
a, b = it.tee(src(2)); print(next(a), next(b), list(a), list(b))
def avg():
    tot = n = 0; r = None
    while True: v = yield r; tot += v; n += 1; r = tot / n
c = avg(); next(c); print([c.send(v) for v in (10, 20, 30)])
def flatten(x):
    for i in x:
        if isinstance(i, list): yield from flatten(i)
        else: yield i
print(list(flatten([1, [2, [3, []], 4]])))
def perms(s):
    if not s: yield ''
    for i, c in enumerate(s):
        for p in perms(s[:i] + s[i + 1:]): yield c + p
print(list(perms('abc')))
def primes():
    d, q = {}, 2
    while True:
        p = d.pop(q, None)
        if p: d.setdefault(q + p, 0); x = q + p; d[x] = p
        else: yield q; d[q * q] = q
        q += 1
        if q > 30: return
print(list(primes())[:5])
# === coroutines
async def c(x): return x * 2
async def d(): return await c(1) + await c(2)
def run(co):
    try: co.send(None)
    except StopIteration as e: return e.value
print(run(d())); x = c(1); t(next, x); t(iter, x); t(x.send, 1); print(x.cr_running, x.cr_frame is not None, x.cr_await, x.cr_code is c.__code__, x.cr_origin, x.__name__); t(run, x); t(x.send, None); t(lambda: run(x)); x.close(); y = c(1); t(y.throw, ValueError('t')); t(y.send, None)
class A:
    def __await__(self): r = yield 'asked'; return r
async def e(): return await A()
z = e(); print(z.send(None), z.cr_await is not None); t(z.send, 'answer')
class B:
    def __await__(self): return 5
class G:
    def __await__(self): return c(1)
async def f(v): return await v
for v in (5, None, B(), G(), [], (i for i in ())): t(run, f(v))
import types
@types.coroutine
def old(): x = yield 1; return x
async def n(): return await old()
o = n(); print(o.send(None)); t(o.send, 'r'); w = c(1); w2 = f(w); run(w2); t(run, f(w))
async def yf(): return [await c(i) for i in range(3)], {await c(1): await c(2)}, [x async for x in ag()], sum([x async for x in ag() if await c(x)])
async def ag():
    for i in range(3): yield i
print(run(yf())); u = c(0); u.close(); t(u.send, None); import inspect; print(inspect.iscoroutine(u), inspect.iscoroutinefunction(c), inspect.isawaitable(A()), inspect.getcoroutinestate(u))
# === async_generators
import asyncio
async def ag(n):
    try:
        for i in range(n):
            r = yield i
            if r: print('  got', r)
    except ValueError as e: print('  caught', e); yield 'handled'
    finally: print('  finally')
async def main():
    print([x async for x in ag(3)]); g = ag(3); print(await g.asend(None), await g.asend('a'), await g.athrow(ValueError('v')))
    try: await g.asend(None)
    except StopAsyncIteration: print('  done')
    g = ag(2); await anext(g); await g.aclose(); await g.aclose()
    try: await g.asend(1)
    except StopAsyncIteration: print('  closed')
    g = ag(1)
    try: await g.asend('x')
    except TypeError as e: print(' ', e)
    await g.aclose()
    async def bad():
        try: yield 1
        except GeneratorExit: yield 2
    b = bad(); await anext(b)
    try: await b.aclose()
    except RuntimeError as e: print(' ', e)
    async def si():
        yield 1
        raise StopAsyncIteration
    try: print([x async for x in si()])
    except RuntimeError as e: print(' ', e, repr(e.__cause__))
    print(g.ag_running, g.ag_frame, g.ag_await, g.__name__, type(g).__name__)
    for bad in (5, [1]):
        try:
            async for x in bad: pass
        except TypeError as e: print(' ', e)
    async for x in ag(2):
        if x: break
    else: print('no')
    d = {k: v async for k, v in pairs()}; s = {x async for x in ag(2)}; print(d, s, [x async for x in ag(5) if x % 2], [(x, y) async for x in ag(2) for y in 'ab'])
    ge = (x async for x in ag(2)); print(type(ge).__name__, await anext(ge)); await ge.aclose()
async def pairs():
    yield 'a', 1
    yield 'b', 2
asyncio.run(main())
# === async_with_and_tasks
import asyncio
class CM:
    def __init__(s, n, sw=False): s.n, s.sw = n, sw
    async def __aenter__(s): print('  enter', s.n); await asyncio.sleep(0); return s.n
    async def __aexit__(s, *a): print('  exit', s.n, a[0] and a[0].__name__); return s.sw
async def w1():
    async with CM('a') as a, CM('b', True) as b: raise ValueError(a + b)
    return 'ok'
async def w2():
    async with CM('a'): return 'ret'
async def w3():
    async with 5: pass
async def w4():
    with CM('x'): pass
async def w5():
    for i in range(2):
        async with CM(str(i)):
            if i: break
            continue
async def job(n, d):
    await asyncio.sleep(d); print('  job', n)
    if n == 2: raise KeyError(n)
    return n
async def main():
    for w in (w1, w2, w3, w4, w5):
        try: print(await w())
        except Exception as e: print(' ', type(e).__name__, e)
    print(await asyncio.gather(job(1, .02), job(3, .01)), await asyncio.gather(job(2, 0), job(4, 0), return_exceptions=True))
    try:
        async with asyncio.TaskGroup() as tg: tg.create_task(job(2, 0)); tg.create_task(job(5, 1))
    except* KeyError as e: print(' ', repr(e), e.exceptions)
    task = asyncio.create_task(job(6, 5)); await asyncio.sleep(0); task.cancel()
    try: await task
    except asyncio.CancelledError: print('  cancelled', task.cancelled())
    try: await asyncio.wait_for(job(7, 5), .01)
    except TimeoutError: print('  timeout')
    try:
        async with asyncio.timeout(.01): await asyncio.sleep(5)
    except TimeoutError: print('  timeout 2')
    q = asyncio.Queue()
    async def prod():
        for i in range(3): await q.put(i)
        await q.put(None)
    async def cons():
        while (x := await q.get()) is not None: print('  item', x)
    await asyncio.gather(prod(), cons()); lock = asyncio.Lock(); ev = asyncio.Event()
    async def waiter(): await ev.wait(); return 'woke'
    w = asyncio.create_task(waiter()); await asyncio.sleep(0); ev.set(); print(await w)
    async with lock: print(lock.locked())
    import contextvars; v = contextvars.ContextVar('v', default=0)
    async def setv(x): v.set(x); await asyncio.sleep(0); return v.get()
    print(await asyncio.gather(setv(1), setv(2)), v.get()); loop = asyncio.get_running_loop(); f = loop.create_future(); loop.call_soon(f.set_result, 'fut'); print(await f)
asyncio.run(main())
# === async_errors
import asyncio, sys, warnings
async def f(): return 1
warnings.simplefilter('always')
sys.stderr = sys.stdout
f()
async def g():
    try: await asyncio.sleep(0)
    finally: print('finally')
async def nested(n):
    if n == 0: raise ValueError('deep')
    await nested(n - 1)
try: asyncio.run(nested(3))
except ValueError as e:
    import traceback; traceback.print_exc(file=sys.stdout)
t(asyncio.run, 5); t(lambda: asyncio.get_running_loop())
async def inner(): asyncio.run(f())
async def ctx():
    try: raise KeyError('k')
    except KeyError: await nested(0)
t(asyncio.run, ctx())
for src in ('await x', 'def f(): await x', 'async def f(): yield from x', 'def f(): async for x in y: pass', 'async def f(): return 1; yield', 'def f(): [x async for x in y]', 'async with a: pass', 'lambda: await x', 'async def f():\n def g(): await x', 'async def f(): [await x for x in y]; {x async for x in y}', 'async x = 1', 'async def f(): lambda: await x', 'async def f(): await = 1', 'class A: await x', 'f = (await x for x in y)'):
    t(lambda: compile(src, 's', 'exec') and 'compiles')
# === match_patterns
class P:
    __match_args__ = ('x', 'y')
    def __init__(s, x, y): s.x, s.y = x, y
def m(v):
    match v:
        case None: return 'none'
        case True: return 'true'
        case 0 | 1: return 'zero or one'
        case -1.5 | 2 + 3j: return 'number'
        case 'a' 'b': return 'ab'
        case b'x': return 'bytes'
        case []: return 'empty seq'
        case [x]: return 'one', x
        case [1, *rest]: return 'starts 1', rest
        case (first, *_, last) if first == last: return 'same ends', first
        case [[a, b], c]: return 'nested', a, b, c
        case {'k': 1, **rest}: return 'k1', rest
        case {'t': str() as s, 'u': int(i) | float(i)}: return 't', s, i
        case {}: return 'mapping'
        case P(0, y=0): return 'origin'
        case P(x=0 as z): return 'on y axis', z
        case P(x, P(y)): return 'nested P', x, y
        case P(): return 'P'
        case int(n) if n > 100: return 'big', n
        case int() | float(): return 'num'
        case str(s): return 'str', s
        case [*_]: return 'seq'
        case type(): return 'a type'
        case other: return 'other', type(other).__name__
import collections
for v in (None, True, False, 0, 1, 1.0, -1.5, 2 + 3j, 'ab', b'x', [], (5,), [1, 2, 3], (1, 2, 1), [7, 8, 7], [[1, 2], 3], {'k': 1, 'z': 2}, {'t': 's', 'u': 1.5}, {}, {'q': 1}, P(0, 0), P(0, 5), P(1, P(2, 3)), P(1, 2), 500, 50, 2.5, 'text', [1.5, 2], int, object(), range(2), bytearray(b'x'), {1, 2}, collections.deque([1, 2]), iter([1]), collections.OrderedDict(k=1), collections.UserDict(t='x', u=3)): t(m, v)
# === match_details
import enum
class C(enum.Enum): A = 1; B = 2
class K: c = 5
class Log:
    __match_args__ = ('a', 'b')
    def __getattr__(s, n): print('  getattr', n); return n
    def __eq__(s, o): print('  eq', o); return False
def f(v):
    match v:
        case C.A: return 'A'
        case K.c: return 'K.c'
        case Log('a', b='x'): return 'no'
        case Log(a=q, b=('b' | 'z') as w): return q, w
        case (1 | 2 as n, 3): return n
        case x if (y := x) and False: return 'never'
    return 'fell', y
for v in (C.A, C.B, 5, Log(), (2, 3), 'q'): t(f, v)
class NoArgs: pass
class BadArgs: __match_args__ = ['a']
class BadArg: __match_args__ = (1,)
class Dup: __match_args__ = ('a', 'a'); a = 1
def g1():
    match NoArgs():
        case NoArgs(1): pass
def g2():
    match BadArgs():
        case BadArgs(1): pass
def g3():
    match BadArg():
        case BadArg(1): pass
def g4():
    match Dup():
        case Dup(1, 1): pass
def g5():
    match 1:
        case int(1, 2): pass
def g6():
    match Dup():
        case Dup(1, a=1): pass
def g7():
    match 5:
        case K(): pass
        case 5.0: return '5.0'
def g8():
    not_class = 5
    match 5:
        case not_class(): pass
for g in (g1, g2, g3, g4, g5, g6, g7, g8): t(g)
def unbound():
    match [1, 2]:
        case [a, 3]: pass
        case _: return a
t(unbound)
class Seq:
    def __len__(s): return 2
    def __getitem__(s, i): return i
import collections.abc; 
def h(v):
    match v:
        case [a, b]: return 'seq', a, b
        case _: return 'not seq'
t(h, Seq()); collections.abc.Sequence.register(Seq); t(h, Seq()); t(h, 'ab')
class Map(dict):
    def get(s, k, d=None): print('  get', k); return super().get(k, d)
    def __getitem__(s, k): print('  item', k); return super().__getitem__(k)
def k(v):
    match v:
        case {'a': 1, 'b': b}: return b
        case {'a': x, **r}: return x, r
t(k, Map(a=1, b=2)); t(k, Map(a=5, z=1)); t(k, {}); match = 5; case = match; print(match, case, _ if '_' in dir() else 'no _')
def dup():
    k = 'x'
    class Q: k = 'x'
    match {'x': 1}:
        case {Q.k: a, 'x': b}: return a, b
t(dup)
for src in ('match 1:\n case x: pass\n case y: pass', 'match 1:\n case x | y: pass', 'match 1:\n case [a, a]: pass', 'match 1:\n case {**r, "a": 1}: pass', 'match 1:\n case [*a, *b]: pass', 'match 1:\n case a.b(): pass\n case f"x": pass', 'match 1:\n case {"a": 1, "a": 2}: pass', 'match 1:\n case P(a=1, a=2): pass', 'match 1:\n case 1 + 1: pass', 'match x:\n case (a | 1): pass', 'match 1:\n case -x: pass', 'match 1:\n pass', 'match 1, 2:\n case 1, *_: pass', 'match *a, b:\n case _: pass', 'match 1:\n case _ as x: pass', 'match 1:\n case x as _: pass', 'match 1:\n case 1 as x.y: pass'): t(lambda: compile(src, 's', 'exec') and 'compiles')
# === clear_suspended_frame
def g(a):
    b = 1
    yield
    b = 2
it = g(1)
frame = it.gi_frame
next(it)
print(frame.f_locals)
frame.clear()
print(frame.f_locals, it.gi_frame, list(it))
