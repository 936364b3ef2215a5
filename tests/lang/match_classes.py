"""match with class patterns: __match_args__, keywords, builtins, dataclasses, namedtuples, errors; an evaluator."""
from collections import namedtuple
from dataclasses import dataclass


class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y


class Point3(Point):
    __match_args__ = ("x", "y", "z")
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


@dataclass
class Num:
    value: float
@dataclass
class Var:
    name: str
@dataclass
class Bin:
    op: str
    left: object
    right: object


Pair = namedtuple("Pair", "first second")


def where(p):
    match p:
        case Point3(0, 0, 0): return "origin3"
        case Point3(x=a, z=b): return f"3d {a} {b}"
        case Point(0, 0): return "origin"
        case Point(0, y) | Point(y, 0): return f"axis {y}"
        case Point(x, y=yy) if x == yy: return f"diagonal {x}"
        case Point(): return "somewhere"
        case Pair(Point(), second): return f"pair of point and {second}"
        case Pair(a, b) as whole: return f"{whole} {a} {b}"
        case _: return "nowhere"


for p in (Point3(0, 0, 0), Point3(1, 2, 3), Point(0, 0), Point(0, 5), Point(6, 0), Point(2, 2), Point(1, 2),
          Pair(Point(0, 0), 1), Pair(1, 2), (1, 2), 5):
    print(where(p))


def evaluate(e, env):
    match e:
        case Num(v) | (int() | float() as v): return v
        case Var(name) if name in env: return env[name]
        case Var(name): raise NameError(name)
        case Bin("+", a, b): return evaluate(a, env) + evaluate(b, env)
        case Bin("*", 0, _) | Bin("*", _, 0): return 0
        case Bin(op="*", left=a, right=b): return evaluate(a, env) * evaluate(b, env)
        case Bin("if", cond, Pair(yes, no)): return evaluate(yes if evaluate(cond, env) else no, env)
        case Bin(op): raise ValueError(f"unknown {op}")


tree = Bin("+", Num(2), Bin("*", Var("x"), Bin("if", Var("flag"), Pair(10, Num(20)))))
for env in ({"x": 3, "flag": True}, {"x": 4, "flag": 0}, {"flag": 1}):
    try:
        print(evaluate(tree, env))
    except NameError as error:
        print("unbound", error)
print(evaluate(Bin("*", 0, Var("never")), {}))


def builtin(v):
    match v:
        case bool(b): return f"bool {b}"
        case int(i): return f"int {i}"
        case float(f): return f"float {f}"
        case str(s): return f"str {s}"
        case bytes(b): return f"bytes {b}"
        case list([a, *_]): return f"list of {a}"
        case tuple(t): return f"tuple {t}"
        case dict({"k": v}): return f"dict {v}"
        case set() | frozenset(): return "sets"
        case type(): return "a type"
        case object(real=r): return f"has real {r}"
        case _: return "else"


for v in (True, 5, 2.5, "s", b"b", [1, 2], [], (1,), {"k": 2}, {}, {1}, frozenset(), int, 1j, print):
    print(builtin(v))


class NoArgs:
    a = 1
class BadArgs:
    __match_args__ = ["a"]
class BadItem:
    __match_args__ = (1,)
class Short:
    __match_args__ = ("a",)
    a = 5


def wrong(v):
    match v:
        case NoArgs(1): return "no"
        case BadArgs(1): return "no"
        case BadItem(1): return "no"
        case Short(1, 2): return "no"
        case int(1, 2): return "no"


for v in (NoArgs(), BadArgs(), BadItem(), Short(), 7):
    try:
        print(wrong(v))
    except TypeError as error:
        print(error)
try:
    match 1:
        case len(): pass
except TypeError as error:
    print(error)
try:
    match Short():
        case Short(1, a=1): pass
except TypeError as error:
    print(error)


class Noisy:
    __match_args__ = ("one", "two")
    def __getattr__(self, name):
        print("getattr", name)
        if name == "two":
            raise AttributeError(name)
        return 1


match Noisy():
    case Noisy(2, _): print("no")
    case Noisy(1, two): print("no")
    case Noisy(one=1, three=t): print("three", t)


class Meta(type):
    def __instancecheck__(cls, v): return v == "magic"
class Magic(metaclass=Meta): pass


match "magic":
    case Magic(): print("magic matched")
