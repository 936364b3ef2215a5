"""Generators: counting, pipelines, yield from, send, infinite ones cut short, tree walks, permutations, coroutine-like averages."""


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def squares(source):
    for value in source:
        yield value * value


def odd(source):
    for value in source:
        if value & 1:
            yield value


def take(n, source):
    for _ in range(n):
        yield next(source)


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, (a + b) % 1_000_007


def tree(depth, value=1):
    if depth:
        yield from tree(depth - 1, 2 * value)
        yield value
        yield from tree(depth - 1, 2 * value + 1)


class Node:
    def __init__(self, depth):
        self.depth = depth
        self.left = Node(depth - 1) if depth else None
        self.right = Node(depth - 1) if depth else None

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.depth
        if self.right:
            yield from self.right


class Countdown:
    def __init__(self, start):
        self.value = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.value <= 0:
            raise StopIteration
        self.value -= 1
        return self.value


def average():
    total = 0
    n = 0
    mean = None
    while True:
        total += yield mean
        n += 1
        mean = total // n


def permutations(items):
    if len(items) <= 1:
        yield items
        return
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [item, *rest]


def chunks(items, size):
    for start in range(0, len(items), size):
        yield items[start:start + size]


def main():
    n = 700_000
    total = 0
    for value in count(4 * n):
        total += value
    print("count", total)
    print("pipeline", sum(odd(squares(count(n)))))
    print("take", sum(take(n, fibonacci())))
    print("tree", sum(tree(15)))
    print("nodes", sum(value for value in Node(14)))
    print("countdown", sum(x for x in Countdown(n)))
    mean = average()
    next(mean)
    last = 0
    for i in range(n):
        last = mean.send(i & 255)
    print("send", last)
    print("permutations", sum(p[0] * p[-1] for p in permutations([1, 2, 3, 4, 5, 6, 7, 8])))
    print("chunks", sum(len(c) for c in chunks(list(range(n)), 3)))
    print("expression", sum(x * 2 for x in (y + 1 for y in range(n))))
    print("zipped", sum(a * b for a, b in zip(count(n // 2), fibonacci())))


if __name__ == "__main__":
    main()
