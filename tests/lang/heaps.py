"""heapq with items of every kind: the order that the heap is in, step by step, is the library's."""
import heapq
import random
from heapq import heapify, heappop, heappush, heappushpop, heapreplace

random.seed(17)
NAN = float("nan")


class Loud:
    """Compares in Python, changes the heap when it is told to."""

    def __init__(self, value, heap=None):
        self.value, self.heap = value, heap

    def __lt__(self, other):
        if self.heap is not None:
            self.heap.append(self)
        return self.value < getattr(other, "value", other)

    def __gt__(self, other):
        return self.value > getattr(other, "value", other)

    def __repr__(self):
        return f"L{self.value}"


class Below(int):
    def __lt__(self, other):
        return int(self) > int(other)


KINDS = {
    "small": lambda: random.randrange(20),
    "signed": lambda: random.randrange(-10 ** 6, 10 ** 6),
    "wide": lambda: random.choice((1, -1)) * random.getrandbits(random.choice((3, 47, 48, 60, 61, 70))),
    "floats": lambda: random.choice((random.uniform(-3, 3), 0.0, -0.0, float("inf"))),
    "nan": lambda: random.choice((1.0, NAN, 3.5, float("nan"), -2.0)),
    "numbers": lambda: random.choice((1, 2.5, True, 3, 0.0, False)),
    "strs": lambda: random.choice(("a", "b", "ab", "", "\u00e9", "\u4e00", "\U0001f600", "zz")),
    "bytes": lambda: bytes([random.randrange(4)]),
    "pairs": lambda: (random.randrange(5), random.randrange(5)),
    "tuples": lambda: tuple(random.randrange(3) for _ in range(random.randrange(4))),
    "float pairs": lambda: (random.choice((0.5, 0.5, 1.5, NAN, -0.0, 0.0)), random.randrange(3)),
    "named": lambda: (random.choice("ab"), random.choice(("x", "y")), random.randrange(9)),
    "nested": lambda: (random.randrange(2), (random.randrange(3), "k")),
    "deep": lambda: (0, (1, (random.randrange(2), (random.randrange(2), (random.randrange(3),))))),
    "mixed pairs": lambda: (random.choice((0, 1, 0.5, 1.0, -0.0, NAN, 2 ** 53, 2 ** 53 + 1, float(2 ** 53))), random.randrange(3)),
    "nested mixed": lambda: (random.choice((0, 0.0, 1)), (random.choice((1, 1.0, NAN)), "k")),
    "lists": lambda: [random.randrange(3), random.randrange(3)],
    "loud": lambda: Loud(random.randrange(9)),
    "tuple and loud": lambda: (random.randrange(2), Loud(random.randrange(9))),
    "subclass": lambda: random.choice((Below(random.randrange(9)), random.randrange(9))),
}

for kind, make in KINDS.items():
    heap, out = [], []
    for step in range(400):
        try:
            action = random.randrange(6)
            if action < 2 or not heap:
                heappush(heap, make())
            elif action == 2:
                out.append(heappop(heap))
            elif action == 3:
                out.append(heapreplace(heap, make()))
            elif action == 4:
                out.append(heappushpop(heap, make()))
            else:
                heap.extend(make() for _ in range(3))
                heapify(heap)
        except TypeError as error:
            out.append(str(error))
    print(kind, len(heap), repr(heap)[:150], repr(out[-6:]))
    checked = 0
    while heap:
        out.append(heappop(heap))
        checked = (checked * 31 + sum(repr(heap).encode())) % 1000000007
    print(checked, repr(out[-3:]))

for wrong in ((), ([],), (5, 1), ((1, 2), 1), ([1], 2, 3)):
    for function in (heappush, heappop, heapreplace, heappushpop):
        try:
            print(function.__name__, function(*wrong))
        except (TypeError, IndexError) as error:
            print(function.__name__, type(error).__name__, error)

heap = [1, 2, 3, 4, 5]
for item in (0, "x", None, 2.0, (1,)):
    for _ in range(3):
        try:
            heappush(heap, item)
            print(heap)
        except TypeError as error:
            print(error, heap)

heap = []
for value in range(9):
    heap.append(Loud(value))
heap[5].heap = heap
for _ in range(4):
    try:
        print(heappop(heap))
    except (RuntimeError, TypeError) as error:
        print(error, len(heap))


class Heap(list):
    def append(self, item):
        raise AssertionError("not called")


heap = Heap()
for value in (5, 2, 8, 1):
    heappush(heap, value)
print(heap, heappop(heap), heap, [heappop(heap) for _ in range(3)], heap)


def push(queue, item):
    return heapq.heappush(queue, item)


queue = []
for value in (3, 1, 2):
    push(queue, value)
kept, heapq.heappush = heapq.heappush, lambda queue, item: ("mine", item)
print(push(queue, 0), queue)
heapq.heappush = kept
print(push(queue, 0), queue, list(heapq.merge([1, 4], [2, 3])), heapq.nlargest(2, [5, 1, 9, 3]), heapq.nsmallest(2, [(2, "b"), (1, "z"), (1, "a")]))
