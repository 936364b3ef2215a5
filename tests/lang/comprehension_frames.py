"""Comprehensions have frames of their own: what tracebacks, locals(), sys._getframe, tracing and code objects show of them."""
import asyncio
import sys
import types


def shapes(n, k):
    lists = [x + n for x in range(3)], [[i * j * n for j in range(3)] for i in range(3)]
    others = {x: n for x in range(3)}, {x * k for x in range(3)}, list(x + n + k for x in range(3))
    functions = [lambda: (x, n) for x in range(3)]
    walrus = [last := x + n for x in range(3)]
    return lists, others, [f() for f in functions], walrus, last


class Body:
    size = 3
    squares = [i * i for i in range(size)]

    def method(self):
        return [__class__.__name__ for _ in range(2)], [type(super(Body, self)).__name__ for _ in range(1)]


def produce(n):
    yield [x + n for x in range(3)]
    yield from (x * n for x in range(3))
    yield sum(x for x in range(n))
    yield [[y for y in range(x)] for x in (yield_one for yield_one in (1, 2))]


def failing(n):
    try:
        return [1 // (x - n) for x in range(3)]
    except ZeroDivisionError as error:
        entry = error.__traceback__
    while entry:
        frame = entry.tb_frame
        print(frame.f_code.co_name, entry.tb_lineno - frame.f_code.co_firstlineno, sorted(frame.f_locals.items(), key=str)[-1],
              frame.f_code.co_freevars)
        entry = entry.tb_next


def kept(n):
    """A frame object that outlives its comprehension."""
    frames = [sys._getframe() for x in range(2)] + [[sys._getframe(), n][0] for x in range(2)]
    return [(f.f_code.co_name, sorted(f.f_locals)[-1:], f.f_back.f_code.co_name) for f in frames]


def unbound():
    for attempt in (lambda: [x + later for x in range(2)], lambda: list(x + later for x in range(2))):
        try:
            attempt()
        except NameError as error:
            print(type(error).__name__, error)
    later = 1
    return [x + later for x in range(2)]


def namespaces(n):
    return [sorted(locals()) for i in range(1)], [sorted(locals()) + [n] for i in range(1)], list(sorted(locals()) + [n] for i in range(1))


def codes(function, name):
    return [c for c in function.__code__.co_consts if isinstance(c, types.CodeType) and c.co_name == name]


def by_hand():
    """The code of a comprehension in a function made by hand, and another code in a comprehension's place."""
    code = codes(shapes, '<listcomp>')[0]
    print(code.co_freevars, types.FunctionType(code, globals(), 'f', None, (types.CellType(10),))(iter([1, 2])))
    code = codes(shapes, '<genexpr>')[0]
    made = types.FunctionType(code, globals(), 'f', None, (types.CellType(1), types.CellType(2)))(iter([1, 2]))
    print(made.__name__, list(made))

    def plain(values):
        return [v for v in values]

    def other(it):
        return 'other', list(it)
    consts = tuple(other.__code__ if isinstance(c, types.CodeType) else c for c in plain.__code__.co_consts)
    print(plain([1, 2]), types.FunctionType(plain.__code__.replace(co_consts=consts), globals())([1, 2]))


def traced(n):
    events = []

    def tracer(frame, event, arg):
        if event != 'line':
            events.append((frame.f_code.co_name, event, arg if event == 'return' else None))
        if event == 'call' and frame.f_code.co_name == '<listcomp>':
            events.append(sorted(frame.f_locals, key=str)[-1])
        return tracer

    def run():
        return [x + n for x in range(2)], [y for y in (x * n for x in range(1))]
    sys.settrace(tracer)
    run()
    sys.settrace(None)
    return events


async def numbers(n):
    for i in range(n):
        yield i


async def asynchronous(n):
    return ([x + n async for x in numbers(3)], [y async for y in (x * n async for x in numbers(2))],
            [await asyncio.sleep(0, x) for x in range(n)])


def deep(n):
    return [deep(n - 1) for _ in range(1)] if n else 0


def main():
    for _ in range(20):
        result = shapes(2, 3)
    print(result)
    print(Body.squares, Body().method())
    print(list(produce(4)))
    failing(1)
    print(kept(5))
    print(unbound())
    print(namespaces(7))
    g = (lambda n: (x + n for x in range(3)))(5)
    print(g.__name__, g.__qualname__, g.gi_code.co_freevars, g.gi_frame.f_locals.get('n'), next(g), g.gi_frame.f_locals['n'], list(g))
    by_hand()
    print(traced(3))
    print(asyncio.run(asynchronous(2)))
    try:
        deep(10_000)
    except RecursionError as error:
        print(type(error).__name__)
    print([[x] * y for x in 'ab' for y in range(3) if y if x == 'a' or y > 1])


main()
