"""Unpacking into variables: shared and fresh tuples and lists of every length, where what the variables held ends in the middle and changes the list."""
import sys

log = []


class Ends:
    """Does something to a list when it ends."""

    def __init__(self, name, do):
        self.name = name
        self.do = do

    def __del__(self):
        self.do()
        log.append(self.name)


def of_three(source, first, second, third):
    a, b, c = first, second, third
    del first, second, third
    a, b, c = source
    return a, b, c


def of_ten(source, old):
    a = b = c = d = e = f = g = h = i = j = old
    del old
    a, b, c, d, e, f, g, h, i, j = source
    return a, b, c, d, e, f, g, h, i, j


def plain():
    shared = ("x", 1, 2.5)
    for source in [shared, list(shared), ("y", None, 1 << 70), [object, True, float("nan")], (-0.0, "", b"z")]:
        for _ in range(3):
            print(of_three(source, "p", [1], 3), of_three(tuple(source), 1, 2, 3))
    for source in tuple(range(10)), list("abcdefghij"), tuple("abcdefghij"), [k / 4 for k in range(10)]:
        for _ in range(3):
            print(of_ten(source, "old"))


def ends_in_the_middle():
    for kind in tuple, list:
        for change in "clear", "reverse", "append", None:
            source = kind(["s", 2, "t"])
            do = (lambda: getattr(source, change)(*["more"] * (change == "append"))) if change and kind is list else (lambda: None)
            for at in range(3):
                old = [None, None, None]
                old[at] = Ends(f"{kind.__name__} {change} {at}", do)
                parts = of_three(source, *[old.pop(0) for _ in range(3)])
                print(parts, source, log)
                log.clear()
                source = kind(["s", 2, "t"])


def ends_by_itself():
    """The sequence is one of the targets, or is gone with the first of them."""
    def turn(t):
        for _ in range(3):
            t, u, v = t
            print(t, u, v)
            t = (u, v, t) if isinstance(t, tuple) else [u, v, t]

    turn((1, "b", 3.0))
    turn(["a", 2, 3.0])
    box = [["k", "l", "m"]]
    box[0].append(box[0])

    def drop():
        for _ in range(2):
            a, b, c, d = box.pop()
            print(a, b, c, len(d))
            box.append(d)
            del d
    drop()


def wrong_lengths():
    for source in (1, 2), [1, 2, 3, 4], (), "abcd", 7, None:
        try:
            print(of_three(source, 1, 2, 3))
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)


def traced():
    """A tracer comes and goes between the moves, which stand on lines of their own."""
    events = []

    def tracer(frame, event, arg):
        events.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
        return tracer

    def over_lines(source):
        (a,
         b,
         c) = source
        return a, b, c

    def switched(source, old):
        a = b = old
        del old
        a, b, c = source
        return a, b, c

    for source in ("x", 2, "z"), ["x", 2, "z"]:
        for k in range(4):
            if k == 2:
                sys.settrace(tracer)
            got = over_lines(source)
            sys.settrace(None)
            print(got, events)
            events.clear()
        for k in range(4):
            got = switched(source, Ends("switch", lambda: sys.settrace(tracer)) if k % 2 else "plain")
            sys.settrace(None)
            print(got, log)
            log.clear()
            events.clear()


plain()
ends_in_the_middle()
ends_by_itself()
wrong_lengths()
traced()


# Tuples of other classes: named ones, one with an __iter__, one whose __iter__ comes and goes, one that ends with what it holds.
import collections  # noqa: E402

Point = collections.namedtuple("Point", "x y")
Three = collections.namedtuple("Three", "x y z")


class Turned(Point):
    def __iter__(self):
        return iter((self.y, self.x))


class Held(tuple):
    def __del__(self):
        print("ends", len(self), sys._getframe(1).f_lineno - sys._getframe(1).f_code.co_firstlineno)


def pair_of(source):
    x, y = source
    return x, y


def pairs_of(sources):
    seen = []
    for x, y in sources:
        seen.append((x, y))
    for i, (x, y) in enumerate(sources):
        seen.append((i, x, y))
    return seen


def held(n):
    x, y, z = Held((n, n + 1, n + 2))
    a, b = [x, y], z
    return (a, b)


for _ in range(4):
    print(pair_of(Point(1, 2)), pair_of(Turned(1, 2)), pair_of((3, 4)), pair_of([5, 6]), of_three(Three(7, 8, 9), 1, 2, 3))
    print(pairs_of([Point(1, 2), (3, 4), Turned(5, 6)]), held(300))
    for wrong in (Point(1, 2), Three(1, 2, 3)):
        try:
            of_three(wrong, 1, 2, 3)
            print("three", pair_of(wrong))
        except ValueError as error:
            print(error)
Point.__iter__ = lambda self: iter("ab")
print(pair_of(Point(1, 2)), pairs_of([Point(1, 2), Turned(1, 2)]))
del Point.__iter__
print(pair_of(Point(1, 2)), pairs_of([Point(1, 2), Turned(1, 2)]))
