"""Stores to attributes that C code defines (getset and member descriptors), from sites of one type and of several; classes that change under them."""
import array
import functools
import io
import threading
import types


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return type(error).__name__, str(error)


def name(o, value):
    o.__name__ = value
    return o.__name__


def doc(o, value):
    o.__doc__ = value
    return o.__doc__


def f():
    """f"""


def g():
    yield


class C:
    pass


class Doc:
    __slots__ = ("__doc__",)


class Hooked(Exception):
    def __setattr__(self, key, value):
        print("set", key)
        super().__setattr__(key, value)


def traceback_of(error):
    try:
        raise error
    except Exception as caught:
        return caught.__traceback__


for round_ in range(12):
    generator = g()
    print(attempt(name, f, f"f{round_}"), attempt(name, generator, "gen"), attempt(name, C, "D"), attempt(name, f, round_), attempt(name, functools.partial(f), "p"), attempt(name, [], "x"))
    print(attempt(doc, f, round_), attempt(doc, C(), "c"), attempt(doc, Doc(), "slot"), attempt(doc, property(), "p"), attempt(doc, len, "no"))


def causes(error, cause):
    error.__cause__ = cause
    error.__suppress_context__ = not error.__suppress_context__
    error.args = (1, 2)
    error.__traceback__ = None
    return repr(error.__cause__), error.__suppress_context__, error.args, error.__traceback__


kinds = [ValueError, KeyError, OSError, Hooked, StopIteration]
for round_ in range(8):
    print([attempt(causes, kind("x"), kinds[(i + round_) % 5]("y")) for i, kind in enumerate(kinds)], attempt(causes, ValueError(), 5))


def stop(error, value):
    error.value = value
    return error.value


print([attempt(stop, StopIteration(1), v) for v in (1, 2.5, None, "s", [1], 2 ** 70)] * 2, attempt(stop, SystemExit(), 1), attempt(stop, Hooked(), 2))


def chunk(stream, size):
    stream._CHUNK_SIZE = size
    return stream._CHUNK_SIZE


for round_ in range(6):
    print(attempt(chunk, io.TextIOWrapper(io.BytesIO()), 100 + round_), attempt(chunk, io.TextIOWrapper(io.BytesIO()), 0), attempt(chunk, C(), 3))


class Base(OSError):
    pass


def number(error, value):
    error.errno = value
    return error.errno


errors = [OSError(1, "a"), Base(2, "b"), FileNotFoundError(3, "c")]
for round_ in range(10):
    print([attempt(number, e, round_ * 10 + i) for i, e in enumerate(errors)])
    if round_ == 4:
        Base.errno = property(lambda self: "property", lambda self, value: print("setter", value))
    if round_ == 6:
        Base.errno = 7
    if round_ == 8:
        del Base.errno


class Ends:
    def __del__(self):
        print("ended")


def held(error, value):
    error.filename = value
    return type(error.filename).__name__


for round_ in range(4):
    e = errors[round_ % 3]
    print(held(e, Ends()), held(e, None))
local = threading.local()
local.x = 1
module = types.ModuleType("m")
module.__dict__["x"] = 1
for owner in (local, module, C()) * 3:
    owner.x = array.array("i", [1])
    print(owner.x)
