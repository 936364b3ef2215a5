"""Operators on instances of subclasses of int: int's own, ones that the class has or gets in mid-loop, of enumerations, beyond 30, 48 and 64 bits."""
import enum
import operator


class Plain(int):
    pass


class Adds(int):
    def __add__(self, other):
        return ("added", int(self), int(other))

    def __rsub__(self, other):
        return ("reflected", int(self), int(other))


class Colour(enum.IntEnum):
    RED = 1
    BLUE = 1 << 40


class Bits(enum.IntFlag):
    A = 1
    B = 2


OPERATORS = [operator.add, operator.sub, operator.mul, operator.floordiv, operator.mod, operator.and_, operator.or_, operator.xor, operator.truediv]
NUMBERS = [0, 1, -1, 255, -256, 2 ** 30 - 1, 2 ** 30, -2 ** 30, 2 ** 47 - 1, -2 ** 47, 2 ** 60 - 1, 2 ** 60, -2 ** 64, 3 ** 50, True, False]


def shown(work):
    try:
        r = work()
    except Exception as e:
        return type(e).__name__
    return f"{type(r).__name__} {r!r}"


total = 0
for cls in Plain, Adds:
    for op in OPERATORS:
        for x in NUMBERS:
            for y in NUMBERS:
                left, right, both = shown(lambda: op(cls(x), y)), shown(lambda: op(x, cls(y))), shown(lambda: op(cls(x), cls(y)))
                if cls is Plain:
                    assert left == right == both == shown(lambda: op(int(x), int(y))), (op, x, y, left, right, both)
                total += len(left) + len(right) + len(both)
print(total)


def each(a, b):
    return a + b, a - b, b - a, a * b, b * a, a + 1, 1 + a, a - 1, 1 - a, a * 2, 2 * a, a // 3, a % 3, a << 2, a >> 1, a & 6, a | 6, a ^ 6, b & a, -a, +a, ~a, abs(a)


for a in Plain(5), Plain(-7), Plain(0), Plain(2 ** 40), Plain(-2 ** 70), Colour.RED, Colour.BLUE, Bits.A, Bits.A | Bits.B, Adds(4), True:
    for b in 3, Plain(3), Colour.RED, 2 ** 50:
        print([f"{type(v).__name__}:{v}" for v in each(a, b)])


# Operators that come and go while the loop runs.
class Changing(int):
    pass


def summed(values, at):
    out = []
    for i, v in enumerate(values):
        if i == at:
            Changing.__add__ = lambda self, other: "new"
            Changing.__rmul__ = lambda self, other: "new reflected"
        if i == at + 3:
            del Changing.__add__, Changing.__rmul__
        out.append((v + 1, 2 * v, v * 2, v - 1, i + v))
    return out


print(summed([Changing(i) for i in range(12)], 4))


def in_place(v):
    w = v
    w += 1
    x = v
    x *= 2
    x -= v
    return type(w).__name__, w, type(x).__name__, x


class InPlace(int):
    def __iadd__(self, other):
        return InPlace(int(self) + 10 * other)


print([in_place(v) for v in (Plain(4), InPlace(4), Colour.RED, 4, True)])
print(sum([Plain(3), Plain(4)]), sum(Colour), max(Colour), Colour.RED == 1, Colour.RED < Colour.BLUE, Plain(3) == 3, Plain(3) != 4, Plain(2) < 3, hash(Plain(5)) == hash(5))
for wrong in (lambda: Plain(3) // 0, lambda: Plain(3) % Plain(0), lambda: Plain(3) << -1, lambda: Plain(3) + "a", lambda: "a" + Plain(3), lambda: Plain(3) + None, lambda: Plain(3) @ 2):
    print(shown(wrong))
print(Plain(3) * "ab", "ab" * Plain(2), [0] * Plain(2), Plain(3) + 0.5, 0.5 - Plain(3), Plain(3) * 1j, Plain(2) ** 5, 2 ** Plain(5), Plain(7) / 2)
