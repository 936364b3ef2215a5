"""send, throw, close, yield from delegation, finalisation order, errors of the protocol."""


def echo(name):
    try:
        value = None
        while True:
            try:
                value = yield (name, value)
            except KeyError as error:
                value = f"handled {error}"
    except GeneratorExit:
        print(name, "closing")
        raise
    finally:
        print(name, "finally")


e = echo("e")
try:
    e.send("too early")
except TypeError as error:
    print(error)
print(next(e), e.send(1), e.throw(KeyError("k")), e.throw(KeyError, "old style"), e.send(2))
e.close()
e.close()
try:
    e.send(1)
except StopIteration:
    print("stopped")
e2 = echo("e2")
next(e2)
try:
    e2.throw(ValueError("through"))
except ValueError as error:
    print("came out", error, error.__context__)
try:
    e2.throw(ValueError("after the end"))
except ValueError as error:
    print("again", error)
never = echo("never started")
never.close()
fresh = echo("fresh")
try:
    fresh.throw(IndexError("before start"))
except IndexError as error:
    print(error, list(fresh))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def returns_on_close():
    try:
        yield 1
    except GeneratorExit:
        return "ignored"


r = returns_on_close()
next(r)
print(r.close())


def inner():
    try:
        got = yield "inner ready"
        print("inner got", got)
        got = yield "inner second"
        print("inner got", got)
    except ValueError as error:
        print("inner caught", error)
        yield "recovered"
    finally:
        print("inner finally")
    return "inner result"


def outer():
    result = yield from inner()
    print("outer got", result)
    result = yield from [1, 2]
    print("list gives", result)
    return "outer result"


o = outer()
print(next(o), o.gi_yieldfrom.__name__, o.send("hello"), o.throw(ValueError("v")), next(o), next(o))
try:
    next(o)
except StopIteration as stop:
    print(stop.value)
o = outer()
next(o)
o.close()


class Custom:
    def __iter__(self): return self
    def __next__(self): print("next"); return "n"
    def send(self, v): print("send", v); return "s"
    def throw(self, *a): print("throw", *a); raise StopIteration("thrown result")
    def close(self): print("close")


def delegate():
    print("result", (yield from Custom()))
    yield "tail"


d = delegate()
print(next(d), d.send("x"), d.send(None), d.throw(ZeroDivisionError("z")))
d.close()
d = delegate()
next(d)
d.close()


def iter_without_send():
    yield from iter([1, 2])


i = iter_without_send()
next(i)
try:
    i.send("value")
except AttributeError as error:
    print(error)


def context():
    try:
        raise KeyError("first")
    except KeyError:
        try:
            yield "in handler"
        except TypeError as error:
            print("context", repr(error.__context__))
            raise ValueError("last")


c = context()
next(c)
try:
    c.throw(TypeError("second"))
except ValueError as error:
    print(repr(error), repr(error.__context__), repr(error.__context__.__context__))
for wrong in (lambda: echo("w").throw(5), lambda: echo("w").throw(int), lambda: echo("w").throw(ValueError("a"), "b")):
    try:
        wrong()
    except TypeError as error:
        print(error)


def in_loop():
    for i in range(3):
        try:
            yield i
        finally:
            print("cleanup", i)


for v in in_loop():
    if v == 1:
        break
print("after break")
g = in_loop()
next(g)
del g
print("after del")
