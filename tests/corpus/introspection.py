# === prologue
import sys
def t(function, *args, **keywords):
    try:
        print('  ', function(*args, **keywords))
    except BaseException as error:
        print('  ', type(error).__name__, '|', error)
# === frames
def f(a, b=2):
    c = 3
    fr = sys._getframe()
    return fr
fr = f(1); print(fr.f_code.co_name, fr.f_lineno - f.__code__.co_firstlineno, sorted(fr.f_locals), fr.f_globals is globals(), fr.f_builtins is vars(__builtins__), fr.f_back, fr.f_lasti >= 0, fr.f_trace, fr.f_trace_lines, fr.f_trace_opcodes)
def depth():
    n, x = 0, sys._getframe()
    while x: n += 1; x = x.f_back
    return n
print(depth(), (lambda: depth())(), [depth() for _ in 'a'], list(depth() for _ in 'a'))
t(sys._getframe, 100); t(sys._getframe, 'x'); t(sys._getframe, -1) if 0 else None; print(sys._getframe(0).f_code.co_name)
def caller(): return callee()
def callee(): return [sys._getframe(i).f_code.co_name for i in range(3)]
print(caller())
class K:
    names = sorted(k for k in sys._getframe().f_locals if not k.startswith('.'))
    code = sys._getframe().f_code.co_name
print(K.names, K.code); t(setattr, fr, 'f_locals', {}); t(setattr, fr, 'f_lineno', 5); t(lambda: fr.clear()); print(fr.f_locals); t(sys._getframe().clear)
def g():
    x = 1
    yield sys._getframe()
    x = 2
    yield x
it = g(); gf = next(it); print(gf.f_locals['x'], gf.f_back, gf is it.gi_frame); next(it); print(gf.f_locals['x']); gf.clear(); t(next, it)
def snapshot():
    a = 1
    d = sys._getframe().f_locals
    a = 2; b = 3
    return d, dict(sys._getframe().f_locals)
d, e = snapshot(); print(sorted(k for k in e), e['a'])
import inspect; print(inspect.currentframe().f_code.co_name, inspect.stack()[0].function, inspect.getframeinfo(fr).function, [i.function for i in inspect.getouterframes(fr)])
# === code_objects
def f(a, /, b, *c, d=1, **e):
    """doc"""
    x = [i for i in range(a)]
    def inner(): return x, b
    return inner
co = f.__code__
print(co.co_name, co.co_qualname, co.co_argcount, co.co_posonlyargcount, co.co_kwonlyargcount, co.co_nlocals, co.co_varnames, co.co_cellvars, co.co_freevars, hex(co.co_flags), co.co_consts[0], co.co_firstlineno)
print([c.co_name for c in co.co_consts if hasattr(c, 'co_name')], inner.co_freevars if (inner := [c for c in co.co_consts if hasattr(c, 'co_name')][-1]) else 0)
print(sorted({line for _, _, line in co.co_lines() if line}) == list(range(co.co_firstlineno, co.co_firstlineno + 5)), co == f.__code__, hash(co) == hash(f.__code__), co.co_exceptiontable is not None, len(list(co.co_positions())) > 5)
n = co.replace(co_name='g', co_firstlineno=100, co_filename='z'); print(n.co_name, n.co_firstlineno, n.co_filename, n == co, type(n) is type(co)); t(co.replace, co_name=5); t(co.replace, nope=1); t(co.replace, 1); t(setattr, co, 'co_name', 'x'); t(lambda: co < co)
def a(): return 1
def b(): return 1
print(a.__code__ == b.__code__, a.__code__ == a.__code__.replace(), compile('1', 'f', 'eval') == compile('1', 'f', 'eval'))
for src, mode in (('x=1', 'exec'), ('1', 'eval'), ('async def f(): pass', 'exec'), ('def g(): yield', 'exec'), ('lambda *a, **k: 0', 'eval'), ('class A:\n def m(self): __class__', 'exec')):
    c = compile(src, 'file', mode); print(c.co_name, c.co_filename, hex(c.co_flags), c.co_names, [(k.co_name, hex(k.co_flags)) for k in c.co_consts if hasattr(k, 'co_flags')])
import types; t(types.CodeType); print(isinstance(co, types.CodeType), repr(co)[:14], co.co_code[:1] != b'', len(co.co_code) % 2)
# === trace_lines
events = []
def tracer(frame, event, arg):
    if frame.f_code.co_filename == __file__: events.append((event, frame.f_code.co_name, frame.f_lineno - base, None if event == 'line' else (repr(arg)[:40] if event != 'exception' else arg[0].__name__)))
    return tracer
base = sys._getframe().f_lineno
def f(n):
    total = 0
    for i in range(n):
        if i % 2:
            continue
        total += i
    while total > 100:
        total -= 1
    else:
        total += 1
    try:
        1 / (n - 3)
    except ZeroDivisionError as e:
        total = -1
    finally:
        total *= 2
    with open('/dev/null') as fh:
        pass
    return [x for x in range(2)], total
sys.settrace(tracer)
f(3)
f(4)
sys.settrace(None)
for e in events: print(*e)
# === trace_generators_and_exceptions
events = []
def tracer(frame, event, arg):
    if frame.f_code.co_filename == __file__: print(event, frame.f_code.co_name, frame.f_lineno - base, repr(arg).split(' at ')[0] if event != 'exception' else (arg[0].__name__, str(arg[1]), arg[2] is not None))
    return tracer
base = sys._getframe().f_lineno
def g():
    x = yield 1
    try:
        yield x
    except KeyError:
        yield 'caught'
def h():
    yield from g()
def raises():
    raise ValueError('r')
def outer():
    try:
        raises()
    except ValueError:
        pass
    return list(map(lambda v: v + 1, [1]))
class A:
    def __init__(self): self.v = 1
    @property
    def p(self): return self.v
    def __enter__(self): return self
    def __exit__(self, *a): return True
def run():
    it = h()
    next(it)
    it.send(5)
    it.throw(KeyError('k'))
    it.close()
    outer()
    A().p
    with A() as a:
        raise OSError
    for v in g(): break
    sorted([2, 1], key=lambda v: -v)
    exec('q = 1')
    return (
        1,
        2,
    )
sys.settrace(tracer); run(); sys.settrace(None)
# === trace_multiline
def tracer(frame, event, arg):
    if frame.f_code.co_filename == __file__: print(event, frame.f_code.co_name, frame.f_lineno - base)
    return tracer
base = sys._getframe().f_lineno
def f(a,
      b=1,
      *c):
    x = (len(c) +
         len(c))
    y = {
        'k': len(c),
        'l': abs(
            -1
        ),
    }
    if x:
        z = 1
    elif b: z = 2
    else:
        z = 3
    assert z, (
        'message')
    while True:
        z += 1
        if z > 3: break
    for i in (1, 2):
        pass
    def inner(q=(1, 2)):
        return q
    @staticmethod
    def deco(): pass
    class C(
            object):
        attr = 1
        def m(self): pass
    try: pass
    finally:
        z = 5
    match z:
        case 1: pass
        case [a, b]:
            pass
        case 5 if z:
            z = 6
        case _: pass
    del z
    global gg
    gg = 1; hh = 2
    return inner()
sys.settrace(tracer); f(1, 2, 3); sys.settrace(None)
# === trace_control
n = 0
def only_calls(frame, event, arg):
    if frame.f_code.co_filename == __file__: print('global', event, frame.f_code.co_name)
def f():
    x = 1
    return x
sys.settrace(only_calls); f(); sys.settrace(None); print(sys.gettrace())
def local(frame, event, arg):
    print('local', event, frame.f_lineno - f.__code__.co_firstlineno)
    if event == 'line': return None
    return local
sys.settrace(lambda fr, ev, a: local if fr.f_code is f.__code__ else None); f(); sys.settrace(None)
def failing(frame, event, arg):
    if frame.f_code is f.__code__: raise RuntimeError('tracer failed')
sys.settrace(failing)
try: f()
except RuntimeError as e: print(e, sys.gettrace())
def nolines(frame, event, arg):
    frame.f_trace_lines = False
    print(event); return nolines
sys.settrace(nolines); f(); sys.settrace(None)
def opcodes(frame, event, arg):
    global n
    frame.f_trace_opcodes = True
    if event == 'opcode': n += 1
    return opcodes
sys.settrace(opcodes); f(); sys.settrace(None); print(n > 1)
def late():
    sys._getframe().f_trace = lambda fr, ev, a: print('late', ev, fr.f_lineno - late.__code__.co_firstlineno)
    y = 1
    return y
sys.settrace(lambda *a: None); late(); sys.settrace(None); t(sys.settrace); t(sys.settrace, 5); sys.settrace(None)
def inner_off():
    a = 1
    sys.settrace(None)
    b = 2
    return a
def show(fr, ev, a):
    print(ev, fr.f_lineno - inner_off.__code__.co_firstlineno); return show
sys.settrace(show); inner_off(); print('off')
def changes(frame, event, arg):
    if event == 'line' and 'x' in frame.f_locals: frame.f_locals['x'] = 99
    return changes
sys.settrace(changes); r = f(); sys.settrace(None); print(r)
# === profile_events
def prof(frame, event, arg):
    name = arg.__name__ if event.startswith('c_') else frame.f_code.co_name
    if frame.f_code.co_filename == __file__: print(event, name, repr(arg)[:20] if event == 'return' else '')
def g():
    yield 1
    return 2
class A:
    def __init__(self): self.x = [1].append
    def m(self): return len('abc')
def f():
    a = A(); a.m(); a.x(2); list(g()); sorted([2, 1]); sum(x for x in [1]); 'a'.join(['b']); int('5'); isinstance(1, int); print('printed'); max([1], key=abs)
    try: int('x')
    except ValueError: pass
    try: raise KeyError
    except KeyError: pass
    return {**{'a': 1}}
sys.setprofile(prof); f(); sys.setprofile(None); print(sys.getprofile()); t(sys.setprofile)
def bad(frame, event, arg):
    if event == 'call': raise ValueError('profiler')
sys.setprofile(bad)
try: f()
except ValueError as e: print(e, sys.getprofile())
import threading
names = []
threading.setprofile(lambda fr, ev, a: names.append((ev, fr.f_code.co_name)) if fr.f_code.co_name == 'work' else None)
threading.settrace(lambda fr, ev, a: names.append((ev, 'trace')) if fr.f_code.co_name == 'work' else None)
def work(): return 1
x = threading.Thread(target=work); x.start(); x.join(); threading.setprofile(None); threading.settrace(None); print(names)
# === jumps
def tracer_for(fn, frm, to):
    def tr(frame, event, arg):
        if frame.f_code is not fn.__code__: return None
        if event == 'line' and frame.f_lineno - fn.__code__.co_firstlineno == frm and not done:
            done.append(1)
            try: frame.f_lineno = fn.__code__.co_firstlineno + to
            except BaseException as e: print('   refused:', type(e).__name__, e)
        return tr
    done = []
    return tr
def lin(o):
    o.append(1)
    o.append(2)
    o.append(3)
    o.append(4)
def loop(o):
    o.append(1)
    for i in 1, 2:
        o.append(i)
        o.append(i * 10)
    o.append(5)
def tryf(o):
    try:
        o.append(2)
        o.append(3)
    finally:
        o.append(5)
    o.append(6)
def exc(o):
    try:
        o.append(2)
        1 / 0
    except ZeroDivisionError as e:
        o.append(5)
        o.append(6)
    o.append(7)
def withf(o):
    with open('/dev/null') as f:
        o.append(2)
        o.append(3)
    o.append(4)
def whilef(o):
    i = 0
    while i < 3:
        i += 1
        o.append(i)
    o.append(6)
for fn, frm, to in ((lin, 2, 4), (lin, 3, 1), (lin, 2, 99), (lin, 2, 0), (lin, 1, 4), (loop, 3, 4), (loop, 5, 3), (loop, 3, 5), (loop, 1, 5), (loop, 4, 1), (loop, 3, 2), (tryf, 2, 6), (tryf, 2, 5), (tryf, 6, 2), (tryf, 3, 2), (tryf, 5, 2), (exc, 2, 7), (exc, 7, 2), (exc, 5, 2), (exc, 7, 5), (exc, 5, 6), (exc, 5, 7), (withf, 4, 2), (withf, 2, 3), (withf, 2, 4), (whilef, 4, 5), (whilef, 5, 4), (whilef, 4, 3), (whilef, 1, 3)):
    o = []; print(fn.__name__, frm, to); sys.settrace(tracer_for(fn, frm, to))
    try: fn(o)
    except BaseException as e: print('   raised', type(e).__name__, e)
    finally: sys.settrace(None)
    print('  ', o)
# === f_lineno_errors
def f():
    x = 1
    return x
fr = None
def tr(frame, event, arg):
    global fr
    fr = frame
    if event in ('call', 'return', 'exception'):
        try: frame.f_lineno = frame.f_lineno
        except ValueError as e: print(event, e)
    else:
        for bad in (None, 'x', 1.5, 10 ** 10):
            try: frame.f_lineno = bad
            except BaseException as e: print(event, type(e).__name__, e)
        try: del frame.f_lineno
        except BaseException as e: print(type(e).__name__, e)
    return tr
sys.settrace(tr); f(); sys.settrace(None)
t(setattr, fr, 'f_lineno', 1); t(setattr, fr, 'f_trace', 5); del fr.f_trace; print(fr.f_trace); t(setattr, fr, 'f_trace_lines', 5); t(setattr, fr, 'f_trace_opcodes', 'x')
# === gc_through_frames
import gc, weakref
class W:
    def __init__(s, n): s.n = n
    def __del__(s): print('  del', s.n)
def gen(w):
    me = yield
    yield w
g = gen(W('in gen')); next(g); g.send(g); del g; print('collect'); gc.collect()
def cyc():
    w = W('closure')
    def inner(): return w, inner
    return inner
c = cyc(); del c; print('collect'); gc.collect()
async def co(w): await w
x = co(W('coroutine')); x.close(); del x
def fr():
    w = W('frame'); f = sys._getframe(); w.f = f
fr(); print('collect'); gc.collect()
def tb():
    w = W('traceback')
    try: raise ValueError
    except ValueError as e: w.e = e
tb(); print('collect'); gc.collect()
a = W('a'); b = W('b'); a.o = b; b.o = a; r = weakref.ref(a, lambda r: print('  weakref callback')); del a, b; print('collect', r() is not None); print(gc.collect() >= 2, r())
print(gc.isenabled(), gc.get_threshold(), gc.is_tracked([]), gc.is_tracked(1), gc.get_referents([1, 'a']) if 0 else ''); l = [1]; print(any(x is l for x in gc.get_objects()), [type(x).__name__ for x in gc.get_referrers(l) if x is globals()])
class R:
    def __del__(s): global saved; saved = s; print('  resurrected')
x = R(); del x; print(type(saved).__name__); del saved; gc.collect(); print('end')
# === finaliser_promptness
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print('  del', s.n)
def f():
    a = D('a'); b = D('b')
    print('body')
f(); print('after f')
def g():
    x = D('x1'); x = D('x2'); print('rebound'); del x; print('deleted')
g(); D('temporary'); print('after temporary')
[D('in list'), D('in list 2')]; print('after list')
def h(d): print('in h')
h(D('argument')); print('after h'); (lambda: D('returned'))(); print('after lambda')
for i in range(2): D(f'loop {i}')
for y in [D('l1'), D('l2')]: print('  item', y.n)
del y; print('loop end'); d = {'k': D('value')}; d['k'] = D('value 2'); d.clear(); print('cleared')
try: raise ValueError(D('in exception'))
except ValueError: print('handled')
print('after except')
def k():
    a = D('k local')
    raise KeyError
try: k()
except KeyError as e: print('k caught')
print('k gone'); x = D('attr'); x.y = D('nested'); del x; print('del chain'); a = b = D('two names'); del a; print('one left'); del b
def gen():
    a = D('gen local'); yield; print('never')
it = gen(); next(it); it = None; print('gen gone'); t = D('t1'), D('t2'); t = None; print(D('in call').n, 'after'); x = D('aug').n + '!'; print(x); [D('comp') for _ in range(1)]; print('comp gone'); s = D('cond') if D('test') else 0; s = None
with open('/dev/null') as fh: z = D('with'); z = 0
class C: m = D('class attr')
del C; import gc; gc.collect(); print(D('f').n + D('g').n); def_ = lambda d=D('default'): 0; del def_; print('fin'); last = D('module end')
# === weakrefs
import weakref
class A:
    def m(s): return 'm'
a = A(); r = weakref.ref(a); p = weakref.proxy(a); print(r() is a, p.m(), r == weakref.ref(a), hash(r) == hash(a), weakref.getweakrefcount(a), r is weakref.ref(a)); w = weakref.WeakMethod(a.m); print(w()()); f = weakref.finalize(a, print, '  finalized', 1); print(f.alive); d = weakref.WeakValueDictionary(k=a); s = weakref.WeakSet([a]); kd = weakref.WeakKeyDictionary({a: 1}); print(len(d), len(s), len(kd), a in s)
del a; print(r(), len(d), len(s), len(kd), f.alive, w()); t(lambda: p.m()); t(lambda: weakref.ref(1)); t(lambda: weakref.ref([])); t(weakref.ref); t(repr, r) if 0 else None
def cb(ref): print('  callback', ref() is None)
b = A(); r1 = weakref.ref(b, cb); r2 = weakref.ref(b, cb); del b
class L(list): pass
l = L(); x = weakref.ref(l); print(x() is l); del l; print(x()); fn = lambda: 1; rf = weakref.ref(fn); del fn; print(rf()); g = (i for i in 'a'); rg = weakref.ref(g); del g; print(rg())
c = A(); n = 0
for v in range(3): weakref.ref(c, cb)
del c; print('no callbacks of dead references'); bm = A().m; print(weakref.ref(bm)() is bm, bm())
# === sys_functions
print(sys.getrefcount(None) > 10, sys.getsizeof([]) > 0, sys.intern('abc') is sys.intern('abc'), sys.maxsize, sys.byteorder, sys.implementation.name, sys.version_info[:2], sys.hexversion >> 16, sys.float_info.dig, sys.int_info.bits_per_digit, sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.is_finalizing(), sys.platform, sys.api_version, sys.flags.optimize, sys.argv[1:], sys.dont_write_bytecode, sys.call_tracing(lambda a: a + 1, (1,)), sys.getswitchinterval(), sys.getrecursionlimit(), sys.exc_info(), sys.stdin is not None)
for f, a in ((sys.intern, (5,)), (sys.getsizeof, ()), (sys.setswitchinterval, (0,)), (sys.setrecursionlimit, (10 ** 20,)), (sys.exit, (1, 2)), (sys.settrace, ()), (sys._getframe, ('a',)), (sys.getrefcount, ()), (sys.set_int_max_str_digits, (5,)), (sys.displayhook, ()), (sys.excepthook, (1,)), (sys.exit, ('msg',)), (sys.exit, ()), (sys.exit, (None,)), (sys.exit, ((1, 2),)), (sys.exit, (5,)), (sys.addaudithook, ()), (sys.unraisablehook, (1,)), (sys.breakpointhook, (1,)) if 0 else (sys.intern, ('a', 'b'))): t(f, *a)
sys.displayhook(5); sys.displayhook(None); print(__builtins__._); sys.displayhook = lambda v: print('dh', v); exec(compile('1+1', '', 'single'))
import builtins; sys.stdout.flush(); sys.excepthook(ValueError, ValueError('shown'), None); t(lambda: sys.nope); sys.new = 1; print(sys.new); sys.set_int_max_str_digits(700); t(lambda: str(10 ** 800)); t(lambda: int('9' * 800)); print(sys.get_int_max_str_digits()); t(sys.set_coroutine_origin_tracking_depth, -1); print(sys.get_coroutine_origin_tracking_depth(), sys.get_asyncgen_hooks(), sys.warnoptions, sys._xoptions, sorted(k for k in sys.modules if k in ('os', 'site', 're')), len(sys.orig_argv) > 0, sys.pycache_prefix, sys.base_prefix == sys.base_exec_prefix, sys.meta_path != [], sys.builtin_module_names[:1], 'sys' in sys.stdlib_module_names)

# === resume_arguments
import asyncio, sys
seen = []
def trace(frame, event, arg):
    code, at = frame.f_code.co_code, frame.f_lasti
    if event == 'call' and frame.f_code.co_filename == __file__:
        seen.append((frame.f_code.co_name, code[at + 1] > 0))
def f(x=1, *a, **k): return lambda: x
def g():
    yield 1
    yield from (2, 3)
class C:
    def m(self): return [i for i in range(2)]
async def a(): await asyncio.sleep(0)
sys.settrace(trace)
f()(); list(g()); C().m(); asyncio.run(a())
sys.settrace(None)
print(seen)
