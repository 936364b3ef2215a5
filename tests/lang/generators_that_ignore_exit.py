"""What a generator that ignores GeneratorExit leaves: the error of its finalizer has the frame that dropped it as its traceback."""

import sys


def gen():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass


def hook(u):
    tb = u.exc_traceback
    s = []
    while tb:
        s.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print(type(u.exc_value).__name__, u.exc_value, s)


sys.unraisablehook = hook


def f():
    g = gen()
    next(g)
    g = None


def h():
    g = gen()
    next(g)
    return 1


def k():
    g = gen()
    next(g)
    raise KeyError


def outer():
    def inner():
        for x in gen():
            return x

    inner()
    for x in gen():
        raise ValueError


async def ag():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass


def l():
    a = ag()
    try:
        a.asend(None).send(None)
    except StopIteration:
        pass
    a = None


def m():
    for x in gen():
        for y in gen():
            break
        break
    return [x for x in zip(gen(), range(2))]


class D:
    def __del__(self):
        1 / 0


def n():
    d = D()
    d = None
    d = D()
    [D()]


def o():
    yield from gen()


def p():
    x = o()
    next(x)
    x = None
    x = o()
    next(x)
    try:
        x.close()
    except RuntimeError as e:
        print(e)


for fn in (f, h, k, outer, l, m, n, p):
    print(fn.__name__)
    try:
        fn()
    except Exception as e:
        print(type(e).__name__)
