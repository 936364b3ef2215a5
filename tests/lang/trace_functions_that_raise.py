"""A trace function that raises at its n-th event: which frames the traceback has, which handlers see the error; functions, generators, coroutines."""
import sys
import traceback


def f(x):
    return x + 1


def outer():
    y = f(1)
    return y


def guarded(x):
    try:
        return f(x)
    except ZeroDivisionError:
        return 'caught'
    finally:
        x = 3


def gen(n):
    for i in range(n):
        try:
            yield i
        except ZeroDivisionError:
            yield 'caught in gen'


def delegates(n):
    yield from gen(n)


def loops():
    return [x for x in delegates(2)] + list(gen(1))


async def agen(n):
    for i in range(n):
        yield i


async def asub(n):
    async for x in agen(n):
        yield x * 2


async def acollects():
    return [x async for x in asub(2)]


def drive():
    c = acollects()
    try:
        while True:
            c.send(None)
    except StopIteration as e:
        return e.value


class C:
    x = f(1)

    def __init__(self): self.y = guarded(1)


def makes():
    return C().y


for function in (outer, guarded, loops, drive, makes):
    arguments = (1,) if function is guarded else ()
    for k in range(1, 40):
        events = []

        def trace(frame, event, arg):
            events.append((frame.f_code.co_name, event, frame.f_lineno))
            if len(events) == k:
                raise ZeroDivisionError
            return trace
        result = None
        sys.settrace(trace)
        try:
            result = function(*arguments)
            sys.settrace(None)
        except ZeroDivisionError as e:
            sys.settrace(None)
            result = [(x.name, x.lineno) for x in traceback.extract_tb(e.__traceback__)]
        if len(events) < k:
            break
        print(function.__name__, k, events[-1][:2], result)
for function in (outer, guarded, loops):
    arguments = (1,) if function is guarded else ()
    for k in range(1, 12):
        events = []

        def profile(frame, event, arg):
            if event.startswith('c_'):
                return
            events.append((frame.f_code.co_name, event))
            if len(events) == k:
                raise ZeroDivisionError
        result = None
        sys.setprofile(profile)
        try:
            result = function(*arguments)
        except ZeroDivisionError as e:
            sys.setprofile(None)
            result = [(x.name, x.lineno) for x in traceback.extract_tb(e.__traceback__)]
        finally:
            sys.setprofile(None)
        if len(events) < k:
            break
        print(function.__name__, k, events[-1], result)
