# needs: h5py
"""h5py: files in memory and over a Python file object, visitors in Python, references, errors."""
import io

import h5py
import numpy as np

with h5py.File(buffer := io.BytesIO(), "w") as file:
    group = file.create_group("g")
    group.create_dataset("x", data=np.arange(20).reshape(4, 5), chunks=True, compression="gzip")
    group["s"] = ["a", "bc"]
    file.attrs["title"] = "t"
    file["ref"] = group.ref
    seen = []
    file.visititems(lambda name, item: seen.append((name, type(item).__name__)))
    print(seen)

    def fails(name, item):
        raise LookupError(name)

    try:
        file.visititems(fails)
    except LookupError as error:
        print(error)
with h5py.File(buffer, "r") as file:
    print(file["g/x"][1:3, ::2].tolist(), [s.decode() for s in file["g/s"]], dict(file.attrs), file[file["ref"][()]].name)
    try:
        file["none"]
    except KeyError as error:
        print(error)
    try:
        file["g/x"][10]
    except (IndexError, ValueError) as error:
        print(error)
try:
    h5py.File("/nonexistent/file.h5", "r")
except OSError as error:
    print(type(error).__name__)
