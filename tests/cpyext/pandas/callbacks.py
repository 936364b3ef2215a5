# needs: numpy, pandas
"""Python functions called by NumPy and pandas, objects with Python dunders in arrays, errors out of both."""
import traceback

import numpy as np
import pandas as pd


def show(title, action):
    try:
        result = action()
        print(title, repr(result) if not isinstance(result, (pd.DataFrame, pd.Series)) else "\n" + result.to_string())
    except Exception as error:
        print(title, type(error).__name__, error, [entry.name for entry in traceback.extract_tb(error.__traceback__)][-1])


def fails(x, *args):
    if np.ndim(x) or x == 3:
        raise LookupError(f"no {x!r}")
    return x


show("vectorize", lambda: np.vectorize(lambda x, y=2: x * y)(np.arange(4), y=3))
show("vectorize signature", lambda: np.vectorize(lambda v: v.sum(), signature="(n)->()")(np.arange(6).reshape(2, 3)))
show("vectorize fails", lambda: np.vectorize(fails)(np.arange(5)))
show("frompyfunc", lambda: np.frompyfunc(lambda a, b: (a, b), 2, 2)([1, 2], "x"))
show("frompyfunc reduce", lambda: np.frompyfunc(lambda a, b: a * 10 + b, 2, 1).reduce([1, 2, 3]))
show("frompyfunc fails", lambda: np.frompyfunc(fails, 1, 1)([1, 3]))
show("apply_along_axis", lambda: np.apply_along_axis(lambda r: r[::-1], 1, np.arange(6).reshape(2, 3)))
show("apply_over_axes", lambda: np.apply_over_axes(lambda a, axis: a.sum(axis), np.arange(8).reshape(2, 2, 2), [0, 1]))
show("fromfunction", lambda: np.fromfunction(lambda i, j: i * 3 + j, (2, 3)))
show("fromiter", lambda: np.fromiter((x * x for x in range(5)), float))
show("fromiter fails", lambda: np.fromiter((fails(x) for x in range(5)), float))
show("piecewise", lambda: np.piecewise(np.arange(4.0), [np.arange(4) < 2], [lambda x: -x, lambda x: x * x]))
show("sum(generator)", lambda: sum(np.float64(x) for x in range(4)))


class Money:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Money(self.n + getattr(other, "n", other))

    __radd__ = __add__

    def __lt__(self, other):
        return self.n < other.n

    def __eq__(self, other):
        return isinstance(other, Money) and self.n == other.n

    def __hash__(self):
        return hash(self.n)

    def __repr__(self):
        return f"${self.n}"

    def __float__(self):
        return float(self.n)

    def sqrt(self):
        return Money(self.n ** 0.5)

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return NotImplemented


objects = np.array([Money(4), Money(1), Money(9)], dtype=object)
show("objects", lambda: (objects + objects, objects.sum(), np.sort(objects), objects == Money(1), objects.astype(float), np.unique(objects)))
show("object sqrt", lambda: np.sqrt(np.array([Money(16)], dtype=object)) if False else [m.sqrt() for m in objects])
series = pd.Series(objects)
show("series of objects", lambda: (series + series).tolist())
show("sort", lambda: series.sort_values().tolist())
show("groupby objects", lambda: pd.Series([1, 2, 3]).groupby([Money(1), Money(2), Money(1)]).sum())
show("unique", lambda: pd.unique(pd.Series([Money(1), Money(1), Money(2)])))
show("merge", lambda: pd.DataFrame({"k": [Money(1), Money(2)], "a": [1, 2]}).merge(pd.DataFrame({"k": [Money(2)], "b": [5]}), on="k"))

s = pd.Series([1, 2, 3, 4], index=list("abcd"))
df = pd.DataFrame({"g": ["x", "y", "x", "y"], "v": [1.0, 2.0, 3.0, 4.0], "w": [5, 6, 7, 8]})
show("apply", lambda: s.apply(lambda x: x + 0.5))
show("apply frame", lambda: s.apply(lambda x: pd.Series([x, x * 2])))
show("apply args", lambda: s.apply(lambda x, a, b=0: x + a + b, args=(10,), b=100))
show("apply fails", lambda: s.apply(fails))
show("map dict", lambda: s.map({1: "one", 2: "two"}))
show("map function", lambda: s.map(lambda x: None if x == 2 else x, na_action="ignore"))
show("map fails", lambda: s.map(fails))
show("agg", lambda: df.groupby("g").agg({"v": lambda x: x.max() - x.min(), "w": ["sum", lambda x: list(x)]}))
show("agg named", lambda: df.groupby("g").agg(spread=("v", lambda x: x.max() - x.min()), n=("w", "count")))
show("groupby apply", lambda: df.groupby("g")[["v", "w"]].apply(lambda d: d["v"].sum() + d["w"].iloc[0]))
show("groupby fails", lambda: df.groupby("g").apply(lambda d: fails(d["v"].iloc[0] + 2)))
show("transform", lambda: df.groupby("g")["v"].transform(lambda x: x - x.mean()))
show("filter", lambda: df.groupby("g").filter(lambda d: d["v"].sum() > 4))
show("pipe", lambda: df.pipe(lambda d, k: d * k if False else d.shape, 2))
show("axis=1", lambda: df.apply(lambda r: f"{r['g']}{r['w']}", axis=1))
show("axis=1 expand", lambda: df.apply(lambda r: [r["w"], r["v"]], axis=1, result_type="expand"))
show("axis=1 fails", lambda: df.apply(lambda r: fails(r["v"]), axis=1))
show("df.map", lambda: df.map(lambda x: str(x)[:2]))
show("rolling", lambda: df["v"].rolling(2).apply(lambda x: x[-1] - x[0], raw=True))
show("rolling fails", lambda: df["v"].rolling(2).apply(fails, raw=True))
show("expanding", lambda: df["v"].expanding().apply(lambda x: x.iloc[-1] * 2))
show("resample", lambda: pd.Series(range(6), pd.date_range("2020", periods=6, freq="h")).resample("2h").apply(lambda x: x.sum() * 10))
show("to_datetime", lambda: pd.to_datetime(["2020-01-01", "nonsense"]))
show("to_datetime coerce", lambda: pd.to_datetime(["2020-01-01", "nonsense"], errors="coerce"))
show("to_numeric", lambda: pd.to_numeric(pd.Series(["1", "x"])))
show("sort key", lambda: df.sort_values("g", key=lambda c: c.str.upper() + df["w"].astype(str).iloc[::-1].values))
show("where", lambda: df["v"].where(lambda x: x > 2, lambda x: -x))
show("assign", lambda: df.assign(z=lambda d: d["v"] * 2, y=lambda d: d["z"] + 1)[["z", "y"]])
show("loc callable", lambda: df.loc[lambda d: d["v"] > 2, "w"])
show("read converters", lambda: pd.read_csv(__import__("io").StringIO("a,b\n1,2\n3,4"), converters={"a": lambda t: int(t) * 100}, skiprows=lambda i: i == 2))
show("read converter fails", lambda: pd.read_csv(__import__("io").StringIO("a\n3"), converters={"a": lambda t: fails(int(t))}))
show("iterrows", lambda: [(i, r["w"]) for i, r in df.iterrows()])
show("itertuples", lambda: [t._asdict() for t in df.itertuples(name="Row")][:1])
show("str callable", lambda: pd.Series(["abc", "b"]).str.replace(r"b", lambda m: m.group().upper() + "!", regex=True))
show("combine", lambda: s.combine(s, lambda a, b: a * 10 + b))
show("eval", lambda: [pd.eval("s + 1").tolist(), df.query("v > @s.iloc[1]").shape, df.eval("q = v + w")["q"].tolist()])


def local_query():
    limit = 2
    return df.query("w > @limit and g == 'x'").shape


show("local query", local_query)
show("query fails", lambda: df.query("nothing > 1"))
