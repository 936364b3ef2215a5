"""map() of builtin functions over one and several iterables, by all consumers; errors, subclasses, what changes meanwhile; list() of ranges."""
import sys


class Int(int):
    def __str__(self):
        return "own"

    def __abs__(self):
        return "abs"


class Sized:
    def __len__(self):
        return 5


def consumers():
    numbers, words = [1, 300, -5, 10**20, True, 2.5], ["1", " 22 ", "-3"]
    print(list(map(str, numbers)), ",".join(map(str, numbers)), tuple(map(repr, numbers)), sum(map(int, words)), sorted(map(abs, [3, -4, 1.5])))
    print([x for x in map(int, words)], set(map(len, words)), dict(zip(map(str.strip, words), map(int, words))), max(map(len, words), default=0))
    for x in map(float, words):
        print(x, end=" ")
    print(list(map(ord, "ab\xe9")), "".join(map(chr, [97, 256])), list(map(bool, [0, 1, "", "a", [], Sized()])), list(map(len, [Sized(), "ab", {}])))
    print(list(map(str, [Int(3)])), list(map(abs, [Int(-3)])), list(map(type, [1, "a"])), list(map(str.upper, "ab")), list(map(hash, [1, -1])))
    print(list(map(pow, [2, 3], [3, 2])), list(map(max, [1, 5], [4, 2])), list(map(list, ["ab", (1,)])), list(map(tuple, [[1], []])), list(map(set, ["aa"])))


def errors():
    for call in (lambda: list(map(int, ["1", "x"])), lambda: list(map(len, [1])), lambda: ",".join(map(str, 5)), lambda: sum(map(str, [1])),
                 lambda: list(map(ord, ["ab"])), lambda: list(map(int, [[]])), lambda: next(map(abs, [])), lambda: list(map(abs, ["a"])), lambda: map(str)):
        try:
            print(call())
        except Exception as error:
            print(type(error).__name__, error)
    m = map(int, iter(["1", "x", "3"]))
    print(next(m))
    try:
        next(m)
    except ValueError as error:
        print(error)
    print(next(m), next(m, "end"), list(m))


def ranges():
    for r in (range(0), range(5), range(7, 300, 41), range(5, 0, -1), range(250, 262), range(-260, -250), range(4090, 4100), range(10**20, 10**20 + 2), range(3, 3)):
        x = list(r)
        print(x, sys.getsizeof(x), x == [i for i in r], len(x))
        x.append(1)
        print(x[-1], len(x))
    print(sum(list(range(100000))), len(list(range(100001))), list(range(5)) * 2)


for _ in range(3):
    consumers()
    errors()
    ranges()
