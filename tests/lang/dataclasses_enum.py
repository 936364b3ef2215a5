"""dataclasses and enum: every common option, inheritance, errors; typing.NamedTuple and TypedDict."""
import dataclasses
import enum
from dataclasses import KW_ONLY, dataclass, field
from typing import ClassVar, Generic, NamedTuple, Optional, TypedDict, TypeVar, Union, get_type_hints


@dataclass(order=True)
class Item:
    price: float
    name: str = field(compare=False)
    tags: list = field(default_factory=list, repr=False)
    count: int = 1
    kinds: ClassVar[int] = 5

    def __post_init__(self): self.total = self.price * self.count


a, b = Item(2.5, "b", count=4), Item(2.5, "a", count=4)
a.tags.append("x")
print(a, a == b, b.tags, a < Item(3, "z"), sorted([Item(3, "q"), b])[0].name, a.total, dataclasses.asdict(b), dataclasses.astuple(b), [f.name for f in dataclasses.fields(a)], dataclasses.replace(a, price=1))


@dataclass(frozen=True, slots=True)
class Frozen:
    x: int
    _: KW_ONLY
    y: int = 2


f = Frozen(1, y=3)
print(f, hash(f) == hash(Frozen(1, y=3)), {f: "k"}[Frozen(1, y=3)], hasattr(f, "__dict__"), Frozen.__match_args__)


@dataclass
class Child(Item):
    extra: str = "e"
    init: dataclasses.InitVar[int] = 7
    hidden: int = field(init=False, default=3)
    def __post_init__(self, init):
        super().__post_init__()
        self.extra += str(init)


print(Child(1, "n"), Child(1, "n", init=9).extra, dataclasses.make_dataclass("Made", [("q", int), ("r", int, 5)])(1), dataclasses.is_dataclass(Child))
for wrong in (lambda: Item(), lambda: Item(1, "a", zzz=1), lambda: setattr(f, "x", 5), lambda: Frozen(1, 2), lambda: a < 5, lambda: hash(a), lambda: dataclass(type("M", (), {"__annotations__": {"l": list}, "l": []})),
              lambda: dataclass(type("O", (), {"__annotations__": {"a": int, "b": int}, "a": 1})), lambda: dataclasses.replace(f, nope=1), lambda: dataclasses.fields(5)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    def describe(self): return f"{self.name}={self.value}"
    @classmethod
    def default(cls): return cls.GREEN
    @property
    def bright(self): return self is Color.RED


print(Color.RED, repr(Color.GREEN), Color(2), Color["RED"], Color.CRIMSON is Color.RED, list(Color), Color.RED.describe(), Color.default(), len(Color), Color.RED in Color, Color.__members__.keys(), {Color.RED: 1}[Color.CRIMSON], Color.RED.bright, f"{Color.GREEN}", Color.RED == 1)


class Perm(enum.Flag):
    R = enum.auto(); W = enum.auto(); X = enum.auto()
    RW = R | W
class Level(enum.IntEnum):
    LOW = 1; HIGH = 10
class Mode(enum.StrEnum):
    ON = enum.auto(); OFF = "off!"
class Planet(enum.Enum):
    EARTH = (5.9, 6.3); MARS = (0.6, 3.3)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
    @property
    def gravity(self): return round(self.mass / self.radius ** 2, 4)
class Auto(enum.Enum):
    def _generate_next_value_(name, start, count, last): return name.lower() * (count + 1)
    A = enum.auto(); B = enum.auto()


print(Perm.R | Perm.X, Perm.RW, ~Perm.R, Perm.RW & Perm.W, Perm.R in Perm.RW, Perm(7), list(Perm.RW), bool(Perm(0)), Level.LOW < Level.HIGH, Level.HIGH + 1, Level(1), sorted(Level), Mode.ON, Mode.OFF.upper(), Planet.MARS.gravity, Auto.B.value, f"{Level.LOW:>4}|{Mode.ON:>4}")
for wrong in (lambda: Color(9), lambda: Color["NO"], lambda: Color.NOPE, lambda: setattr(Color, "RED", 5), lambda: type("Sub", (Color,), {}), lambda: Color.RED < Color.GREEN, lambda: Perm(64), lambda: enum.unique(Color), lambda: Color.RED.value.nope, lambda: setattr(Color.RED, "value", 2)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
print(enum.Enum("Func", "P Q R").Q, [m.name for m in enum.IntEnum("F2", {"a": 5, "b": 6})])


class Pair(NamedTuple):
    left: int
    right: str = "r"
    def both(self): return f"{self.left}{self.right}"


class Movie(TypedDict, total=False):
    name: str
    year: int


T = TypeVar("T")


class Stack(Generic[T]):
    def __init__(self): self.items: list[T] = []
    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self


print(Pair(1), Pair(1, "x").both(), Pair._fields, Pair.__annotations__, Movie(name="m", year=1), Movie.__total__, Stack[int]().push(3).items, Stack[int], Optional[int], Union[int, str, int], int | None, get_type_hints(Stack.push), T)
match a:
    case Item(price=p, name=n): print("matched", p, n)
match Color.GREEN:
    case Color.RED: print("no")
    case Color.GREEN: print("green")
