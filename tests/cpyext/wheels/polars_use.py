# needs: polars
"""polars: Rust expressions, Python functions called per element and per group, conversion to NumPy and back, errors."""
import io
import warnings

import polars as pl

# A hint that polars gives after reading the CPython bytecode of a function.
warnings.simplefilter("ignore", pl.exceptions.PolarsInefficientMapWarning)

frame = pl.DataFrame({"g": ["a", "b", "a", "c"], "v": [1, 2, 3, 4], "f": [0.5, None, 1.5, 2.0]})
print(frame, frame.describe(), sep="\n")
print(frame.group_by("g", maintain_order=True).agg(pl.col("v").sum(), pl.col("f").mean().alias("m")))
print(frame.with_columns(pl.col("v").map_elements(lambda x: x * 10, return_dtype=pl.Int64).alias("w"), pl.when(pl.col("v") > 2).then(1).otherwise(0).alias("c")))
print(frame.group_by("g", maintain_order=True).map_groups(lambda part: part.select(pl.len().alias("n"), pl.col("g").first())))
print(frame.lazy().filter(pl.col("v") > 1).sort("v", descending=True).collect().rows(), list(frame.iter_rows(named=True))[0])
print(frame.to_numpy().shape, frame["v"].to_list(), pl.read_csv(io.StringIO(frame.write_csv())).equals(frame))
try:
    frame.select("missing")
except pl.exceptions.ColumnNotFoundError as error:
    print(type(error).__name__, str(error).split("\n")[0])


def fails(value):
    raise ValueError("in a function")


try:
    frame.with_columns(pl.col("v").map_elements(fails, return_dtype=pl.Int64))
except Exception as error:
    print(type(error).__name__, "in a function" in str(error))
print(frame.pipe(lambda df: df.height), frame.join(frame.select("g", k="v"), on="g").height)
