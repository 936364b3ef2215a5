"""sum() of generators past 48, 63 and 127 bits; attributes and variables of closures counted down in their boxes."""
from fractions import Fraction


class Odd(int):
    def __add__(self, other):
        return "add", int(self), other

    def __radd__(self, other):
        return "radd", int(self), other


def each(items):
    yield from items


def sums():
    for items in ([2 ** 46] * 10, [2 ** 47 - 1, 1, -1, -2], [-2 ** 47] * 3, [2 ** 62] * 5, [2 ** 127, 2 ** 127], [2 ** 126] * 3 + [1],
                  [2 ** 50, True, False, 1.5], [2 ** 50, -2 ** 50, 0], [2 ** 50, -2 ** 50 + 5], [1.5, 2 ** 60], [2 ** 60, Fraction(1, 3)],
                  [True, 2 ** 48, True], [2 ** 130, 1], [2 ** 60, 2 ** 60, -2 ** 61], [2 ** 90, -2 ** 89, -2 ** 89]):
        print(sum(each(items)), type(sum(each(items))).__name__, sum(x for x in items), sum((x for x in items), 2 ** 100), sum(each(items), -1))
    for last in Odd(3), "a", None:
        try:
            print(sum(each([2 ** 50, last])))
        except TypeError as e:
            print(e)


class Holder:
    pass


def attributes():
    a = Holder()
    for start in (0, 300, 1000, 2 ** 29, 2 ** 30 - 1, 2 ** 30, 2 ** 40, -5, 257, 1.5, True):
        a.x = start
        for k in range(3):
            a.x -= 1
            a.x -= 2 ** 31
            a.x += 2 ** 31
            a.x -= k
            a.x -= -7
        before = a.x
        a.x -= 256
        between = a.x
        a.x -= 1
        print(start, before, between, a.x)


def counter(x):
    def down(k):
        nonlocal x
        x -= k
        return x
    return [down(k) for k in (1, 2 ** 31, -2 ** 31, 300, -1)]


sums()
attributes()
print(counter(1000), counter(2 ** 30), counter(5), counter(258))
