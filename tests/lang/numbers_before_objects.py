"""An int or float on the left of what is neither: decimals, fractions, complex, dates, sequences, classes in C; the order in which operands are asked, and errors."""
import datetime
import decimal
import fractions
import operator

OPERATORS = [operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, operator.pow, operator.lshift, operator.and_,
             operator.iadd, operator.imul]


class Float(float):
    pass


class Late(float):
    def __rmul__(self, other): return ("rmul", other)
    def __mul__(self, other): return ("mul", other)


class Plain:
    def __radd__(self, other): return ("radd", other)


RIGHT = [decimal.Decimal("1.5"), fractions.Fraction(1, 3), 2j, datetime.timedelta(seconds=3), datetime.date(2020, 1, 2), "ab", b"ab", [1], (1,), {1}, {}, None,
         Float(2), Late(2), Plain(), bytearray(b"x"), memoryview(b"x"), range(3), 1 << 70, True, int, len, slice(1)]


def shown(run, *args):
    try:
        r = run(*args)
        return r if not isinstance(r, (memoryview,)) else "view"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def add(x, y): return x + y
def mul(x, y): return x * y
def sub(x, y): return x - y
def div(x, y): return x / y
def mod(x, y): return x % y
def twice(y): return 2 * y
def half(y): return 0.5 * y
def less(y): return 1 - y
def inplace(x, y):
    x += y
    return x


for _ in range(3):
    for y in RIGHT:
        for x in (3, 2.5, 0, -1.0, float("nan")):
            print(repr(x), type(y).__name__, *(shown(f, x, y) for f in (add, mul, sub, div, mod, inplace)), sep=" | ")
            if isinstance(y, (decimal.Decimal, fractions.Fraction, complex, datetime.timedelta, Float)):
                print(*(shown(f, x, y) for f in OPERATORS), sep=" | ")
        print(shown(twice, y), shown(half, y), shown(less, y), sep=" | ")
with decimal.localcontext() as context:
    context.traps[decimal.FloatOperation] = True
    print(shown(mul, 2.5, decimal.Decimal(2)), shown(mul, 2, decimal.Decimal(2)), shown(div, 1, decimal.Decimal(0)))
