# needs: pyarrow
"""pyarrow: arrays, tables, compute with Python functions, files implemented in Python, pandas and back, errors."""
import io
import pickle

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

array = pa.array([1, None, 3])
print(array, array.null_count, pc.sum(array), array.to_pylist(), pa.array([{"x": 1, "y": ["a"]}]).type)
table = pa.table({"g": ["a", "b", "a"], "v": [1, 2, 3]})
print(table.group_by("g").aggregate([("v", "sum")]).sort_by("g").to_pydict(), table.schema)
pq.write_table(table, sink := io.BytesIO())
print(pq.read_table(io.BytesIO(sink.getvalue())).equals(table))


class File(io.BytesIO):
    count = 0

    def read(self, n=-1):
        File.count += 1
        return super().read(n)


print(pa.csv.read_csv(File(b"a,b\n1,x\n2,y\n")).to_pydict(), File.count > 0)


class Broken(io.RawIOBase):
    def readable(self):
        return True

    def read(self, n=-1):
        raise OSError("no data")


try:
    pa.csv.read_csv(Broken())
except OSError as error:
    print(error)
frame = pd.DataFrame({"a": [1, 2, 3], "b": ["x", None, "z"], "c": pd.date_range("2020", periods=3)})
print(pa.Table.from_pandas(frame).to_pandas().equals(frame), pickle.loads(pickle.dumps(table)).equals(table))
for action in (lambda: pa.array([1, "x"]), lambda: table.column("none"), lambda: pa.scalar(range)):
    try:
        action()
    except (pa.ArrowInvalid, pa.ArrowTypeError, KeyError) as error:
        print(type(error).__name__, error)
pc.register_scalar_function(lambda context, x: pc.add(x, 1), "plus_one", {"summary": "s", "description": "d"}, {"x": pa.int64()}, pa.int64())
print(pc.call_function("plus_one", [pa.array([1, 2])]))
print(pd.Series(["a", "B"], dtype="string[pyarrow]").str.lower().tolist(), np.asarray(array.fill_null(0)))
print(frame.convert_dtypes(dtype_backend="pyarrow").dtypes.tolist())


class Point(pa.ExtensionType):
    def __init__(self):
        super().__init__(pa.list_(pa.float64(), 2), "test.point")

    def __arrow_ext_serialize__(self):
        return b""

    @classmethod
    def __arrow_ext_deserialize__(cls, storage, data):
        return cls()


pa.register_extension_type(Point())
points = pa.ExtensionArray.from_storage(Point(), pa.array([[1.0, 2.0]], pa.list_(pa.float64(), 2)))
batch = pa.record_batch([points], ["p"])
with pa.ipc.new_stream(sink := pa.BufferOutputStream(), batch.schema) as writer:
    writer.write_batch(batch)
print(pa.ipc.open_stream(sink.getvalue()).read_all().schema.field("p").type)
