"""pandas groupby: built-in and Python aggregations, transform, filter, several keys, pivot tables, resampling by time."""
import pandas as pd


def make(n):
    return pd.DataFrame({
        "city": ["city%d" % (i * i % 23) for i in range(n)],
        "kind": ["abc"[i * 7 % 3] for i in range(n)],
        "value": [float(i * 31 % 997) for i in range(n)],
        "weight": [1 + i % 5 for i in range(n)],
    })


def spread(values):
    return values.max() - values.min()


def weighted(group):
    return (group["value"] * group["weight"]).sum() / group["weight"].sum()


def main():
    frame = make(30_000)
    by_city = frame.groupby("city")
    print("mean", by_city["value"].mean().round(3).head(3).tolist())
    print("several", by_city["value"].agg(["sum", "min", "max", "count"]).sum().round(2).tolist())
    print("python", by_city["value"].agg(spread).sum())
    print("lambda", round(float(frame.groupby(["city", "kind"])["value"].agg(lambda v: v.sum() % 7).sum()), 3))
    print("weighted", by_city[["value", "weight"]].apply(weighted).round(4).tail(3).tolist())
    print("transform", round(float(by_city["value"].transform(lambda v: v - v.mean()).abs().sum()), 2))
    print("filter", len(by_city.filter(lambda g: len(g) > 1500)))
    total = 0
    for _ in range(4):
        for (city, kind), group in frame.groupby(["city", "kind"]):
            total += len(group) * len(city) + ord(kind)
    print("iterate", total)
    print(frame.pivot_table(index="city", columns="kind", values="value", aggfunc="sum").round(1).head(3).to_string())
    times = pd.date_range("2024-01-01", periods=len(frame), freq="h")
    series = pd.Series(frame["value"].to_numpy(), index=times)
    print("resample", series.resample("D").mean().round(3).iloc[[0, 10, -1]].tolist(), len(series.resample("ME").sum()))
    print("rolling", round(float(series.rolling(24).mean().sum()), 2), round(float(series.rolling(50).apply(lambda w: w[0], raw=True).sum()), 2))
    print("cumulative", round(float(frame.groupby("kind")["value"].cumsum().iloc[-1]), 1), int(frame.groupby("kind").ngroup().sum()))


if __name__ == "__main__":
    main()
