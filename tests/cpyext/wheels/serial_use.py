# needs: msgspec, ormsgpack, jiter, simplejson, bson, google.protobuf
"""Serialisers: msgspec, ormsgpack, jiter, simplejson, bson of pymongo, protobuf."""
import collections
import copy
import dataclasses
import datetime
import decimal
import enum
import io
import pickle
import typing

import bson
import jiter
import msgspec
import ormsgpack
import simplejson
from google.protobuf import descriptor_pb2, json_format, message_factory, struct_pb2, timestamp_pb2


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Inner(msgspec.Struct, frozen=True, order=True):
    x: int
    y: float = 1.5


class Outer(msgspec.Struct, tag="outer", rename="camel"):
    full_name: str
    inner: list[Inner] = []
    colour: Colour = Colour.RED
    extra: typing.Annotated[int, msgspec.Meta(ge=0)] = 0

    def __post_init__(self):
        if self.extra == 99:
            raise ValueError("no 99")


outer = Outer("n", [Inner(1), Inner(2, 3.0)], Colour.BLUE, 4)
print(msgspec.json.encode(outer), msgspec.json.decode(msgspec.json.encode(outer), type=Outer) == outer, sorted(outer.inner), hash(Inner(1)) == hash(Inner(1)))
print(msgspec.msgpack.decode(msgspec.msgpack.encode(outer), type=Outer), pickle.loads(pickle.dumps(outer)) == outer, copy.copy(outer))
for text in (b'{"type": "outer", "fullName": 1}', b'{"type": "outer", "fullName": "n", "extra": -1}', b'{"type": "outer", "fullName": "n", "extra": 99}', b'{"type": "x"}', b"{"):
    try:
        print(msgspec.json.decode(text, type=Outer))
    except msgspec.MsgspecError as error:
        print(type(error).__name__, error, repr(error.__cause__))


def enc_hook(value):
    if isinstance(value, complex):
        return [value.real, value.imag]
    raise NotImplementedError(type(value).__name__)


def dec_hook(kind, value):
    return kind(*value)


print(msgspec.json.encode([1j, {"a": decimal.Decimal("1.5")}], enc_hook=enc_hook), msgspec.json.decode(b"[1, 2]", type=complex, dec_hook=dec_hook))
try:
    msgspec.json.encode(object(), enc_hook=enc_hook)
except NotImplementedError as error:
    print("hook", error)


@dataclasses.dataclass
class Point:
    x: int
    y: int = 2


class Typed(typing.TypedDict):
    a: int


print(msgspec.convert({"x": "3"}, Point, strict=False), msgspec.convert({"a": 1}, Typed), msgspec.to_builtins(Point(1)), msgspec.structs.asdict(outer))
print(msgspec.json.schema(Inner)["$defs"]["Inner"]["properties"])

print(ormsgpack.unpackb(ormsgpack.packb({"a": [1, 2.5, None, "text", b"b"], "p": Point(1), "d": datetime.datetime(2020, 1, 2)})))
print(ormsgpack.packb([1j], default=lambda o: [o.real, o.imag]))
try:
    ormsgpack.packb(object(), default=lambda o: 1 / 0)
except ormsgpack.MsgpackEncodeError as error:
    print(error, repr(error.__cause__))
print(jiter.from_json(b'{"a": [1, 2.5, null, "x"], "n": 123456789012345678901234567890}'), jiter.from_json(b'{"a": [1', partial_mode=True))
try:
    jiter.from_json(b"[1,]")
except ValueError as error:
    print(error)

print(simplejson.dumps({"d": decimal.Decimal("1.10"), "n": collections.namedtuple("N", "a b")(1, 2), 3: None}, sort_keys=False, use_decimal=True),
      simplejson.loads('{"a": 1.10, "b": [1, {"c": 2}]}', use_decimal=True, object_pairs_hook=lambda pairs: pairs))


class Special:
    def for_json(self):
        return {"special": True}


print(simplejson.dumps([Special(), float("nan")], for_json=True, ignore_nan=True), simplejson.dumps(iter([1, 2]), iterable_as_array=True))
try:
    simplejson.loads('{"a" 1}')
except simplejson.JSONDecodeError as error:
    print(error, error.pos, error.lineno)

document = {"a": 1, "b": [1.5, None, {"c": b"x"}], "when": datetime.datetime(2020, 1, 2, 3), "id": bson.ObjectId("0123456789abcdef01234567"),
            "re": bson.regex.Regex("a+", "i"), "big": bson.int64.Int64(1 << 40)}
print(bson.decode(bson.encode(document)), len(bson.encode(document)), [d["i"] for d in bson.decode_iter(b"".join(bson.encode({"i": i}) for i in range(3)))])


class Fallback:
    pass


options = bson.codec_options.CodecOptions(document_class=collections.OrderedDict,
                                          type_registry=bson.codec_options.TypeRegistry(fallback_encoder=lambda v: {"fallback": type(v).__name__}))
print(bson.decode(bson.encode({"x": Fallback()}, codec_options=options), codec_options=options))
try:
    bson.encode({"x": Fallback()})
except bson.errors.InvalidDocument as error:
    print(type(error).__name__)
print([d["a"] for d in bson.decode_file_iter(io.BytesIO(bson.encode({"a": 7})))])

file = descriptor_pb2.FileDescriptorProto(name="t.proto", package="t", syntax="proto3")
message = file.message_type.add(name="M")
for number, (name, kind, label) in enumerate((("n", 5, 1), ("s", 9, 1), ("r", 1, 3)), 1):
    message.field.add(name=name, number=number, type=kind, label=label)
M = message_factory.GetMessages([file])["t.M"]
m = M(n=3, s="text", r=[1.5, 2.5])
again = M.FromString(m.SerializeToString())
print(again == m, list(again.r), json_format.MessageToDict(m), str(m).split(), m.HasField.__name__, [d.name for d, _ in m.ListFields()])
again.r.append(4)
again.MergeFrom(m)
print(len(again.r), copy.deepcopy(m) == m, pickle.loads(pickle.dumps(struct_pb2.Value(number_value=2))).number_value)
for bad in (lambda: M(n="x"), lambda: setattr(m, "nosuch", 1), lambda: M.FromString(b"\xff")):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__)
stamp = timestamp_pb2.Timestamp()
stamp.FromDatetime(datetime.datetime(2020, 1, 2))
s = struct_pb2.Struct()
s.update({"a": [1, {"b": None}], "c": "d"})
print(stamp.ToJsonString(), sorted(json_format.MessageToDict(s).items()))
