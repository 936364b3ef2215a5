# needs: numpy, pandas
"""Files and strings: pickle, npy, memory maps, csv, json, ctypes views."""
import ctypes
import io
import os
import pickle
import tempfile

import numpy as np
import pandas as pd

folder = tempfile.mkdtemp()
array = np.arange(12.0).reshape(3, 4)
frame = pd.DataFrame({"a": [1, 2, None], "b": ["x", None, "é"], "c": pd.date_range("2020", periods=3, tz="UTC"), "d": pd.Categorical(["p", "q", "p"])})
for protocol in range(6):
    again = pickle.loads(pickle.dumps((array, array[::2], frame, np.dtype([("x", "i4")]), np.add, np.float64(2), pd.Timestamp("2020"), pd.NaT, pd.Interval(0, 1)), protocol))
    print(protocol, (again[0] == array).all(), again[2].equals(frame), again[3:], len(pickle.dumps(frame, protocol)))
buffers = []
data = pickle.dumps(array, protocol=5, buffer_callback=buffers.append)
print(len(data), pickle.loads(data, buffers=buffers).sum(), len(buffers))
path = os.path.join(folder, "x.npy")
np.save(path, array)
np.savez_compressed(path + "z", a=array, b=np.array(["x", {"k": 1}], dtype=object))
loaded = np.load(path, mmap_mode="r+")
loaded[0, 0] = 42
loaded.flush()
del loaded
print(np.load(path)[0], sorted(np.load(path + "z.npz", allow_pickle=True)), np.load(path + "z.npz", allow_pickle=True)["b"])
try:
    np.load(path + "z.npz")["b"]
except ValueError as error:
    print(error)
mapped = np.memmap(os.path.join(folder, "m"), dtype="i4", mode="w+", shape=(4,))
mapped[:] = [1, 2, 3, 4]
mapped.flush()
print(type(mapped).__name__, np.fromfile(os.path.join(folder, "m"), "i4"), mapped.sum())
array.tofile(os.path.join(folder, "raw"))
print(np.fromfile(os.path.join(folder, "raw")).sum(), np.loadtxt(io.StringIO("1 2\n3 x"), converters={1: lambda t: 9 if t == "x" else float(t)}))
np.savetxt(out := io.StringIO(), array, fmt="%.1f")
print(out.getvalue())
text = frame.to_csv(index=False)
print(text, pd.read_csv(io.StringIO(text), parse_dates=["c"]).dtypes.to_dict())
for orient in ("records", "columns", "index", "split", "table", "values"):
    print(frame.to_json(orient=orient, date_format="iso"))
print(pd.read_json(io.StringIO(frame.to_json(orient="table")), orient="table").equals(frame), pd.DataFrame([{"o": {1}}]).to_json(default_handler=lambda o: sorted(o)))
try:
    pd.DataFrame([{"o": {1}}]).to_json(default_handler=lambda o: 1 / 0)
except ZeroDivisionError as error:
    print(error)


class Lines:
    def __init__(self, text):
        self.lines = text.splitlines(True)

    def read(self, size=-1):
        return self.lines.pop(0) if self.lines else ""

    def readline(self):
        return self.read()

    def __iter__(self):
        return self

    def __next__(self):
        if not self.lines:
            raise StopIteration
        return self.lines.pop(0)


print(pd.read_csv(Lines("a,b\n1,2\n3,4\n")).sum().tolist(), pd.read_csv(Lines("a,b\n1,2\n"), engine="python").shape, [len(c) for c in pd.read_csv(io.StringIO("a\n1\n2\n3"), chunksize=2)])
for bad in ("a,b\n1,2,3\n1,2,3,4", "", "a\n\"x"):
    try:
        print(pd.read_csv(io.StringIO(bad)).shape)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        print(type(error).__name__, error)
pointer = array.ctypes.data_as(ctypes.POINTER(ctypes.c_double))
pointer[1] = 100.0
print(array[0, 1], array.ctypes.shape[:], np.ctypeslib.as_array((ctypes.c_int * 3)(1, 2, 3)) * 2)
view = np.ctypeslib.as_array(pointer, shape=(12,))
view[2] = -1
print(array[0], np.frombuffer(bytearray(b"\1\2"), "u1"), memoryview(array)[1, 2], bytes(np.array([1, 2], "i2")))
print(pd.DataFrame({"x": [1.5, np.nan]}).to_dict(), frame.to_string(), frame.to_html()[:60], pd.DataFrame({"a": [1]}).to_markdown() if False else frame.memory_usage().sum() > 0)
