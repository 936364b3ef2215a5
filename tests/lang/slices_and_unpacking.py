"""Slices with steps, stores to slices, items put into and taken from lists, lists and tuples unpacked into locals."""
l=list(range(10)); t=tuple(range(10)); s="abcdefghij"; b=b"abcdefghij"; ba=bytearray(b); u="äbcdefghij"
for q in (l,t,s,b,ba,u,[],(), "a"):
    for i in (None,-20,-3,0,3,9,20,10**15):
        for j in (None,-20,-3,0,3,9,20,-10**15):
            x=q[i:j]
            for k in (None,-3,-1,1,2,50,10**15,-10**15):
                y=q[i:j:k]
                assert y==q.__getitem__(slice(i,j,k)),(q,i,j,k,y)
                assert type(y) is type(q)
            assert x==q.__getitem__(slice(i,j)),(q,i,j)
try: l[::0]
except ValueError as e: print(e)
try: l[::1.5]
except TypeError as e: print(e)
m=list(range(5)); m[1:3]=m; print(m); m[3:1]=(7,8); print(m); m[:]=iter("ab"); print(m); m[5:]=[1,2]; print(m)
try: m[1:2]=5
except TypeError as e: print(e)
def f(q):
    a,b,c=q; return a,b,c
for _ in range(5): print(f([1,2,3]),f((1,2,3)),f("abc"),f({1:2,2:3,3:4}))
for bad in ([1,2],(1,2,3,4),5):
    try: f(bad)
    except Exception as e: print(type(e).__name__,e)
def g():
    q=[1,2]
    for _ in range(4):
        a,b=q; q=(b,a) if isinstance(q,list) else [b,a]
    return a,b,q
print(g())
class D:
    def __init__(s,l): s.l=l
    def __del__(s): s.l.clear(); s.l.append(99)
def h():
    l=[]; 
    for i in range(3):
        a=D(l); l[:]=[1,2,3]
        a,b,c=l
        print(a,b,c,l)
h()
l=[1,2,3,4,5,6,7]; print(l.pop(0),l.pop(-2),l.pop(3),l); l.insert(0,'x');l.insert(-1,'y');l.insert(100,2.5);l.insert(-100,'z');print(l)
for a in (10,-10):
    try: l.pop(a)
    except IndexError as e: print(e)
while l: l.pop(0)
try: l.pop(0)
except IndexError as e: print(e)
