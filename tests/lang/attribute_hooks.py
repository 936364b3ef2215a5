# Attributes of classes with __getattr__: properties, descriptors of C and Python, class attributes, at sites that are warm.
import functools


class Log(list):
    pass


log = Log()


class Descriptor:
    def __init__(self, fails):
        self.fails = fails

    def __get__(self, o, cls):
        if self.fails and getattr(o, "broken", False):
            raise AttributeError("descriptor")
        return "descriptor"

    def __set__(self, o, value):
        pass


class Hooked:
    plain = "class"
    data = Descriptor(True)
    __slots__ = ("slot", "__dict__")

    def __getattr__(self, name):
        log.append(name)
        if name == "never":
            raise AttributeError(name)
        return f"hook {name}"

    @property
    def prop(self):
        if self.__dict__.get("broken"):
            raise AttributeError("inner")
        return "prop"

    @property
    def chained(self):
        return self.missing_inside

    @property
    def wrong(self):
        if self.__dict__.get("broken"):
            raise KeyError("not an AttributeError")
        return "wrong"

    cached = functools.cached_property(lambda self: "cached")
    native = property(len)
    kind = property(type)

    def __len__(self):
        if self.__dict__.get("broken"):
            raise AttributeError("len")
        return 4

    def method(self):
        return "method"


class Plain(Hooked):
    def __getattribute__(self, name):
        return object.__getattribute__(self, name)


class Failing:
    def __getattr__(self, name):
        raise AttributeError(f"no {name}") from None

    @property
    def prop(self):
        raise AttributeError("inner")

    native = property(lambda self: None)


def read(o):
    out = []
    for action in (lambda: o.prop, lambda: o.data, lambda: o.plain, lambda: o.slot, lambda: o.chained, lambda: o.cached, lambda: o.native,
                   lambda: o.kind.__name__, lambda: o.method(), lambda: o.wrong, lambda: o.never, lambda: o.other, lambda: getattr(o, "prop", "default"),
                   lambda: hasattr(o, "never"), lambda: getattr(o, "never", "default")):
        out.append(attempt(action))
    return out


def attempt(action):
    try:
        return action()
    except Exception as error:
        return type(error).__name__, str(error), repr(error.__context__), repr(error.__cause__)


def site(o):
    return attempt(lambda: [o.prop, o.data, o.native, o.wrong, o.chained, o.slot, o.plain])


for cls in (Hooked, Plain):
    o = cls()
    for i in range(12):
        o.__dict__.clear()
        if i in (5, 6, 9):
            o.broken = True
        print(i, site(o))
    print(read(o), log)
    log.clear()
    Hooked.prop_was = Hooked.prop
    Hooked.prop = property(lambda self: "changed")
    print(site(o))
    del Hooked.prop
    print(attempt(lambda: o.prop))
    Hooked.prop = Hooked.prop_was
    del Hooked.prop_was
f = Failing()
for _ in range(6):
    print(attempt(lambda: f.prop), attempt(lambda: f.native), attempt(lambda: f.nothing))
hook = Hooked.__getattr__
o = Hooked()
o.broken = True
for i in range(8):
    if i == 4:
        del Hooked.__getattr__
    if i == 6:
        Hooked.__getattr__ = lambda self, name: f"new {name}"
    print(i, attempt(lambda: o.prop), attempt(lambda: o.data), attempt(lambda: o.native))
Hooked.__getattr__ = hook


def nested(n):
    class Deep:
        def __getattr__(self, name):
            return name

        @property
        def p(self):
            if n == 0:
                raise AttributeError("bottom")
            return nested(n - 1)

    return Deep().p


print([nested(i) for i in range(5)])


# hasattr() where __getattr__ is no function.
from functools import partial


class Answers:
    def __getattr__(self, name):
        if name == "none":
            raise AttributeError(name)
        return name * 2


class Descriptor:
    def __get__(self, owner, kind=None):
        return partial(getattr, Answers())


class Hooked:
    __getattr__ = Descriptor()


class Static:
    __getattr__ = staticmethod(lambda name: [name])


for turn in range(3):
    for owner in Hooked(), Static(), Answers():
        print(hasattr(owner, "ab"), hasattr(owner, "none"), getattr(owner, "ab", 1), getattr(owner, "none", 1), owner.ab)
