"""Callables in slots, called through their names: the class, the slot and what it holds change in mid-loop."""


class Event:
    __slots__ = ("action", "name")

    def __init__(self, name, action=None):
        self.name = name
        if action is not None:
            self.action = action


class Child(Event):
    __slots__ = ()


class Hooked:
    __slots__ = ("action",)

    def __getattr__(self, name):
        return lambda *args: ("hook", name, args)


class WithDict(Event):
    pass


class Callable:
    def __init__(self, n):
        self.n = n

    def __call__(self, *args):
        return self.n, args

    def method(self, *args):
        return "method", self.n, args


def call(event, *args):
    return event.action(*args)


def repeat(event, times, *args):
    out = []
    for _ in range(times):
        try:
            out.append(call(event, *args))
        except Exception as error:
            out.append(f"{type(error).__name__}: {error}")
    return out[-1], len({repr(item) for item in out})


def plain(*args):
    return "plain", args


print(repeat(Event("function", plain), 20))
print(repeat(Event("bound", Callable(3).method), 20, 1))
print(repeat(Event("object", Callable(4)), 20, 1, 2))
print(repeat(Event("builtin", len), 20, "abc"))
print(repeat(Event("class", int), 20, "12"))
print(repeat(Event("number", 5), 20))
print(repeat(Event("large", 2 ** 60), 20))
print(repeat(Event("unset"), 20))
print(repeat(Child("child", plain), 20))
print(repeat(WithDict("dict", plain), 20))
hooked = Hooked()
print(repeat(hooked, 20, 1))
hooked.action = plain
print(repeat(hooked, 20, 1))
del hooked.action
print(repeat(hooked, 20, 1))


def mixed():
    """One site, several classes: slots, methods, attributes of instances and classes."""
    class Method:
        def action(self):
            return "method"

    class Own:
        def __init__(self):
            self.action = lambda: "own"

    class Static:
        action = staticmethod(lambda: "static")

    class Property:
        @property
        def action(self):
            return lambda: "property"

    events = [Event("a", lambda: "slot"), Method(), Own(), Static(), Property(), Child("c", lambda: "child"), Hooked()]
    return [call(events[i % len(events)]) for i in range(70)][-7:]


print(mixed())

# The slot's value changes, and goes, in the loop.
event = Event("changing", lambda: 0)
out = []
for i in range(30):
    if i == 10:
        event.action = lambda: 1
    elif i == 20:
        del event.action
    elif i == 25:
        event.action = Callable(9)
    try:
        out.append(event.action())
    except AttributeError as error:
        out.append(str(error))
print(out)

# The callable's own call removes what it was called from.
event = Event("suicide")


def leave():
    del event.action
    return "left"


event.action = leave
print(event.action(), hasattr(event, "action"))


def of_class():
    """The descriptor is replaced by a method, by a property, by nothing, and put back."""
    class Slotted:
        __slots__ = ("action",)

    slot = Slotted.__dict__["action"]
    thing, out = Slotted(), []
    thing.action = lambda: "slot"
    for i in range(50):
        if i == 10:
            Slotted.action = lambda self: "method"
        elif i == 20:
            Slotted.action = property(lambda self: lambda: "property")
        elif i == 30:
            del Slotted.action
        elif i == 40:
            Slotted.action = slot
        try:
            result = thing.action()
        except AttributeError as error:
            result = str(error)
        if not out or out[-1] != result:
            out.append(result)
    return out


print(of_class())


def other_layout():
    """__class__ is assigned: the same slot at the same place, in a class with another tag."""
    class A:
        __slots__ = ("action",)

    class B:
        __slots__ = ("action",)

        def extra(self):
            return "extra"

    thing, out = A(), []
    thing.action = lambda: type(thing).__name__
    for i in range(20):
        if i == 10:
            thing.__class__ = B
        out.append(thing.action())
    return out[9:11], thing.extra()


print(other_layout())
