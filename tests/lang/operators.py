"""Operator overloading: forward, reflected, subclass priority, NotImplemented, unary, conversions."""


class Log:
    def __init__(self, name):
        self.name = name


def install(cls, names, result):
    for name in names:
        def op(self, *others, name=name):
            print(f"{self.name}.{name}({', '.join(getattr(o, 'name', repr(o)) for o in others)})")
            return result(self, name)
        setattr(cls, name, op)


BINARY = "add sub mul truediv floordiv mod pow lshift rshift and xor or matmul divmod".split()
FORWARD = [f"__{n}__" for n in BINARY]
REFLECTED = [f"__r{n}__" for n in BINARY]


class Refuses(Log): pass
class Answers(Log): pass
class Reflects(Log): pass
class SubReflects(Answers): pass


install(Refuses, FORWARD + REFLECTED, lambda self, name: NotImplemented)
install(Answers, FORWARD + REFLECTED, lambda self, name: f"{self.name}:{name}")
install(Reflects, REFLECTED, lambda self, name: f"{self.name}:{name}")
install(SubReflects, REFLECTED, lambda self, name: f"sub {self.name}:{name}")

OPS = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b,
    "//": lambda a, b: a // b, "%": lambda a, b: a % b, "**": lambda a, b: a ** b, "<<": lambda a, b: a << b,
    ">>": lambda a, b: a >> b, "&": lambda a, b: a & b, "^": lambda a, b: a ^ b, "|": lambda a, b: a | b,
    "@": lambda a, b: a @ b, "divmod": divmod,
}
r, a, f, s = Refuses("r"), Answers("a"), Reflects("f"), SubReflects("s")
for symbol, op in OPS.items():
    for x, y in [(a, r), (r, a), (r, f), (r, r), (a, s), (1, f), (f, 1), ("t", f), (2.5, a)]:
        try:
            print(symbol, op(x, y))
        except TypeError as error:
            print(symbol, "TypeError", error)


class Same(Log):
    def __add__(self, other):
        print("add of", self.name)
        return NotImplemented
    def __radd__(self, other):
        print("radd is not tried for the same type")
        return "radd"


try:
    Same("x") + Same("y")
except TypeError as error:
    print(error)


class Unary:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __complex__(self): return 7j
    def __index__(self): return 3
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return "trunc"
    def __hash__(self): return 99
    def __bool__(self): return False
    def __len__(self): return 5


u = Unary()
print(-u, +u, ~u, abs(u), int(u), float(u), complex(u), [10, 20, 30, 40][u], round(u), round(u, 2), hash(u))
print(not u, bool(u), len(u), hex(u), range(10)[u], "abcdef"[:u], list(range(u)))
for expression in ("-object()", "~1.5", "+'x'", "abs('x')", "1 + 'x'", "'x' + 1", "[] + ()", "{} | 1", "1 @ 2",
                   "1 << 'a'", "object() < 1", "None + 1", "1.5 % []", "'%d' % 'x'", "[1] * 'a'", "5()", "5[0]",
                   "len(5)", "iter(5)", "1 < 'a'", "[1] < (1,)", "{} < {}", "1 in 5", "divmod('a', 1)", "pow('a', 2)"):
    try:
        print(expression, eval(expression))
    except TypeError as error:
        print(expression, "->", error)


class BadBool:
    def __bool__(self): return 1
class BadLen:
    def __len__(self): return -1
class BadIndex:
    def __index__(self): return "1"


for action in (lambda: bool(BadBool()), lambda: len(BadLen()), lambda: bool(BadLen()), lambda: [1][BadIndex()],
               lambda: 1 if BadBool() else 2, lambda: not BadBool()):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
