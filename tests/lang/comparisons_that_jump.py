"""`if a < b` of instances: what __lt__ and its like give, raise, change; who is asked, and what goes."""
import functools


class Event:
    __slots__ = ("time", "order")

    def __init__(self, time, order):
        self.time = time
        self.order = order

    def __lt__(self, other):
        if self.time != other.time:
            return self.time < other.time
        return self.order < other.order

    def __repr__(self):
        return f"E{self.time}.{self.order}"


def heap_push(items, item):
    items.append(item)
    index = len(items) - 1
    while index > 0:
        parent = (index - 1) >> 1
        if not item < items[parent]:
            break
        items[index] = items[parent]
        index = parent
    items[index] = item


def heap_pop(items):
    top, last = items[0], items.pop()
    size, index = len(items), 0
    while size:
        child = 2 * index + 1
        if child >= size:
            break
        if child + 1 < size and items[child + 1] < items[child]:
            child += 1
        if not items[child] < last:
            break
        items[index] = items[child]
        index = child
    if size:
        items[index] = last
    return top


queue = []
for i in range(60):
    heap_push(queue, Event(i * 37 % 11, i))
print([heap_pop(queue) for _ in range(60)])


class Answer:
    """Gives whatever it is told."""
    log = []

    def __init__(self, name, gives):
        self.name, self.gives = name, gives

    def _answer(self, which, other):
        self.log.append(f"{self.name}{which}{getattr(other, 'name', other)}")
        if isinstance(self.gives, BaseException):
            raise self.gives
        return self.gives

    def __lt__(self, other):
        return self._answer("<", other)

    def __le__(self, other):
        return self._answer("<=", other)

    def __gt__(self, other):
        return self._answer(">", other)

    def __ge__(self, other):
        return self._answer(">=", other)

    def __eq__(self, other):
        return self._answer("==", other)

    def __ne__(self, other):
        return self._answer("!=", other)

    __hash__ = None


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        if self.value is None:
            raise ValueError("no truth")
        return self.value


def outcomes(a, b):
    out = []
    for test in ("<", "<=", ">", ">=", "==", "!="):
        try:
            if test == "<":
                out.append("yes" if a < b else "no")
            elif test == "<=":
                out.append("yes" if not a <= b else "no")
            elif test == ">":
                while a > b:
                    out.append("once")
                    break
                else:
                    out.append("never")
            elif test == ">=":
                out.append(bool(a >= b and 1))
            elif test == "==":
                out.append([x for x in (1,) if a == b])
            else:
                assert a != b, "equal"
                out.append("unequal")
        except Exception as error:
            out.append(f"{type(error).__name__}: {error}")
    return out


for gives in (True, False, 1, 0, "", "x", [], None, 2.5, Truth(True), Truth(False), Truth(None), NotImplemented, KeyError("k")):
    a, b = Answer("a", gives), Answer("b", True)
    for left, right in ((a, b), (a, 3), (3, a), (a, a), ("s", a), (a, None)):
        print(type(gives).__name__, outcomes(left, right))
    print(len(Answer.log), Answer.log[-4:])
    Answer.log.clear()


class Below(Event):
    """A subclass is asked first when it is on the right."""
    __slots__ = ()

    def __gt__(self, other):
        return "reflected"


def both(x, y):
    if x < y:
        return "less"
    return "not less"


print([both(Event(2, 0), y) for y in (Event(1, 0), Event(3, 0), Below(0, 0), Event(1, 0))])


# The class changes while the loop runs.
def changing():
    out = []
    a, b = Event(1, 1), Event(2, 2)
    old = Event.__lt__
    try:
        for i in range(12):
            if a < b:
                out.append("y")
            else:
                out.append("n")
            if i == 3:
                Event.__lt__ = lambda self, other: False
            elif i == 6:
                Event.__lt__ = functools.partialmethod(old)
            elif i == 8:
                del Event.__lt__
                Event.__gt__ = lambda self, other: True
            elif i == 10:
                del Event.__gt__
    except TypeError as error:
        out.append(str(error))
    finally:
        Event.__lt__ = old
    return out


print(changing())


# Operands that are temporaries end behind the comparison; __lt__ may keep them, or drop what it was called on.
class Counted:
    living = 0
    kept = []

    def __init__(self, value):
        self.value = value
        Counted.living += 1

    def __del__(self):
        Counted.living -= 1

    def __lt__(self, other):
        if other.value == 5:
            Counted.kept.append(other)
        holder.clear()
        return self.value < other.value


holder = []
counts = []
for i in range(8):
    if Counted(i) < Counted(i + 1):
        counts.append(Counted.living)
    holder.append(Counted(i))
    if holder[0] < Counted(3):
        counts.append(Counted.living)
print(counts, Counted.living, [k.value for k in Counted.kept])
Counted.kept.clear()
print(Counted.living)


# In generators, in comprehensions, many levels deep.
def merged(xs, ys):
    xs, ys = list(xs), list(ys)
    while xs and ys:
        yield xs.pop(0) if xs[0] < ys[0] else ys.pop(0)
    yield from xs or ys


print(list(merged([Event(i, 0) for i in (1, 4, 6)], [Event(i, 1) for i in (2, 3, 5, 7)])))


class Deep:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if self.n == 0:
            return True
        if Deep(self.n - 1) < other:
            return True
        return False


print("deep" if Deep(200) < Deep(0) else "shallow")
try:
    if Deep(10**6) < Deep(0):
        print("never")
except RecursionError as error:
    print(type(error).__name__)
