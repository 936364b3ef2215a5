"""Subclasses of list and dict: items, membership and append() that are the base's own, until the class says otherwise."""
from collections import Counter, OrderedDict, defaultdict


class L(list):
    pass


class L2(list):
    def __getitem__(self, i): return ("L2", i)

    def append(self, x):
        print("append", x)
        super().append(x)


class D(dict):
    pass


class D2(dict):
    def __missing__(self, k): return ("missing", k)
    def __contains__(self, k): return k == "c"


def use(items, names):
    r = []
    for i in range(8):
        items.append(i)
        names["a"] = i
        r += items[i], items[-1], i in items, names["a"], "a" in names, "b" in names, (1, 2) in names
        for o, key in ((names, "b"), (items, 99), (names, []), (items, "x")):
            try:
                r.append(o[key])
            except Exception as e:
                r.append(f"{type(e).__name__}: {e}")
        for cls in sorted({type(items), type(names)} & {L, L2, D, D2}, key=lambda cls: cls.__name__):
            if i == 3:
                cls.own = cls.__dict__.get("__getitem__"), cls.__dict__.get("__contains__")
                cls.__getitem__ = lambda self, key: ("patched", key)
                cls.__contains__ = lambda self, key: "maybe"
            if i == 5:
                del cls.__getitem__, cls.__contains__
                if cls.own[0]:
                    cls.__getitem__ = cls.own[0]
                if cls.own[1]:
                    cls.__contains__ = cls.own[1]
    print(type(items).__name__, type(names).__name__, r, items, names)


for make_list in (L, L2, list):
    for make_dict in (D, D2, dict, Counter, lambda: defaultdict(int), OrderedDict):
        use(make_list(), make_dict())


def changed_under_the_loop():
    items = L()
    for i in range(6):
        items.append(i)
        if i == 2:
            L.append = lambda self, x: self.extend((x, "own"))
        if i == 4:
            del L.append
    print(items)


changed_under_the_loop()
