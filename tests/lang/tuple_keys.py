"""Tuples as keys of dicts and sets: of numbers, None and text, nested, named, with classes that change, and items that are asked."""
from collections import namedtuple

Point = namedtuple("Point", "x y")


class Other(tuple):
    def __hash__(self):
        return 5

    def __eq__(self, other):
        print("eq", tuple(self))
        return True


class Same(tuple):
    pass


class Item:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        print("item", self.n, type(other).__name__)
        return isinstance(other, Item) and other.n == self.n or other == self.n


NAN = float("nan")
KEYS = [(1, 2), (1.0, 2), (True, 2.0), (1, None), (None,), (), ((),), ((1, 2), (3, "a")), ((1.0, 2), (3, "a")), Point(1, 2), Point(1.0, 2.0), Point((1, 2), None),
        ((1, 2), None), (Point(1, 2), Point(3, 4)), ((1, 2), (3, 4)), (NAN,), (NAN, 1), (-0.0,), (0.0,), (0,), (False,), (b"a", 1), ("a", 1), (2**70, 1), (2**60, -1),
        (-1,), (-2,), (-1.0,), ("x", ("y", ("z", ("w", (1, (2, (3, (4, (5,))))))))), Same((1, 2)), Same((1, (2, 3))), (Item(7), 1), (7, 1), (frozenset({1}), 1),
        (1, 2, 3), ("1", 2), (1, "2"), (float("inf"), 1), (1e300, None, True)]


def look(d, s, keys):
    for key in keys:
        print(repr(key).split(" at 0x")[0][:24], d.get(key), key in d, key in s, d.get(key) == d[key] if key in d else None)


def main():
    d, s = {}, set()
    for n, key in enumerate(KEYS):
        d[key] = n
        s.add(key)
    print(len(d), len(s), [n for n in d.values()])
    for _ in range(3):
        look(d, s, KEYS)
    print(d.get((float("nan"),)), (float("nan"),) in s, d.get((0.5, 2)))
    o = Other((1, 2))
    print(hash(o), d.get(o), o in {5: 1}, {o: 1}.get(5))
    for _ in range(2):
        print(Point(3, 4) in {(3, 4): 1}, {Point(3, 4)} == {(3, 4)})
    Point.__hash__ = lambda self: 99
    print(Point(1, 2) in d, (1, 2) in d, hash(Point(1, 2)), {Point(1, 2): 1}.get((1, 2)))
    del Point.__hash__
    print(Point(1, 2) in d)
    Point.__eq__ = lambda self, other: False
    print(Point(1, 2) in {(1, 2): 1}, {Point(1, 2): 1}.get(Point(1, 2)))
    del Point.__eq__
    print(Point(1, 2) in {(1, 2): 1}, Point.__hash__ is tuple.__hash__)
    table = {(i, (i * 0.5, None)): i for i in range(300)}
    print(sum(table[i, (i / 2, None)] for i in range(300)), len(table))
    for i in range(0, 300, 2):
        del table[(i, (i / 2, None))]
    print(len(table), table.pop((1, (0.5, None))), table.setdefault((1, (0.5, None)), "new"), table.get((2, (1.0, None))))
    try:
        table[(1, [])]
    except TypeError as error:
        print(error)
    try:
        table[(5, (5, None))]
    except KeyError as error:
        print(repr(error))


main()


# Subclasses of str in tuples: those that are hashed and compared as str are, and others.
class Name(str):
    pass


class Loud(str):
    def __eq__(self, other): return str.lower(self) == str.lower(other)
    def __hash__(self): return hash(str.lower(self))


class Slotted(str):
    __slots__ = ()


d = {('a', 'b'): 1, (Name('c'), 'd'): 2, (Loud('E'), 'f'): 3, (Slotted('g'), ('h', Name('i'))): 4}
for turn in range(3):
    for key in (('a', 'b'), (Name('a'), 'b'), ('a', Slotted('b')), ('c', 'd'), (Name('c'), Name('d')), ('e', 'f'), ('E', 'f'), (Loud('e'), 'f'), ('g', ('h', 'i')), (Name('g'), (Loud('h'), 'i')), (Loud('A'), 'b')):
        print(key, d.get(key), key in d, hash(key) == hash(tuple(map(str, key))) if all(type(k) is not tuple for k in key) else None)
    d[Name('a'), 'b'] = turn
    d['c', 'd'] = turn
    print(len(d), [[type(x).__name__ for x in k] for k in d])
    if turn == 1:
        Name.__hash__ = lambda self: 5
        Name.__eq__ = lambda self, other: True
