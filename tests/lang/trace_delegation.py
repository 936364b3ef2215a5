"""Trace events of generators that delegate, closed, thrown into and dropped at each step; tracing switched on before, behind and for a part; coroutines likewise."""

import sys

log = []


def t(f, e, a):
    if f.f_code.co_filename == __file__:
        log.append((e, f.f_code.co_name, f.f_lineno))
    return t


def inner():
    try:
        yield 1
        yield 2
    finally:
        log.append("fin")


def outer(x):
    try:
        yield 0
        yield from x
    finally:
        log.append("ofin")


class It:
    def __init__(self):
        self.i = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.i += 1
        return self.i


def use(make, how, steps):
    g = outer(make())
    for _ in range(steps):
        next(g)
    how(g)
    del g


def drop(g):
    pass


def close(g):
    g.close()


def throw(g):
    try:
        g.throw(ValueError)
    except ValueError:
        pass


for make in (inner, It, lambda: [1, 2, 3], lambda: map(str, [1, 2, 3]), lambda: (i for i in range(3))):
    for how in (drop, close, throw):
        for steps in (1, 2, 3):
            for when in ("all", "late", "one"):
                log.append((make.__name__, how.__name__, steps, when))
                if when == "late":
                    g = outer(make())
                    for _ in range(steps):
                        next(g)
                    sys.settrace(t)
                    how(g)
                    del g
                    sys.settrace(None)
                elif when == "all":
                    sys.settrace(t)
                    use(make, how, steps)
                    sys.settrace(None)
                else:
                    sys.settrace(t)
                    g = outer(make())
                    for _ in range(steps):
                        next(g)
                    sys.settrace(None)
                    how(g)
                    del g


def p(f, e, a):
    if f.f_code.co_filename == __file__ and e in ("call", "return"):
        log.append((e, f.f_code.co_name, f.f_lineno))


class Aw:
    def __await__(self):
        try:
            yield 1
            yield 2
        finally:
            log.append("awf")


async def leaf(n):
    try:
        await Aw()
        return n
    except ValueError:
        await Aw()
        return "caught"
    finally:
        log.append("leaf")


async def mid(n):
    r = await leaf(n)
    async for x in agen(2):
        r = x
    async with cm():
        pass
    return [y async for y in agen(1)], r


async def agen(n):
    try:
        for i in range(n):
            await Aw()
            yield i
    finally:
        await Aw()


class cm:
    async def __aenter__(self):
        await Aw()

    async def __aexit__(self, *a):
        await Aw()


def drive(c, steps, end):
    try:
        for _ in range(steps):
            c.send(None)
    except StopIteration as e:
        return e.value
    try:
        end(c)
    except BaseException as e:
        log.append(type(e).__name__)


def throw(c):
    c.throw(ValueError)


def throwE(c):
    c.throw(KeyError, KeyError(1))


for mode in ("t", "p", "tp"):
    for steps in (1, 2, 4, 7, 10, 13):
        for end in (throw, throwE):
            for late in (0, 1):
                log.append((mode, steps, end.__name__, late))
                c = mid(3)
                if late:
                    try:
                        for _ in range(steps):
                            c.send(None)
                    except StopIteration:
                        pass
                if "t" in mode:
                    sys.settrace(t)
                if "p" in mode:
                    sys.setprofile(p)
                drive(c, 0 if late else steps, end)
                del c
                sys.settrace(None)
                sys.setprofile(None)
for x in log:
    print(x)
