# needs: numpy, pandas
"""Whole tracebacks of errors that cross C code: out of callbacks, out of C, chained, out of the collector, finalisers and weak references."""
import copy
import ctypes
import functools
import gc
import io
import json
import pickle
import re
import sys
import traceback
import weakref

import numpy as np
import pandas as pd
from pandas._libs import lib

FOLDER = re.compile(r'File ".*[/\\]([^/\\"]+)"')
frame = pd.DataFrame({"k": [1, 2, 1], "v": [1.0, 2.0, 3.0]})


class Odd(Exception):
    def __init__(self, *args):
        super().__init__(*args)
        self.seen = sys.exc_info()[0]


def text(error):
    """The traceback, files without their folders, addresses gone."""
    lines = "".join(traceback.format_exception(error))
    return re.sub(r"0x[0-9a-f]+", "0x", FOLDER.sub(r'File "\1"', lines))


def fails(*args, **kwargs):
    raise Odd("from the callback")


def fails_in_handler(*args, **kwargs):
    try:
        {}["absent"]
    except KeyError:
        raise Odd("in a handler")


def fails_from(*args, **kwargs):
    try:
        int("x")
    except ValueError as error:
        raise Odd("with a cause") from error


def fails_quietly(*args, **kwargs):
    raise Odd("without a context") from None


class Item:
    """Each of its methods fails."""
    __eq__ = __lt__ = __add__ = __radd__ = __float__ = __iter__ = __call__ = __array__ = __index__ = fails
    __hash__ = object.__hash__

    def __reduce__(self):
        raise Odd("not to be pickled")

    def __deepcopy__(self, memo):
        raise Odd("not to be copied")


class Stops:
    def __iter__(self):
        return self

    def __next__(self):
        raise Odd("no next")


def generator():
    yield 1
    raise Odd("in a generator")


def case(title, action):
    try:
        print(title, "gave", type(action()).__name__)
    except BaseException as error:
        print(f"--- {title}\n{text(error)}", end="")
        context = error.__context__
        print("context", type(context).__name__, "cause", type(error.__cause__).__name__, "seen", getattr(error, "seen", ""))
    print("handled now:", sys.exc_info()[0])


for callback in (fails, fails_in_handler, fails_from, fails_quietly):
    name = callback.__name__
    case(f"sorted {name}", lambda: sorted([2, 1], key=callback))
    case(f"vectorize {name}", lambda: np.vectorize(callback)([1, 2]))
    case(f"frompyfunc {name}", lambda: np.frompyfunc(callback, 1, 1)([1]))
    case(f"apply_along_axis {name}", lambda: np.apply_along_axis(callback, 0, np.ones((2, 2))))
    case(f"map_infer {name}", lambda: lib.map_infer(np.array([1, 2], dtype=object), callback))
    case(f"Series.map {name}", lambda: frame["v"].map(callback))
    case(f"groupby.agg {name}", lambda: frame.groupby("k")["v"].agg(callback))
    case(f"groupby.apply {name}", lambda: frame.groupby("k")[["v"]].apply(callback))
    case(f"rolling.apply {name}", lambda: frame["v"].rolling(2).apply(callback, raw=True))
    case(f"apply axis=1 {name}", lambda: frame.apply(callback, axis=1))
    case(f"re.sub {name}", lambda: re.sub("a", callback, "bab"))
    case(f"json default {name}", lambda: json.dumps({1, 2}, default=callback))
    case(f"json hook {name}", lambda: json.loads("{}", object_hook=callback))
    case(f"reduce {name}", lambda: functools.reduce(callback, [1, 2]))
    case(f"lru_cache {name}", lambda: functools.lru_cache(callback)(1))
    case(f"partial {name}", lambda: functools.partial(callback, 1)())

case("object array ==", lambda: np.array([Item()], dtype=object) == np.array([1], dtype=object))
case("object array +", lambda: np.array([Item()], dtype=object) + 1)
case("object sort", lambda: np.sort(np.array([Item(), Item()], dtype=object)))
case("to float", lambda: np.array([Item()], dtype=object).astype(float))
case("__array__", lambda: np.asarray(Item()))
case("__index__", lambda: np.arange(3)[Item()])
case("fromiter generator", lambda: np.fromiter(generator(), float))
case("list of a generator", lambda: list(generator()))
case("sum of a generator", lambda: sum(generator()))
case("Series of a generator", lambda: pd.Series(generator()))
case("dict of pairs", lambda: dict(Stops()))
case("min", lambda: min(Stops()))
case("str.join", lambda: "".join(Stops()))
case("pickle", lambda: pickle.dumps([Item()]))
case("pickle of an array", lambda: pickle.dumps(np.array([Item()], dtype=object)))
case("deepcopy of a frame", lambda: copy.deepcopy(pd.Series([Item()])).array[0] and copy.deepcopy([Item()]))
case("isin", lambda: pd.Series([1, "a"]).isin(Stops()))
case("read_csv converter", lambda: pd.read_csv(io.StringIO("a\n1\n"), converters={"a": fails}))
case("read_csv parser", lambda: pd.read_csv(io.StringIO("a,b\n1,2,3\n4,5,6,7\n"), on_bad_lines="error"))
case("to_datetime", lambda: pd.to_datetime(["2020-01-01", "nonsense"]))
case("Timestamp", lambda: pd.Timestamp("nonsense"))
case("loc", lambda: frame.loc[7])
case("column", lambda: frame["absent"])
case("iloc", lambda: frame.iloc[9])
case("dtype", lambda: np.dtype("nonsense"))
case("reshape", lambda: np.arange(3).reshape(2, 2))
case("ufunc", lambda: np.add("a", 1))
case("inv", lambda: np.linalg.inv(np.zeros((2, 2))))
case("concat", lambda: pd.concat([1, 2]))
case("merge", lambda: frame.merge(frame, on="absent"))
case("interrupted", lambda: np.frompyfunc(lambda x: (_ for _ in ()).throw(KeyboardInterrupt), 1, 1)([1]))
case("exit", lambda: frame["v"].map(lambda x: sys.exit(3)))
case("float errors", lambda: np.errstate(all="raise").__enter__() or np.array([1.0]) / 0)
np.seterr(all="warn")


def with_handled():
    try:
        raise ValueError("handled")
    except ValueError:
        case("in a handler", lambda: frame["v"].map(lambda x: x / [][0]))
        case("bare raise in a callback", lambda: np.frompyfunc(lambda x: exec("raise"), 1, 1)([1]))


with_handled()

# What nobody can raise.
unraisable = []
sys.unraisablehook = lambda args: unraisable.append((args.err_msg, type(args.object).__name__, text(args.exc_value)))


class Final:
    def __init__(self):
        self.me = self

    def __del__(self):
        raise Odd("in a finaliser")


Final()
gc.collect()
np.array([Final()], dtype=object)[0].me = None
gc.collect()
holder = np.array([1.0])
reference = weakref.ref(holder, fails)
del holder
weakref.finalize(frame.copy(), fails).detach()
qsort = ctypes.CDLL(None).qsort
compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))(fails)
qsort((ctypes.c_int * 2)(2, 1), 2, 4, compare)
gc.callbacks.append(lambda phase, info: fails() if phase == "start" else None)
gc.collect()
gc.callbacks.clear()
print(len(unraisable))
for entry in unraisable:
    print(*entry)
