# needs: numpy, pandas
"""Protocols implemented in Python: __array_ufunc__, __array_function__, __array__, subclasses; errstate in threads and tasks; places of warnings."""
import asyncio
import contextvars
import threading
import warnings

import numpy as np
import pandas as pd


class Tracked(np.ndarray):
    def __new__(cls, data, unit="m"):
        self = np.asarray(data).view(cls)
        self.unit = unit
        return self

    def __array_finalize__(self, other):
        self.unit = getattr(other, "unit", "?")

    def __array_ufunc__(self, ufunc, method, *inputs, out=None, **kwargs):
        inputs = [np.asarray(x) if isinstance(x, Tracked) else x for x in inputs]
        result = getattr(ufunc, method)(*inputs, **kwargs)
        return Tracked(result, f"{self.unit}*{ufunc.__name__}.{method}") if isinstance(result, np.ndarray) else result

    def __array_wrap__(self, array, context=None, return_scalar=False):
        return super().__array_wrap__(array, context, return_scalar)


t = Tracked([1.0, 4.0])
for result in (t + 1, 1 + t, np.sqrt(t), np.add.outer(t, t), np.add.accumulate(t), t[1:], t.reshape(2, 1), t.copy(), t.T, np.concatenate([t, t])):
    print(type(result).__name__, getattr(result, "unit", None), result.tolist())
print(np.add.reduce(t), t.sum(), t.mean(), type(np.asarray(t)).__name__)


class Duck:
    def __init__(self, n):
        self.n = n

    def __array_function__(self, function, types, args, kwargs):
        if function is np.mean:
            return f"mean of duck {self.n}"
        if function is np.concatenate:
            raise LookupError("no ducks together")
        return NotImplemented

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return ufunc.__name__, method, [getattr(x, "n", x) for x in inputs], kwargs

    def __array__(self, dtype=None, copy=None):
        return np.array([self.n], dtype=dtype)


duck = Duck(3)
print(np.mean(duck), np.add(duck, 1), np.multiply(2, duck), 5 + np.array([1]) if False else np.subtract.reduce(duck), np.asarray(duck), np.array(duck, dtype=float))
for action in (lambda: np.sum(duck), lambda: np.concatenate([duck, duck])):
    try:
        print(action())
    except (TypeError, LookupError) as error:
        print(type(error).__name__, str(error)[:90])


class MySeries(pd.Series):
    _metadata = ["label"]

    @property
    def _constructor(self):
        return MySeries

    @property
    def _constructor_expanddim(self):
        return MyFrame

    def double(self):
        return self * 2


class MyFrame(pd.DataFrame):
    _metadata = ["label"]

    @property
    def _constructor(self):
        return MyFrame

    @property
    def _constructor_sliced(self):
        return MySeries


frame = MyFrame({"a": [1, 2], "b": [3, 4]})
frame.label = "L"
print(type(frame[["a"]]).__name__, frame[["a"]].label, type(frame["a"].double()).__name__, type(frame["a"].to_frame()).__name__, type(frame.T).__name__, type(frame.sum()).__name__)
print([type(part).__name__ for _, part in frame.groupby("a")], type(pd.concat([frame, frame])).__name__, type(frame.apply(lambda r: r, axis=1)).__name__, frame.copy().label)


@pd.api.extensions.register_series_accessor("geo")
class Accessor:
    def __init__(self, series):
        self.series = series

    def total(self):
        return self.series.sum()


print(pd.Series([1, 2]).geo.total(), frame["a"].geo.total())

# ---- errstate: of the thread, of the task
results = []
barrier = threading.Barrier(2)


def work(mode):
    with np.errstate(divide=mode):
        barrier.wait()
        try:
            results.append((mode, float(np.array([1.0]) / 0)))
        except (FloatingPointError, TypeError) as error:
            results.append((mode, type(error).__name__))
        barrier.wait()


with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    threads = [threading.Thread(target=work, args=(mode,)) for mode in ("raise", "ignore")]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
print(sorted(results), np.geterr()["divide"])


async def task(mode):
    with np.errstate(divide=mode, over="call", call=lambda kind, flag: results.append(kind)):
        await asyncio.sleep(0)
        state = np.geterr()["divide"]
        np.array([1e308]) * 1e10
        await asyncio.sleep(0)
        return state == mode


async def main():
    return await asyncio.gather(*[task(mode) for mode in ("raise", "ignore", "warn")]), np.geterr()["divide"]


print(asyncio.run(main()), results[2:])


def generator():
    with np.errstate(invalid="raise"):
        yield np.geterr()["invalid"]
        yield np.geterr()["invalid"]


g = generator()
print(next(g), np.geterr()["invalid"], next(g), list(g), np.geterr()["invalid"])
print(contextvars.copy_context().run(lambda: (np.seterr(all="ignore"), np.geterr()["under"])[1]), np.geterr()["under"])

# ---- where warnings are said to come from
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    np.array([1.0]) / 0
    np.array([1 + 2j]).astype(float)
    np.mean([])
    frame["a"].mean(axis=0)
    pd.to_datetime(["1/2/2020", "13/2/2020"], errors="coerce", dayfirst=False) if False else None
    pd.DataFrame({"a": [1, 2]})["a"][0] = 5

    def inner():
        pd.Series([1, 2, 3]).apply(lambda x: np.log(x - 1))
    inner()
for entry in seen:
    print(entry.category.__name__, entry.filename == __file__, entry.lineno if entry.filename == __file__ else "elsewhere", str(entry.message).splitlines()[0][:60])
