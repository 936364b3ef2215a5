"""Methods of C objects bound to variables, functions of modules: by name, attribute, closure; rebound in mid-loop, of wrong types, subclasses with their own."""
import math, operator, heapq
from math import sqrt, floor
from heapq import heappush, heappop
from operator import index
cnt = 0
def a():
    l = []; append = l.append; pop = l.pop; ext = l.extend
    for i in range(60):
        append(i); append(i+1); append(str(i))
        pop(); ext((1,2)); ext([i])
    return l[:5], len(l)
def b(n):
    h = []
    for i in range(n):
        heappush(h, (i*7) % 11); heapq.heappush(h, i)
        y = math.sqrt(i); z = sqrt(i)
    return [heappop(h) for _ in range(5)], y, z, math.floor(y), floor(z)
def c():
    d = {}; get = d.get; setd = d.setdefault
    def inner(k):
        return get(k), get(k, 5), setd(k, k)
    return [inner(i % 3) for i in range(20)]
def e():
    global sqrt
    r = []
    for i in range(20):
        if i == 10: sqrt = lambda x: -x
        if i == 15: sqrt = math.sqrt
        r.append(sqrt(i))
    return r
def f():
    r = []
    for fn in (len, abs, str, [].append, {}.get, ''.join, math.sqrt, len, abs)*4:
        try: r.append(fn([4]))
        except TypeError as x: r.append(str(x))
    return r
def g():
    r = []
    for v in (1, 2.5, True, 'x', None, [1], 10**20, math):
        for k in range(4):
            try: r.append((math.sqrt(v), index(v)))
            except Exception as x: r.append(repr(x))
    return r
def h():
    out = []
    for i in range(8):
        try:
            print(i, end=' '); print(repr(i), callable(i), next(iter([i])), issubclass(int, object), hex(i))
            out.append(operator.itemgetter(0)([i]))
            next(iter([]))
        except StopIteration as e: out.append(e)
    return out
def gen():
    l=[]; ext=l.extend
    for i in range(6):
        ext(x*x for x in range(3)); ext(l[:1])
    return l
class S:
    def __len__(s): return 5
    def __repr__(s): return 'S!'
    def __getattr__(s, n): return n
    def __iter__(s): return iter((1,2))
def k():
    s = S(); L=len; R=repr; G=getattr; I=iter; N=next
    return [(L(s), R(s), G(s,'q'), N(I(s)), N(I([]), 4)) for _ in range(5)], [(len(s), repr(s), getattr(s,'z')) for _ in range(5)]
for fn in (a, lambda: b(30), c, e, f, g, h, gen, k, e, lambda: b(20), a):
    for _ in range(3): print(fn())
class LL(list):
    def append(self, x): super().append(x+1)
def m():
    l=LL(); a=l.append; b=super(LL,l).append; c = list.append
    for i in range(5): a(i); b(i); c(l, i)
    return l
for _ in range(3): print(m())
def rec(n):
    q = []; ap = q.append
    def r(n):
        ap(n)
        return r(n-1) if n else len(q)
    return r(n)
print(rec(50))
def t():
    st = 'abc'; up = st.upper; sw = st.startswith; sp='a b c'.split; j=','.join
    return [(up(), sw('a'), sw('b', 1), sp(), sp(' '), j(['q','r']), j(x for x in 'ab')) for _ in range(4)]
print(t())
