"""Ends with a traceback through methods, closures, lambdas, comprehensions, a generator, operators: with carets."""


class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def __getitem__(self, key):
        row, column = key
        return self.rows[row][column]

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(x, y)] for x, y in zip(self.rows, other.rows)])

    @property
    def trace(self):
        return sum(self[i, i] for i in range(len(self.rows)))


def make(n):
    def build(fill):
        return Matrix([[fill(r, c) for c in range(n)] for r in range(n)])
    return build


def checked(function):
    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)
        print("checked", function.__name__)
        return result
    return wrapper


@checked
def compute(size, bad):
    m = make(size)(lambda r, c: r * c if (r, c) != bad else "oops")
    return m.trace


@checked
def report(sizes, bad=None):
    return {size: compute(size, bad) for size in sizes}


def consume(values):
    for value in values:
        print("value", value)


def produce(sizes):
    for size in sizes:
        yield report([size], (3, 3))[size]


print(report([1, 2, 3]))
print((make(2)(lambda r, c: r + c) + make(2)(lambda r, c: 10)).trace)
try:
    consume(produce([1, 2, 3, 4]))
except TypeError as error:
    print("once", error)
long_name_for_result = compute(2, None) + (compute(3, None) *
                                           compute(2, None))
print(long_name_for_result)
consume(
    produce(
        [2, 4, 5],
    )
)
print("never")
