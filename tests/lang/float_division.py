"""// and % of floats, and of floats and ints: constants, variables, in place, signs, zeros, infinities, NaN, what is too large for a float."""
import math

NUMBERS = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 7.0, 360.0, 1e300, -1e300, 5e-324, 1e16, 0.1, math.inf, -math.inf, math.nan, 0, 1, -1, 3, -7, 10**6, 2**40, -2**47, 2**53 + 1, 10**400]


class Float(float):
    def __mod__(self, other):
        return "mod"

    def __rfloordiv__(self, other):
        return "rfloordiv"


def show(value):
    return value.hex() if isinstance(value, float) else repr(value)


def attempt(run, *args):
    try:
        return show(run(*args))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def whole(x, y): return x // y
def rest(x, y): return x % y


def in_place(x, y):
    z = x
    z //= y
    x %= y
    return z + x


def constants(x):
    return [x // 7, x % 7, x // -3, x % -3, x // 2.5, x % 2.5, x % 360.0, 100 // x if x else None, 7.5 % x if x else None]


for x in NUMBERS + [Float(7.5), True]:
    for y in NUMBERS + [Float(2.0), False]:
        print(attempt(whole, x, y), attempt(rest, x, y), attempt(in_place, x, y))
    try:
        print([show(value) for value in constants(x)])
    except Exception as error:
        print(type(error).__name__, error)


class Ends:
    def __del__(self):
        import sys
        frame = sys._getframe(1)
        print("ends", frame.f_lineno - frame.f_code.co_firstlineno, frame.f_code.co_name)


def replaced(x, y):
    z = Ends()
    z = x % y
    z = Ends()
    z = x // 2.5
    z = Ends()
    z = (x + y) % (x * y)
    return z


for _ in range(5):
    print(replaced(7.5, 2.0))
