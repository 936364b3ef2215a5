"""Comprehensions over everything that the VM opens in registers, over iterators that somebody else has too, changes in mid-loop, tracing, and await."""
def f(x):
    return [v for v in x], {v: 1 for v in x}, {v for v in x}
class L(list):
    def __iter__(self): return iter((7, 8))
class It:
    def __init__(self): self.n = 0
    def __iter__(self): print('iter', end=' '); return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
def run():
    for x in ([1, 2], (1, 2), 'ab', 'é\u0100', {'a': 1, 'b': 2}, {3}, frozenset((4,)), {'a': 1}.keys(), {'a': 1}.values(), {'a': 1}.items(), range(3), b'ab', L([1]), range(10**20, 10**20 + 2), [], {}, '', {'x': 1, 'y': 2}.keys()):
        print(f(x))
    print(f(It())); it = iter([1, 2, 3]); print(next(it), f(it))
    print([x for x in It()])
    a = [1, 2, 3]; b = 'xyz'; d = {'a': 1, 'b': 2}
    print([(x, y) for x, y in zip(a, b)], {x: y for x, y in zip(b, a)}, [p for p in zip(a, b)], [(x, y) for x, y in zip(a, a, strict=True)])
    print([(x, y) for x, y in enumerate(b)], {y: x for x, y in enumerate(a, 5)}, [p for p in enumerate(b)], [(i, x) for i, x in enumerate(range(3))])
    print([(x, y) for x, y in d.items()], {y: x for x, y in d.items()}, [p for p in d.items()], [x for x in d.values()], [x for x in d.keys()], [x for x in reversed(a)], [x for x in reversed(d)])
    z = zip(a, b); next(z); print([(x, y) for x, y in z], list(z))
    e = enumerate(b); next(e); print([(x, y) for x, y in e])
    i = iter(d.items()); next(i); print([(x, y) for x, y in i])
    print([(x, y) for x, y in zip(iter(a), iter(b))], [(x, y) for x, y in enumerate(iter(a))])
    j = iter(a); print([(x, y) for x, y in zip(j, j)], list(j))
    try: print([d.setdefault(k + 'x', 1) for k in d])
    except RuntimeError as e: print(e)
    try: print({d.pop(k) for k in d})
    except RuntimeError as e: print(e)
    s = {1, 2, 3}
    try: print([s.add(k + 10) for k in s])
    except RuntimeError as e: print(e)
    l = [1, 2, 3]; print([l.pop() for x in l], l)
    l = [1]; print([l.append(x + 1) for x in l if len(l) < 5], l)
    for bad in (5, None, 1.5, object):
        try: print([x for x in bad])
        except TypeError as e: print(e)
    try: print([x for x, y in [1]])
    except TypeError as e: print(e)
    try: print([x for x, y in {'a': 1}.values()])
    except TypeError as e: print(e)
    try: print([x for x, y, z in zip([1], [2])])
    except ValueError as e: print(e)
    print([sorted(locals()) for x in [1]], [[y for y in x] for x in ('ab', 'cd')], [y for x in ('ab', 'cd') for y in x])
    g = (x for x in [1, 2]); print(list(g), sum(x * y for x, y in zip(a, a)), all(x for x in d), {**{k: v for k, v in d.items()}})
    print([x for x in (y for y in a)], [x for x in map(str, a)], [x.upper() for x in 'a b'.split()])
    import sys
    print(sys.getsizeof([x for x in {i: 1 for i in range(20)}]), sys.getsizeof([x for x in 'hello world']), sys.getsizeof([x for x in {1, 2, 3}]), sys.getsizeof([x for x in d.values()]))
    class C: pass
    import weakref
    c = C(); r = weakref.ref(c); k = [c]; del c
    print([x.__class__.__name__ for x in k], r() is not None); del k; print(r())
def tr(fr, ev, arg):
    if fr.f_code.co_name.endswith('comp>'): print(ev, fr.f_lineno - fr.f_code.co_firstlineno, sorted(fr.f_locals), end=';')
    return tr
for _ in range(3): run()
import sys
sys.settrace(tr)
def traced(d, a):
    return [(x,
             y) for x, y in d.items()], [x for x in a
             if x], {k: v for k, v in zip(a, a)}, {i: x for i, x in enumerate(a)}, {c for c in 'ab'}
traced({'a': 1, 'b': 2}, [0, 1]); traced({'a': 1, 'b': 2}, [0, 1])
sys.settrace(None)
print()
async def agen():
    for i in range(3): yield i
async def main():
    print([x async for x in agen()], {x async for x in agen()}, [y async for x in agen() for y in [x, x]], [await asyncio.sleep(0, x) for x in (1, 2)], {k: await asyncio.sleep(0, v) for k, v in {'a': 1}.items()})
    async def w(i): await asyncio.sleep(0); return i
    print([await w(x) for x in {1: 2, 3: 4}], [await w(x + y) for x, y in zip([1, 2], [3, 4])])
import asyncio
asyncio.run(main())
