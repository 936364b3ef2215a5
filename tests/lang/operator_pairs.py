"""Operators with what follows them: `(a + b) % m`, and results that change places with another variable."""
import itertools
import sys
import zlib

VALUES = [0, 1, -1, 2, 5, 7, -100, 2**31 - 1, 2**31, 2**32 - 1, 2**32, -2**31, 2**47 - 1, -2**47, 2**46, 2**40 + 5,
          1.5, -2.5, 0.0, True, 2**63, -2**63, 2**100, None]


class Odd(int):
    def __add__(self, other):
        return "sum"

    def __rsub__(self, other):
        return 12

    def __mod__(self, other):
        return ("mod", other)


def shown(function, *arguments):
    try:
        return repr(function(*arguments))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def residues(a, b, m):
    results = []
    for function in (lambda a, b, m: (a + b) % m, lambda a, b, m: (a - b) % m, lambda a, b, m: (a * b) % m,
                     lambda a, b, m: (a + 1) % m, lambda a, b, m: (a - 1) % m, lambda a, b, m: (a + b) % 7,
                     lambda a, b, m: (a * b) % 1000003, lambda a, b, m: (b - a) % 1000000007, lambda a, b, m: (a + 3) % 5,
                     lambda a, b, m: (a - 3) % -5, lambda a, b, m: (a + b) % 0, lambda a, b, m: m % (a + b),
                     lambda a, b, m: (a + b) // m, lambda a, b, m: a // b, lambda a, b, m: a % b):
        results.append(shown(function, a, b, m))
    return results


def places(a, b, m):
    results = []
    for _ in range(3):
        a, b = b, (a + b) % m
        results.append((a, b))
        a, b = b, a + b
        results.append((a, b))
        a, b = b, a - b
        results.append((a, b))
        a, b = b, a % m
        results.append((a, b))
        a, b = b, (a * b) % 1000
        results.append((a, b))
        b, a = a, (a - b) % m
        results.append((a, b))
        b, a = (a - b) % m, b
        results.append((a, b))
    return results


def digest(lines):
    return zlib.crc32("\n".join(lines).encode())


print(digest(line for values in itertools.product(VALUES, repeat=3) for line in residues(*values)))
print(digest(shown(places, *values) for values in itertools.product(VALUES, repeat=3)))
for a, b, m in ((Odd(3), 4, 5), (4, Odd(3), 5), (4, 3, Odd(5)), ("%s", "%d", (1, 2)), ("ab", 3, ()), ([1], [2], 3)):
    print(residues(a, b, m)[:3], shown(places, a, b, m))


def fibonacci_residues(n, m):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, (a + b) % m
    return a


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def inverse(a, m):
    x, y, r, s = 1, 0, a, m
    while s:
        q = r // s
        r, s = s, r - q * s
        x, y = y, x - q * y
    return x % m


print(fibonacci_residues(1000, 1000007), [fibonacci(n) for n in (10, 67, 68, 69, 70, 300)], gcd(fibonacci(90), fibonacci(60)),
      gcd(2**60, 2**40 * 3), [inverse(a, 1000000007) for a in (2, 3, 10**9)])


# The types change on the way; what the places hold before is let go.
class Held:
    count = 0

    def __init__(self):
        Held.count += 1

    def __del__(self):
        Held.count -= 1


def replaced(a, b, m):
    x = Held()
    y = (a, b)
    for _ in range(2):
        x, y = y, (a + b) % m
    return x, y, Held.count


def grown(x, steps):
    y = 1
    for step in range(steps):
        x, y = y, x + y
        if step == 3:
            x = float(x)
        if step == 6:
            x, y = str(x), str(y)
    return x, y


print(replaced(3, 4, 5), replaced(2**62, 2**62, 3), replaced(1.5, 2, 1), grown(2, 10))


# Traced: each line's event, and each instruction's where it is asked for, changes of the variables in between.
def over_lines(a, b, m):
    for _ in range(2):
        a, b = b, (
            a +
            b
        ) % m
        t = (a
             * b) % m
    a, b = b, (
        a + b)
    a, b = b, (
        a - b)
    a, b = b, (a
               % b)
    return a, b, t


def tracer(frame, event, argument):
    if frame.f_code.co_name in ("over_lines", "fibonacci_residues"):
        events.append((event, frame.f_lineno - frame.f_code.co_firstlineno, frame.f_locals.get("t")))
        return tracer


events = []
sys.settrace(tracer)
print(over_lines(5, 6, 7), fibonacci_residues(3, 2))
sys.settrace(None)
print(events)


def switched(n, m):
    a, b = 0, 1
    for i in range(n):
        if i == n // 2:
            sys.settrace(tracer)
            sys._getframe().f_trace = lambda frame, event, argument: events.append((event, frame.f_locals["b"]))
        a, b = b, (a + b) % m
    sys.settrace(None)
    return a


events.clear()
print(switched(8, 1000), events)


def failing(a, b, m):
    a, b = b, (a + b) % m
    return a


for m in (3, 0, None, 3, "x", 0.0, 3):
    print(shown(failing, 1, 2, m))
print(shown(lambda: (undefined_name + 1) % 2))
