"""Async generators awaited by one another: values, asend(), athrow(), errors at each end, cancellation, frames, tracing, depth."""
import asyncio, sys, traceback
async def g(n):
    for i in range(n):
        yield i
        if i == 3: await asyncio.sleep(0)
async def sub(n):
    try:
        async for x in g(n):
            y = yield x * 2
            if y: yield ('got', y)
    finally:
        await asyncio.sleep(0)
        print('fin', n)
async def bad(n):
    yield 1
    raise ValueError('bad %d' % n)
async def stops():
    yield 1
    raise StopAsyncIteration('x')
async def stop2():
    yield 1
    raise StopIteration('x')
async def ge():
    yield 1
    raise GeneratorExit
async def main():
    print([x async for x in g(6)], [x async for x in sub(4)])
    a = sub(5)
    print(await a.__anext__(), await a.asend('hi'), await a.asend(None), await anext(a), await anext(a, 'dflt'))
    try: print(await a.athrow(KeyError('k')))
    except KeyError as e: print('KE', e)
    try: print(await a.__anext__())
    except StopAsyncIteration as e: print('SAI', repr(e))
    for f in (bad, lambda n: stops(), lambda n: stop2(), lambda n: ge()):
        try:
            async for x in f(3): print(x)
        except BaseException as e:
            print(type(e).__name__, e, type(e.__cause__), type(e.__context__))
            print([ (t.name, t.lineno) for t in traceback.extract_tb(e.__traceback__)])
    a = g(3)
    try: await a.asend(4)
    except TypeError as e: print(e)
    s = a.__anext__()
    print(await s)
    try: await s
    except RuntimeError as e: print(e)
    await a.aclose()
    try: print(await a.__anext__())
    except StopAsyncIteration: print('closed')
    # concurrently running
    async def slow():
        yield 1
        await asyncio.sleep(0.01)
        yield 2
    b = slow()
    await anext(b)
    async def nx():
        try: return await anext(b)
        except BaseException as e: return repr(e)
    print(await asyncio.gather(nx(), nx()))
    # reentrancy
    async def selfref():
        try: await anext(c)
        except BaseException as e: yield repr(e)
    c = selfref()
    print([x async for x in c])
    # break and finaliser
    async for x in sub(9):
        if x > 3: break
    await asyncio.sleep(0)
    # cancellation inside
    async def inf():
        try:
            while 1:
                yield 1
                await asyncio.sleep(0.01)
        finally: print('inf fin')
    async def loop():
        async for _ in inf(): pass
    t = asyncio.create_task(loop()); await asyncio.sleep(0.03); t.cancel()
    try: await t
    except asyncio.CancelledError: print('cancelled')
    # frames
    async def who():
        f = sys._getframe()
        r = []
        while f: r.append(f.f_code.co_name); f = f.f_back
        yield r[:3]
    async for r in who(): print(r)
    print([(x, y) async for x in g(3) async for y in g(2) if await asyncio.sleep(0, True)])
    # traced in mid loop
    ev = []
    def tr(f, e, a):
        ev.append((f.f_code.co_name, e, f.f_lineno - f.f_code.co_firstlineno)); return tr
    n = 0
    async for x in sub(6):
        n += 1
        if n == 2: sys.settrace(tr)
        if n == 4: sys.settrace(None)
    print(ev)
asyncio.run(main())
def deep(n):
    async def a():
        yield 1
    async def b(inner):
        async for x in inner: yield x
    it = a()
    for _ in range(n): it = b(it)
    async def m():
        return [x async for x in it]
    try: return asyncio.run(m())
    except RecursionError as e: return 'RE'
print(deep(100))
