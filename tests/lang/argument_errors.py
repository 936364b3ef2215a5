"""The messages of every wrong call."""


def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def opt(a, b=1): pass
def optall(a=1, b=2): pass
def star(a, *args): pass
def kwonly(a, *, b, c): pass
def kwonly1(*, k): pass
def kwopt(a, b=1, *, c, d=2): pass
def posonly(a, b, /): pass
def posopt(a, b=1, /, **kw): pass
def posonly_c(a, b, /, c): pass
def kws(a, **kw): pass


class C:
    def __init__(self, x): pass
    def m(self): pass
    def n(self, a, b): pass
    @classmethod
    def cm(cls, a): pass
    @staticmethod
    def sm(a): pass
    def __call__(self, q): pass


class Empty: pass
class New:
    def __new__(cls, a): return object.__new__(cls)
class Both(New):
    def __init__(self): pass


def outer():
    def inner(a): pass
    return inner


N, I, S, L, D = None, 1, "a", [], {}

CALLS = """
none(1) | none(1, 2) | none(a=1) | one() | one(1, 2) | one(b=1) | one(1, a=1) | one(1, b=2) | two() | two(1) | two(b=1) | two(1, 2, 3)
three() | three(1) | three(c=1) | three(1, 2, 3, 4) | three(a=1, b=2, d=4) | opt() | opt(1, 2, 3) | opt(b=1) | optall(1, 2, 3) | star() | star(b=1)
kwonly() | kwonly(1) | kwonly(1, b=1) | kwonly(1, 2, b=1, c=1) | kwonly(1, 2) | kwonly1() | kwonly1(1) | kwonly1(1, k=2) | kwopt(1, 2, 3, c=1) | kwopt(1, 2, 3, 4) | kwopt()
posonly() | posonly(1) | posonly(a=1, b=2) | posonly(1, b=2) | posonly(1, 2, 3) | posopt(a=1) | posopt() | posonly_c(1, 2) | posonly_c(1, b=2, c=3) | posonly_c(1, 2, 3, 4)
kws() | kws(1, a=2) | kws(1, 2) | C() | C(1, 2) | C(y=1) | C(1).m(1) | C(1).n() | C(1).n(1) | C(1).n(1, 2, 3) | C.m() | C.cm() | C.cm(1, 2) | C.sm() | C(1)() | C(1)(1, 2)
Empty(1) | Empty(a=1) | New() | New(1, 2) | Both(1) | outer()() | outer()(1, 2) | (lambda x: x)() | (lambda: 0)(1)
one(*5) | one(**5) | one(**{1: 2}) | one(*[1], **{'a': 1}) | kws(**{'a': 1}, **{'a': 2}) | kws(1, **{'b': 1}, b=2) | one(**[('a', 1)]) | two(*[1, 2, 3]) | two(**{'a': 1})
N() | I() | S() | L(0) | D() | Empty()() | C.m.x | len() | len(1, 2) | len([], x=1) | len(5) | int(x=1, y=2) | int('1', 2, 3) | int([]) | int('z', 36, x=1)
abs() | abs(1, 2) | abs('a') | isinstance(1) | isinstance(1, 5) | range() | range(1, 2, 3, 4) | range('a') | range(1, 2, 0) | max() | max(1) | max([]) | sum() | sum(['a']) | sorted() | sorted(1) | sorted([1], 2)
[].append() | [].append(1, 2) | {}.get() | 'a'.split(1) | 'a'.join([1]) | 'a'.join(5) | 'a'.replace('b') | ''.upper(1) | [].pop(1, 2) | [].sort(1) | {}.update(1) | {}.update([1]) | {}.update(['abc'])
dict(1) | dict([1]) | dict(['a']) | list(1, 2) | list(5) | tuple(5) | set(5) | str(1, 2, 3, 4) | str(b'a', 5) | bytes('a') | bytes(-1) | chr('a') | chr(-1) | ord('ab') | ord(5) | hash([]) | hash({}) | iter(5) | next(5) | next([])
zip(1) | map() | map(len) | map(len, 5) | filter(1) | enumerate() | enumerate(5) | reversed(5) | reversed({1}) | print(sep=1) | print(x=1) | open() | getattr(1) | getattr(1, 2) | setattr(1, 'a', 2) | hasattr(1, 2) | type() | type(1, 2) | type(1, 2, 3) | super() | super(1) | super(int, 'a') | object(1) | property(1, 2, 3, 4, 5) | round() | round('a') | pow(1) | pow(2, -1, 4) | divmod(1) | divmod(1, 0) | complex('x') | float('x') | float([]) | float(1, 2) | vars(1) | id() | slice() | issubclass(1, int) | callable() | format(1, 'z') | format(1, 2) | input(1, 2) | eval(5) | exec(5) | compile() | __import__() | __import__(5)
"""
for line in CALLS.strip().splitlines():
    for call in line.split(" | "):
        try:
            result = eval(call)
        except Exception as error:
            print(f"{call}: {type(error).__name__}: {error}")
        else:
            print(f"{call} gives {type(result).__name__}")


def suggest(alpha, beta): pass


for statement in ("suggest(1, bet=2)", "x, y = 1", "x, y = 1,", "x, y = 1, 2, 3", "*x, y, z = 1,", "for a, b in [1]: pass", "for a in 5: pass",
                  "a, (b, c) = 1, 2", "x, y = {1: 2}", "[a, b] = 'abc'", "del never_defined", "import not_there", "from math import nope"):
    try:
        exec(statement)
    except Exception as error:
        print(f"{statement}: {type(error).__name__}: {error}")
