# === prologue
def t(function, *args, **keywords):
    try:
        print('  ', function(*args, **keywords))
    except BaseException as error:
        print('  ', type(error).__name__, '|', error, '| cause', repr(error.__cause__), '| context', repr(error.__context__), error.__suppress_context__)
import traceback
# === raise_forms
class E(Exception): pass
class NotExc: pass
def r(code):
    def f(): exec(code, {'E': E, 'NotExc': NotExc})
    return f
for code in ('raise E', 'raise E("m")', 'raise E from None', 'raise E from ValueError(1)', 'raise E from KeyError', 'raise 5', 'raise NotExc', 'raise NotExc()', 'raise E from 5', 'raise', 'raise None', 'raise (E, 1)', 'raise E("a", 2)', 'raise type("X", (E,), {})("dyn")', 'raise E() from E', 'raise int', 'raise "str"', 'raise BaseException("b")', 'raise KeyError("k")', 'raise OSError(2, "msg", "file")', 'raise OSError(2, "msg", "f", None, "g")', 'raise SystemExit(3)', 'raise StopIteration(4)', 'raise UnicodeDecodeError("ascii", b"x", 0, 1, "why")', 'raise SyntaxError("m", ("f", 1, 2, "text"))', 'raise ImportError("m", name="n", path="p")', 'raise AttributeError("m", name="n", obj=1)', 'raise NameError("m", name="n")'):
    print(code); t(r(code))
class Bad(Exception):
    def __init__(self): raise ZeroDivisionError('in init')
class Bad2(Exception):
    def __new__(cls): return 5
def f1(): raise Bad
def f2(): raise Bad2
def f3(): raise E from Bad2
t(f1); t(f2); t(f3)
# === contexts
def a():
    try: raise ValueError('first')
    except ValueError: raise KeyError('second')
def b():
    try: 1 / 0
    finally: raise TypeError('from finally')
def c():
    try:
        try: raise ValueError('1')
        except ValueError: raise KeyError('2')
    except KeyError: raise IndexError('3') from None
def d():
    e = ValueError('self')
    try: raise e
    except ValueError: raise e
def e():
    try: raise ValueError('x')
    except ValueError as v:
        try: raise KeyError('y') from v
        except KeyError as k: raise v
def f():
    def g():
        try: raise OSError('in g')
        except OSError: pass
        raise LookupError('after')
    try: raise ValueError('outer')
    except ValueError: g()
def h():
    try: raise ValueError('outer')
    except ValueError:
        try: raise KeyError('inner')
        except KeyError: pass
        raise
for fn in (a, b, c, d, e, f, h): t(fn)
try: a()
except KeyError as err:
    x = err
    while x: print(repr(x)); x = x.__context__
# === flow_matrix
def run(kind):
    out = []
    def body(k):
        if k == 'raise': raise ValueError
        return k
    for i in range(3):
        try:
            out.append(f'try{i}')
            if kind == 'break' and i == 1: break
            if kind == 'continue' and i == 1: continue
            if kind == 'return' and i == 1: return out + ['ret']
            body(kind if i == 1 else 'ok')
        except ValueError: out.append('except')
        else: out.append('else')
        finally: out.append('finally')
    else: out.append('for-else')
    return out
for k in ('ok', 'break', 'continue', 'return', 'raise'): print(k, run(k))
def swallow():
    for i in range(3):
        try: raise ValueError(i)
        finally: continue
    return 'swallowed'
def over():
    try: return 'try'
    finally: return 'finally'
def brk():
    while True:
        try: raise KeyError
        finally: break
    return 'broke'
def nested():
    out = []
    try:
        try:
            try: return out
            finally: out.append(1)
        finally: out.append(2)
    finally: out.append(3)
def ret_expr():
    x = [1]
    try: return len(x)
    finally: x.append(2)
for f in (swallow, over, brk, nested, ret_expr): t(f)
def lost():
    try: raise ValueError('lost')
    finally: return 1
t(lost); import sys; print(sys.exc_info())
# === except_matching
class A(Exception): pass
class B(A): pass
def m(exc, *kinds):
    try: raise exc
    except kinds as e: return 'caught ' + type(e).__name__
for exc, kinds in ((A(), (A,)), (B(), (A,)), (A(), (B,)), (A(), (B, A)), (A(), ()), (A(), (5,)), (A(), ((A,),)), (A(), (int,)), (KeyboardInterrupt(), (Exception,)), (A(), ('x',))): t(m, exc, *kinds)
def nontuple():
    try: raise A
    except [A]: pass
def noneval():
    try: pass
    except undefined_name: pass
    return 'not evaluated'
def evaluated():
    try: raise A
    except undefined_name: pass
def deletes():
    e = 1
    try: raise A
    except A as e: pass
    return e
def keeps():
    try: raise A('k')
    except A as e: f = e
    return repr(f)
def redel():
    try: raise A
    except A as e: del e
    return 'ok'
class Meta(type):
    def __instancecheck__(c, o): print('  instancecheck'); return True
    def __subclasscheck__(c, o): print('  subclasscheck'); return True
class M(Exception, metaclass=Meta): pass
def meta():
    try: raise A
    except M: return 'matched'
for f in (nontuple, noneval, evaluated, deletes, keeps, redel, meta): t(f)
# === exception_attributes
e = ValueError(1, 'two'); print(e.args, str(e), repr(e), e.__traceback__, e.__notes__ if hasattr(e, '__notes__') else 'no notes')
e.args = [3]; print(e.args, str(e)); e.args = (); print(repr(str(e)), repr(e)); e.extra = 1; print(e.__dict__); t(setattr, e, 'args', 5); t(setattr, e, '__cause__', 5); t(setattr, e, '__context__', 5); t(setattr, e, '__traceback__', 5); t(delattr, e, 'args'); t(delattr, e, '__traceback__'); t(delattr, e, '__cause__')
e.__cause__ = KeyError(1); print(e.__suppress_context__); e.__suppress_context__ = False; t(setattr, e, '__suppress_context__', 'x'); print(e.with_traceback(None) is e); t(e.with_traceback, 5); e.add_note('n1'); e.add_note('n2'); print(e.__notes__); t(e.add_note, 5); e.__notes__ = 5; t(e.add_note, 'x')
for x in (KeyError('a'), KeyError('a', 'b'), KeyError(), OSError(2, 'm'), OSError(2, 'm', 'f'), OSError('x'), OSError(1, 2, 3, 4, 5), StopIteration(1), SystemExit(), SystemExit(1, 2), UnicodeEncodeError('a', 'b', 0, 1, 'r'), UnicodeTranslateError('b', 0, 1, 'r'), SyntaxError('m'), SyntaxError(), SyntaxError('m', ('f', 3, 4, 'txt', 5, 6)), ImportError('m', name='n'), ModuleNotFoundError('q', name='z'), AttributeError(name='a', obj=1), NameError('m', name='z')):
    print(repr(x), '|', str(x), '|', {k: getattr(x, k) for k in ('errno', 'strerror', 'filename', 'value', 'code', 'reason', 'msg', 'lineno', 'name', 'obj', 'object') if hasattr(x, k)}, type(x).__name__)
for args in (('ascii', b'x', 0, 1), ('a', 'notbytes', 0, 1, 'r'), (1, b'x', 0, 1, 'r')): t(UnicodeDecodeError, *args)
t(SyntaxError, 'm', 5); t(SyntaxError, 'm', (1, 2)); t(ImportError, 'm', foo=1); t(AttributeError, x=1); t(KeyError, x=1); t(lambda: OSError(17, 'e').__class__); t(lambda: OSError(2, 'x').__class__.__name__); t(lambda: FileNotFoundError(1, 2).errno); t(lambda: isinstance(IOError(), OSError))
class C(Exception):
    def __init__(self, a, b): self.a = a; super().__init__(a)
    def __str__(self): return f'C({self.a})'
t(C, 1); c = C(1, 2); print(c.args, c, repr(c)); import pickle; print(pickle.loads(pickle.dumps(ValueError(1, 2))).args, repr(pickle.loads(pickle.dumps(KeyError('k')))))
# === groups
def leaf(*a): return [ValueError(x) for x in a]
g = ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [TypeError(2), ValueError(3)]), OSError(4)])
print(g, repr(g), g.message, g.exceptions[1].exceptions, g.split(ValueError), g.subgroup(TypeError), g.subgroup(KeyError), g.split(lambda e: isinstance(e, OSError)), g.derive([KeyError(1)]))
for args in (('m', []), ('m',), (1, [ValueError()]), ('m', 5), ('m', [1]), ('m', [KeyboardInterrupt()]), ('m', (ValueError(),)), ('m', [ValueError], 1)): t(ExceptionGroup, *args)
t(lambda: type(BaseExceptionGroup('m', [ValueError()])).__name__); t(lambda: type(BaseExceptionGroup('m', [KeyboardInterrupt()])).__name__); t(setattr, g, 'message', 'x'); t(setattr, g, 'exceptions', ()); t(g.split, 5); t(g.subgroup, None); t(lambda: ExceptionGroup[int])
def star(eg):
    log = []
    try:
        try: raise eg
        except* ValueError as v: log.append(('V', v.exceptions, str(v)))
        except* (TypeError, OSError) as o: log.append(('TO', o.exceptions)); 
        else: log.append('else')
        finally: log.append('finally')
    except BaseException as rest: log.append(('rest', repr(rest)))
    return log
for eg in (g, ExceptionGroup('only', leaf(1)), KeyError('naked'), ValueError('naked'), ExceptionGroup('k', [KeyError(1)]), BaseExceptionGroup('b', [KeyboardInterrupt(), ValueError(5)])): print(star(eg))
def reraise():
    try: raise ExceptionGroup('x', [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError: raise
    except* TypeError as e: raise OSError('new') from e
try: reraise()
except BaseException as x: print(repr(x), [repr(y) for y in x.exceptions], repr(x.exceptions[0].__cause__) if x.exceptions else '')
def nothing():
    try: pass
    except* ValueError: print('no')
    else: print('else runs')
nothing()
def bad():
    try: raise ValueError
    except* ExceptionGroup: pass
t(bad)
def bad2():
    try: raise ValueError
    except* 5: pass
t(bad2)
def loop():
    for i in range(2):
        try: raise ExceptionGroup('l', [ValueError(i)])
        except* ValueError as e: print('in loop', e.exceptions); last = e
    return 'done'
print(loop())
class MyG(ExceptionGroup):
    def derive(self, excs): return MyG(self.message + '!', excs)
m = MyG('mine', [ValueError(1), TypeError(2)]); m.add_note('note'); a, b = m.split(ValueError); print(type(a).__name__, a, a.__notes__, b)
# === traceback_objects
def f(n):
    if n: f(n - 1)
    else: 1 / 0
try: f(3)
except ZeroDivisionError as e:
    tb = e.__traceback__
    while tb: print(tb.tb_lineno, tb.tb_frame.f_code.co_name, tb.tb_lasti >= 0, tb.tb_frame.f_lineno, sorted(tb.tb_frame.f_locals) if tb.tb_frame.f_code.co_name == 'f' else ''); tb = tb.tb_next
    traceback.print_exc(file=__import__('sys').stdout); print(*traceback.format_tb(e.__traceback__, 2)); print(traceback.extract_tb(e.__traceback__)[-1].line, traceback.format_exception_only(e))
    import types
    new = types.TracebackType(None, e.__traceback__.tb_frame, 0, 99); print(new.tb_lineno, new.tb_next); t(types.TracebackType, 1, 2, 3, 4); t(setattr, new, 'tb_next', new); t(setattr, new, 'tb_next', 5)
def g():
    try: raise ValueError
    except ValueError as e: return e
e = g(); print(e.__traceback__.tb_next, e.__traceback__.tb_frame.f_code.co_name)
try: raise e
except ValueError as e2: print(len(traceback.extract_tb(e2.__traceback__)))
try: raise e.with_traceback(None)
except ValueError as e3: print(len(traceback.extract_tb(e3.__traceback__)))
traceback.print_stack(file=__import__('sys').stdout)
def gen():
    try: yield 1
    except KeyError as k: traceback.print_exc(file=__import__('sys').stdout); yield 2
x = gen(); next(x); x.throw(KeyError('thrown')); x.close()
print(traceback.format_exc())
# === exc_info_states
import sys
def show(tag): print(tag, sys.exc_info()[0], repr(sys.exc_info()[1]), repr(sys.exception()))
show('start')
try: raise ValueError('a')
except ValueError:
    show('except')
    try: raise KeyError('b')
    except KeyError: show('inner')
    show('after inner')
    def gen():
        show('gen start'); yield 1
        try: raise TypeError('g')
        except TypeError: show('gen except'); yield 2
        show('gen after')
    g = gen(); next(g); next(g); show('between')
    list(g)
    try: pass
    finally: show('finally')
show('end')
def f():
    try: raise ValueError('f')
    finally: show('in finally')
try: f()
except ValueError: show('caught')
class CM:
    def __enter__(self): show('enter')
    def __exit__(self, *a): show('exit'); return True
with CM(): raise OSError('cm')
show('after with')
try: raise ValueError('outer')
except ValueError:
    g = (sys.exc_info()[1] for _ in range(1)); 
print(list(g))
# === assert_and_debug
def f(x, m=None):
    assert x
    return 'ok'
def g(x):
    assert x, f'message {x!r}'
def h():
    assert (1, 'always true')[0:0], ('tuple', 1)
def k(): assert not 1, 1 / 0
t(f, 1); t(f, 0); t(g, []); t(h); t(k)
class B:
    def __bool__(self): raise RuntimeError('truth')
t(f, B()); AssertionError = KeyError
t(f, 0); print(__debug__)
# === with_statement
class CM:
    def __init__(s, n, swallow=False, fail=''): s.n, s.sw, s.fail = n, swallow, fail
    def __enter__(s):
        print('  enter', s.n)
        if s.fail == 'enter': raise OSError('enter ' + s.n)
        return s.n.upper()
    def __exit__(s, *a):
        print('  exit', s.n, a[0] and a[0].__name__, str(a[1]))
        if s.fail == 'exit': raise OSError('exit ' + s.n)
        return s.sw
def w1():
    with CM('a') as x, CM('b') as y: return x + y
def w2():
    with CM('a', True), CM('b'): raise ValueError('body')
    return 'swallowed'
def w3():
    with CM('a'), CM('b', fail='enter'): return 'no'
def w4():
    with CM('a'), CM('b', fail='exit'): raise ValueError('body')
def w5():
    with (CM('a') as (p, *q), CM('b') as z,): return p, q, z
def w6():
    for i in range(3):
        with CM(str(i)):
            if i == 0: continue
            if i == 1: break
    return i
def w7():
    with CM('a') as x.attr: pass
def w8():
    with 5: pass
def w9():
    class N:
        def __enter__(s): pass
    with N(): pass
def w10():
    class N:
        def __exit__(s, *a): pass
    with N(): pass
def w11():
    c = CM('c'); c.__enter__ = None
    with c: return 'type lookup'
def w12():
    with CM('a', fail='exit'): return 'lost'
def w13():
    class T:
        def __enter__(s): return s
        def __exit__(s, *a): return B()
    class B:
        def __bool__(s): raise KeyError('truth of exit')
    with T(): raise ValueError('v')
for f in (w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13): print(f.__name__); t(f)
# === contextlib_use
import contextlib, io
@contextlib.contextmanager
def cm(tag, swallow=()):
    print('  in', tag)
    try: yield tag
    except swallow as e: print('  swallowed', repr(e))
    finally: print('  out', tag)
@contextlib.contextmanager
def never(): return; yield
@contextlib.contextmanager
def twice(): yield 1; yield 2
@contextlib.contextmanager
def convert():
    try: yield
    except KeyError as e: raise ValueError('converted') from e
def f1():
    with cm('a') as a, cm('b', ValueError): raise ValueError(a)
    return 'after'
def f2():
    with never(): pass
def f3():
    with twice(): pass
def f4():
    with convert(): raise KeyError('k')
def f5():
    with contextlib.ExitStack() as s:
        s.enter_context(cm('x')); s.callback(print, '  callback'); s.push(lambda *a: True); raise OSError('stack')
    return 'ok'
def f6():
    with contextlib.suppress(KeyError): raise KeyError
    with contextlib.closing(io.StringIO('c')) as c: pass
    with contextlib.redirect_stdout(io.StringIO()) as o: print('hidden')
    with contextlib.nullcontext(5) as n: pass
    return c.closed, o.getvalue(), n
@cm('deco')
def f7(): return 'decorated'
def f8():
    with cm('si'): raise StopIteration('si')
for f in (f1, f2, f3, f4, f5, f6, f7, f8): t(f)
# === recursion_errors
import sys
def f(n): return f(n + 1)
def g(n):
    try: return g(n + 1)
    except RecursionError: return n
t(f, 0); x = g(0); print(900 < x < 1000)
class A:
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __getattr__(self, n): return getattr(self, n + 'x')
    def __add__(self, o): return self + o
    def __call__(self): return self()
    def __len__(self): return len(self)
    def __hash__(self): return hash(self)
    def __iter__(self): return iter(self)
for h in (lambda: repr(A()), lambda: A() == 1, lambda: A().x, lambda: A() + 1, lambda: A()(), lambda: len(A()), lambda: hash(A()), lambda: iter(A())):
    try: h()
    except RecursionError as e: print('RecursionError', str(e)[:32])
l = []; l.append(l); print(l, l == l); 
m = []; m.append(m)
try: l == m
except RecursionError as e: print(e)
d = {}; d['d'] = d; print(d); sys.setrecursionlimit(100)
try: f(0)
except RecursionError as e: print(str(e)[:32])
t(sys.setrecursionlimit, 0); t(sys.setrecursionlimit, 'x'); t(sys.setrecursionlimit, 1); print(sys.getrecursionlimit())
# === hooks
import sys, threading
def hook(k, v, tb): print('hook', k.__name__, v, tb is not None)
sys.unraisablehook = lambda u: print('unraisable', u.exc_type.__name__, u.exc_value, u.err_msg, type(u.object).__name__)
class D:
    def __del__(self): raise ValueError('in del')
d = D(); del d
import weakref
class W: pass
w = W(); r = weakref.ref(w, lambda r: 1 / 0); del w
def gen():
    try: yield
    finally: raise KeyError('gen close')
g = gen(); next(g); del g
threading.excepthook = lambda a: print('thread', a.exc_type.__name__, a.exc_value, a.thread.name)
x = threading.Thread(target=lambda: 1 / 0, name='T1'); x.start(); x.join()
sys.excepthook = hook; print(sys.__excepthook__ is not hook)
import atexit; atexit.register(print, 'at exit'); atexit.register(lambda: [][1])
raise RuntimeError('the end')
# === deaths_while_unwinding
import sys, weakref, warnings
warnings.simplefilter('always')
async def co(): pass
class D:
    def __init__(s, n): s.n = n
    def __del__(s):
        f = sys._getframe(1); print('del', s.n, 'in', f.f_code.co_name, f.f_lineno - f.f_code.co_firstlineno)
    def boom(s, *a): raise ValueError(s.n)
    def __add__(s, o): raise KeyError('add')
def f1(): D('a').boom(D('b'))
def f2(): return [D('c'), D('d').boom()]
def f3():
    x = D('local')
    return D('e') + D('f')
def f4():
    for i in [D('g'), D('h')]: i.boom(D('i'))
def f5():
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        try: co().send(1)
        except TypeError: pass
    print([(x.lineno - f5.__code__.co_firstlineno) for x in w])
def f6(): [x.boom(D('j')) for x in [D('k')]]
def f7():
    def g(): yield D('l').boom(D('m'))
    next(g())
def f8():
    class C: x = D('n'); D('o').boom()
def f9(a=1):
    y = 3
    return [z.nope for z in (a, y) if y]
def f10():
    try: D('p').boom(D('q'))
    finally: D('r').boom(D('s'))
def f11(): 
    try: D('t').boom(D('u'))
    except ValueError as e: raise D('v').boom(D('w'))
for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11):
    print(f.__name__)
    try: f()
    except Exception as e:
        print(repr(e)); tb = e.__traceback__
        while tb: print('  ', tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno, {k: v for k, v in tb.tb_frame.f_locals.items() if isinstance(v, int)} if tb.tb_frame.f_code.co_name[0] != '<m' and tb.tb_next is None else ''); tb = tb.tb_next
        del tb
    e = None
