"""`for` over enumerate(), zip() and reversed() of str, tuples and ranges, which the VM keeps in registers; tracing that begins in mid-loop."""
import sys


def several(*things):
    for x in things:
        for i, w in enumerate(x, 3):
            print(i, w, end=" ")
        for i, w in enumerate(x):
            print(i, w, end=" ")
        for a, b in zip(x, things[0]):
            print(a, b, end=" ")
        for a, b in zip(things[0], x):
            print(a, b, end=" ")
        for a in reversed(x):
            print(a, end=" ")
        print()


for _ in range(3):
    several("abc", ["x", "y"], (1, 2, 3, 4), "\xe9\u0100", "\xe9a", "", range(3), b"xy")


def backwards():
    for a in reversed(range(5)):
        print(a, end=" ")
    for a in reversed(range(2, 20, 3)):
        print(a, end=" ")
    for a in reversed(range(20, 2, -3)):
        print(a, end=" ")
    for a in reversed(range(0)):
        print(a, end=" ")
    for a in reversed(range(-5, 5, 20)):
        print(a, end=" ")
    for a in reversed(range(10**20, 10**20 + 3)):
        print(a, end=" ")
    for a in reversed((1, 2)):
        print(a, end=" ")
    for a in reversed([3, 4]):
        print(a, end=" ")
    print()


for _ in range(4):
    backwards()


def tracer(frame, event, argument):
    if event == "line":
        print(frame.f_lineno - frame.f_code.co_firstlineno, end=" ")
    return tracer


def traced(s, at):
    k = 0
    for i, c in enumerate(s):
        k += 1
        if k == at:
            sys._getframe().f_trace = tracer
            sys.settrace(tracer)
        print(i, c, end=";")
    for c, d in zip(s, "xyzw"):
        k += 1
        print(c, d, end=";")
    for c in reversed(s):
        print(c)
    sys.settrace(None)


for at in range(6):
    traced("hello", at)
    traced(list("hello"), at)
    traced(tuple("hello"), at)


def grows(items):
    for i, x in enumerate(items):
        if len(items) < 6:
            items.append(x * 2)
        print(i, x, end=" ")
    for x, y in zip(items, "abcdefghijkl"):
        if len(items) < 9:
            items.append(y)
        print(x, y, end=" ")
    for x in reversed(items):
        if len(items) > 5:
            items.pop()
        print(x, end=" ")
    print()


for _ in range(3):
    grows([1, 2])

for bad in (lambda: [c for c in reversed({1})], lambda: reversed(range(3), 4), lambda: reversed(x for x in "a")):
    try:
        print(bad())
    except TypeError as error:
        print(error)
