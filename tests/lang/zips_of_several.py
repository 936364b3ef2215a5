"""zip() of three and more in loops that unpack: iterators that are one, end early, run code, change underway."""
def run(n):
    L=list(range(n)); T=tuple(str(i) for i in L); S='abcdefghij'*n
    out=[]
    for a,b,c in zip(L,T,S): out.append((a,b,c))
    for a,b,c,d in zip(L,T,range(10**18,10**18+n+2),L): out.append((a,b,c,d))
    it=iter(L)
    for a,b,c in zip(it,it,it): out.append((a,b,c))
    out.append(list(it))
    it=iter(L)
    for a,b,c in zip(it,T,it): out.append((a,b,c))
    out.append(list(it))
    it2=iter(T)
    for a,b,c in zip(L,it2,[1,2,3]): out.append((a,b,c))
    out.append(next(it2,None))
    g=(x*x for x in L)
    for a,b,c in zip(g,L,T): out.append((a,b,c))
    for a,b,c in zip(L,g,T): out.append((a,b,c))
    for a,b,c,d,e in zip(L,L,T,T,L): out.append((a,b,c,d,e))
    for a,(b,c) in zip(L,zip(L,T)): out.append((a,b,c))
    x=[1,2,3,4]
    for a,b,c in zip(x,x,x):
        if len(x)<8: x.append(a+b+c)
        out.append((a,b,c))
    for o.p, o.q, b in zip(L,T,L): out.append((o.p,o.q,b))
    try:
        for a,b,c in zip(L,T,L,strict=True): out.append(a)
        for a,b,c in zip(L,T,L[:-1],strict=True): out.append(a)
    except ValueError as e: out.append(str(e))
    try:
        for a,b in zip(L,T,L): out.append(a)
    except ValueError as e: out.append(str(e))
    return out
class O: pass
o=O()
for n in (0,1,2,3,4,5,10,10):
    print(run(n))
class D:
    def __del__(self): log.append(len(x))
log=[]; x=[1,2,3,4,5]
def dels():
    a=D(); b=D(); c=D()
    for a,b,c in zip(x,x,x):
        x.pop(); log.append((a,b,c))
for _ in range(3): x=[1,2,3,4,5]; dels()
print(log)
