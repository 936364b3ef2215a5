"""Operators on two objects of one type of the host's: every operator, plain and in place, temporaries and variables, errors, an operand that is both."""
import collections
import datetime
import decimal
import types

D = decimal.Decimal
OPERATORS = "+ - * / // % ** @ & | ^ << >>".split()
SAMPLES = {
    "decimal": (D("7.5"), D(2)), "complex": (1 + 2j, 0.5 - 1j), "set": ({1, 2, 3}, {2, 5}), "frozenset": (frozenset("abc"), frozenset("bd")),
    "dict": ({"a": 1}, {"b": 2}), "bytes": (b"ab%d", b"c"), "bytearray": (bytearray(b"ab"), bytearray(b"c")),
    "timedelta": (datetime.timedelta(days=3, hours=1), datetime.timedelta(hours=5)), "date": (datetime.date(2026, 1, 5), datetime.date(2025, 12, 24)),
    "type": (int, str), "union": (int | str, bytes | None), "none": (None, None), "nan": (float("nan"), float("nan")),
    "deque": (collections.deque([1, 2], 5), collections.deque([3])), "proxy": (types.MappingProxyType({1: 2}), types.MappingProxyType({3: 4})),
    "keys": ({"a": 1, "b": 2}.keys(), {"b": 3}.keys()), "range": (range(3), range(3)), "function": (len, len), "ellipsis": (..., ...),
}


def shown(value):
    return repr(sorted(value)) if isinstance(value, (set, frozenset)) and type(value) is not dict else repr(value)


def operator_functions():
    for operator in OPERATORS:
        space = {}
        exec(f"""
def variables(x, y):
    for _ in range(3):
        r = x {operator} y
    return r
def in_place(x, y):
    x {operator}= y
    return x
def temporaries(x, y):
    for _ in range(3):
        r = x() {operator} y()
    return r
def with_itself(x, y):
    for _ in range(3):
        r = x {operator} x
    return r
def over_its_operand(x, y):
    x = x {operator} y
    return x
""", space)
        yield operator, space


def lend(value):
    return value.copy() if isinstance(value, (set, dict, bytearray, collections.deque)) else value


def everything():
    for operator, space in operator_functions():
        for name, (x, y) in SAMPLES.items():
            for way in "variables", "in_place", "temporaries", "with_itself", "over_its_operand":
                a, b = lend(x), lend(y)
                try:
                    r = space[way](*((lambda: a), (lambda: b)) if way == "temporaries" else (a, b))
                    print(operator, name, way, shown(r), shown(a), r is a)
                except Exception as error:
                    print(operator, name, way, type(error).__name__, str(error).replace(" or pow()", ""))


def of_signals():
    with decimal.localcontext() as context:
        context.prec = 5
        x, y, zero = D("1.23456789"), D("9.87654321"), D(0)
        for _ in range(3):
            print(x + y, x * y, x - y, y / x)
        for way in (lambda: x / zero, lambda: zero / zero, lambda: D("sNaN") + x):
            try:
                way()
            except decimal.DecimalException as error:
                print(type(error).__name__, error)


class Watched(set):
    def __or__(self, other):
        return "Watched", len(other)


def of_changing_types():
    def either(x, y):
        return x | y

    for x, y in [({1}, {2})] * 3 + [(Watched([1]), Watched([2])), (4, 1), ({1}, Watched([2])), (True, False), (int, None), ({1}, {2})]:
        print(either(x, y))


everything()
of_signals()
of_changing_types()
