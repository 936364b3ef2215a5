"""Functions in C that are builtins, globals, or in modules, called with variables and constants: replaced underway, failing, at the limit of recursion, with every type."""
import math
import operator
import sys
import types

module = types.ModuleType("module")
module.f = operator.add
gcd = math.gcd
join = str.join
counted = sys.getrefcount


def of_module(x, y): return module.f(x, y)
def of_math(x): return math.gcd(x, 12), math.floor(x), math.hypot(3, x), math.comb(5, 2)
def of_global(x, y): return gcd(x, y), join(",", ("a", "b"))
def of_builtins(x, name): return id(x) == id(x), hasattr(x, name), getattr(x, name, None), callable(x), vars, type(x) is int
def counts(x): return counted(x), sys.getrefcount(x)


def attempt(run, *args):
    try:
        return run(*args)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno - run.__code__.co_firstlineno if error.__traceback__.tb_next else None
        return type(error).__name__, str(error), line


class Attributes:
    there = 1

    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(name)
        return "made " + name

    def __add__(self, other):
        return "added"


class Property:
    asked = 0

    @property
    def value(self):
        Property.asked += 1
        raise AttributeError("inner")

    def __getattr__(self, name):
        return "hook " + name


def deep(n):
    """How the limit ends a call of a function in C by its global name."""
    try:
        return deep(n + 1)
    except RecursionError:
        return join(",", ("a", "b"))


values = [1, 300, 2**70, 1.5, "text", None, [1], Attributes(), 7]
for round in range(4):
    for value in values:
        print(attempt(of_module, value, value), attempt(of_math, value), attempt(of_global, value, 4), str(attempt(of_builtins, value, "there"))[:60], str(attempt(of_builtins, value, "nothing"))[:60])
    print(counts([]), counts(values), attempt(of_builtins, Property(), "value"), Property.asked)
    module.f = [operator.mul, lambda x, y: ("python", x == y), max, operator.add][round]
    gcd = [math.lcm, max, lambda x, y: "python", math.gcd][round]
    math.there = round


def removes(name):
    return delattr(module, name)


module.delattr = delattr
for _ in range(3):
    module.gone = 1
    removes("gone")
    print(attempt(removes, "gone"))


def itself():
    return module.delattr(module, "delattr")


for _ in range(3):
    module.delattr = delattr
    print(itself(), attempt(itself))


def generated(n):
    return sum(made), n


for n in range(3):
    made = (i * i for i in range(n + 3))
    print(generated(n))
    made = [n, 1]
    print(generated(n))
sys.setrecursionlimit(200)
print([deep(0) for _ in range(3)])
