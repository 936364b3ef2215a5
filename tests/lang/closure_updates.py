"""`x += y` and `return x` of variables of an enclosing function, with everything that such a variable can be and become meanwhile."""
import sys


def accumulator(total):
    def add(amount):
        nonlocal total
        total += amount
        return total

    def subtract(amount):
        nonlocal total
        total -= amount
        return total

    def up():
        nonlocal total
        total += 1
        return total

    def down():
        nonlocal total
        total -= 1
        return total

    def peek():
        return total

    def put(value):
        nonlocal total
        total = value

    def drop():
        nonlocal total
        del total
    return add, subtract, up, down, peek, put, drop


class Tally(int):
    def __add__(self, other):
        return Tally(int(self) + other * 2)

    def __iadd__(self, other):
        return Tally(int(self) + other * 3)


class Loud:
    def __init__(self, name):
        self.name = name

    def __iadd__(self, other):
        if other == 13:
            raise ValueError("unlucky")
        return Loud(self.name + str(other))

    def __repr__(self):
        return "Loud(%s)" % self.name


for start in (0, 250, -3, (1 << 30) - 2, -(1 << 30) + 2, (1 << 47) - 2, -(1 << 47) + 2, (1 << 63) - 2, True, 1.5, -0.0, float("inf"), 1 + 2j):
    add, subtract, up, down, peek, put, drop = accumulator(start)
    for _ in range(4):
        print(up(), peek(), add(2), subtract(1), down(), up(), type(peek()).__name__)
    for amount in (0.5, True, 1 << 29, 1 << 46, 1 << 62, -(1 << 62), float("-inf"), 3):
        print(add(amount), subtract(amount), peek())
    put(Tally(5))
    print(up(), type(peek()).__name__, down(), type(peek()).__name__)
    put("text")
    print(add("s"), peek())
    for wrong in (up, down, lambda: subtract("s")):
        try:
            wrong()
        except TypeError as error:
            print(error)
    print(peek())
    put([1])
    shared = peek()
    print(add([2]), add((3,)), shared is peek())
    put(Loud("a"))
    print(add(1), add(2))
    try:
        add(13)
    except ValueError as error:
        print(error, peek())
    drop()
    for wrong in (up, peek, down, drop):
        try:
            wrong()
        except NameError as error:
            print(type(error).__name__, error)
    put(1000)
    print(up(), peek())

# What is read from a variable does not change with it.
add, subtract, up, down, peek, put, drop = accumulator(5000)
seen = []
for _ in range(5):
    seen.append(up())
    seen.append(peek())
    add(100000)
print(seen)
add, subtract, up, down, peek, put, drop = accumulator(0.25)
seen = [(up(), peek(), add(0.5)) for _ in range(5)]
print(seen)

# The cell itself, from outside.
cell = up.__closure__[0]
cell.cell_contents = 70000
kept = cell.cell_contents
print(up(), kept, cell.cell_contents)
del cell.cell_contents
try:
    up()
except NameError as error:
    print(error)
cell.cell_contents = 2
print(up(), peek())


# In generators, in methods, with several variables and a use of the same variable as operand.
def generators():
    n = total = 0

    def numbers():
        nonlocal n, total
        while n < 6:
            n += 1
            total += n
            yield n
        return total

    def doubled():
        nonlocal total
        total += total
        return total
    return numbers, doubled


numbers, doubled = generators()


def driver():
    result = yield from numbers()
    print("returned", result)


print(list(driver()), doubled(), doubled())


def trace_lines():
    count = 0

    def step():
        nonlocal count
        count += 3
        return count

    events = []

    def tracer(frame, event, argument):
        if frame.f_code is not step.__code__:
            return None
        frame.f_trace_opcodes = False
        events.append((event, frame.f_lineno - frame.f_code.co_firstlineno, argument, count))
        return tracer
    for _ in range(3):
        step()
    sys.settrace(tracer)
    step()
    step()
    sys.settrace(None)
    step()
    print(events, count)


trace_lines()


def recursion(depth):
    deepest = 0

    def down_to(n):
        nonlocal deepest
        deepest += 1
        if n:
            down_to(n - 1)
        return deepest
    return down_to(depth)


print(recursion(2000 // 4))
print(sum(recursion(n) for n in range(20)))


def profiled():
    calls = 0

    def counted():
        nonlocal calls
        calls += 1
        return calls
    log = []
    sys.setprofile(lambda frame, event, argument: log.append((event, argument)) if frame.f_code is counted.__code__ else None)
    counted()
    counted()
    sys.setprofile(None)
    print(log, counted())


profiled()
