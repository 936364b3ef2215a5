"""sum(), min(), max(), any(), all() over what needs no iterator; round() to decimals; list += list."""
import operator
import random


class Loud(int):
    def __lt__(self, other):
        print("lt", int(self), other)
        return int(self) < int(other)

    def __bool__(self):
        print("bool")
        return int(self) > 1


class Falsy:
    def __len__(self):
        return 0


def shown(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


NAN = float("nan")
GROUPS = [[], (), set(), {}, frozenset(), [3, 1, 2], (3, 1.5, 2), {7, 5, 9}, frozenset({2.5, 4}), {3: "a", 1: "b"}, {3: "a", 1: "b"}.values(),
          {"a": 5, "b": 4.5}.values(), {5: 1, 2: 3}.keys(), {5: 1}.items(), [1, NAN], [NAN, 1], [2**70, 1], {2**70, 3}, ["b", "a"], {"x"}, [Loud(2), Loud(1)],
          [0, 0.0, None, False, "", (), {}], [0, Falsy(), 1], [Loud(1), Loud(2)], [True, 2], {True, 5}, [1, "a"], [1.5, "a"], [None], range(4), "ab", b"\0\1",
          [2**47 - 1] * 5, [2**62, 2**62], [1e308, 1e308], [-0.0], {-0.0}, [0, -0.0]]


def main():
    for group in GROUPS:
        for f in (sum, min, max, any, all):
            print(f.__name__, repr(group)[:40].replace("object at", "")[:24], repr(shown(f, group)))
    o = Falsy()
    o.x, o.y = 3, 4
    print(sum(vars(o).values()), min(vars(o)))
    random.seed(5)
    total = 0
    for _ in range(40000):
        x = random.choice((random.uniform(-1000, 1000), random.randint(-10**6, 10**6) / 1000, random.randint(-9999, 9999) / 8, random.random() * 10 ** random.randint(-20, 20)))
        n = random.randint(-3, 18)
        total = (total * 31 + sum(map(ord, repr(round(x, n))))) % 2**61
    print(total)
    for x in (0.5, 1.5, 2.5, 0.125, 2.675, 1.005, -0.001, -0.0, 0.0, 5e-324, 1e300, float("inf"), -float("inf"), NAN, 2**53 + 0.0, 4503599627370497.5, 0.15, 0.25, 1e22):
        print(x, [repr(round(x, n)) for n in (-400, -2, 0, 1, 2, 5, 15, 16, 22, 400)])
    print(shown(round, 1.5, None), shown(round, 1.5, 1.0), shown(round, 1.5, "a"), shown(round, 7, 2), shown(round, 1234, -2), shown(round, 1.5, True))
    print([shown(operator.index, v) for v in (5, True, 2**70, 1.0, "a", Loud(3))], [v.bit_length() for v in (0, 1, -1, 255, -256, 2**46, -2**47, 2**80)])
    q = r = [1]
    for more in ([2], (3, 4), [], (), "ab", {5}, q):
        q += more
    print(q, q is r)
    try:
        q += 5
    except TypeError as error:
        print(error)


main()
