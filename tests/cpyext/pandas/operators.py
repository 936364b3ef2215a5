# needs: numpy, pandas
"""Operators of NumPy's scalars and arrays and of pandas' scalars: either side, in place, temporaries, what refuses, and Python's classes beside them."""

import numpy as np
import pandas as pd



def attempt(f, *args):
    try:
        r = f(*args)
        return r.tolist() if isinstance(r, np.ndarray) else r
    except Exception as error:
        return type(error).__name__


def every(x, y):
    return [attempt(lambda: x + y), attempt(lambda: x - y), attempt(lambda: x * y), attempt(lambda: x / y), attempt(lambda: x // y), attempt(lambda: x % y),
            attempt(lambda: x ** y), attempt(lambda: x & y), attempt(lambda: x << y), attempt(lambda: x @ y)]


def constants(x):
    return [attempt(lambda: x + 2), attempt(lambda: 2 + x), attempt(lambda: x * 1.5), attempt(lambda: 1.5 - x), attempt(lambda: x // 2), attempt(lambda: x ** 2), attempt(lambda: 2 ** x),
            attempt(lambda: x + None), attempt(lambda: x + "a"), attempt(lambda: x + True), attempt(lambda: x & 3), attempt(lambda: x + 2 ** 70)]


class Mine:
    def __radd__(self, other):
        return ("radd", type(other).__name__)

    def __rmul__(self, other):
        return ("rmul", type(other).__name__)


class Refuses:
    __array_ufunc__ = None

    def __radd__(self, other):
        return "radd of arrays"


class Sub(np.ndarray):
    def __add__(self, other):
        return "Sub.__add__"

    def __radd__(self, other):
        return "Sub.__radd__"


class Real(np.float64):
    def __radd__(self, other):
        return ("Real", other)


small, big = np.arange(1, 4), np.arange(100_000.0)
scalars = [np.float64(2.5), np.float32(1.5), np.int64(3), np.int8(100), np.bool_(True), np.complex128(1 + 2j), np.uint64(7), np.datetime64("2020-01-02"), np.timedelta64(3, "D"), np.str_("s")]
with np.errstate(all="ignore"):
    for _ in range(3):
        for x in scalars:
            print([str(r) for r in constants(x)])
            for y in (np.float64(2), np.int64(2), 2, 2.0, 1j, small):
                print([str(r) for r in every(x, y)], [type(r).__name__ for r in every(y, x)])
        print([str(r) for r in constants(small)], [str(r) for r in every(small, small)])
        print(attempt(lambda: small + Mine()), attempt(lambda: small[0] + Mine()), attempt(lambda: small + Refuses()), attempt(lambda: small + small.view(Sub)), attempt(lambda: small.view(Sub) + small),
              attempt(lambda: 1 + small.view(Sub)), attempt(lambda: 1.0 + Real(2)), attempt(lambda: np.float64(1) + Real(2)), attempt(lambda: small[1] * Mine()))


def sums(values):
    total = 0.0
    for x in values:
        total += x * 2
        total = 1 + total - x / 3
    return total, type(total).__name__


def temporaries(a):
    kept = a + 1
    return [(a + a + a)[3], (2 * (a + a))[3], (a * 2 - a - a)[5], ((a + 1) * (a + 1))[2], (1 - (a + a))[1], (kept + kept is kept), kept[0], (-(a + a))[4], ((a + a) / (a + 1))[7], (a + a)[1:3] + 1]


def in_place(x, y):
    before = x
    x += y
    x *= 2
    return np.asarray(x).ravel()[:3].tolist(), x is before


print(sums(np.arange(50) / 7), sums(np.arange(50)), sums([np.float32(1), 2, np.int16(3)]))
print(temporaries(big), temporaries(np.arange(100_000)), temporaries(np.arange(12.0)))
print(in_place(small.copy(), 2), in_place(np.float64(1), 2), in_place(2, np.float64(1)), in_place(big.copy(), big), in_place(small.astype(float), small))
stamp, delta = pd.Timestamp("2020-01-31"), pd.Timedelta("1D")
for _ in range(3):
    print(stamp + delta, delta + stamp, stamp - stamp, delta * 2, 2 * delta, delta / delta, delta // pd.Timedelta("5h"), stamp + pd.offsets.MonthEnd(1), pd.NaT + delta, pd.NA + 1, 1 + pd.NA,
          attempt(lambda: stamp + 1), attempt(lambda: pd.Period("2020-01") + 2), pd.Interval(0, 1) + 1, np.timedelta64(1, "D") + stamp, np.float64(2) * delta)
    print((pd.Series([1, 2]) + small[:2]).tolist(), (small[:2] + pd.Series([1, 2])).tolist(), (np.float64(2) * pd.Series([1, 2])).tolist(), (pd.Index([1, 2]) - np.int64(1)).tolist())
