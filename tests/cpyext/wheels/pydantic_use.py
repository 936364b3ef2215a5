# needs: pydantic
"""pydantic: models, validators in Python called from Rust, errors, serialisers, generics, dataclasses, recursion."""
import json
import pickle
from dataclasses import dataclass as plain_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Generic, Literal, TypeVar, Union
from uuid import UUID

from pydantic import (AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, RootModel, TypeAdapter, ValidationError,
                      WrapValidator, computed_field, create_model, field_serializer, field_validator, model_serializer, model_validator,
                      validate_call)
from pydantic.dataclasses import dataclass


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Address(BaseModel):
    street: str
    number: int = Field(gt=0, le=9999, description="house")


class User(BaseModel):
    model_config = ConfigDict(validate_assignment=True, extra="forbid", str_strip_whitespace=True)
    id: int
    name: str = "Jane"
    email: str | None = None
    tags: list[str] = []
    born: date | None = None
    address: Address | None = None
    colour: Colour = Colour.RED
    kind: Literal["a", "b"] = "a"
    balance: Decimal = Decimal("0")
    _secret: int = PrivateAttr(default=3)

    @field_validator("name")
    @classmethod
    def capital(cls, value):
        if not value[0].isupper():
            raise ValueError("must be capitalised")
        return value

    @model_validator(mode="after")
    def together(self):
        if self.email and "@" not in self.email:
            raise ValueError("bad email")
        return self

    @computed_field
    @property
    def label(self) -> str:
        return f"{self.id}:{self.name}"

    @field_serializer("born")
    def show(self, value, info):
        return value and value.isoformat()


user = User.model_validate({"id": "5", "name": " Bob ", "tags": ("x", "y"), "born": "2001-02-03", "address": {"street": "s", "number": 4},
                            "colour": "blue", "balance": "1.50"})
print(repr(user), user.model_dump(), user.model_dump_json(), sep="\n")
print(User.model_validate_json(user.model_dump_json(exclude={"label"})) == user, pickle.loads(pickle.dumps(user)) == user, user._secret)
print(json.dumps(User.model_json_schema(), sort_keys=True)[:300])
for data in ({}, {"id": "x", "name": "bob", "extra": 1}, {"id": 1, "address": {"street": 3, "number": 0}}, {"id": 1, "email": "no"}, {"id": 1, "colour": "green"}):
    try:
        User(**data)
    except ValidationError as error:
        print(error)
        print([(e["type"], e["loc"], e["msg"]) for e in error.errors(include_url=False, include_context=False)])
try:
    user.id = "no number"
except ValidationError as error:
    print(error.error_count(), user.id)

T = TypeVar("T")


class Box(BaseModel, Generic[T]):
    item: T


print(Box[int](item="3"), Box[list[Box[str]]](item=[{"item": "z"}]), Box[int].__name__)


class Node(BaseModel):
    value: int
    children: list["Node"] = []


print(Node.model_validate({"value": 1, "children": [{"value": 2, "children": [{"value": 3}]}]}).model_dump())


@dataclass
class Point:
    x: int
    y: int = Field(default=2, ge=0)


@plain_dataclass
class Plain:
    a: int


print(Point("3"), TypeAdapter(list[Plain]).validate_python([{"a": "1"}]), TypeAdapter(dict[str, tuple[int, ...]]).validate_json('{"k": [1, 2]}'))
Even = Annotated[int, AfterValidator(lambda v: v if v % 2 == 0 else (_ for _ in ()).throw(ValueError("odd")))]
Loose = Annotated[Any, BeforeValidator(lambda v: v or "empty"), WrapValidator(lambda v, handler: [handler(v)])]
print(TypeAdapter(Even).validate_python(4), TypeAdapter(Loose).validate_python(0))
try:
    TypeAdapter(Even).validate_python(3)
except ValidationError as error:
    print(error)


@validate_call(validate_return=True)
def area(width: int, height: Annotated[int, Field(gt=0)] = 1, *rest: float, name: str = "r") -> int:
    return width * height


print(area("3", height="4"))
try:
    area(1, -1)
except ValidationError as error:
    print(error)


class Tree(RootModel[dict[str, Union[int, "Tree"]]]):
    pass


print(Tree.model_validate({"a": 1, "b": {"c": 2}}))


class Odd(BaseModel):
    n: int

    @model_serializer(mode="wrap")
    def wrap(self, handler):
        return {"wrapped": handler(self)}


print(Odd(n=1).model_dump(), create_model("Made", a=(int, 1), b=(str, ...))(b="q"))


class Raises(BaseModel):
    n: int

    @field_validator("n")
    @classmethod
    def boom(cls, value):
        raise KeyError("not a validation error")


try:
    Raises(n=1)
except KeyError as error:
    print("KeyError", error)
print(TypeAdapter(datetime).validate_python("2020-01-02T03:04:05Z"), TypeAdapter(timedelta).validate_python("P1DT2H"), TypeAdapter(UUID).validate_python("12345678-1234-5678-1234-567812345678"))
deep = {"value": 0}
for i in range(200):
    deep = {"value": i, "children": [deep]}
print(len(Node.model_validate(deep).model_dump_json()))
print(sum(Point(i, i).x for i in range(2000)))
