"""Instances and exceptions are made and freed by the VM where their class is plain: what makes a class not plain, before and after the sites are warm."""
import gc
import weakref

log = []


class Plain:
    def __init__(self, x):
        self.x = x


class Slots:
    __slots__ = ("a", "b")

    def __init__(self, a, b=None):
        self.a = a
        self.b = b


class SlotsAndDict(Slots):
    pass


class WeakSlots:
    __slots__ = ("a", "__weakref__")


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


class Text(str):
    pass


class Numbers(list):
    pass


def make(cls, n, *args):
    for i in range(n):
        o = cls(*args)
    return o


# Values are released with their instance, in slots, values and dicts alike.
for cls in (Plain, Slots, SlotsAndDict):
    for i in range(40):
        o = cls(Loud(f"{cls.__name__} {i}"))
        if i % 3 == 0:
            o.__dict__ if cls is not Slots else None
        if i % 5 == 0 and cls is not Slots:
            o.more = Loud(f"more {i}")
            delattr(o, "x" if cls is Plain else "a")
    del o
print(len(log), log[:3], log[-2:])
log.clear()

# A class gets a finaliser after its instances were freed without.
for i in range(40):
    Plain(i)
Plain.__del__ = lambda self: log.append(self.x)
for i in range(3):
    p = Plain(i)
p = None
print(log)
del Plain.__del__
for i in range(3):
    p = Plain(i)
p = None
print(log)
log.clear()


# ... and its base does.
class Base:
    pass


class Derived(Base):
    def __init__(self, n):
        self.n = n


for i in range(40):
    d = Derived(i)
Base.__del__ = lambda self: log.append(self.n)
d = Derived(41)
del d
del Base.__del__
print(log)
log.clear()

# Resurrection.
kept = []
Base.__del__ = lambda self: kept.append(self)
d = Derived(7)
del d
print(kept[0].n)
del Base.__del__
kept.clear()

# Weak references, and callbacks.
for cls in (Plain, WeakSlots):
    o = cls(1) if cls is Plain else cls()
    r = weakref.ref(o, lambda r: log.append("callback"))
    del o
    print(r(), log)
    log.clear()

# __class__ assigned: the instance is freed as one of its new class.
class Other:
    def __del__(self):
        log.append("other")


p = Plain(1)
p.__class__ = Other
del p
print(log)
log.clear()

# Subclasses of C types keep their own deallocation.
for i in range(20):
    t, n = Text("abc"), Numbers([Loud("in a list")])
    t.x = n
del t, n
print(len(log))
log.clear()

# Shared keys: instances with fewer and more attributes than those before.
class Grows:
    def __init__(self, n):
        for i in range(n):
            setattr(self, f"a{i}", i)


for n in (0, 3, 40, 1, 7, 29, 30, 31, 2):
    for _ in range(3):
        g = Grows(n)
    print(n, len(vars(g)), sum(vars(g).values()))
    g.late = n
    print(g.late)

# Chains: freed without recursion.
class Node:
    def __init__(self, next_node):
        self.next = next_node


class SlotNode:
    __slots__ = ("next",)

    def __init__(self, next_node):
        self.next = next_node


for cls in (Node, SlotNode):
    head = None
    for i in range(100000):
        head = cls(head)
    head = None

head = None
for i in range(20000):
    e = ValueError(head)
    e.__context__ = head
    head = e
head = e = None
print("chains")

# Cycles are found.
gc.collect()
for i in range(1000):
    p = Plain(None)
    p.x = p
p = None
gc.collect()
print(sum(type(o) is Plain for o in gc.get_objects()))
print(gc.is_tracked(Plain(1)), gc.is_tracked(Slots(1)), gc.is_tracked(ValueError()))


# The class dies with its last instance.
def temporary():
    class Local:
        def __init__(self):
            self.x = 1
    r = weakref.ref(Local)
    for i in range(5):
        o = Local()
    return r, o


r, o = temporary()
gc.collect()
print(r() is not None)
del o
gc.collect()
print(r() is None)


# Exceptions.
class Mine(Exception):
    def __init__(self, a, b=2, *, c=3):
        super().__init__(a)
        self.all = a, b, c


class Nothing(Exception):
    pass


class New(Exception):
    def __new__(cls, *args):
        log.append(args)
        return super().__new__(cls, *args)


def calls(i):
    out = [Mine(i).args, Mine(i, c=i).all, Mine(i, b=5).args, Nothing().args, Nothing(i, "x").args, ValueError(i, None).args, KeyError("k").args, New(i).args,
           OSError(2, "no", "f").filename, StopIteration(i).value, UnicodeDecodeError("u8", b"a", 0, 1, "r").start, SystemExit(i).code]
    for cls, kw in ((Nothing, {"a": 1}), (ValueError, {"a": 1}), (Mine, {})):
        try:
            cls(**kw)
        except TypeError as e:
            out.append(str(e))
    return out


for i in range(30):
    last = calls(i)
print(*last, sep="\n")


def raise_each(cls):
    try:
        raise cls
    except Exception as e:
        return type(e).__name__, e.args, e.__context__, e.__traceback__.tb_lineno, e.__traceback__.tb_next


for i in range(30):
    got = [raise_each(cls) for cls in (ValueError, Nothing, KeyError, New)]
print(got)
Nothing.__init__ = lambda self, *a: log.append("init")
log.clear()
print(raise_each(Nothing), Nothing(1, 2).args, log)
del Nothing.__init__


def nested():
    try:
        try:
            raise Nothing(1)
        except Nothing:
            raise ValueError(2)
    except ValueError as e:
        return repr(e.__context__), e.__context__.__traceback__.tb_lineno - e.__traceback__.tb_lineno


def again(e):
    try:
        raise e
    except Exception as f:
        n, tb = 0, f.__traceback__
        while tb:
            n, tb = n + 1, tb.tb_next
        return n


for i in range(30):
    one = nested()
    e = Nothing()
    two = [again(e) for _ in range(3)]
print(one, two)

# A traceback taken away.
e = Nothing()
again(e)
try:
    raise e.with_traceback(None)
except Nothing as f:
    print(f.__traceback__.tb_next)


# Slot wrappers at the end of super() chains.
class Root:
    def __init__(self, *args):
        super().__init__(*args)


class Leaf(Root):
    def __init__(self):
        super().__init__()
        self.done = True


class Counted(Exception):
    def __init__(self, *args):
        super(Counted, self).__init__(*args)
        Exception.__init__(self, len(args))


class Listed(list):
    def __init__(self, *args):
        super().__init__(*args)
        list.__init__(self, [1, 2])


for i in range(30):
    got = Leaf().done, Counted(1, 2).args, Listed("abc"), object.__repr__(1)[:5], int.__add__(i, 300), str.__len__("abc"), list.__getitem__([5], 0), tuple.__hash__(()) == hash(())
print(got)
for call in (lambda: Root(1), lambda: int.__add__(1), lambda: int.__add__("a", 1), lambda: object.__init__(), lambda: dict.__init__({}, 1, 2), lambda: int.__add__(1, 2, 3),
             lambda: list.__getitem__([], 0), lambda: type.__call__(int, "7")):
    for _ in range(5):
        try:
            last = call()
        except Exception as e:
            last = type(e).__name__, str(e)
    print(last)
