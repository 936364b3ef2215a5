"""Line events of expressions over several lines: each operand has its line."""
import sys

def arigo0():
    x = 1
    del x
    while 0:
        pass
    x = 1
def oneline(n):
    while n: n -= 1
def def_oneline():
    i = 3
    while i: i -= 1
def multi(a,b,c,d):
    x = (a
         ,b,
         c)
    y = [a,
         b,
         c,
         d]
    z = foo(a,
            b,
            k=c)
    w = (a +
         b *
         c)
    u = a if (
        b) else (
        c)
    return {a:
            b,
            c:
            d}
def foo(a,b,k): return (
    a)
def cmp(a,b):
    if (a <
        b and
        b):
        return 1
    return (a,
            b)
def gen():
    def gen_():
        yield 1
    def f():
        for _ in (
            gen_()
        ):
            pass
    return f
def run(f, *a):
    ev=[]
    base=f.__code__.co_firstlineno
    def tr(fr,e,arg):
        ev.append((fr.f_code.co_name,fr.f_lineno-base,e)); return tr
    sys.settrace(tr)
    try: f(*a)
    finally: sys.settrace(None)
    print(f.__name__,[x for x in ev if x[0]!='run'])
run(arigo0); run(oneline,2); run(def_oneline); run(multi,1,2,3,4); run(cmp,1,2); run(cmp,2,1); run(gen())


def jump(a, b):
    x = (a +
         b)
    y = x
    return (x,
            y)


def jumping():
    seen = []

    def tracer(frame, event, arg):
        if frame.f_code is jump.__code__:
            seen.append((frame.f_lineno - jump.__code__.co_firstlineno, event))
            if event == 'line' and len(seen) == 3:
                frame.f_lineno += 1
        return tracer
    sys.settrace(tracer)
    try:
        result = jump(1, 2)
    finally:
        sys.settrace(None)
    print(seen, result)


try:
    jumping()
except Exception as error:
    print(type(error).__name__, error)


def raises(a, b):
    return (a
            .x
            + b
            * a)


for args in ((1, 2), (raises, 2)):
    try:
        run(raises, *args)
    except Exception as error:
        print(type(error).__name__, error.__traceback__.tb_next.tb_lineno)
