# needs: orjson
"""orjson: dumps with a default in Python, options, subclasses, errors with their causes."""
import dataclasses
import datetime
import enum
import uuid

import numpy as np
import orjson


@dataclasses.dataclass
class Point:
    x: int
    y: float = 0.5


class Level(enum.Enum):
    LOW = 1


class Odd:
    pass


def default(value):
    if isinstance(value, Odd):
        return {"odd": True}
    raise TypeError


data = {"a": [1, 2.5, None, True, "é\u2028"], "p": Point(1), "e": Level.LOW, "d": datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.UTC),
        "u": uuid.UUID(int=5), "n": np.arange(4).reshape(2, 2), "o": Odd()}
print(orjson.dumps(data, default=default, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode())
for bad in (Odd(), {1: 2}, "\ud800", 2 ** 70, [[Odd()]]):
    try:
        orjson.dumps(bad, default=default if isinstance(bad, list) else None)
        print("fine")
    except orjson.JSONEncodeError as error:
        print(type(error).__name__, error)


def failing(value):
    raise RuntimeError("in default")


try:
    orjson.dumps(Odd(), default=failing)
except TypeError as error:
    print(error, repr(error.__cause__))
for text in (b"[1,2", b"", b'{"a":}', b"\xff", "[1] x"):
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError as error:
        print(error.msg, error.pos, error.lineno, error.colno)
for i in range(3000):
    assert orjson.loads(orjson.dumps({"k": i, "s": str(i), "f": i / 3})) == {"k": i, "s": str(i), "f": i / 3}
print(orjson.loads('{"a":[1,-2.5e3,18446744073709551615,"\\u00e9"]}'), orjson.dumps({i: i for i in range(2)}, option=orjson.OPT_NON_STR_KEYS))


def recursive(value, depth=[0]):
    depth[0] += 1
    return value


try:
    orjson.dumps(Odd(), default=recursive)
except orjson.JSONEncodeError as error:
    print(error)
