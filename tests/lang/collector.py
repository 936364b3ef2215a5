"""What the collector finds, and what it leaves alone: graphs of every kind of object, kept, dropped, resurrected, at thresholds that make it run all the
time."""
import gc
import weakref


class Plain:
    def __init__(self, *refs):
        self.refs = refs
        self.first = refs[0] if refs else None


class Slots:
    __slots__ = ("left", "right")


class SlotsAndMore(Slots):
    __slots__ = ("third", "__dict__", "__weakref__")


class Named:
    pass


class Finalized:
    log = []

    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        Finalized.log.append(self.name)


class Phoenix:
    risen = []

    def __init__(self):
        self.me = [self]

    def __del__(self):
        Phoenix.risen.append(self)


class Words(dict):
    pass


class Row(list):
    __slots__ = ("owner",)


class Pair(tuple):
    pass


class Number(int):
    pass


def build(n):
    """n objects of many kinds, each referring to some before it."""
    made = [Plain()]
    for k in range(n):
        old, older = made[-1], made[k // 2]
        kind = k % 16
        if kind == 0:
            x = Plain(old, older, k)
        elif kind == 1:
            x = Slots()
            x.left = old
            if k % 3:
                x.right = (older, k)
        elif kind == 2:
            x = SlotsAndMore()
            x.left, x.third, x.more = old, [older], k
        elif kind == 3:
            x = Named()
            x.__dict__["a"] = old           # a dict of its own from here on
            x.b = older
        elif kind == 4:
            x = Words(a=old, b=[older])
        elif kind == 5:
            x = Row([old, older])
            x.owner = made[0]
        elif kind == 6:
            x = Pair((old, older))
        elif kind == 7:
            x = Number(k)
            x.back = old
        elif kind == 8:
            x = lambda a=old, *, b=older: (a, b, made[0])
        elif kind == 9:
            x = (y for y in [old, older])
            next(x)
        elif kind == 10:
            x = {k: old, (k, k): older, "s": {"t": k}}
        elif kind == 11:
            x = {frozenset([k]), (k, old.__class__)}
        elif kind == 12:
            x = type("Local", (Named,), {"old": old, "me": lambda self, o=older: o})
        elif kind == 13:
            x = old.__repr__ if hasattr(old, "__repr__") else old
        elif kind == 14:
            try:
                raise ValueError(old, older)
            except ValueError as e:
                x = e
        else:
            x = [(k, (k, str(k))), [k], {"k": k}, old]
        made.append(x)
    return made


def check(made):
    """Is everything where it was?"""
    for k, x in enumerate(made[1:]):
        old, older = made[k], made[k // 2]
        kind = k % 16
        if kind == 0:
            assert x.refs == (old, older, k) and x.first is old
        elif kind == 1:
            assert x.left is old and (k % 3 == 0 or x.right[0] is older)
        elif kind == 2:
            assert x.left is old and x.third[0] is older and x.more == k
        elif kind == 3:
            assert x.a is old and x.b is older
        elif kind == 4:
            assert x["a"] is old and x["b"][0] is older
        elif kind == 5:
            assert x[0] is old and x[1] is older and x.owner is made[0]
        elif kind == 6:
            assert x[0] is old and x[1] is older
        elif kind == 7:
            assert x == k and x.back is old
        elif kind == 8:
            assert x() == (old, older, made[0])
        elif kind == 9:
            assert next(x) is older
        elif kind == 10:
            assert x[k] is old and x[k, k] is older and x["s"] == {"t": k}
        elif kind == 12:
            assert x.old is old and x().me() is older
        elif kind == 14:
            assert x.args[0] is old and x.args[1] is older
        elif kind == 15:
            assert x[0] == (k, (k, str(k))) and x[3] is old
    return len(made)


def kept_and_dropped():
    for thresholds in (700, 10, 10), (5, 2, 1), (1, 1, 1), (40, 3, 0):
        gc.set_threshold(*thresholds)
        print(thresholds, check(build(600)))
    gc.set_threshold(700, 10, 10)


def cycles():
    alive = []
    for thresholds in (700, 10, 10), (7, 2, 1):
        gc.set_threshold(*thresholds)
        keep = []
        for k in range(3000):
            a = Named()
            b = Plain(a, k)
            a.b = b
            keep.append(Slots())
            if k % 50 == 0:
                alive.append((weakref.ref(a), weakref.ref(b)))
        a = b = None
        gc.collect()
        print(sum(ref() is not None for pair in alive for ref in pair), len(keep))
    gc.set_threshold(700, 10, 10)


def finalizers():
    gc.set_threshold(20, 2, 2)
    for k in range(500):
        Finalized(k)
        Phoenix()
    gc.collect()
    print(sorted(Finalized.log) == list(range(500)), len(Phoenix.risen))
    del Phoenix.__del__
    Phoenix.risen.clear()
    refs = [weakref.ref(x.me[0]) for x in [Phoenix() for _ in range(100)]]
    gc.collect()
    print(sum(r() is not None for r in refs))
    gc.set_threshold(700, 10, 10)


def a_type_that_only_its_instances_know():
    gc.set_threshold(10, 1, 1)
    kept = []
    for k in range(200):
        Local = type("Local", (), {"k": k})
        x = Local()
        x.me = x
        kept.append(x) if k % 2 else None
        del Local, x
    gc.collect()
    gc.set_threshold(700, 10, 10)
    print(sum(type(x).k for x in kept))


def untracked():
    """Tuples, and dicts after a full collection, that hold nothing to be collected."""
    texts = [(k, (str(k), (k, 1.5))) for k in range(2000)]
    holders = [(k, [k]) for k in range(2000)]
    records = [{"a": k, "b": str(k)} for k in range(2000)]
    nested = [{"a": {"b": k}, "c": []} for k in range(50)]
    for _ in range(4):
        gc.collect()
    print(any(map(gc.is_tracked, texts)), all(map(gc.is_tracked, holders)), any(map(gc.is_tracked, records)), all(map(gc.is_tracked, nested)))


def callbacks():
    """Who asks is told of every collection."""
    phases = []

    def note(phase, info):
        phases.append((phase, info["generation"]))
    gc.callbacks.append(note)
    gc.set_threshold(50, 5, 5)
    kept = [Plain(k) for k in range(2000)]
    gc.callbacks.remove(note)
    gc.set_threshold(700, 10, 10)
    print(len(phases) > 20, sorted({phase for phase, _ in phases}), {generation for _, generation in phases} >= {0, 1}, len(kept))


def switched_off():
    gc.disable()
    before = [s["collections"] for s in gc.get_stats()]
    kept = [Plain(k) for k in range(5000)]
    ref = weakref.ref(kept[-1])
    kept[-1].me = kept[-1]
    kept.pop()
    more = [Plain(k) for k in range(5000)]
    print([s["collections"] for s in gc.get_stats()] == before, ref() is not None, len(more), gc.get_count()[0] > 5000)
    gc.set_threshold(0)
    gc.enable()
    more += [Plain(k) for k in range(2000)]
    print([s["collections"] for s in gc.get_stats()] == before, gc.collect() > 0, ref() is None)
    gc.set_threshold(700, 10, 10)


def counts():
    """A growing structure is collected as often as CPython says."""
    gc.collect()
    before = [s["collections"] for s in gc.get_stats()]
    head = None
    for k in range(60_000):
        head = Plain(head)
    after = [s["collections"] for s in gc.get_stats()]
    made = [b - a for a, b in zip(before, after)]
    print(made[0] > 100, made[1] > 10, made[2] >= 1, sum(made) < 400)
    while head:                 # not by recursion
        head = head.first


def frozen():
    kept = [Plain(k) for k in range(1000)]
    gc.freeze()
    print(gc.get_freeze_count() > 1000)
    more = [Plain(kept[k]) for k in range(1000)]
    gc.collect()
    gc.unfreeze()
    print(gc.get_freeze_count(), len(more))


def thresholds():
    print(gc.get_threshold())
    try:
        gc.set_threshold("many")
    except TypeError as error:
        print(error, gc.get_threshold())
    try:
        gc.set_threshold(900, "many")
    except TypeError as error:
        print(error, gc.get_threshold())
    for new in (10_000, 5), (300,), (700, 10, 10):
        gc.set_threshold(*new)
        before = gc.get_stats()[0]["collections"]
        kept = [[] for _ in range(9000)]
        print(gc.get_threshold(), len(kept), (gc.get_stats()[0]["collections"] - before + 3) // 10)
        del kept
        gc.collect()


thresholds()
kept_and_dropped()
cycles()
finalizers()
a_type_that_only_its_instances_know()
untracked()
callbacks()
switched_off()
counts()
frozen()
