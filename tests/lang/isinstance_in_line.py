"""isinstance() of a variable and a global class or builtin: classes and tuples, hooks, classes that lie, globals and builtins that change in mid-loop."""
import builtins


class A:
    pass


class B(A):
    pass


class Meta(type):
    def __instancecheck__(cls, x):
        return x == 3


class Hook(metaclass=Meta):
    pass


class Liar:
    __class__ = A


class Asks:
    @property
    def __class__(self):
        print("asked")
        return B


PAIR = (A, int)
NESTED = (str, (int, A))


def kinds(x):
    n = 0
    if isinstance(x, A):
        n += 1
    if isinstance(x, str):
        n += 2
    if not isinstance(x, PAIR):
        n += 4
    if isinstance(x, NESTED):
        n += 8
    if isinstance(x, Hook):
        n += 16
    isinstance(x, bool)
    return n, isinstance(x, B), isinstance(x, type) or isinstance(x, float)


def show(times=4):
    for _ in range(times):
        try:
            print([kinds(x) for x in (A(), B(), 1, "s", 3, True, None, 2.5, 2 ** 70, Liar(), A, Asks())])
        except Exception as error:
            print(type(error).__name__, error)


show()
first = A
class A:
    pass
show()
A = first
show()
A = 5
show(2)
A = (str, (int, first))
show()
A = first
B.__bases__ = (Liar,)
show()
B.__bases__ = (A,)
show()


def counted(x, c):
    return ("counted", c)


isinstance = counted
show(2)
del isinstance
show(2)
original = builtins.isinstance
builtins.isinstance = lambda x, c: original(x, c) and c is not A
show(2)
builtins.isinstance = original
show(2)


def in_loop(n):
    global A
    out = []
    value = first()
    for i in range(n):
        out.append(isinstance(value, A))
        if i == 6:
            A = int
        if i == 9:
            A = first
    return out


print(in_loop(12), in_loop(12))


def deleted(x):
    return isinstance(x, A)


print([deleted(first()) for _ in range(4)])
del A
for _ in range(2):
    try:
        deleted(1)
    except NameError as error:
        print(error)
