"""How deep calls, generators and both go: the limit counts all frames, whatever holds them, and changes while they are active."""
import sys
import threading


def calls(n):
    try:
        return calls(n + 1)
    except RecursionError:
        return n


def chain(n):
    if n:
        yield from chain(n - 1)
    yield n


def through(n):
    """Calls from the inside of a generator."""
    for x in (calls(0) for _ in range(1)):
        return x


class Node:
    def __init__(self, child):
        self.child = child

    def depth(self, n):
        return self.child.depth(n + 1) if self.child else n

    def __iter__(self):
        if self.child:
            yield from self.child
        yield 1


def nodes(n):
    node = None
    for _ in range(n):
        node = Node(node)
    return node


def attempt(f, *args):
    try:
        return f(*args)
    except RecursionError as e:
        return str(e)[:32]


def report():
    first = calls(0)
    print(first == calls(0), through(0) - first in (-2, -1), attempt(lambda: sum(1 for _ in chain(first - 20)) == first - 19),
          attempt(lambda: sum(1 for _ in chain(first + 20))), attempt(nodes(first - 10).depth, 0) == first - 11, attempt(nodes(first + 10).depth, 0),
          attempt(lambda: sum(nodes(first - 20))) == first - 20)
    return first


base = sys.getrecursionlimit()
depths = []
for limit in (base, 300, 5000, 123, base):
    sys.setrecursionlimit(limit)
    depths.append(report() - limit)
print(len(set(depths)))


def lowered(n):
    """The limit is set from inside, with frames and a generator active."""
    if n:
        return next(lowered(n - 1) for _ in range(1))
    try:
        sys.setrecursionlimit(30)
    except RecursionError as e:
        print(str(e)[:40])
    sys.setrecursionlimit(400)
    inside = calls(0)
    sys.setrecursionlimit(600)
    print(calls(0) - inside)
    return inside


print(lowered(40) < calls(0), sys.getrecursionlimit())
sys.setrecursionlimit(base)


def suspended():
    """Each generator gives its level back where it waits, and takes it again."""
    def waits():
        while True:
            yield calls(0)
    g = waits()
    return len({next(g) for _ in range(20)}) < 3, next(g) < calls(0)


print(suspended())
results = []
threads = [threading.Thread(target=lambda: results.append((calls(0) - calls(0), attempt(lambda: sum(1 for _ in chain(calls(0) + 20)))))) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(results)

try:
    sys.setrecursionlimit(10**9)
    print(sys.getrecursionlimit())
finally:
    sys.setrecursionlimit(base)
print(attempt(calls, 0) > 0)
