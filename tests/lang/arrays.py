"""Items of array.array: each type code, what fits and what does not, iteration over what grows and shrinks."""
from array import array
for code in 'bBhHiIlLqQfd':
    for vals in ([0,1,2,100],):
        a=array(code,vals)
        for r in range(3):
            print(code,a[0],a[-1],[x for x in a],len(a),bool(a))
        for v in (0,1,-1,127,128,-128,-129,255,256,32767,32768,65535,65536,2**31-1,2**31,2**32-1,2**32,2**46,2**47,2**48,2**63-1,2**63,2**64-1,-2**63,1.5,float('nan'),float('inf'),True,None,"a",1e300):
            try:
                a[1]=v; print(code,v,repr(a[1]),[repr(x) for x in a][1])
            except Exception as e: print(code,v,type(e).__name__,e)
        for i in (4,-5,2**70,1.0,"a",True):
            try: print(a[i])
            except Exception as e: print(type(e).__name__,e)
            try: a[i]=1; print('ok')
            except Exception as e: print(type(e).__name__,e)
u=array('u',"abc"); print(u[1],[c for c in u]); u[0]='z'; print(u)
a=array('d',[1,2,3])
for x in a:
    print(x)
    if len(a)<6: a.append(x)
it=iter(a); next(it); del a[:]; print(list(it)); a.append(5.0); print(list(it))
m=memoryview(array('i',[1,2])); m[0]=5; print(m[0],m.tolist())
