"""Making things: instances of plain classes, with slots, of subclasses, by class methods; linked nodes, trees; classes themselves."""


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Vector:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z=0):
        self.x = x
        self.y = y
        self.z = z


class Empty:
    pass


class Animal:
    def __init__(self, name):
        self.name = name
        self.energy = 10


class Dog(Animal):
    def __init__(self, name, breed):
        super().__init__(name)
        self.breed = breed


class Puppy(Dog):
    def __init__(self, name):
        super().__init__(name, "small")
        self.age = 0


class Money:
    @classmethod
    def of(cls, amount):
        return cls(amount, "EUR")

    def __init__(self, amount, currency):
        self.amount = amount
        self.currency = currency


class Node:
    def __init__(self, value, next_node=None):
        self.value = value
        self.next = next_node


class Tree:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def size(self):
        return 1 + (self.left.size() if self.left else 0) + (self.right.size() if self.right else 0)


class Singleton:
    instance = None

    def __new__(cls):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance


def points(n):
    total = 0
    for i in range(n):
        p = Point(i, i + 1)
        total += p.x + p.y
    return total


def vectors(n):
    return sum([v.x + v.z for v in [Vector(i, 1, z=2) for i in range(n)]])


def empties(n):
    kept = None
    for _ in range(n):
        kept = Empty()
    return type(kept).__name__


def puppies(n):
    total = 0
    for _ in range(n):
        p = Puppy("rex")
        total += p.energy + len(p.breed)
    return total


def linked(n):
    head = None
    for i in range(n):
        head = Node(i, head)
    total = 0
    while head is not None:
        total += head.value
        head = head.next
    return total


def tree(depth):
    return Tree(tree(depth - 1), tree(depth - 1)) if depth else Tree(None, None)


def classes(n):
    total = 0
    for i in range(n):
        class Local:
            limit = i

            def get(self):
                return self.limit
        total += Local().get()
        total += type("Made", (Local,), {"extra": 1}).extra
    return total


def main():
    n = 350_000
    print("points", points(3 * n))
    print("vectors", vectors(n))
    print("empties", empties(2 * n))
    print("puppies", puppies(n))
    print("money", sum(Money.of(i).amount for i in range(n)))
    print("linked", linked(n))
    print("tree", tree(16).size())
    print("singletons", len({id(Singleton()) for _ in range(n)}))
    print("classes", classes(3_000))


if __name__ == "__main__":
    main()
