"""Chains of operators on ints of 48 to 128 bits, which stay in machine words between the operators: values, ends of chains, errors, references."""
import itertools
import sys

EDGES = [0, 1, 2, 47, 48, 63, 64, 127, 128, 3**20, 2**46, 2**47 - 1, 2**47, 2**47 + 1, 2**48, 2**60 - 1, 2**60, 2**62 + 7, 2**63 - 1, 2**63, 2**64 - 1, 2**64, 2**64 + 5,
         2**89 + 1, 2**90, 2**120 - 1, 2**120, 2**126 + 3, 2**127, 2**128 - 1, 2**128, 2**128 + 1, 2**150 + 9]
EDGES += [-x for x in EDGES]


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except (ZeroDivisionError, ValueError, OverflowError) as error:
        return f"{type(error).__name__}: {error}"


# Each operator alone and as the end of a chain, whose number is on its left or on its right, in a temporary or in its variable.
TEMPLATE = """
def first(x, y, z):
    return (x * y) {op} z

def right(x, y, z):
    return z {op} (x * y)

def local(x, y, z):
    x = x * y
    x = x {op} z
    return x

def in_place(x, y, z):
    x *= y
    x {op}= z
    x ^= 5
    return x

def longer(x, y, z):
    return ((x + y) {op} z) * 3 - y & 0xFFFFFFFFFFFFFFFF

def square(x, y, z):
    return (x * y) {op} (x * y) if "{op}" not in ("<<", ">>") else (x * x) * (y * y)
"""
for op in ("+", "-", "*", "//", "%", "<<", ">>", "&", "|", "^"):
    names = {}
    exec(TEMPLATE.format(op=op), names)
    functions = [names[name] for name in ("first", "right", "local", "in_place", "longer", "square")]
    total = 0
    for x, y, z in itertools.product(EDGES[::5], EDGES[::3], EDGES):
        if op == "<<" and (abs(z) > 2**20 or abs(x * y) > 2**20):
            continue
        for function in functions:
            if op == "<<" and function.__name__ in ("right", "longer") and abs(x) + abs(y) > 1000:
                continue
            result = attempt(function, x, y, z)
            total = (total * 31 + (hash(result) if isinstance(result, int) else len(result))) % 1_000_000_007
    print(op, total)


# Which numbers come out where a chain ends in the middle.
def stops(x):
    a = x * x
    b = a + x
    b = b * b & 0xFFFF
    return a, b

print(stops(2**40), stops(2**63), stops(12345678901234567890123))


def minimum(x):
    y = x * -1
    return y - 1 + 1, y * 1, y == -2**47, {y: 1}[-2**47]

print(minimum(2**47))


# Errors inside a chain: its line, and the variables as they were before it.
def divides(x, y):
    x = x * x
    x = x // y
    return x

def shifts(x, n):
    x = (x * x +
         1 << n)
    return x

for function, arguments in ((divides, (2**50, 0)), (shifts, (2**50, -1))):
    try:
        function(*arguments)
    except (ZeroDivisionError, ValueError) as error:
        traceback = error.__traceback__.tb_next
        print(type(error).__name__, error, traceback.tb_lineno - function.__code__.co_firstlineno, traceback.tb_frame.f_locals["x"])


# The other operand need not be an int.
class Odd:
    def __radd__(self, other):
        return ("radd", other)

    def __and__(self, other):
        return ("and", other)

class Whole(int):
    def __add__(self, other):
        return "Whole.add"

    def __rmul__(self, other):
        return "Whole.rmul"

    def __rand__(self, other):
        return "Whole.rand"

def mixed(x, y):
    return (x * x) + y, y & (x * x), x * x * x * y, (x * x) & y

for other in (1.5, True, None, Odd(), Whole(3)):
    for call in (lambda: mixed(2**30, other)[0], lambda: 2**40 * 2**40 + other, lambda: other & (2**40 * 2**40), lambda: 2**62 * 4 * other, lambda: 2**62 * 4 & other):
        big = 2**40
        try:
            print(call(), (big * big) + other if not isinstance(other, (Odd, type(None))) else "-")
        except TypeError as error:
            print("TypeError", error)


# Lines are still told apart while somebody looks, also from the middle of a loop on.
def traced(n):
    x = 1
    for i in range(n):
        if i == 3:
            sys.settrace(tracer)
            sys._getframe().f_trace = tracer
        x = x * 6364136223846793005
        x = x + 1442695040888963407
        x = x & 0xFFFFFFFFFFFFFFFF
        if i == 5:
            sys.settrace(None)
            sys._getframe().f_trace = None
    return x

lines = []
def tracer(frame, event, argument):
    if frame.f_code is traced.__code__:
        lines.append((event, frame.f_lineno - traced.__code__.co_firstlineno, frame.f_locals["x"]))
    return tracer

print(traced(9), lines)


# References: operands are released, whatever ends the chain.
def counts(x, y):
    before = sys.getrefcount(x), sys.getrefcount(y)
    for _ in range(100):
        z = x * y + y - x ^ y
        z = (y + x) + (x + y) * x
        try:
            z = (x * x + y) // (x - x)
        except ZeroDivisionError:
            pass
    return before == (sys.getrefcount(x), sys.getrefcount(y)), z

print(counts(2**61 + 11, 2**70 + 13))


# The usual generators of numbers.
def lcg(state, n):
    for _ in range(n):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return state

def pcg(state, n):
    out = 0
    for _ in range(n):
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        out ^= (state >> 33) % 1000
    return state, out

def xorshift(x, n):
    for _ in range(n):
        x ^= (x << 13) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= (x << 17) & 0xFFFFFFFFFFFFFFFF
    return x

def splitmix(state, n):
    for _ in range(n):
        state = (state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
        z ^= z >> 31
    return state, z

def fnv(data):
    h = 0xCBF29CE484222325
    for byte in data:
        h = ((h ^ byte) * 0x100000001B3) % 2**64
    return h

print(lcg(1, 100), pcg(1, 100), xorshift(88172645463325252, 100), splitmix(7, 100), fnv(b"the quick brown fox" * 9))
