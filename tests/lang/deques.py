"""deque: items put in and taken out at both ends, at one site for several kinds; limits, subclasses, errors, truth and length, items that end."""
import sys
from collections import deque


class Own(deque):
    def append(self, x):
        super().append(("own", x))


def ends(d):
    d.append(1)
    d.appendleft(300)
    d.append("a")
    print(d, len(d), bool(d), d.pop(), d.popleft(), d)
    d.append((1, 2.5))
    while d:
        print(d.popleft(), end=" ")
    print(len(d), not d)
    for take in (lambda: d.pop(), lambda: d.popleft(), lambda: d.append(), lambda: d.append(1, 2), lambda: d.pop(3), lambda: d.popleft(1)):
        try:
            print(take())
        except Exception as error:
            print(type(error).__name__, error)


class Last:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name, sys._getframe(1).f_lineno - sys._getframe(1).f_code.co_firstlineno)


def limited():
    d = deque(maxlen=2)
    for i in range(4):
        d.append(Last(i))
    d.appendleft(Last("left"))
    print(len(d))
    d.pop()
    x = d.popleft()
    print("taken", len(d))
    x = None


def queue(n):
    todo, seen = deque([1]), []
    while todo:
        x = todo.popleft()
        seen.append(x)
        if len(seen) < n:
            todo.append(x * 2)
            todo.appendleft(x + 1)
    return seen


def changed():
    d = deque([1, 2, 3])
    try:
        for x in d:
            d.append(x)
    except RuntimeError as error:
        print(error)
    print(d)


for _ in range(3):
    ends(deque())
    ends(Own())
    ends(deque(maxlen=3))
    limited()
    print(queue(20), len(queue(300)))
    changed()
