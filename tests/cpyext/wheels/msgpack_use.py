# needs: msgpack
"""msgpack: default and object hooks in Python, streaming, ext types, errors."""
import datetime
import io

import msgpack


class Odd:
    pass


def default(value):
    if isinstance(value, Odd):
        return msgpack.ExtType(5, b"odd")
    if isinstance(value, complex):
        return {"__complex__": [value.real, value.imag]}
    raise TypeError(f"cannot pack {type(value).__name__}")


packed = msgpack.packb({"a": [1, -5, 2.5, None, True, b"raw", "text"], "z": 1 + 2j, "o": Odd()}, default=default)
print(packed.hex())
print(msgpack.unpackb(packed, object_hook=lambda d: complex(*d["__complex__"]) if "__complex__" in d else d, ext_hook=lambda code, data: (code, data)))
print(msgpack.unpackb(packed, object_pairs_hook=list, strict_map_key=False))
for bad in ({1, 2}, 2 ** 70, [[object()]]):
    try:
        msgpack.packb(bad, default=default)
    except (TypeError, OverflowError, ValueError) as error:
        print(type(error).__name__, error)
for data in (b"", b"\xc1", b"\x92\x01", b"\x01\x02"):
    try:
        msgpack.unpackb(data)
    except Exception as error:
        print(type(error).__name__, error)
unpacker = msgpack.Unpacker(io.BytesIO(b"".join(msgpack.packb(i) for i in range(10))), max_buffer_size=1000)
print(list(unpacker), unpacker.tell())


def hook(value):
    raise KeyError("in hook")


try:
    msgpack.unpackb(msgpack.packb({"a": 1}), object_hook=hook)
except KeyError as error:
    print(error)
print(msgpack.unpackb(msgpack.packb(datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC), datetime=True), timestamp=3))
packer = msgpack.Packer(autoreset=False)
for i in range(3):
    packer.pack([i])
print(packer.bytes(), msgpack.__name__, msgpack.Packer.__module__)
for i in range(5000):
    assert msgpack.unpackb(msgpack.packb({"i": i})) == {"i": i}
