"""Variables of a function that comprehensions in it read: parameters need no cell for them, and nobody can tell."""
import sys


def show(*what):
    print(*what)


class Grid:
    """The parameters are read by comprehensions, and by the method itself before, between and behind."""

    def __init__(self, n, fill):
        self.n = n
        self.rows = [[fill for _ in range(n)] for _ in range(n)]

    def take(self, row, digit):
        own = self.rows[row]
        if digit not in own:
            return []
        own.remove(digit)
        self.n += 1
        places = [s for s in range(len(self.rows)) if digit in self.rows[s]]
        digit += 1
        return places, digit, {d: digit for d in own}, {self.n for _ in own}


grid = Grid(3, 7)
show(grid.take(1, 7), grid.n, grid.take(0, 8))
show(Grid.take.__code__.co_cellvars, Grid.take.__code__.co_varnames, Grid.take.__code__.co_freevars)


def defaults(a, b=2, *rest, c=3, **more):
    return [(a, b, rest, c, sorted(more), x) for x in rest], [a for a in rest], a


show(defaults(1), defaults(1, 5, 6, 7, c=8, d=9))
show(defaults.__code__.co_cellvars)


def rebound(x):
    first = [x + i for i in range(2)]
    x = first
    second = [len(x) + i for i in range(2)]
    for x in second:
        first = [x * i for i in first]
    x += 1
    return first, second, x, [x for _ in "ab"]


show(rebound(4))


def nested(a, b):
    return [[(a, b, i, j) for j in range(b)] for i in range(a)], [[a for a in range(b)] for b in range(a)], a, b


show(nested(2, 1))


def shared_with_functions(a, b, c):
    """These need their cells: what reads them lives on, or writes."""
    def add():
        nonlocal a
        a += 1
        return a
    functions = [lambda: b + i for i in range(2)]
    generator = (c + i for i in range(2))
    b += 10
    c += 20
    return [a for _ in range(2)], add(), a, [f() for f in functions], list(generator), [b + c for _ in "x"]


show(shared_with_functions(1, 2, 3), sorted(shared_with_functions.__code__.co_cellvars))


def walrus(values, last):
    found = [last := v for v in values if v]
    return found, last, [(n := v) for v in values], n


show(walrus([0, 3, 0, 4], None))


def deleted(x):
    before = [x for _ in range(1)]
    del x
    try:
        return before, [x for _ in range(1)]
    except NameError as error:
        return before, type(error).__name__, str(error)


def deleted_not_reached(x):
    del x
    return [x for _ in ()]


show(deleted(1), deleted_not_reached(1))


def generator(a, n):
    for i in range(n):
        got = yield [a + k for k in range(i)]
        if got:
            a = got
    return a


def drive():
    it = generator(1, 4)
    out = [next(it), it.send(5), it.send(None)]
    out.append(it.gi_frame.f_locals)
    try:
        while True:
            out.append(next(it))
    except StopIteration as stop:
        out.append(stop.value)
    return out


show(drive())


async def asynchronous(a, values):
    async def each():
        for v in values:
            yield v + a
    return [x + a async for x in each()], [a + v for v in values]


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


show(run(asynchronous(2, [1, 2])))


class Base:
    def name(self, x):
        return f"base {x}"


class Derived(Base):
    def name(self, x):
        return super().name([x for _ in range(2)]), [self.__class__.__name__ + str(x) for x in range(2)], [__class__.__name__ for _ in "a"]


show(Derived().name(3))


class Body:
    """A class in a function reads the function's variables by itself."""


def class_inside(x, y):
    class Inner:
        values = [x for _ in range(2)]
        z = x, y
    return Inner.values, Inner.z, [x for _ in "a"]


show(class_inside(1, 2))


def views(x, y):
    inside = [(x, z, sorted(sys._getframe().f_locals), sorted(locals())) for z in range(1)]
    here = sorted(locals()), sys._getframe().f_locals["x"]
    return inside, here, eval("x + y"), [eval("y", {"y": 9}) for _ in range(1)]


show(views(1, 2))


def raises(x):
    try:
        return [1 // x for _ in range(2)]
    except ZeroDivisionError as error:
        frames = []
        tb = error.__traceback__
        while tb:
            frames.append((tb.tb_frame.f_code.co_name, sorted(tb.tb_frame.f_locals), tb.tb_frame.f_locals.get("x")))
            tb = tb.tb_next
        return frames


show(raises(0))


class Counted:
    living = 0

    def __init__(self):
        Counted.living += 1

    def __del__(self):
        Counted.living -= 1


def released(x):
    out = [x for _ in range(3)]
    x = None
    held = Counted.living
    out = None
    return held, Counted.living


show(released(Counted()), Counted.living)


def recursive(n, path):
    if not n:
        return [p for p in path]
    return [recursive(n - 1, path + [k, n]) for k in range(2)]


show(recursive(2, []))


def tracer(frame, event, arg):
    """Writes to variables while the function waits, in its frame and in the comprehension's."""
    if event == "line" and frame.f_code.co_name == "traced" and "y" in frame.f_locals and "r" not in frame.f_locals:
        frame.f_locals["x"] = 50
    if event == "line" and frame.f_code.co_name == "<listcomp>" and frame.f_locals.get("i") == 1:
        frame.f_locals["x"] = 90
    return tracer


def traced(x):
    y = 2
    r = [x + i for i in range(3)]
    return r, x, y


def missing(frame, event, arg):
    if event == "line" and frame.f_code.co_name == "taken" and "y" in frame.f_locals:
        frame.f_locals.pop("x", None)
    return missing


def taken(x):
    y = 2
    return [x + i for i in range(3)], y


sys.settrace(tracer)
try:
    traced_result = traced(7)
finally:
    sys.settrace(None)
show(traced_result, traced(7))
sys.settrace(missing)
try:
    taken(7)
except NameError as error:
    message = type(error).__name__, str(error)
finally:
    sys.settrace(None)
show(message, taken(7))
