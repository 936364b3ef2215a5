"""isinstance() with hooks of metaclasses, as functions and class methods, with classes that lie, with results of any kind."""
import abc


class Asks(type):
    def __instancecheck__(cls, x):
        return getattr(x, "kind", 0)


class A(metaclass=Asks):
    pass


def check(cls, instance):
    return getattr(instance, "_typ", "_x") in ("a", "b")


P = type("ABCBase", (type,), {"__instancecheck__": classmethod(lambda cls, instance: check(cls, instance))})("P", (), {})


class Typed:
    _typ = "a"
    kind = [1]


class Liar:
    @property
    def __class__(self):
        return int


class Hooked:
    def __getattr__(self, name):
        raise AttributeError(name)


class LiesToAll:
    def __getattribute__(self, name):
        return str if name == "__class__" else object.__getattribute__(self, name)


class ByInstance:
    def __instancecheck__(self, x):
        return x == 3


class Fails(type):
    def __instancecheck__(cls, x):
        raise ValueError(x)


class B(metaclass=Fails):
    pass


class Sequence(abc.ABC):       # noqa: B024
    pass


class Derived(Sequence):
    pass


Sequence.register(Typed)


class Plain(type):
    pass


class C(metaclass=Plain):
    pass


class Empty:
    def __len__(self):
        return 0


class SaysEmpty(type):
    def __instancecheck__(cls, x):
        return Empty()


class D(metaclass=SaysEmpty):
    pass


class Deep(type):
    def __instancecheck__(cls, x):
        return isinstance(x, cls)


class R(metaclass=Deep):
    pass


def wrong(x, cls):
    try:
        print(isinstance(x, cls))
    except TypeError as error:
        print(error)


objects = [Typed(), Liar(), Hooked(), LiesToAll(), 1, 2.5, "x", None, int, A, P, Derived(), C(), C, [], True]
classes = (A, P, Typed, Liar, Hooked, int, str, Sequence, C, Plain, type, object, D, (int, A), (str, (P, list)), int | str, ByInstance())
for round_number in range(4):
    for o in objects:
        row = "".join("01"[isinstance(o, cls)] for cls in classes)
        print(round_number, type(o).__name__, row, "A" if isinstance(o, A) else "-", not isinstance(o, D), isinstance(o, D) or 5)
    for o in (1, Typed(), B):
        try:
            print(isinstance(o, B))
        except ValueError as error:
            print(type(error.args[0]).__name__, error.__traceback__.tb_next.tb_frame.f_code.co_name)
    try:
        isinstance(Typed(), R)
    except RecursionError as error:
        print(type(error).__name__)
    for bad in (3, (int, 3), "x"):
        wrong(Typed(), bad)

# A class and a hook that change under a warm site.
def ask(x, cls):
    return isinstance(x, cls)


print([ask(Typed(), Sequence) for _ in range(5)], [ask(Hooked(), C) for _ in range(5)])
Hooked.__getattribute__ = LiesToAll.__getattribute__
print(ask(Hooked(), C), ask(Hooked(), str))
Plain.__instancecheck__ = lambda cls, x: True
print(ask(Hooked(), C), ask([], C))
del Plain.__instancecheck__, Hooked.__getattribute__
print(ask(Hooked(), C), ask([], C), ask(C(), C))
print(isinstance(R(), R), any(isinstance(x, A) for x in objects))
