"""+ and += of lists and tuples: of themselves, of subclasses, of other things, with what their ends run."""


class List(list):
    def __add__(self, other):
        return ("add", list(other))

    def __radd__(self, other):
        return ("radd", list(other))


class Plain(list):
    pass


class Ends:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("ends", self.name)


def plus(x, y):
    return x + y


def grow(x, y):
    before = x
    x += y
    return before is x, x, before


def attempt(run, *args):
    try:
        return run(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def ends():
    x = [Ends("first")]
    y = [Ends("second")]
    x = x + y
    del y
    x = [] + x[1:]
    x += [Ends("third")]
    y = Ends("old")
    y = x + [4]
    return len(x), len(y)


for _ in range(3):
    for x in ([], [1, 2], (), (1, "a"), List([3]), Plain([4]), "text", None):
        for y in ([], [5], (), (6,), List([7]), Plain([8]), "more", range(2), iter([9]), 10):
            print(attempt(plus, x, y), end=" ")
            print(attempt(grow, x[:] if isinstance(x, list) else x, y))
    numbers = [1, 2]
    numbers += numbers
    pair = (1, 2)
    pair += pair
    holder = {"k": [1]}
    holder["k"] += [2]
    print(numbers, pair, holder, ends())
    empty = ()
    same = (1, [2])
    print((empty + same) is same, (same + empty) is same, [] + [] == [])
