"""pandas frames: columns from Python values, arithmetic, filters, sorting, apply with Python functions, iteration over rows, joins."""
import pandas as pd


def make(n):
    return pd.DataFrame({
        "id": list(range(n)),
        "name": ["item%d" % (i % 100) for i in range(n)],
        "price": [(i * 37 % 1000) / 10 for i in range(n)],
        "count": [i * 13 % 17 for i in range(n)],
    })


def discount(price):
    if price > 80:
        return price * 0.8
    if price > 40:
        return price * 0.9
    return price


def main():
    frame = make(20_000)
    frame["total"] = frame["price"] * frame["count"]
    frame["net"] = frame["price"].apply(discount)
    print("total", round(float(frame["total"].sum()), 3), round(float(frame["net"].mean()), 6))

    cheap = frame[(frame["price"] < 30) & (frame["count"] > 5)]
    print("cheap", len(cheap), int(cheap["id"].sum()))
    print("sorted", frame.sort_values(["count", "price"], ascending=[False, True])["id"].head(5).tolist())

    rows = 0
    for index, row in frame.head(1500).iterrows():
        rows += int(row["count"]) + len(row["name"])
    print("iterrows", rows)
    print("itertuples", sum(t.count * 2 + len(t.name) for t in frame.itertuples(index=False, name="Row") if t.price > 10))
    print("row apply", round(float(frame.head(2000).apply(lambda r: r["price"] * 2 + r["count"], axis=1).sum()), 3))

    names = pd.DataFrame({"name": ["item%d" % i for i in range(100)], "label": [chr(65 + i % 26) for i in range(100)]})
    joined = frame.merge(names, on="name")
    print("merge", joined["label"].value_counts().sort_index().head(3).tolist())
    print("strings", int(frame["name"].str.upper().str.len().sum()))
    for i in range(150):
        small = frame.iloc[i * 10:i * 10 + 10].copy()
        small.loc[:, "count"] = small["count"] + i
        frame.at[i, "price"] = float(small["count"].max())
    print("slices", round(float(frame["price"].sum()), 3))
    print(frame.describe().round(2).to_string())


if __name__ == "__main__":
    main()
