"""Forms of instructions that write temporaries: operands of every kind at one site, errors between them, jumps on membership."""
import sys


class Slots:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Plain:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Loud:
    """Says when it goes: a temporary that is overwritten without a release would keep it."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Loud({self.name!r})"

    def __del__(self):
        print("gone", self.name)

    def __add__(self, other):
        return Loud(f"{self.name}+{other}")

    __sub__ = __mul__ = __add__

    def __getitem__(self, key):
        return Loud(f"{self.name}[{key}]")


def arithmetic(a, b):
    return [(a + b) * 2, (a - b) + 1, (a * b) - 1, (a + 1) * (b - 1)]


def report(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


for a, b in [(1, 2), (1.5, 2), (2**47, 2**47), (-2**47, 2**47), (2**62, 2**63), (True, False), (1.5, -0.0), ("a", 1), (1j, 2), ([1], [2])]:
    report(arithmetic, a, b)


def attributes(o, items, key):
    return (o.x, o.y, o.x + o.y, items[o.x], o.y[key], items[key])


for o in [Slots(1, [5, 6, 7]), Plain(2, (5, 6, 7)), Slots("a", {"b": 1}), Plain(0, "xyz")]:
    report(attributes, o, [10, 11, 12], 1)
    report(attributes, o, {0: "zero", 1: "one", 2: "two"}, 2)
    report(attributes, o, "abc", "b")


def loud_values(n):
    for i in range(n):
        print((Loud("a") + i).name, (Loud("b")[i] - 1).name, (Loud("c") * i + i).name)


loud_values(3)


def fails_between(d, key, n):
    """Temporaries that are full when an operand raises."""
    return [str(n) + "x", (n + 1, d[key], n / (n - 2))]


for n in range(4):
    report(fails_between, {"k": Loud(f"value {n}")}, "k", n)
    report(fails_between, {}, "k", n)


class Pair:
    def __init__(self):
        self.items = [[1, 2], [3, 4]]
        self.table = {"a": {"b": 1}}

    def look(self, i, j, k):
        return self.items[i][j] + self.items[j][i], self.table["a"][k], self.items[i - 1][j - 1]


pair = Pair()
for i, j, k in [(0, 1, "b"), (1, 0, "b"), (1, 2, "b"), (0, 1, "c"), (0.5, 1, "b")]:
    report(pair.look, i, j, k)


class Box:
    def __contains__(self, x):
        print("asked", x)
        if x == "raise":
            raise ValueError(x)
        return x


def members(x, box):
    found = []
    if x in box:
        found.append("in")
    if x not in box:
        found.append("not in")
    if not (x in box):
        found.append("not (in)")
    while x in box:
        found.append("while")
        break
    found.append(x in box)
    found.append(x not in box and 1)
    found.append("yes" if x in box else "no")
    found.extend(y for y in [x] if y not in box)
    if x in ("a", 1, None) or x not in {"b": 1}:
        found.append("constants")
    return found


for box in [[1, 2, "a"], (1, None), {1, "a"}, {"a": 1}, "abc", b"abc", Box(), range(3), 5]:
    for x in ["a", 1, None, 0, "", 97, [], "raise"]:
        report(members, x, box)


def traced(frame, event, arg):
    if event == "line":
        frame.f_trace_opcodes = False
    return traced


def loops(n, o):
    total = 0
    for i in range(n):
        if i == 3:
            sys.settrace(traced)
            sys._getframe().f_trace = traced
        if i == 6:
            sys.settrace(None)
            sys._getframe().f_trace = None
        total += (o.x + i) * 2 - (o.x - i) + [10, 20, 30][i % 3]
        if i in (2, 4) and i not in [4]:
            total += 100
    return total


for o in (Plain(3, 0), Slots(4, 0), Plain(2**50, 0)):
    report(loops, 10, o)
    report(loops, 10, o)
