"""Multiple inheritance: C3 linearisation, its errors, cooperative super, diamonds."""


def mro(cls):
    return " ".join(c.__name__ for c in cls.__mro__)


class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(O): pass
class E(O): pass
class K1(A, B, C): pass
class K2(D, B, E): pass
class K3(D, A): pass
class Z(K1, K2, K3): pass


print(mro(Z))
try:
    class X(A, B): pass
    class Y(B, A): pass
    class Bad(X, Y): pass
except TypeError as error:
    print(error)
try:
    class Twice(A, A): pass
except TypeError as error:
    print(error)
try:
    class NotABase(bool): pass
except TypeError as error:
    print(error)
try:
    class Layout(int, str): pass
except TypeError as error:
    print(error)


class Root:
    def __init__(self, **kw):
        print("Root", sorted(kw))
        self.log = ["Root"]
    def visit(self, depth=0):
        return [("Root", depth)]


class Left(Root):
    def __init__(self, left=None, **kw):
        super().__init__(**kw)
        self.log.append(("Left", left))
    def visit(self, depth=0):
        return [("Left", depth)] + super().visit(depth + 1)


class Right(Root):
    def __init__(self, right=None, **kw):
        super().__init__(**kw)
        self.log.append(("Right", right))
    def visit(self, depth=0):
        return [("Right", depth)] + super().visit(depth + 1)


class Mixin:
    def visit(self, depth=0):
        return [("Mixin", depth)] + super().visit(depth + 1)


class Both(Mixin, Left, Right):
    def __init__(self, **kw):
        super().__init__(**kw)
        self.log.append("Both")


print(mro(Both), Both(left=1, right=2).log)
print(Both(left=1, right=2, ).visit())
try:
    Mixin().visit()
except AttributeError as error:
    print(error)


class P:
    x = "P"
class Q(P): pass
class R(P):
    x = "R"
class S(Q, R): pass


print(S.x, S().x, mro(S))
Q.x = "Q"
print(S.x)
del Q.x
print(S.x)
S.__bases__ = (R, Q)
print(mro(S), S.x)
try:
    S.__bases__ = (Q, P, R)
except TypeError as error:
    print(error)
try:
    P.__bases__ = (S,)
except TypeError as error:
    print(error)


class Custom(type):
    def mro(cls):
        order = super().mro()
        return [order[0]] + [c for c in order[1:-1] if not c.__name__.startswith("Skip")] + [order[-1]]


class SkipMe:
    flavour = "skipped"
class Kept:
    flavour = "kept"
class Uses(SkipMe, Kept, metaclass=Custom): pass


print(mro(Uses), Uses.flavour, [b.__name__ for b in Uses.__bases__])
print([c.__name__ for c in P.__subclasses__()])


class Entry:
    def __mro_entries__(self, bases):
        print("entries", len(bases))
        return (A, B)


class FromEntry(Entry()): pass


print(mro(FromEntry), type(FromEntry.__orig_bases__[0]).__name__)
