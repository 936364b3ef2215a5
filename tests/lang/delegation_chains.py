"""Generators and coroutines that wait for one another: values, exceptions, frames and tracing through the whole chain."""
import sys,traceback
def leaf(n):
    for i in range(n):
        try:
            x = yield i
            if x: print("got",x)
        except KeyError as e: print("key",e); yield "after"
    return "r%d"%n
def mid(d,n):
    if d==0:
        r = yield from leaf(n)
    else:
        r = yield from mid(d-1,n)
    yield ("ret",d,r)
    return r
print(list(mid(5,3)))
g=mid(4,4); print(next(g)); print(g.send("hello")); print(next(g)); print(g.throw(KeyError("k"))); print(list(g))
def frames():
    out=[]
    f=sys._getframe(0)
    while f: out.append(f.f_code.co_name+":"+str(f.f_lineno)); f=f.f_back
    return out[:9]
def insp():
    yield 1
    yield frames()
    raise ValueError("deep")
def wrap(d):
    if d: yield from wrap(d-1)
    else: yield from insp()
w=wrap(3); print(next(w)); print(next(w))
try: next(w)
except ValueError: traceback.print_exc(file=sys.stdout)
for _ in range(2):
    w=wrap(2)
    for x in w: 
        print(x)
        if x!=1: break
    w.close()
    print(w.gi_frame, w.gi_yieldfrom)
print(sum(mid2 for mid2 in (x for x in leaf(4))), sorted(leaf(3)))
def hold():
    try:
        yield 1
        print("exc",sys.exc_info()[0])
        yield 2
    finally: print("fin")
def outer():
    try: raise KeyError
    except KeyError:
        yield from hold()
        print("o",sys.exc_info()[0])
def outer2(): yield from outer()
for x in outer2(): print(x, sys.exc_info()[0])
def rec(): yield from g2
g2=rec()
try: next(g2)
except ValueError as e: print(e)
def shared():
    for i in range(6): yield i
s=shared()
def a():
    yield from s
def b():
    yield from s
x,y=a(),b(); print(next(x),next(y),next(x),next(y),list(x),list(y))
def selfish():
    global it
    yield 1
    try: next(top)
    except ValueError as e: yield str(e)
def t2(): yield from selfish()
top=t2(); print(next(top),next(top),list(top))
async def c(n):
    if n: return await c(n-1)
    class A:
        def __await__(self):
            r = yield "tick"
            r2 = yield r
            return r2
    return await A()
k=c(6); print(k.send(None)); print(k.send("v"))
try: k.send("end")
except StopIteration as e: print(e.value)
k=c(3); k.send(None)
try: k.throw(KeyError("z"))
except KeyError as e: print(repr(e), len(traceback.extract_tb(e.__traceback__)))
deep=iter([1,2,3])
def nest(g):
    yield from g
for _ in range(3000): deep=nest(deep)
try: print(list(deep))
except RecursionError as e: print("rec")
ev=[]
def tr(f,e,a):
    ev.append((f.f_code.co_name,e,f.f_lineno)); return tr
w=mid(2,2); next(w)
sys.settrace(tr); next(w); next(w); sys.settrace(None)
print(ev)
prof=[]
w=mid(2,2); next(w)
sys.setprofile(lambda f,e,a: prof.append((f.f_code.co_name,e))); next(w); sys.setprofile(None); print(prof)
