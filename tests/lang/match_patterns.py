"""match: literal, capture, wildcard, or, as, value, sequence, mapping patterns and guards."""
import sys


class Color:
    RED = 1
    GREEN = "green"
    class Deep:
        BLUE = (3,)


def literal(v):
    match v:
        case 0: return "zero"
        case -1: return "minus one"
        case 1.5: return "float"
        case 3 + 4j: return "complex"
        case -2 - 1j: return "negative complex"
        case "text": return "str"
        case b"bytes": return "bytes"
        case True: return "true"
        case False: return "false"
        case None: return "none"
        case "con" "cat": return "joined"
        case _: return "wild"


print([literal(v) for v in (0, False, 0.0, -1, 1.5, 3 + 4j, -2 - 1j, "text", b"bytes", True, 1, None, "concat", [])])


def value(v):
    match v:
        case Color.RED: return "red"
        case Color.GREEN: return "green"
        case Color.Deep.BLUE: return "blue"
        case sys.maxsize: return "max"


print([value(v) for v in (1, True, "green", (3,), sys.maxsize, 2)])


def sequence(v):
    match v:
        case []: return "empty"
        case [x]: return f"one {x}"
        case (1, 2): return "one two"
        case 1, y: return f"one then {y}"
        case [[a, b], [c, d]]: return f"square {a}{b}{c}{d}"
        case [x, [y, *ys], *_]: return f"nested {x} {y} {ys}"
        case [first, *middle, last]: return f"{first} {middle} {last}"
        case str() | bytes(): return "strings are no sequences"
        case _: return "not a sequence"


for v in ([], (), [5], (1, 2), [1, 9], [(1, 2), (3, 4)], [7, [8, 9], 10], range(5), "ab", b"ab", {1, 2}, {1: 2}, iter([1]), bytearray(b"ab")):
    print(sequence(v))


def mapping(v):
    match v:
        case {}  if not v: return "empty"
        case {"a": 1, "b": b}: return f"a is one, b {b}"
        case {"a": [x, *_], **rest}: return f"list {x} rest {rest}"
        case {Color.GREEN: g}: return f"green {g}"
        case {1: _, None: n}: return f"odd keys {n}"
        case {"deep": {"er": {"still": z}}}: return f"deep {z}"
        case {**everything}: return f"all {everything}"
        case _: return "no mapping"


from collections import OrderedDict, defaultdict

for v in ({}, {"a": 1, "b": 2, "c": 3}, {"a": [1, 2], "q": 0}, {"green": 5}, {1: 1, None: 0}, {"deep": {"er": {"still": 9}}},
          {"x": 1}, OrderedDict(a=1, b=5), defaultdict(int), [1], "a"):
    print(mapping(v))


def guards(v):
    match v:
        case (x, y) if x == y: return "equal"
        case (x, y) if x > y: return "descending"
        case (int() as x, int() | float() as y): return f"ints {x} {y}"
        case [("a" | "b") as letter, (1 | 2 | 3) as number]: return f"{letter}{number}"
        case ((x, _) | (_, x, _)): return f"or binds {x}"
    return "fell through"


for v in ((1, 1), (2, 1), (1, 2), (1, 2.5), ("a", 3), ((), "z"), (1, 2, 3), ("a",), 5):
    try:
        print(guards(v))
    except TypeError as error:
        print(error)


def bindings_survive():
    match [1, [2, 3]]:
        case [a, [b, 4]]: return "no"
        case [a, [b, c]]: pass
    return a, b, c


print(bindings_survive())
match = case = type = 5
match match:
    case case: print(match, case, type)
match (1, 2, *[3]), 4:
    case (a, *b), c: print(a, b, c)
match 5:
    case int(n) | n if n == 6: print("no")
    case n: print("captured", n)
match {"k": [1, {"z": (2, 3)}]}:
    case {"k": [_, {"z": (_, last)}]}: print(last)
print(match[0] if isinstance(match, list) else match)


class Counting:
    def __init__(self): self.lens = 0
    def __eq__(self, other): print("eq", other); return other == 3


match Counting():
    case 1 | 2: print("no")
    case 3: print("three")
for source in ("match 1:\n case a | b: pass", "match 1:\n case x: pass\n case y: pass", "match 1:\n case [a, a]: pass",
               "match 1:\n case {'a': 1, 'a': 2}: pass", "match 1:\n case [*a, *b]: pass"):
    try:
        compile(source, "<match>", "exec")
        print("compiles")
    except SyntaxError as error:
        print(error.msg)
