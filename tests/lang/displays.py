"""Displays of locals, constants and temporaries, which one instruction may build; tuples that the collector need not know."""
import gc
import sys


def f(a,b,c):
    x=(a,b); y=(a,b,c); z=(a+1,b,c); w=(1,a,b); v=[a,b]; u=[a+1,b,3,None]; t=(a,(b,c),[c,a]); s=(a, b if c else a); r=(a, b if not c else a, c, 5)
    return x,y,z,w,v,u,t,s,r,(2.5,a),(None,True,a),(a,),[a]
for i in range(4):
    print(f(i,2**40,[i])); print(f(2.5,'s',0)); print(f(2**70,None,()))
def g(n):
    for i in range(n): yield i, n
print(list(g(4)))
def h(n):
    d={}
    for i in range(n):
        d[i,i+1]=i; d[(i,'k')]=[i,n]
    return d
print(h(5))


class Node:
    def __init__(self):
        self.pair = (self, 1)
        self.deep = ((1, (2, self)), "x")

    def __del__(self):
        print("end of node")


def cycles():
    gc.disable()
    for _ in range(3):
        Node()
    print("made")
    gc.collect()
    gc.enable()


cycles()


def tracked():
    a, b, l = 1, "s", []
    out = [gc.is_tracked((l, a)), gc.is_tracked((a, (b, l))), gc.is_tracked((a, tracked)), gc.is_tracked([a, b]), gc.is_tracked((a, {}, b)), gc.is_tracked((a, lambda: 0))]
    t = (a, b)
    u = (t, a)
    gc.collect()
    return out, gc.is_tracked(t), gc.is_tracked(u), t, u


print(tracked())
print(tracked())


def arguments(*args):
    return args


def cyclic_arguments():
    l = []
    t = arguments(1, l, "a")
    l.append(t)
    return gc.is_tracked(t), len(arguments(1, 2)), len(t + (1,)), gc.is_tracked(t[1:]), gc.is_tracked((0,) + t)


print(cyclic_arguments())
print(cyclic_arguments())


def deep(n):
    """A chain of tuples that the collector does not know goes without recursion in C."""
    t = (1,)
    for _ in range(n):
        t = (t, 2)
    return t


t = deep(200000)
del t
print("gone")


def counts():
    x = "".join(["a", "b"])
    l = []
    before = sys.getrefcount(x), sys.getrefcount(l)
    for i in range(300):
        a = (x, l)
        b = [x, i, l]
        c = (i + 1, x, l)
        d = (x, (l, 1 << 40), 2.5 * i)
        e = [i * 1000, x]
    del a, b, c, d, e
    return before == (sys.getrefcount(x), sys.getrefcount(l))


print(counts())


def traced():
    lines = []

    def tracer(frame, event, arg):
        if event == "line":
            lines.append(frame.f_lineno - frame.f_code.co_firstlineno)
        return tracer

    def many(a, b):
        return (a,
                b,
                1), [a,
                     b]

    for _ in range(3):
        many(1, 2)
    sys.settrace(tracer)
    many(1, 2)
    sys.settrace(None)
    many(1, 2)
    return lines


print(traced())


def late(flag):
    """A name that is not bound stops a display in the middle."""
    a = "".join(["x", "y"])
    for i in range(3):
        try:
            if i == 1:
                del b
            elif i == 0:
                b = 1
            t = (a, b, a)
        except UnboundLocalError as e:
            print(e)
    return sys.getrefcount(a)


print(late(True))
