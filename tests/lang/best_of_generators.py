"""min() and max() of generators with a default, sum() of them with a start that is no number: empty, of numbers, of objects, with exceptions in them, in
loops and inside generators."""
import builtins


class Amount:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __gt__(self, other):
        return self.n > other.n

    def __add__(self, other):
        if other is None:
            raise LookupError("nothing to add")
        return Amount(self.n + (other.n if isinstance(other, Amount) else other))

    def __repr__(self):
        return f"Amount({self.n})"


class Bad:
    def __lt__(self, other):
        raise ValueError("not to be compared")

    __gt__ = __lt__


def numbers(n):
    return max((i * 7 % 5 for i in range(n)), default=-1), min((i * 7 % 5 - 1 for i in range(n)), default=None)


def objects(n):
    return max((Amount(i * 7 % 5) for i in range(n)), default="none"), min((Amount(-i) for i in range(n)), default=Amount(100))


def mixed(values, default):
    return builtins.max((v for v in values), default=default), builtins.min((v for v in values), default=default)


def nested(rows):
    return max((max((x for x in row), default=0) for row in rows), default=-1)


def fails(n):
    yield n
    raise KeyError(n)


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return type(error).__name__, str(error)


def inside():
    for n in range(3):
        yield max((i for i in range(n)), default=None)
        yield min((yield_value for yield_value in "cab"[:n]), default="-")


def sums(n):
    return sum((Amount(i) for i in range(n)), Amount(100)), sum(([i] for i in range(n)), []), sum(((i, -i) for i in range(n)), ()), sum((i / 2 for i in range(n)), Amount(0))


def wrong(start, *values):
    return sum((v for v in values), start)


for round_ in range(4):
    print(sums(0), sums(1), sums(5))
    print([attempt(wrong, *arguments) for arguments in (("", "a"), (b"", b"a"), (bytearray(), b""), ([], 1), (Amount(1), 2, None, 3), (None, 1), (None,), (Amount(1), "x"), (1.5, Amount(1)))])
    for n in (0, 1, 2, 9):
        print(numbers(n), objects(n))
    print(mixed([1, 2.5, True], 0), mixed([], [1]), mixed(["b", "a"], ""), mixed([2 ** 80, -2 ** 80, 0.5], 0), mixed([float("nan"), 1.0], 0))
    print(nested([]), nested([[], []]), nested([[1, 5], [], [3]]))
    print(attempt(lambda: max(fails(1), default=0)), attempt(lambda: min((Bad() for _ in range(2)), default=0)))
    print(attempt(lambda: max((i for i in range(3)), defalt=0)), attempt(lambda: max((i for i in range(0)))))
    print(attempt(lambda: max((i for i in range(3)), (j for j in range(3)), default=0)))
    print(attempt(lambda: max((1, "a")[i] for i in range(2))), attempt(lambda: max(((1, "a")[i] for i in range(2)), default=3)))
    print(max((i for i in range(5)), default=0, key=lambda x: -x), min((i for i in range(0)), key=abs, default="k"))
    print(list(inside()))
started = (i for i in range(5))
next(started)
print(min(started, default=9), max(started, default=9))


def myself():
    yield max(me, default=0)


me = myself()
print(attempt(next, me))
largest = max
print(largest((len(w) for w in "one three five".split()), default=0), [max((c for c in w), default="") for w in ("abc", "", "xyz")])
