"""__cause__, __context__, suppression, notes, attributes, sys.exc_info across frames and generators."""
import sys


def chain(e):
    parts = []
    while e is not None:
        parts.append(repr(e))
        if e.__cause__ is not None:
            parts.append("cause")
            e = e.__cause__
        elif e.__context__ is not None:
            parts.append("hidden" if e.__suppress_context__ else "context")
            e = e.__context__
        else:
            e = None
    return " ".join(parts)


def level(n):
    try:
        if n == 0:
            raise ValueError("root")
        level(n - 1)
    except ValueError as e:
        if n % 2:
            raise KeyError(n) from e
        raise ValueError(n)
    except KeyError as e:
        raise ValueError(n) from None


for n in range(5):
    try:
        level(n)
    except Exception as e:
        print(n, chain(e))


def info():
    kind, value, tb = sys.exc_info()
    return kind and kind.__name__, str(value), tb is not None and tb.tb_lineno > 0


print(info())
try:
    raise ValueError("one")
except ValueError:
    print(info())
    try:
        raise KeyError("two")
    except KeyError:
        print(info())
    print(info(), sys.exception())
print(info())


def gen():
    print("in gen", info())
    try:
        raise IndexError("gen")
    except IndexError:
        yield info()
        print("resumed", info())
        yield info()
    print("left", info())
    yield info()


g = gen()
try:
    raise TypeError("caller")
except TypeError:
    print(next(g), info())
print(next(g), info())
print(next(g), info())
try:
    raise ValueError("manual").with_traceback(None)
except ValueError as e:
    e.add_note("first note")
    e.add_note("second")
    print(e.__notes__, e.__traceback__.tb_frame.f_code.co_name)
    try:
        e.add_note(5)
    except TypeError as error:
        print(error)
e = KeyError("k")
e.__cause__ = ValueError("set")
print(e.__suppress_context__, chain(e))
e.__context__ = IndexError("c")
e.__cause__ = None
print(e.__suppress_context__, chain(e))
for attribute, value in (("__cause__", 5), ("__context__", "x"), ("__traceback__", 1), ("args", 3)):
    try:
        setattr(e, attribute, value)
    except TypeError as error:
        print(attribute, error)


def cycle():
    a, b = ValueError("a"), ValueError("b")
    try:
        try:
            raise a
        except ValueError:
            raise b
    except ValueError:
        try:
            raise a
        except ValueError as last:
            return chain(last)


print(cycle())


def in_finally():
    try:
        raise ValueError("try")
    finally:
        try:
            raise KeyError("finally")
        except KeyError as e:
            print(chain(e))


try:
    in_finally()
except ValueError as e:
    print(chain(e))


def after_handler():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            pass
        raise ValueError("no context")
    except ValueError as e:
        return chain(e)


print(after_handler())


class Ctx:
    def __exit__(self, kind, value, tb):
        raise RuntimeError("exit")
    def __enter__(self): pass


try:
    with Ctx():
        raise ValueError("body")
except RuntimeError as e:
    print(chain(e))
try:
    {}[1]
except KeyError as e:
    tb = e.__traceback__
    print(tb.tb_next, tb.tb_frame is sys._getframe(), tb.tb_lineno)
def lines():
    found = []
    try:
        level(3)
    except ValueError as e:
        pass
    except KeyError as e:
        tb = e.__traceback__
        while tb:
            found.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
            tb = tb.tb_next
    return found
print(lines())
for cls in (OSError(2, "msg", "file"), StopIteration(5), SystemExit(4), UnicodeDecodeError("utf-8", b"x", 0, 1, "r"), ImportError("m", name="n", path="p"), SyntaxError("s", ("f", 1, 2, "t"))):
    print(repr(cls), str(cls), {k: getattr(cls, k) for k in ("errno", "filename", "value", "code", "start", "name", "lineno") if hasattr(cls, k)})
