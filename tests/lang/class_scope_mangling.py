"""Class bodies and private names: execution order, mangling everywhere, __qualname__, __module__, __dict__."""

print("before the class")


class Body:
    print("in the body", __name__, __qualname__, sorted(locals()))
    a = 1
    b = a + 1
    for c in range(3):
        b += c
    def f(self): return self.a, self.b, self.c
    g = f
    h = lambda self: self.f()
    class Nested:
        print("nested", __qualname__)
        value = "n"
    n = Nested.value * 2
    __private = "p"
    __dunder__ = "d"
    print(sorted(k for k in locals() if not k.startswith("__")))
    try:
        undefined
    except NameError as error:
        message = str(error)
    f.tag = "function attribute"


print(Body().f(), Body().g(), Body().h(), Body.n, Body.message, Body.f.tag, Body.h.__qualname__, Body.__module__, Body.Nested.__qualname__)
print(sorted(k for k in vars(Body) if "private" in k or "dunder" in k), Body._Body__private, Body.__dunder__)


class Mangle:
    __x = 1
    def __init__(self, __arg=2):
        self.__y = __arg
        self.__z__ = 3
        self._single = 4
        __local = 5
        self.names = sorted(n for n in locals() if n != "self")
    def __method(self): return "private method"
    def call(self): return self.__method(), self.__x, self.__y, Mangle.__x, getattr(self, "_Mangle__y")
    def inner(self):
        def nested(): return self.__y
        class Deep:
            __q = 7
            def get(self, other): return self.__q, hasattr(other, "__y")
        return nested(), Deep().get(self), sorted(k for k in vars(Deep) if "q" in k and k != "__qualname__")
    def comp(self): return [self.__y for _ in range(2)], {self.__x: self.__y}, (lambda: self.__x)()
    def keyword(self, *, __k=1): return __k
    def delete(self):
        del self.__y
        return vars(self)
    def glob(self):
        global __g
        __g = "mangled global"
    def exc(self):
        try:
            raise ValueError("e")
        except ValueError as __e:
            return str(__e)
    def imports(self):
        import os.path as __p
        return __p.sep
    @staticmethod
    def fmt(__v): return f"{__v!r} {__v=}"


m = Mangle()
print(m.call(), m.inner(), m.comp(), m.keyword(_Mangle__k=9), m.names, m.exc(), m.imports(), m.fmt(3))
m.glob()
print(_Mangle__g, sorted(vars(m)), m.delete())
try:
    m.__y
except AttributeError as error:
    print(error)
try:
    m.call()
except AttributeError as error:
    print(error)


class _Leading:
    def __init__(self): self.__v = 1
class __:
    def __init__(self): self.__v = 2


print(vars(_Leading()), vars(__()))


class Base:
    def __init__(self): self.__secret = "base"
    def base(self): return self.__secret
class Child(Base):
    def __init__(self):
        super().__init__()
        self.__secret = "child"
    def child(self): return self.__secret


c = Child()
print(c.base(), c.child(), sorted(vars(c)))


class Order:
    log = []
    def note(x, log=log): log.append(x); return x
    @note
    def first(self): pass
    value = note("value")
    def second(self, d=note("default")) -> note("annotation"): pass
    attr: note("attr annotation") = note("attr value")
    log = [getattr(x, "__name__", x) for x in log]


print(Order.log, Order.__annotations__)


def make(name):
    class Made:
        __qualname__ = name + ".custom"
        __doc__ = "doc of " + name
        __slots__ = ()
        who = name
    return Made


made = make("dyn")
print(made.__qualname__, made.__name__, made.__doc__, made.who, type(made()).__qualname__, repr(made).split(".")[-1])
cell = None


class WithCell:
    def show(self): return __class__.__name__
    def sup(self): return super().__repr__()[:9]
    cm = classmethod(lambda cls: __class__ is cls)


class SubCell(WithCell): pass


print(SubCell().show(), SubCell().sup(), WithCell.cm(), SubCell.cm())
try:
    class Fails:
        print("runs until")
        raise ValueError("a class body raised")
        print("never")
except ValueError as error:
    print(error, "Fails" in globals())
class Same:
    x = 1
first = Same
class Same(Same):
    y = Same.x + 1
print(Same.y, Same.__bases__[0] is first, Same.x)
class Ret:
    def __init__(self): return None
class BadInit:
    def __init__(self): return 5
try:
    BadInit()
except TypeError as error:
    print(error, Ret().__class__.__name__)
if True:
    class Conditional: kind = "if"
else:
    class Conditional: kind = "else"
print(Conditional.kind, [type(k.__name__, (k,), {}).__name__ for k in (Body, Base)], (lambda: type("L", (), {"v": 1}).v)())
