"""Methods and attributes: own, inherited, overridden, super(), properties, class and static methods, operators, __getattr__, polymorphic calls."""


class Shape:
    sides = 0

    def __init__(self, size):
        self.size = size

    def area(self):
        raise NotImplementedError

    def describe(self):
        return self.sides + self.area()


class Square(Shape):
    sides = 4

    def area(self):
        return self.size * self.size


class Triangle(Shape):
    sides = 3

    def area(self):
        return self.size * self.size // 2


class Circle(Shape):
    sides = 1

    def area(self):
        return 3 * self.size * self.size


class Ring(Circle):
    def area(self):
        return super().area() - 3


class Counter:
    made = 0

    def __init__(self):
        self.value = 0

    def increment(self):
        self.value += 1

    def add(self, amount):
        self.value += amount
        return self

    @property
    def doubled(self):
        return self.value * 2

    @doubled.setter
    def doubled(self, value):
        self.value = value // 2

    @classmethod
    def limit(cls, value):
        return value & 0xFFFF

    @staticmethod
    def parity(value):
        return value & 1


class Vec:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vec(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return self.x if index == 0 else self.y

    def __bool__(self):
        return True


class Proxy:
    def __init__(self, target):
        self._target = target

    def __getattr__(self, name):
        return getattr(self._target, name)


class Adder:
    def __init__(self, amount):
        self.amount = amount

    def __call__(self, value):
        return value + self.amount


def polymorphic(n):
    shapes = [Square(3), Triangle(4), Circle(2), Ring(5), Square(1)]
    total = 0
    for _ in range(n):
        for shape in shapes:
            total += shape.describe()
    return total


def monomorphic(n):
    counter = Counter()
    for i in range(n):
        counter.increment()
        counter.add(i).add(1)
    return counter.value


def descriptors(n):
    counter = Counter()
    total = 0
    for i in range(n):
        counter.doubled = i
        total += counter.doubled + Counter.limit(i) + counter.parity(i)
    return total


def operators(n):
    position = Vec(0, 0)
    step = Vec(1, 2)
    same = 0
    for i in range(n):
        position = position + step * 2
        if position == step:
            same += 1
        if position:
            same += len(position) + position[0] % 2
    return position.x, position.y, same


def dynamic(n):
    proxy = Proxy(Counter())
    add = Adder(5)
    bound = Counter().add
    value = 0
    for i in range(n):
        value = add(value) + proxy.value
        bound(i)
        value += getattr(proxy, "made", 3)
    return value


def main():
    n = 150_000
    print("polymorphic", polymorphic(n))
    print("monomorphic", monomorphic(5 * n))
    print("descriptors", descriptors(2 * n))
    print("operators", operators(n))
    print("dynamic", dynamic(2 * n))


if __name__ == "__main__":
    main()
