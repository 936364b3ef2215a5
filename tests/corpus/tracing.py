# === prologue
import sys
# === trace_iteration_ends
ev=[]
def tr(f,e,a):
    if f.f_code.co_filename!=__file__: return
    ev.append((f.f_code.co_name,e,f.f_lineno-f.f_code.co_firstlineno, (a[0].__name__, str(a[1]), a[2] is None) if e=='exception' else a if e=='return' and isinstance(a, (int, list)) else None))
    return tr
def run(f,*a):
    ev.clear()
    sys.settrace(tr)
    try:
        r=f(*a)
    except BaseException as x:
        r=repr(x)
    sys.settrace(None)
    print(f.__name__, r)
    for e in ev: print('   ',e)
class It:
    def __init__(s,n): s.n=n
    def __iter__(s): return s
    def __next__(s):
        s.n-=1
        if s.n<0: raise StopIteration(s.n)
        return s.n
def g(n, r=None):
    for i in range(n): yield i
    return r
def g2(n, r=None):
    x = yield from g(n, r)
    return x
def f1():
    for x in g(2): pass
def f2():
    for x in g(2,5): pass
def f3():
    for x in It(1):
        pass
    return 1
def f4():
    for x in g2(1,7):
        pass
def f5():
    return [x for x in It(1)], list(It(1)), [*It(1)], sum(It(1))
def f6():
    x=g2(2,7)
    try:
        next(x); x.send(3); x.send(4)
    except StopIteration as e: return e.value
def f7():
    x=g2(2,None)
    next(x)
    try: x.throw(KeyError('k'))
    except KeyError: pass
def catching():
    try: yield 1
    except KeyError: return 9
def deleg():
    r = yield from catching()
    yield r
def f8():
    x=deleg(); next(x)
    return x.throw(KeyError('k'))
def f9():
    for a,b in zip(It(1),'ab'):
        pass
    for a,b in enumerate(It(1)):
        pass
    for a in zip(It(1)):
        pass
    for k in iter(It(1).__next__, 0):
        pass
    for k in map(str, It(1)):
        pass
    a,=It(1)
async def c(r): return r
async def ag():
    yield 1
    await c(None)
    yield 2
class Aw:
    def __await__(s):
        return 5
        yield
class Aw2:
    def __await__(s):
        return It(0)
async def main():
    await c(None)
    await c(3)
    async for x in ag():
        y=x
    z=[i async for i in ag()]
    await Aw()
    await Aw2()
    async with CM() as q:
        pass
    return 1
class CM:
    async def __aenter__(s): return 1
    async def __aexit__(s,*a): return None
def f10():
    try: main().send(None)
    except StopIteration as e: return e.value
def f11():
    it=g(0,4)
    next(it,None)
    for x in it: pass
    def d(): yield from it
    for x in d(): pass
def f12():
    return list(g2(1,5)), tuple(g(1,5)), [*g2(0,1)], sum(g(2,5)), any(g2(1,5))
def f13():
    x = {i for i in g(1,5)}
    y = (i for i in g2(1,5))
    for z in y: pass
for f in f1,f2,f3,f4,f5,f6,f7,f8,f9,f10,f11,f12,f13: run(f)
# === trace_lines_on_the_way_out
ev=[]
def tr(f,e,a):
    if f.f_code.co_filename==__file__: ev.append((e,f.f_lineno-f.f_code.co_firstlineno))
    return tr
def a1():
    try:
        return 1
    finally:
        x = 2
def a2():
    try:
        return (
            1)
    finally:
        x = 2
def a3():
    try:
        1/0
    except:
        x = 3
    return x
def a4():
    try: 1/0
    except: return 4
class C:
    def __enter__(s): return s
    def __exit__(s,*a): return True
def a5():
    with C() as c:
        return
def a6():
    with C() as c:
        return (c,
           3)
def a7():
    for i in 1,2:
        try:
            continue
        finally:
            i = 3
    while 1:
        try:
            break
        finally:
            i = 4
def a8():
    for i in 1,2:
        with C():
            return \
                 5
def a9():
    try:
        pass
    except:
        pass
    else:
        pass
    finally:
        pass
def b1(x=1):
    x
    try:
        x
        x.y
    except AttributeError:
        x
    except:
        x
    if x:
        x
    else:
        x
    while x:
        x
        x = 0
    return x
def b2(x=1):
    match x:
        case 1:
            x
        case _:
            pass
    x; x
    x
    with C(): x
    with C():
        x
def b3():
    try:
        try:
            raise KeyError
        except KeyError as e:
            return (
               None)
        finally:
            pass
    except: pass
    finally: return
def b4():
    try:
        raise ValueError
    except ValueError:
        try:
            raise KeyError
        except:
            pass
def b5():
    try:
        raise ExceptionGroup('', [ValueError()])
    except* ValueError:
        pass
    except* KeyError:
        pass
    else:
        5
    finally:
        6
    assert 1, 2
    del C.__exit__
    global q
    q = 1
    class D(
       object): x = 1
    lambda: 0
    return
for f in a1,a2,a3,a4,a5,a6,a7,a8,a9,b1,b2,b3,b4,b5:
    ev.clear()
    sys.settrace(tr)
    try: f()
    except Exception as e: pass
    sys.settrace(None)
    print(f.__name__, ev)
# === trace_loops_on_one_line
ev=[]
def tr(f,e,a):
    if f.f_code.co_filename == __file__: print(e,f.f_lineno-f.f_code.co_firstlineno)
    return tr
def g(n):
    for i in range(n): yield i
def h(n):
    for i in range(n): n
def k(n):
    for i in range(n):
        n
def m(n):
    while n: n -= 1
for f in h, k,m, g:
    print(f.__name__)
    sys.settrace(tr)
    if f is g:
        list(g(2))
    else: f(2)
    sys.settrace(None)
# === arguments_of_compile_exec_eval
def t(*a, **k):
    try: compile(*a, **k); print('ok', sorted(k))
    except Exception as e: print(type(e).__name__, e)
B=1<<1000
class I:
    def __init__(s, v): s.v=v
    def __index__(s): return s.v
for name in ('flags','dont_inherit','optimize','_feature_version'):
    for v in (B,-B,2**31,-2**31-1,2**31-1,2**63,'x',1.5,None,I(1),I(B),True,[]):
        print(name, end=' ')
        t('1','f','eval',**{name:v})
t('1','f','eval',1<<40,1,1<<40)
t('1','f',3,1<<40)
t('1',3,3,1<<40)
t('1','f','eval',0,0,-1,0)
t('1','f','eval',x=3)
t('1','f','eval',dont_inherit='x', optimize=B)
t(); t('1'); t('1','f'); t(mode='eval'); t(source='1', mode='eval'); t('1',filename='f',mode='eval',source=3)
def r(f,*a,**k):
    try: print(f(*a,**k))
    except Exception as e: print(type(e).__name__, e)
r(__import__,'sys',level=B); r(__import__,'sys',level='x'); r(__import__,'sys',level=1.5); r(__import__,'sys',level=-2); r(__import__, 3); r(__import__)
r(__import__,'os','x','y'); r(__import__,'nope_x',{}, {}, 3); r(__import__,'os.path',fromlist=3);r(__import__,'os.path',{},{},('join',),1)
r(exec); r(exec,'1',3); r(exec,'1',{},3); r(exec,'1',closure=3); r(eval); r(eval,'1',3); r(eval,'1',{},3); r(eval,'1',globals={}); r(exec,'x=1',globals={})
r(eval,3); r(exec,3); r(eval,b'1+1'); r(eval,'1\x00'); r(exec,'1',{'__builtins__':{}},{}); r(eval,'len',{'__builtins__':{}}); r(eval,'len',{'__builtins__':3})
# === marshal_shares
import marshal
def f(): 
    return [1]
c=f.__code__
sh=['s']
o=compile("1+1","","eval").replace(co_consts=(sh,{1:sh},{2}))
for v in (o,(o,sh),[o,o,sh],(c,c),{1:c,2:[c]},frozenset((c,1))):
    r=marshal.loads(marshal.dumps(v))
    print(type(r))
r=marshal.loads(marshal.dumps((o,sh,c,c)))
print(r[0].co_consts[0] is r[1], r[0].co_consts[1][1] is r[1], r[2] is r[3], r[0].co_consts)
l=[c]; l.append(l); d={1:l}; l.append(d)
r=marshal.loads(marshal.dumps(l)); print(r[1] is r, r[2][1] is r, r[0]==c)
def g():
    def h(): return 5
    return h
k=g.__code__
k2=k.replace(co_consts=tuple(x.replace(co_consts=x.co_consts+([3],)) if hasattr(x,'co_consts') else x for x in k.co_consts))
r=marshal.loads(marshal.dumps(k2)); print([type(x).__name__ for x in r.co_consts]); print(eval(r)())
for n in 'dumps','loads','load':
    try: getattr(marshal,n)(1,x=3)
    except TypeError as e: print(e)
# === trace_lines_of_comprehensions_and_defaults
def tr(f, *a):
    ev=[]
    base=None
    def t(frame, e, arg):
        if frame.f_code.co_filename!=__file__: return None
        ev.append((e, frame.f_lineno-f.__code__.co_firstlineno, frame.f_code.co_name))
        return t
    sys.settrace(t)
    try: f(*a)
    except BaseException as x: ev.append(type(x).__name__)
    finally: sys.settrace(None)
    print(f.__name__, ev[:])
def c1():
    return [x
            for
            x
            in
            range(2)
            if
            x]
def c2():
    return [
        (a,
         b)
        for a,
            b
        in [(1,
             2)]
    ]
def c3():
    return {
        k:
        v
        for k
        in 'ab'
        for v
        in 'cd'
        if v
        if k
    }
def c4():
    return list(
        x
        for
        (x,
         y)
        in
        [(1,2),
         (3,4)]
    )
def c5():
    return {x
      for y in
      (1,2)
      for x
      in [y]}
def d1():
    def f(a=
          1,
          b=
          [2],
          *,
          c=
          3,
          d:
          int=
          4): pass
    return f
def d2():
    f = lambda a=(
         1,
         2), b={
         }: a
    f(
     1,
     b=
     2)
def d3():
    class A(
        object,
        metaclass=
        type): 
        x: int = (
          1)
        def m(self, a: 
              int = 3,
              *b: str,
              k=
              5) -> (
               int): pass
def d4():
    @(lambda
      f: f)
    @(
      lambda f: 
        f)
    def g(
        a=1,
        b=2
        ):
        return 1
    g()
    async def h(a=[
       1], b=(
       x for x in [1]
    )): 1
def d5():
    def f(a=1,
          b=(1,
             2),
          c={},
          d=None): pass
    def g(a=1,
          *, b=2,
          c=3): pass
def d6():
    g = [i
      for i in [
         1,
         2]
      for j in [
         i]]
    h = [[a
       for a in
       b]
       for b in
       [[1],
        [2]]]
def d7():
    x = [1 for
      o.a
      in [1]]
class O: pass
o=O()
l=[0]
def d8():
    x = [1 for
      l[
       0]
      in [1]]
def d9():
    x = [a for
      [a,
      *b]
      in [[1,2,3]]]
def e1():
    for (
      a,
      b
      ) in [
      (1,2)]:
        pass
    with open(
        __file__) as (
          f): pass
async def ag():
    yield 1
def e2():
    async def m():
        return [x
           async for
             x
             in
             ag()
             if
             x]
    try: m().send(None)
    except StopIteration: pass
for f in (c1,c2,c3,c4,c5,d1,d2,d3,d4,d5,d6,d7,d8,d9,e1,e2): tr(f)
# === trace_generators_that_never_ran
ev=[]
def t(frame, e, arg):
    if frame.f_code.co_filename!=__file__: return None
    ev.append((e, frame.f_lineno, frame.f_code.co_name, arg[0].__name__ if e=='exception' else arg if e=='return' else None))
    return t
def g():
    yield 1
    yield 2
def h():
    try:
        yield 1
    finally: pass
async def co(): pass
def dy(): yield from g()
def run():
    g()
    x = g(); del x
    x = g(); next(x); del x
    x = g(); next(x); x.close()
    x = h(); del x
    x = h(); x.close()
    x = h(); next(x); del x
    c = co(); c.close()
    x = dy(); next(x); del x
    x = dy(); next(x); x.close()
    x=g(); list(x); del x
    x=g()
    try: x.throw(ValueError)
    except ValueError: pass
    for x in g(): break
    x = 5
    (i for i in 'ab')
sys.settrace(t)
run()
sys.settrace(None)
for x in ev: print(x)
ev.clear()
sys.setprofile(lambda f,e,a: ev.append((e,f.f_code.co_name,f.f_lineno)) if not e.startswith('c_') else None)
run()
sys.setprofile(None)
print(ev)
# === trace_writes_into_comprehensions
def run(value):
    def maker():
        x = 1
        y = 10
        r = [(x, y, i, [x + j for j in range(2)]) for i in range(3)]
        return r, x, y
    n = 0
    def t(f, e, a):
        nonlocal n
        if e == 'line' and f.f_code.co_name == '<listcomp>':
            n += 1
            d = f.f_locals
            if n == 3:
                if 'x' in d: d['x'] = value
                f.f_back.f_locals['y'] = 77
            if n == 8 and 'x' in d: d['x'] += 1
        if e == 'return': print(f.f_code.co_name, a)
        return t
    sys.settrace(t)
    try:
        print(maker())
    finally: sys.settrace(None)
    print(n)
run(50)
def f(a):
    s = 0
    def t(f, e, a):
        if e == 'line' and f.f_code.co_name == '<setcomp>' and 'a' in f.f_locals: f.f_locals['a'] += 1
        return t
    sys.settrace(t)
    g = lambda: {a
        for i in range(4)
        if i
          or a}
    print(sorted(g()))
    sys.settrace(None)
    print(a)
f(3)
# === trace_lines_of_constants_and_ends
def tr(f, *a):
    ev=[]
    base=None
    def t(frame, e, arg):
        if frame.f_code.co_filename!=__file__: return None
        ev.append((e, frame.f_lineno-f.__code__.co_firstlineno, frame.f_code.co_name))
        return t
    sys.settrace(t)
    try: f(*a)
    except BaseException as x: ev.append(type(x).__name__)
    finally: sys.settrace(None)
    print(f.__name__, ev[:])
def a1(a=[1,2,3], b=2):
    x = (b +
      1)
    x = (b *
      2.5 +
      3)
    x = (a
      [0])
    x = a[
      1]
    x += (
       1)
    if (b <
        5): x = 1
    if (b
        == 'x'): x = 1
    x = (b <
        5 <
        b)
    x = b in (
        1, 2)
    a[
      0] = (
      5)
    return (
      7)
def a2(b=2):
    while (b <
           4):
        b += 1
    x = f'''{
       b} {
       5}'''
    x = not (b ==
       3)
    x = b if (
       b) else (
       5)
    x = (b and
       5 or
       None)
    x = -(
       5)
    y = z = (
       1)
    del (x,
       y)
    return (1,
       b)
def a3(o=None):
    class Q: pass
    o = Q()
    o.x = (
      1)
    o.x += (
      2)
    (o
     .x) = 3
    u, v = (1,
       2)
    assert (u
       ), (
       1)
    for i in (
       1,
       2): pass
    with (
       open('/dev/null')
       ) as f, (
       open('/dev/null')): pass
    try: raise (
       KeyError)
    except (
       KeyError): pass
    try: raise ValueError(
       1) from (
       None)
    except ValueError as e: pass
    return lambda: (
      1)
def a4(n=10):
    while n > 2:
        n -= 1
        try:
            if n % 2: continue
        finally: x = 1
    for i in range(3):
        try:
            if i: continue
        finally:
            x = 1
class CM:
    def __init__(s, f=0): s.f = f
    def __enter__(s): pass
    def __exit__(s, *a):
        if s.f: raise OSError
        return True
def a5():
    with CM(), CM(1):
        raise KeyError
    with CM() as a, CM(1) as b, CM(): raise KeyError
    with CM():
        with CM(1):
            raise KeyError
def a6(log=None):
    try:
        yield 1
    finally:
        if log is not None:
            log.append(1)
def a7(log=None):
    def g(l):
      try:
        raise KeyError
      finally:
        if l: l.append(1)
        elif l == 5: x = 1
    try: g(log)
    except KeyError: pass
    x = a6(); next(x); x.close()
    x = a6([]); next(x); x.close()
for f in (a1, a2, a3,a4,a5,a7): tr(f)
# === trace_recursion_that_goes_on_where_it_ended
# A frame ends at an instruction, and its caller, which runs the same code, goes on there.
import sys

def tail(n): return n and tail(n - 1)
def named(n):
    if n:
        x = named(n - 1)
        return x
    return 0
def no_value(n):
    if n: no_value(n - 1)
def handed_on(n):
    if n:
        yield from handed_on(n - 1)
    yield n
def gives_back(n):
    got = (yield n) if not n else (yield from gives_back(n - 1))
    return got
def loops(n):
    if n:
        for x in loops(n - 1):
            yield x
    yield n
async def awaits(n): return n and await awaits(n - 1)
class Chain:
    def __init__(self, n): self.next = n and Chain(n - 1)
    @property
    def last(self): return self.next and self.next.last
def ends(n):
    try:
        return ends(n - 1) if n else 1 / 0
    finally:
        n = 0

def every(frame, event, arg):
    if not event.startswith('c_'):
        events.append((event, frame.f_code.co_name, frame.f_lineno))
    return every
def not_one(frame, event, arg):
    events.append((event, frame.f_code.co_name, frame.f_locals.get('n')))
    return None if frame.f_locals.get('n') == 1 else not_one

events = []
for install, function in (sys.setprofile, every), (sys.settrace, every), (sys.settrace, not_one):
    for act in (lambda: tail(3), lambda: named(3), lambda: no_value(2), lambda: list(handed_on(3)), lambda: list(gives_back(3)), lambda: list(loops(2)),
                lambda: awaits(3).send(None), lambda: Chain(2).last, lambda: ends(2)):
        for turn in range(2):
            install(function)
            try:
                act()
            except (StopIteration, ZeroDivisionError):
                pass
            install(None)
            print(events)
            events.clear()
# === trace_lines_of_modules
def tr(f, e, a):
    print(f.f_code.co_name, e, f.f_lineno)
    return tr
code = compile('\n\nx = 1\nclass C:\n    y = 2\ntry: raise ExceptionGroup("g", [ValueError(1)])\nexcept* KeyError: pass\n', '<text>', 'exec')
sys.settrace(tr)
try: exec(code)
except Exception as x: print(type(x))
sys.settrace(None)
# === profile_lines_of_c_calls
def prof(f, e, a):
    if f.f_code.co_name in ('calls', 'fails'): print(f.f_code.co_name, e, f.f_lineno - f.f_code.co_firstlineno, getattr(a, '__name__', ''))
def calls(l):
    len(l)
    for i in range(2):
        l.append(i)
    x = [abs(-1),
         min(3,
             4)]
    return sorted(l,
        reverse=True)
def fails():
    try:
        int('x')
    except ValueError: pass
    ''.join(5)
sys.setprofile(prof)
calls([3])
try: fails()
except TypeError: pass
sys.setprofile(None)
# === trace_continue_in_endless_loops
def tr(f, e, a):
    if f.f_code.co_filename == __file__: print(f.f_code.co_name, e, f.f_lineno - f.f_code.co_firstlineno)
    return tr
def plain(i=0):
    while True:
        i += 1
        if i < 3:
            continue
        if i == 4: continue
        if i > 5: break
    while 1: 
        if i > 6: break
        i += 1
        if i: continue
        i = 0
def leaves(i=0):
    while not False:
        try:
            i += 1
            if i < 2: continue
            if i < 3:
                continue
            break
        finally:
            i += 0
def one_line(i=0):
    while True: i += 1; i = i if i < 3 else one; continue
def nested(i=0):
    while True:
        for j in range(2):
            if j: continue
        while i < 2:
            i += 1
            continue
        i += 1
        if i < 5: continue
        else: break
    else:
        i = 0
for f in plain, leaves, one_line, nested:
    sys.settrace(tr)
    try: f()
    except NameError: pass
    sys.settrace(None)
# === trace_lines_of_slices
def tr(f, e, a):
    if f.f_code.co_filename == __file__: print(e, f.f_lineno - f.f_code.co_firstlineno)
    return tr
def slices(x, a, b):
    y = x[
        a:
        b]
    y = x[a
        :
        b]
    x[
        1:
        a] = (
        y)
    x[:
        ] = y
    return x[
        a
        :b
        :None]
sys.settrace(tr)
slices([1, 2, 3], 0, 2)
sys.settrace(None)
# === events_of_calls_that_fail
class D:
    def __del__(s): pass
def gen():
    yield 'a'
    yield 'b'
def prof(f, e, a):
    if f.f_code.co_filename == __file__: print(f.f_code.co_name, e, f.f_lineno, getattr(a, '__name__', '') if e[:2] == 'c_' else '')
def tr(f, e, a):
    prof(f, e, a)
    return tr
def sums(): return sum(gen()), any(gen())
def consumes(): return any(gen()), next(gen()), all(x for x in gen()), ''.join(gen())
def stars(): print(*gen(), sep='', end='\n'), len(*[[D()]])
def no_stars(): return len(*5)
def keywords(): return sorted([2, 1], key=lambda x: -x, reverse=True), max(*[3, 4], key=lambda x: -x), int(**{}), dict(**{'a': D()})
def temporaries(): return len((1, D())), [D()].index(D())
def operators(): return D() + D()
def subscripts(): [1][D()] = D()
def unbound(): return list.append(5), 0
def unbound_stars(): return list.index(*[[1], 1]), str.join(*['-', gen()])
def classes():
    class A: __slots__ = ()
    return getattr(A(), 'x', 1), hasattr(A(), 'y')
for install, function in (sys.setprofile, prof), (sys.settrace, tr):
    for f in sums, consumes, stars, no_stars, keywords, temporaries, operators, subscripts, unbound, unbound_stars, classes:
        install(function)
        try: f()
        except (TypeError, ValueError): pass
        install(None)
# === f_locals_under_trace_functions
def f():
    a = 1
    first = locals()
    b = 2
    second = locals()
    return sorted(first), first is second
def g():
    a = 1
    d = sys._getframe().f_locals
    d['a'] = 2
    b = a
    d['a'] = 3
    return a, b
def quiet(f, e, a): return quiet
def looks(f, e, a):
    f.f_locals
    return looks
def writes(f, e, a):
    if 'a' in f.f_locals: f.f_locals['a'] += 10
    return writes
for tr in None, quiet, looks, writes:
    sys.settrace(tr)
    r = f(), g()
    sys.settrace(None)
    print(r)
# === trace_lines_of_statements_over_several
def tr(f, e, a):
    if f.f_code.co_filename == __file__ and e == 'line': out.append(f.f_lineno - f.f_code.co_firstlineno)
    return tr
out = []
def listcomp():
    return [
        i for i
        in
        range(20)
        if i
        % 3 == 0
        if i % 2 == 0
    ]
def listcomp2():
    return [
        i
        for i in range(20)
        if i % 3 == 0
        and i % 2 == 0
        or i > 4
    ]
def listcomp3(x=1):
    return [
        x + i
        for i in range(3)
        for j in range(2)
        if not i
    ]
def dictcomp():
    return {
        i:
        i * i
        for i in range(4)
    }
def dicts():
    return {
        1: "a",
        1.0: "b",
        True: "c",
    }
def dicts2(a=1, b=2):
    return {
        a: "a",
        "b": b,
        **{3: 4},
        "c": [
            a,
            b],
    }
def const_tuple(f=print):
    return ((
        1,
        2),
        (3,
         4))
def const_list():
    x = [
        1,
        2,
        3]
    y = {
        4,
        5}
    return x, y
def call(f=max, *a):
    f(
        1,
        2,
        key=None)
    f(*(1,
        2),
      **{'key':
         None})
    return f(
        3, 4)
def aug(m=None):
    m = [0]
    m[
        0
    ] += (
        10)
    m[0] += \
        3
    return m
def glob():
    global G
    G = \
        3
    G += \
        2
    return (
        G
        + 1)
def compare(a=1, b=2, c=3):
    if (a <
            b <
            c):
        pass
    if (a
            and b
            and not c
            or a):
        pass
    x = (a if
         b else
         c)
    return (
        a
        == b)
def fstr(a=1):
    return (f"{a}"
            f"{a:3}"
            "x")
def attr(a=1):
    return (a
            .real
            .bit_length()
            .real)
def chain(a='a b'):
    return (a.strip()
            .split(
                ' ')
            [0]
            .upper())
def assertion(a=1):
    assert (
        a
    ), (
        a)
    assert a == 1, \
        'x'
def ret(a=1):
    return (
        a)
def ret2():
    return (
        1)
def lam():
    return (lambda
            x: x)(
        3)
def rais(a=1):
    try:
        raise ValueError(
            a,
            2) from (
                None)
    except (
            ValueError,
            TypeError) as e:
        return (
            e)
def withs():
    import io
    with (io.StringIO() as a,
          io.StringIO(
              'x') as b):
        return a.read(
            ) + b.read()
def deco():
    @staticmethod
    @(
        staticmethod)
    def f(
        a=1,
        *,
        b=2,
    ) -> int:
        pass
    class A(
            object,
            metaclass=type):
        x: int = \
            3
    return A
def unpack():
    (a,
     *b,
     (c,
      d)) = (
        1, 2,
        (3,
         4))
    for (
            x,
            y) in [
                (1, 2),
                (3, 4)]:
        pass
    return (*b,
            *
            [c])
def dele(x=None):
    x = [1, 2, 3]
    del (
        x[
            0],
        x[0])
    y = z = (
        x)
    return not (
        y is
        z)
def gen():
    def g(a):
        x = yield (
            a)
        y = (
            yield
            x)
        yield from (
            a,
            y)
    return list(
        g(1))
def walrus(a=1):
    if (b := (
            a)) > 0:
        return (
            b)
def mat(x=(1, 2)):
    match (
            x):
        case (
            1,
            y
        ) if (
            y):
            return (
                y)
def ops(a=1, b=2):
    return (
        a
        + b
        * a
        - (b
           ** 2)
        + -a
        + 3
        + (a <<
           1))
def strs(a='%s'):
    return (a
            % 'x'
            + 'lit'
            'b')
def kw(a=1):
    return dict(
        a=a,
        b=[i
           for i in
           range(3)],
        c=(a,
           2),
    )
def asn(a=1, b=2):
    x = (
        a
        + b
    )
    y = (
        abs(a)
    )
    z = \
        a
    w = (
        a.real
        .real)
    v = (
        [a,
         b])
    q = (
        a
        and b)
    q = (
        not a)
    q = (
        'a'
        'b')
    q = (
        a < b
        < 3)
    for (
            i
    ) in (
            range(2)):
        pass
    x: int = (
        a)
    x += (
        a)
    (
        q
    ) = a
    q = r = (
        a)
    if (
            z := a):
        pass
    return (
        x)
def asn2(a=1):
    x = lambda: (
        1)
    y = [
        i for i in (
            1, 2)]
    z = {
        a:
        a}
    z = {
        'a':
            a,
        'b':
            2}
    z = (
        f'{a}')
    z = (
        -a)
    z = (
        a[0]
        if a == 2 else
        a)
    z = (
        [1][
            0])
    z = (
        {1: 2}[
            a])
    z = (
        [1, 2][
            a:])
    z = (
        a,
        a)
    z = (
        *z,
        a)
    import os as \
        y
    import os.path as \
        y
    from os import (
        path as y,
        sep)
    global GG
    GG = (
        a)
    z = (
        GG)
    z = (
        max)
    z = (
        max(*[a,
              a]))
    z = (
        dict(**{}))
    return z
def clos(a=1):
    b = (
        2)
    def g():
        nonlocal a
        a = (
            b)
        a = (
            abs(a))
        a += \
            b
        z = (
            a)
        z = (
            a
            + b)
        return (
            z)
    g()
def unp(a=1):
    x, y = (
        a,
        a)
    x, y = (
        1,
        2)
    x, y = [
        a,
        a]
    [x, y] = (
        a, a)
    x, y = (y,
            x)
    x, y = (
        y, x + 1)
    x, y, z = (
        a,
        abs(a),
        a)
    x, y = (
        abs(a),
        abs(y))
for f in [v for v in list(globals().values()) if callable(v) and getattr(v, '__name__', '') not in ('tr',) and hasattr(v, '__code__')]:
    out.clear()
    sys.settrace(tr)
    try: f()
    except AssertionError: pass
    sys.settrace(None)
    print(f.__name__, out)
