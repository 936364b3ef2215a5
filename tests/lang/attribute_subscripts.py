# self.items[i]: the attribute and the subscript at once, while both change what they are.
class Box:
    def __init__(self, items):
        self.items = items

    def at(self, i):
        return self.items[i]

    def both(self, i, j):
        return self.items[i][j], [self][0].items[i], self.items[0], self.items[-1][j]


class Slots:
    __slots__ = ("items",)
    at = Box.at


class Asked:
    def __getitem__(self, i):
        return "asked", i


class Sub(list):
    def __getitem__(self, i):
        return "sub", i


class Ends:
    def __init__(self):
        self.items = [1, 2.5, "x", None]

    def __del__(self):
        print("ended")


def constants(o):
    return o.items[1], o.items[-1]


def failing(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


def fresh(i):
    return Ends().items[i]


box = Box([1, 2.5, "x", None, True, 2**60, [3, 4]])
for i in range(-8, 9):
    print(i, failing(box.at, i), failing(box.at, i + 0.0))
for items in ((1, 2), {1: "one", "1": "text", (1,): 3}, "text", b"bytes", bytearray(b"ab"), range(5), Asked(), Sub([1]), None, 5, 2.5, {1}):
    box.items = items
    for _ in range(3):
        print(failing(box.at, 1), failing(box.at, "1"), failing(box.at, (1,)), failing(box.at, slice(1)), failing(box.at, []), failing(constants, box))
for i in range(4):
    print(fresh(i), failing(fresh, i + 4))
box.items = [[1, 2], [3, 4]]
for i in range(4):
    print(box.both(i & 1, 1))
    if i == 1:
        Box.items = property(lambda self: ["property"] * 2)
    if i == 2:
        del Box.items
        box.__dict__["items"] = [["d", "e"], ["f", "g"]]
other = Slots()
print(failing(other.at, 0))
other.items = [7]
print(other.at(0))
del box.items
print(failing(box.at, 0))
Box.__getattr__ = lambda self, name: {0: "hooked"}
print(box.at(0), failing(box.at, 1))
