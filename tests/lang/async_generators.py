"""async with, async for, async generators and comprehensions, aclose/athrow/asend, await in odd places."""


class Yield:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)


def run(coro, *replies):
    replies = list(replies)
    value = None
    while True:
        try:
            got = coro.send(value)
        except StopIteration as stop:
            return stop.value
        print("  suspended with", got)
        value = replies.pop(0) if replies else None


class Resource:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    async def __aenter__(self):
        await Yield("enter " + self.name)
        return self
    async def __aexit__(self, kind, value, tb):
        await Yield("exit " + self.name)
        print("exit", self.name, kind.__name__ if kind else None)
        return self.swallow


class Ticks:
    def __init__(self, n): self.n, self.i = n, 0
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        await Yield(("tick", self.i))
        return self.i


async def agen(n):
    try:
        for i in range(n):
            got = yield i
            if got:
                print("agen got", got)
                await Yield("inside agen")
    except ValueError as error:
        yield f"caught {error}"
    finally:
        print("agen finally")
        await Yield("cleanup")


async def withs():
    async with Resource("a") as a, Resource("b", True):
        print("body", a.name)
        raise KeyError("swallowed by b")
    try:
        async with Resource("c"):
            raise ValueError("out")
    except ValueError as error:
        print("caught", error)
    async with Resource("d"):
        return "returned from async with"


async def loops():
    out = []
    async for t in Ticks(4):
        if t == 2:
            continue
        if t == 4:
            break
        out.append(t)
    else:
        out.append("never")
    async for t in Ticks(1):
        out.append(t)
    else:
        out.append("else")
    return out


async def comprehensions():
    a = [x async for x in agen(3)]
    b = {x: await Yield(x) async for x in Ticks(2) if x}
    c = {x + y async for x in Ticks(2) for y in range(2)}
    d = (x * 2 async for x in agen(2))
    e = [x async for x in d]
    f = [[y async for y in agen(n)] for n in range(2)]
    return a, b, sorted(c), e, f


async def protocol():
    g = agen(5)
    print(await anext(g), await g.asend("hello"), await g.athrow(ValueError("v")))
    try:
        await anext(g)
    except StopAsyncIteration:
        print("exhausted", await anext(g, "default"))
    g = agen(2)
    await anext(g)
    await g.aclose()
    await g.aclose()
    try:
        await g.asend(None)
    except StopAsyncIteration:
        print("closed")
    g = agen(2)
    try:
        await g.asend("too early")
    except TypeError as error:
        print(error)
    print(g.__name__, g.ag_running, g.ag_frame is not None, type(g).__name__)
    await g.aclose()


async def odd_places():
    f = f"{await Yield('in f-string')!r:>8}"
    d = [await Yield(1), *[await Yield(2)]], {await Yield("k"): await Yield("v")}
    lst = [0]
    lst[await Yield("index")] = await Yield("value")
    x = await Yield("cond") and await Yield("not reached")
    assert (await Yield("assert")) is None
    return f, d, lst, x, (lambda: 5)(), not await Yield("neg")


print(run(withs()))
print(run(loops()))
print(run(comprehensions(), *range(20)))
print(run(protocol()))
print(run(odd_places(), "s", "one", "two", "K", "V", "stored", 0, 0))


async def errors():
    for source in ("async with Resource: pass", "async for x in 5: pass", "async for x in Bad(): pass", "async with Half(): pass"):
        class Bad:
            def __aiter__(self): return 5
        class Half:
            async def __aenter__(self): pass
        space = {"Resource": Resource(1).__class__.__name__, "Bad": Bad, "Half": Half}
        exec(f"async def f():\n    {source}", space)
        try:
            await space["f"]()
        except (TypeError, AttributeError) as error:
            print(type(error).__name__, error)


run(errors())


async def leaks():
    raise StopIteration("inside")


try:
    run(leaks())
except RuntimeError as error:
    print(error)
