N = 100_000


class Vector:
    __slots__ = ("items",)

    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __bool__(self):
        return True

    def __contains__(self, x):
        return x == 2

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, x):
        self.items[i] = x

    def __neg__(self):
        return self

    def __radd__(self, x):
        return x + self.items[0]

    def __mul__(self, x):
        return x * self.items[1]

    def __eq__(self, other):
        return self is other


def run(n):
    v = Vector([1, 2, 3, 4])
    total = 0
    for i in range(n):
        v[i & 3] = i
        if v and i in v:
            total += len(v)
        if -v == v:
            total += i + v
        total += v * 3 - v[2]
    return total
