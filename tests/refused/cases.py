# Each section ends with case(), whose value is the same each time; nothing but MemoryError may come out of it where memory is refused.
# === calls
def plain(a, b, c=3): return a + b + c
def star(*args, **kwargs): return args, sorted(kwargs.items())
def mixed(a, /, b, *rest, c, d=4, **more): return a, b, rest, c, d, sorted(more)
class Callable:
    def __call__(self, *args): return len(args)
    def method(self, x, y=2): return x * y
    @classmethod
    def made(cls, x): return cls, x
    @staticmethod
    def loose(x): return [x]
def case():
    o = Callable()
    bound = o.method
    seven = (1.5, 2 ** 70, 'x')
    return (plain(1, 2), plain(1, b=2), plain(*[1, 2], **{'c': 9}), star(1, *seven, k=1, **{'z': 2.5}), mixed(1, 2, 3.5, 4, c=5, e=6),
            mixed(*range(5), **{'c': 1, 'q': 2}), o(1, 2), o.method(3), bound(3, y=5), Callable.made(1)[1], o.loose(2 ** 65), len(seven),
            max(1, 2.5), min([3, 1.5], key=lambda v: -v), divmod(2 ** 80, 3), isinstance(o, (int, Callable)), getattr(o, 'nothing', 3))
# === call_errors
def f(a, b=1, *, c): return a
def wrong(*args, **kwargs):
    try:
        return f(*args, **kwargs)
    except TypeError as e:
        return str(e)
def case():
    return [wrong(), wrong(1), wrong(1, 2, 3, c=1), wrong(1, c=1, d=2), wrong(1, a=1, c=2), wrong(c=1)]
# === big_and_float
def case():
    total, x, big = 0, 0.5, 2 ** 60
    items = []
    for i in range(20):
        total += i * 123456789123
        x = x * 1.5 + i
        big = big * 3 - i
        items.append(total); items.append(x); items.append(big)
        items[i] = items[i] // 7 if i % 2 else -items[i]
    return items, total << 40, big >> 3, ~big, big & 0xffffffffffffffff, x ** 2, 7 // 2.0, 2 ** -1, round(x), float('nan') != x, big % 97, -big, abs(-big), int('9' * 30)
# === compare
def case():
    a, b = [1, 2.5, 2 ** 70, 'x'], [1, 2.5, 2 ** 70, 'x']
    return a == b, a < b + [1], (1, 'a') <= (1, 'b'), 1 < 2.5 < 2 ** 70, a is b, 2 ** 70 in a, 'x' not in b, {1: a} == {1: b}, {1, 2} <= {1, 2, 3}
# === generators
def numbers(n):
    for i in range(n):
        got = yield i * 2 ** 40
        if got: yield got
def chain(n):
    r = yield from numbers(n)
    yield r
    try:
        yield 1
    finally:
        yield 2
class Iterator:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration(self.n)
        return self.n / 2
def case():
    g = numbers(4)
    out = [next(g), g.send(5), next(g, None)]
    g.close()
    c = chain(2)
    out += [next(c), c.send('v'), list(c)]
    h = numbers(3); next(h)
    try:
        h.throw(KeyError('k'))
    except KeyError as e:
        out.append(str(e))
    def returning():
        x = yield from Iterator()
        return x
    out += [list(Iterator()), list(returning()), sum(x for x in numbers(5)), dict((i, i) for i in range(3)), ','.join(str(i) for i in range(4)), any(i > 2 for i in numbers(9)),
            sorted((x % 7 for x in numbers(8)), reverse=True), [a + b for a, b in zip(numbers(3), Iterator())], list(map(lambda v: v + 1, Iterator())), tuple(enumerate(Iterator()))]
    return out
# === coroutines
import types
class Wait:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return got
async def inner(n): return await Wait(n) + 1
async def agen(n):
    for i in range(n):
        x = await Wait(i)
        yield x * 2
class Manager:
    async def __aenter__(self): return await Wait('in')
    async def __aexit__(self, t, v, tb): await Wait('out'); return t is KeyError
@types.coroutine
def old():
    r = yield 'old'
    return r
async def main():
    out = [await inner(1)]
    async for v in agen(3): out.append(v)
    async with Manager() as m:
        out.append(m)
        raise KeyError('k')
    out.append([v async for v in agen(2) if v])
    out.append({v: await old() async for v in agen(2)})
    return out
def case():
    c = main(); asked = []; send = None
    try:
        while True:
            v = c.send(send)
            asked.append(v)
            send = v if isinstance(v, int) else 5
    except StopIteration as e:
        return asked, e.value
# === async_close
async def agen():
    try:
        yield 1
        yield 2
    finally:
        closed.append(1)
closed = []
def drive(c):
    try:
        while True: c.send(None)
    except StopIteration as e:
        return e.value
    except StopAsyncIteration:
        return 'end'
def case():
    del closed[:]
    g = agen()
    first = drive(g.__anext__()); drive(g.aclose())
    h = agen(); drive(h.asend(None))
    async def throwing():
        try:
            await h.athrow(ValueError('v'))
        except ValueError as e:
            return str(e)
    return first, len(closed), drive(throwing()), drive(g.__anext__())
# === exceptions
class Mine(Exception):
    def __init__(self, a, b): super().__init__(a, b); self.b = b
def raising(n):
    if n: raising(n - 1)
    raise Mine('x' * n, n)
def tried(kind):
    log = []
    try:
        try:
            if kind == 0: raising(3)
            if kind == 1: {}['k']
            if kind == 2: 1 // 0
            if kind == 3: [][5]
            if kind == 4: None.attribute
            if kind == 5: undefined_name
            if kind == 6: raise Mine
            if kind == 7: raise ValueError(1) from KeyError(2)
            if kind == 8: int('x')
            if kind == 9: assert kind != 9, 'message'
        except (Mine, KeyError) as e:
            log.append(type(e).__name__)
            raise RuntimeError('again') from e
        except ZeroDivisionError:
            log.append('zero')
            raise
        else:
            log.append('else')
        finally:
            log.append('finally')
    except (RuntimeError, ZeroDivisionError, IndexError, AttributeError, NameError, TypeError, ValueError, AssertionError) as e:
        depth, tb = 0, e.__traceback__
        while tb: depth += 1; tb = tb.tb_next
        log += [type(e).__name__, str(e), depth, type(e.__cause__).__name__, type(e.__context__).__name__]
    return log
def nothing():
    for i in range(3):
        try:
            if i == 1: continue
            return i
        finally:
            if i == 0: continue
def case(): return [tried(k) for k in range(10)], nothing()
# === exception_groups
def group():
    raise ExceptionGroup('g', [ValueError(1), KeyError(2), ExceptionGroup('h', [ValueError(3), OSError(4)])])
def case():
    out = []
    try:
        group()
    except* ValueError as e:
        out.append([str(x) for x in e.exceptions])
    except* (KeyError, OSError) as e:
        out.append(len(e.exceptions))
    try:
        try:
            group()
        except* OSError: raise RuntimeError('r')
    except ExceptionGroup as e:
        out.append(len(e.exceptions))
    try:
        raise ValueError('naked')
    except* ValueError as e:
        out.append(repr(e))
    return out
# === tracebacks
import traceback, sys
def deep(n):
    local = str(n)
    if n: return deep(n - 1)
    raise LookupError('deep')
def case():
    try:
        deep(4)
    except LookupError as e:
        text = ''.join(traceback.format_exception(e)).count('deep')
        tb = e.__traceback__
        names = []
        while tb:
            names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno, sorted(tb.tb_frame.f_locals), tb.tb_lasti > 0))
            tb = tb.tb_next
        e.with_traceback(None); e.add_note('n')
        return text, names[1:], e.__notes__
# === frames
import sys
def look():
    f = sys._getframe(1)
    return f.f_code.co_name, sorted(f.f_locals), f.f_lineno > 0, f.f_back is not None, f.f_globals is globals()
def caller(a, b=2.5):
    c = lambda: a
    return look(), sorted(locals()), sorted(vars())
def case():
    def gen():
        x = 1.5
        yield sorted(locals())
    g = gen()
    return caller(1), next(g), g.gi_frame.f_lineno > 0, sorted(g.gi_frame.f_locals), eval('x + y', {'x': 1}, {'y': 2.5}), [dir() for _ in range(1)]
# === classes
def case():
    out = []
    class Meta(type):
        def __new__(m, name, bases, ns, **kw): return super().__new__(m, name, bases, dict(ns, made=len(kw)))
        def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
        def __prepare__(name, bases, **kw): return {'prepared': 1}
        def __call__(cls, *a): return super().__call__(*a)
    class A(metaclass=Meta, x=1):
        __slots__ = ('p', 'q')
        def __init__(self, p): self.p = p; self.q = 2 ** 70
        def __init_subclass__(cls, **kw): out.append(cls.__name__)
        def who(self): return __class__.__name__
    class B(A):
        attr = 1.5
        def __init__(self, p): super().__init__(p); self.z = p
        def __class_getitem__(cls, k): return k
        def who(self): return super().who() + 'B'
    class C(B, x=2): pass
    class D:
        'doc'
        def __set_name__(self, owner, name): out.append(name)
        x: int = 3
    class E: d = D()
    b = C(5)
    out += [b.who(), b.p, b.q, b.z, C.made, A.prepared, B[3], [c.__name__ for c in C.__mro__], D.__annotations__, type('T', (B,), {'k': 1}).k, sorted(b.__dict__)]
    return out
# === instances
class P:
    def __init__(self, a, b): self.a = a; self.b = b; self.c = [a]
    def __eq__(self, o): return self.a == o.a
    def __hash__(self): return hash(self.a)
    def __repr__(self): return f'P({self.a})'
    def __add__(self, o): return P(self.a + o.a, self.b)
    def __lt__(self, o): return self.a < o.a
    def __len__(self): return 3
    def __getitem__(self, i): return (self.a, i)
    def __setitem__(self, i, v): self.b = v
    def __contains__(self, v): return v == self.a
    def __iter__(self): return iter(self.c)
    def __bool__(self): return True
class Q(P):
    kind = 'q'
    def __getattr__(self, name):
        if name.startswith('_'): raise AttributeError(name)
        return name.upper()
def case():
    ps = [P(i, i / 2) for i in range(4)] + [Q(2 ** 70, None)]
    q = ps[-1]
    q.extra = 1.5; q.kind = 'own'; q[0] = 'set'
    for p in ps: p.a += 1; p.later = p.a
    del q.extra
    return sorted(ps), ps[0] + ps[1], len(ps[0]), ps[0][1:2], 1 in ps[0], list(ps[1]), {p: p.a for p in ps}, q.missing, q.kind, bool(q), P(1, 2) == P(1, 3), hasattr(q, '_none'), sorted(vars(q))
# === descriptors
class Data:
    def __get__(self, o, t=None): return 'class' if o is None else o.__dict__.get('v', 0)
    def __set__(self, o, v): o.__dict__['v'] = v * 2
    def __delete__(self, o): del o.__dict__['v']
class NonData:
    def __get__(self, o, t=None): return 1.25
class H:
    d = Data(); n = NonData()
    @property
    def p(self): return self.d + 2 ** 50
    @p.setter
    def p(self, v): self.d = v
    def __getattribute__(self, name): return super().__getattribute__(name)
    def __setattr__(self, k, v): super().__setattr__(k, v)
class S:
    __slots__ = 'a', 'b'
def case():
    h = H(); h.d = 4; h.p = 2 ** 30; s = S(); s.a = 2.5; s.b = [1]
    r = [h.d, h.p, h.n, H.d, s.a, s.b, getattr(s, 'a')]
    del h.d, s.a
    try: s.a
    except AttributeError as e: r.append(str(e))
    try: H().absent
    except AttributeError as e: r.append(str(e))
    return r
# === comprehensions
def case():
    k = 2.5
    return ([x * k for x in range(9) if x % 2], {x: x * x for x in range(4)}, sorted({str(x) for x in range(4)}), [[y + x for y in range(x)] for x in range(4)], [x for x, y in {1: 2, 3: 4}.items()],
            [(lambda: i)() for i in range(3)], [j for i in range(3) for j in (i, i * 1.5)], [y := 2 ** 70, y + 1])
# === closures
def counter(start):
    n = start
    def step(by=1):
        nonlocal n
        n += by
        return n
    return step
def case():
    a, b = counter(2 ** 62), counter(1.5)
    fs = [lambda x, i=i: x + i for i in range(3)]
    def rec(n): return 1 if n < 2 else n * rec(n - 1)
    return a(), a(5), b(), [f(1) for f in fs], rec(25), a.__closure__[0].cell_contents, counter.__code__.co_cellvars
# === containers
def case():
    d, l, s, t = {}, [], set(), ()
    for i in range(12):
        d[i] = i * 1.5; d[str(i)] = i; l.append(i * 2 ** 31); s.add(i % 5); s.add((i, i)); t += (i,)
    l.extend([1, 2, *t]); l += [3]; l.insert(2, 'x'); l[1:3] = [9, 9, 9]; del l[0], d[0]
    d |= {'u': 1}; d.update(v=2); d.setdefault('w', []).append(1)
    return (d, l, sorted(map(str, s)), t, l[::2], l * 2, l + [1], l.pop(), l.index(9), l.count(9), d.get('zz', 1), d.pop('u'), list(d.items())[:2], s & {1, 2}, {*range(3), *t[:2]},
            {**d, 'n': 1} == d, [*t, *l][:4], t[1:4], t * 2, list(reversed(t)), len(d), d.keys() & {1, 2}, {**{'a': 1}}, frozenset(range(3)), dict(zip('ab', t)), list(filter(None, t)), bytearray(b'a') * 3, (1,) + t)
# === strings
def case():
    s = ''
    for i in range(30): s += chr(97 + i % 26)
    w = 'h\u00e9llo w\u20acrld \U0001f600'
    x = 3.14159
    return (s, s.upper(), s[2:5], s[::-1], w * 2, w + s, f'{x:.2f} {s!r:>40} {w} {2**70} {[1, x]}', '%s-%d-%.3f-%r' % (s, 5, x, w), '{} {a}'.format(1, a=x), s.split('c'), '-'.join([s, w]), s.replace('a', 'bb'),
            s.find('z'), 'x' in s, w.encode(), w.encode().decode(), str(x), str(2 ** 90), repr(w), int('123456789012345678901'), float('1.5'), s.partition('m'), 'a,b'.split(','), ord(w[1]), chr(8364), b'abc' + bytes(3), b'x'.hex(),
            ''.join(c for c in s if c > 'm'), s.startswith(('q', 'a')), s.title(), s.center(50, '*'), [c for c in w], s.encode()[3], f'{5:>{8}}', str(7), str(-2.5), 'ab' * 20, s.strip('a'), w.casefold(), sorted('hello'))
# === unpacking
class It:
    def __iter__(self): yield 1; yield 2.5; yield 2 ** 70
def case():
    a, b, c = It(); d, *e = 'xyz'; *f, g = range(5); (h, i), j = [1, 2], 3; (k, *m), *n = It().__iter__(), 1, 2 if False else ([1, 2], 3)
    out = [a, b, c, d, e, f, g, h, i, j]
    for bad in ((1,), (1, 2, 3), 5):
        try:
            p, q = bad
        except (ValueError, TypeError) as x:
            out.append(str(x))
    p, q = q0, q1 = 1.5, [2]
    p, q = q, p
    return out, p, q, [*It(), *(1, 2)], {**dict(a=1), **{'b': 2}}, max(*It(), 3)
# === matching
class Point:
    __match_args__ = 'x', 'y'
    def __init__(self, x, y): self.x = x; self.y = y
def kind(v):
    match v:
        case 1 | 2.5: return 'num'
        case [a, *rest]: return a, rest
        case {'k': k, **rest}: return k, rest
        case Point(0, y): return 'P', y
        case Point(x=a, y=b) if a > b: return 'Q', a
        case str(s): return s.upper()
        case int() | float(): return 'i'
        case None: return 'none'
        case _: return 'other'
def case(): return [kind(v) for v in (1, 2.5, [1, 2.5, 3], (), {'k': 2 ** 70, 'z': 1}, {'n': 1}, Point(0, 1.5), Point(3, 2), Point(1, 2), 'abc', 7, 2.25, None, b'')]
# === with_statement
from contextlib import contextmanager, ExitStack, suppress
class M:
    def __init__(self, eat): self.eat = eat
    def __enter__(self): log.append('in'); return self
    def __exit__(self, t, v, tb): log.append(t and t.__name__); return self.eat and t is KeyError
@contextmanager
def cm():
    log.append('a')
    try: yield 1.5
    except ValueError as e: log.append(str(e))
    finally: log.append('z')
log = []
def case():
    del log[:]
    with M(True) as m, M(False): raise KeyError(1)
    with cm() as v: raise ValueError('swallowed')
    with ExitStack() as stack:
        stack.enter_context(cm()); stack.callback(log.append, 'cb')
    with suppress(LookupError): {}[1]
    return list(log), v
# === imports
import sys
def case():
    for name in ('colorsys', 'this_is_absent'): sys.modules.pop(name, None)
    import colorsys
    from colorsys import rgb_to_hsv as f
    import os.path as p
    try:
        import this_is_absent
    except ImportError as e:
        text = str(e)
    try:
        from colorsys import absent
    except ImportError as e:
        return f(1, 0, 0), p.join('a', 'b'), text, str(e)[:30]
# === compiling
SOURCE = '''
import sys as s
def f(a, *b, c=1, **d):
    "doc"
    try:
        with open(a) as x, y: return [i async for i in b] if 0 else {k: v for k, v in d.items() if not k or v}
    except* ValueError as e: raise e from None
class A(B, metaclass=C):
    x: int = 1.5
    @property
    def g(self): global q; q = yield (lambda z=1: z ** -2 @ 3); return f"{q!r:>{x}} {q=}"
match a:
    case [1, *_, A(b=c)] | {"k": None, **c}: del a[1:2, ...]; assert b, c
for i in range(3):
    while i: i -= 1; continue
    else: break
'''.replace('[i async for i in b] if 0 else ', '')
def case():
    c = compile(SOURCE, '<s>', 'exec')
    return c.co_names, len(c.co_consts), eval('1 + 2.5 * len("abc")'), eval(compile('[x for x in range(3)]', 'e', 'eval')), exec('y = 2 ** 70') is None
# === syntax_errors
def case():
    out = []
    for text in ('x = = 1', 'def f(:', 'f(a for a in b, c)', 'return 1', 'x = "abc', 'if 1:\n  a\n b', 'a, b = 1 = 2', 'break', 'nonlocal x', 'print 1', '(1, 2'):
        try:
            compile(text, '<t>', 'exec')
        except SyntaxError as e:
            out.append((type(e).__name__, e.msg, e.lineno, e.offset, e.text))
    return out
# === sorting
import heapq, bisect, random
def case():
    r = random.Random(5)
    ints = [r.randrange(10 ** 6) for _ in range(80)]; floats = [x / 7 for x in ints]; big = [x ** 4 for x in ints]; words = [str(x) for x in ints]; mixed = ints[:5] + floats[:5]
    pairs = list(zip(ints, words))
    out = [sorted(ints), sorted(floats, reverse=True), sorted(big), sorted(words), sorted(mixed), sorted(words, key=len), sorted(pairs, key=lambda p: (p[0] % 7, p[1])), sorted(ints, key=lambda v: -v), sorted(ints, key=lambda v: v % 10)]
    floats.sort(); ints.sort(key=float); words.sort(key=str.lower, reverse=True)
    heap = []
    for x in mixed + big[:9]: heapq.heappush(heap, x)
    out += [floats, ints, words, [heapq.heappop(heap) for _ in range(6)], heapq.nsmallest(3, pairs), heapq.nlargest(3, ints), bisect.bisect(ints, 5000), heapq.heapreplace(heap, 1), heapq.heappushpop(heap, 2.5)]
    h2 = [(x, str(x)) for x in big[:8]]; heapq.heapify(h2)
    return out, heapq.heappop(h2), list(heapq.merge([1, 4], [2, 3.5])), max(pairs), min(floats), sum(floats), sum(big)
# === sort_errors
def case():
    out = []
    l = [3, 'a', 2.5]
    try: l.sort()
    except TypeError as e: out.append(str(e))
    def key(v):
        if v == 2: raise KeyError(v)
        return v
    m = [1, 2, 3]
    try: m.sort(key=key)
    except KeyError as e: out.append(str(e))
    return out, sorted(map(str, l)), m
# === tracing
import sys
def traced(n):
    x = 0
    for i in range(n):
        x += i
    try: raise KeyError(x)
    except KeyError: pass
    return [j for j in range(2)]
def case():
    events = []
    def tracer(frame, event, arg):
        if frame.f_code.co_filename == traced.__code__.co_filename: events.append((event, frame.f_lineno - traced.__code__.co_firstlineno))
        return tracer
    def profiler(frame, event, arg): events.append(event)
    sys.settrace(tracer)
    try: traced(2)
    finally: sys.settrace(None)
    sys.setprofile(profiler)
    try: traced(2); len('abc')
    finally: sys.setprofile(None)
    return len(events) > 20, events[:12]
# === finalizers
import gc, weakref
class F:
    def __init__(self, n): self.n = n
    def __del__(self): dead.append(getattr(self, 'n', 0))
dead = []
def case():
    gc.collect()                # of what another attempt has left
    del dead[:]
    a = F(1.5); b = F(2 ** 70); a.self = a; r = weakref.ref(b, lambda _: dead.append('ref')); p = weakref.proxy(b)
    n = p.n
    c = F(3); del c
    l = [F(i) for i in range(3)]; l.clear()
    del a, b
    gc.collect()
    def gen():
        try: yield
        finally: dead.append('gen')
    g = gen(); next(g); del g
    return n, len(dead) > 3, r() is None     # not who is there: a finaliser that fails tells nobody
# === names
exec_source = compile('''
x = 1.5
def g(): global y; y = x; return y
for i in range(3): x += i
del i
z = g(), [x for _ in range(2)]
class K:
    a = x; b = [a]
    def m(self): return x
''', '<names>', 'exec')
def case():
    ns = {}
    exec(exec_source, ns)
    global made
    made = ns['z']; r = made; del made
    try: made
    except NameError as e: text = str(e)
    try: exec('print(undefined_thing)', {})
    except NameError as e: text += str(e)
    def unbound():
        try: v
        except UnboundLocalError as e: return str(e)
        v = 1
    return r, ns['K']().m(), text, unbound(), __name__, len(globals()) > 3
# === library
import collections, dataclasses, enum, functools, itertools, json, operator, re, string
@dataclasses.dataclass(order=True)
class DC:
    a: int
    b: list = dataclasses.field(default_factory=list)
class Color(enum.Enum): RED = 1; BLUE = 2
NT = collections.namedtuple('NT', 'x y')
@functools.lru_cache(maxsize=4)
def cached(n): return n * 2 ** 40
def case():
    c = collections.Counter('abracadabra'); q = collections.deque(range(5), 3); dd = collections.defaultdict(list); dd['k'].append(1.5); od = collections.OrderedDict(a=1)
    for i in range(6): q.append(i); cached(i % 5)
    cached.cache_clear()
    return (c.most_common(2), list(q), dict(dd), od, DC(1), DC(1) < DC(2), DC(3) == DC(3), Color.RED.name, Color(2), NT(1, 2.5), NT(1, 2)._replace(x=9), json.loads(json.dumps({'a': [1, 2.5, None, 'x']})),
            re.sub(r'(\w)(\d)', lambda m: m[2] + m[1], 'a1 b2'), functools.reduce(operator.add, range(9)), list(itertools.chain([1], (2,))), list(itertools.groupby('aab'))[0][0], list(itertools.islice(itertools.count(), 3)),
            string.Template('$a').substitute(a=1), functools.partial(max, 3)(1, 2), operator.itemgetter(1, 0)('xy'), list(itertools.combinations('abc', 2)), ChainMap(c))
ChainMap = lambda c: collections.ChainMap({}, c)['a']
# === recursion
def down(n):
    try:
        return 1 + down(n + 1)
    except RecursionError:
        return 0
def case():
    import sys
    old = sys.getrecursionlimit()
    sys.setrecursionlimit(120)
    try: return down(0) > 20
    finally: sys.setrecursionlimit(old)
# === threads
import threading
def case():
    out = []
    lock = threading.Lock()
    def work(n):
        with lock: out.append(n * 2.5)
    ts = [threading.Thread(target=work, args=(i,)) for i in range(2)]
    for t in ts: t.start()
    for t in ts: t.join()
    return sorted(out)
# === pickling
import pickle, copy
class K:
    def __init__(self): self.a = [1, 2.5]; self.b = {'x': self}
def case():
    k = pickle.loads(pickle.dumps(K()))
    d = copy.deepcopy(k)
    return k.a, d.a, d.b['x'] is d, copy.copy(k).a, pickle.loads(pickle.dumps([len, K])) == [len, K]
# === operators
class N:
    def __init__(self, v): self.v = v
    def __add__(self, o): return N(self.v + getattr(o, 'v', o))
    __radd__ = __add__
    def __iadd__(self, o): self.v += 1; return self
    def __mul__(self, o): return NotImplemented
    def __rmul__(self, o): return 'r'
    def __neg__(self): return N(-self.v)
    def __eq__(self, o): return NotImplemented
    def __call__(self): return self.v
    def __index__(self): return 2
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __format__(self, spec): return 'N' + spec
    def __str__(self): return 'str'
    def __matmul__(self, o): return [o]
    def __getitem__(self, k): return k
    def __delitem__(self, k): self.v = k
    def __abs__(self): return 1.5
    def __divmod__(self, o): return o, o
    def __pow__(self, o, m=None): return m
    def __hash__(self): return 5
    def __enter__(self): return self
    def __exit__(self, *a): pass
    def __dir__(self): return ['q']
def case():
    n = N(1.5); m = n
    m += 1
    try: n * n
    except TypeError as e: text = str(e)
    try: n < n
    except TypeError as e: text += str(e)
    del n[4]
    return (n + 1)(), (1 + n)(), (-n)(), n == 1, 3 * n, [1, 2, 3][n], int(n), float(n), f'{n:x}{n}', n @ 1, n[1:2, ...], abs(n), divmod(n, 3), pow(n, 2, 5), {n: 1}[n], str(n), dir(n), text, range(n), bytes(n), 'abc'[n:], sum([n, 1, 2])()
# === iteration
class Old:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * 1.5
def case():
    out = []
    for a, b in {1: 2.5, 3: 4}.items(): out.append(a + b)
    for i, (a, b) in enumerate(zip(range(3), 'xyz')): out.append((i, a, b))
    for x in Old(): out.append(x)
    for c in 'h\u00e9\u20ac': out.append(c)
    for v in {1: 2}.values(): out.append(v)
    for b in b'ab': out.append(b)
    for r in range(10, 0, -3): out.append(r)
    for r in range(2 ** 62, 2 ** 62 + 3): out.append(r)
    for x in reversed([1, 2]): out.append(x)
    for x in iter(lambda it=iter((1, 2, 0)): next(it), 0): out.append(x)
    for k in {'s'}: out.append(k)
    for x in map(str, filter(lambda v: v % 2, range(5))): out.append(x)
    else: out.append('else')
    d = {1: 1}
    try:
        for k in d: d[k + 1] = 1
    except RuntimeError as e: out.append(str(e))
    return out
# === long_constants
SOURCE = 'x = (' + ', '.join(f'"name_{i}"' for i in range(30)) + ')\n'
def case():
    names = {}
    exec(compile(SOURCE, '<s>', 'exec'), names)
    return names['x']
