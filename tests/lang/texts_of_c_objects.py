"""str() and repr() of objects of C types and of containers with items in Python; unpacking of one."""
from decimal import Decimal
class E(Exception):
    def __str__(self): return "E!"
class K:
    def __repr__(self): return 1/0
class L(list): 
    def __repr__(self): return "L"
rec=[]; rec.append(rec)
d=[0]
for i in range(20000): d=[d]
for v in (Decimal("1.5"),E(),ValueError(3),[1,K()],L(),rec,{},{1:2},None,True,b"a",range(3),(1,),"a'b",int,d):
    for f in (str,repr):
        for _ in range(3):
            try: r=f(v)
            except Exception as e: r=type(e).__name__
        print(r)
def f(q):
    a,=q; return a
for _ in range(4): print(f([1]),f((2,)),f("x"))
for bad in ((),(1,2),5):
    try: f(bad)
    except Exception as e: print(e)
