"""What a cache believed changes in mid-loop; the next turn must already see it, as on CPython.

Each program runs a hot loop long enough to be specialised and mutates, at turn 60 of 120, the
thing its specialisation rests on. It prints a run-length summary of what every turn saw.
"""
import textwrap

import pytest

from pyrs_runs import same

DRIVER = """
def summary(values):
    runs = []
    for value in values:
        if runs and runs[-1][0] == value and type(runs[-1][0]) is type(value):
            runs[-1][1] += 1
        else:
            runs.append([value, 1])
    return " ".join(f"{value!r}x{count}" for value, count in runs)


def loop(step, change):
    seen = []
    for turn in range(120):
        if turn == 60:
            change()
        try:
            seen.append(step(turn))
        except Exception as error:
            seen.append(f"{type(error).__name__}: {error}")
    print(summary(seen))

"""

PROGRAMS = {
    "class_attribute": """
        class A: x = 1
        a = A()
        loop(lambda t: a.x, lambda: setattr(A, "x", 2))
        loop(lambda t: A.x, lambda: setattr(A, "x", "s"))
        loop(lambda t: a.x, lambda: a.__dict__.__setitem__("x", "own"))
        loop(lambda t: a.x, lambda: a.__dict__.clear())
        loop(lambda t: a.x, lambda: delattr(A, "x"))
    """,
    "method_replaced": """
        class A:
            def f(self, v=0): return "old"
        a = A()
        loop(lambda t: a.f(), lambda: setattr(A, "f", lambda self: "new"))
        loop(lambda t: a.f(), lambda: setattr(a, "f", lambda: "instance"))
        loop(lambda t: a.f(), lambda: delattr(a, "f"))
        loop(lambda t: a.f(), lambda: setattr(A, "f", staticmethod(lambda: "static")))
        loop(lambda t: a.f(), lambda: setattr(A, "f", classmethod(lambda cls: cls.__name__)))
        loop(lambda t: a.f(), lambda: setattr(A, "f", 5))
    """,
    "many_types_at_one_site": """
        class Base:
            x = "class x"
            def f(self): return "base f"
        class A(Base):
            def __init__(self): self.n = 1
        class B(Base):
            __slots__ = ("n",)
            def __init__(self): self.n = 2
            def f(self): return "b f"
        class C(Base):
            def __init__(self): self.n = 3.5; self.x = "own x"; self.f = lambda: "own f"
        class D(A):
            @staticmethod
            def f(): return "static f"
        class E(A):
            @property
            def x(self): return "property x"
        class F(A): pass
        objects = [A(), B(), C(), D(), E(), F()]
        objects[5].__dict__["y"] = 1
        def read(t): return objects[t % 6].x
        def call(t): return objects[t % 6].f()
        def number(t): return objects[t % 6].n
        def store(t):
            o = objects[t % 6]
            o.n = t + 1000
            return o.n
        def every(step): return lambda t: [step(6 * t + i) for i in range(6)]
        def nothing(): pass
        loop(every(read), nothing)
        loop(every(read), lambda: setattr(Base, "x", "changed x"))
        loop(every(read), lambda: setattr(objects[0], "x", "instance x"))
        loop(every(read), lambda: setattr(D, "x", property(lambda self: "late property")))
        loop(every(call), nothing)
        loop(every(call), lambda: setattr(Base, "f", lambda self: "new base f"))
        loop(every(call), lambda: setattr(objects[0], "f", lambda: "instance f"))
        loop(every(call), lambda: delattr(B, "f"))
        loop(every(call), lambda: setattr(objects[3], "__class__", F))
        loop(every(number), nothing)
        loop(every(number), lambda: objects[0].__dict__.clear())
        loop(every(store), nothing)
        loop(every(store), lambda: setattr(A, "__setattr__", lambda self, name, value: object.__setattr__(self, name, -value)))
        loop(every(store), lambda: setattr(C, "n", property(lambda self: "n", lambda self, value: None)))
        loop(every(read), lambda: setattr(A, "__getattribute__", lambda self, name: "caught " + name))
        objects[:] = [5, 2.5, "s", [1], A(), None]
        loop(every(call), nothing)
        loop(lambda t: objects[t % 2].real, nothing)
        loop(lambda t: objects[t % 3].__len__() if t % 3 == 2 else objects[t % 3].conjugate(), nothing)
    """,
    "attribute_updated_in_place": """
        class A:
            def __init__(self, x): self.x = x
            def up(self): self.x += 1; return self.x
            def down(self, n): self.x -= n; return self.x
            def more(self, n): self.x += n; return self.x
        class Kind(int):
            def __add__(self, other): return "added"
            def __iadd__(self, other): return "added in place"
        class Index:
            def __radd__(self, other): return ("reflected", other)
            def __rsub__(self, other): return ("subtracted", other)
        def show(o, x):
            o.x = x
        for value in (2 ** 29, 2 ** 30 - 3, -(2 ** 30) + 3, 2 ** 47 - 3, 2 ** 63, 254, -7, True, 1.5, -0.0, float("inf"), float("nan"), 1j, "s", None, [1], Kind(3)):
            a = A(1)
            loop(lambda t: a.up(), lambda: show(a, value))
            a = A(1)
            loop(lambda t: a.down(3), lambda: show(a, value))
            a, step = A(1), 2.5
            loop(lambda t: a.more(step), lambda: show(a, value))
        for value in (2 ** 40, 2 ** 47, 2 ** 70, False, 2.5, float("nan"), -0.0, "s", None, Kind(3), Index()):
            a, step = A(5), 1
            def change():
                global step
                step = value
            loop(lambda t: a.more(step), change)
            a, step = A(5.0), 1.0
            loop(lambda t: a.down(step), change)
        # The number that others refer to stays as it is.
        a, kept = A(1000), []
        def keep(t):
            kept.append(a.x)
            a.up()
            return kept[0], kept[-1], a.x
        loop(keep, lambda: kept.clear())
        a = A(7000.25)
        loop(keep, lambda: kept.clear())
        # What the class and the instance say about the name.
        a = A(1)
        loop(lambda t: a.up(), lambda: delattr(a, "x"))
        a = A(1)
        loop(lambda t: a.up(), lambda: a.__dict__.__setitem__("x", 90))
        a = A(1)
        loop(lambda t: a.up(), lambda: setattr(a, "__dict__", {"x": 90, "y": 2}))
        class B(A):
            x = 400
        a = A(1)
        loop(lambda t: a.up(), lambda: setattr(a, "__class__", B))
        class Get:
            def __get__(self, o, t): return 70
        loop(lambda t: a.up(), lambda: setattr(B, "x", Get()))
        loop(lambda t: a.up(), lambda: setattr(Get, "__set__", lambda self, o, value: print("set", value) if value > 71 else None))
        a = B(1)
        loop(lambda t: a.up(), lambda: setattr(B, "x", property(lambda self: 5, lambda self, value: None)))
        class C(A): pass
        a = C(1)
        loop(lambda t: a.up(), lambda: setattr(C, "__setattr__", lambda self, name, value: object.__setattr__(self, name, value * 2)))
        class D(A): pass
        a = D(1)
        loop(lambda t: a.up(), lambda: setattr(D, "__getattribute__", lambda self, name: 7 if name == "x" else object.__getattribute__(self, name)))
        class E(A): __slots__ = ()
        class F:
            __slots__ = ("x",)
            up = A.up
        objects = [A(1), E(2), F(), A(1.5)]
        objects[2].x = 9
        loop(lambda t: A.up(objects[t % 4]), lambda: objects.reverse())
    """,
    "comprehension_iterators": """
        import builtins, gc
        n, step, items = 5, 1, [1, 2, 3]
        class Index:
            def __index__(self): return 3
        def change(**names): return lambda: globals().update(names)
        for value in (0, -3, 2 ** 50, True, Index(), 2.5, "s", None):
            n = 4
            loop(lambda t: [i for i in range(n)] if n != 2 ** 50 else next(i for i in range(n)), change(n=value))
            n = 4
            loop(lambda t: sum(i for i in range(2, n if n != 2 ** 50 else 9, 3)), change(n=value))
        for value in (0, -1, 2, 2 ** 50, -(2 ** 50), True, Index(), 2.5):
            step = 1
            loop(lambda t: [i for i in range(0, 6, step)], change(step=value))
        loop(lambda t: {i for i in range(2 ** 47 - 2, 2 ** 47 + 1)}, lambda: None)
        loop(lambda t: {i: j for i in range(3) for j in items}, lambda: items.append(4))
        loop(lambda t: [i for i in range(4)], change(range=lambda n: "own" * n))
        del range
        old = builtins.range
        loop(lambda t: [i for i in range(4)], lambda: setattr(builtins, "range", lambda n: iter("ab")))
        builtins.range = old
        for value in ((7, 8), "xy", {5: 6}, iter([9]), range(2), 5, type("L", (list,), {"__iter__": lambda self: iter("own")})([1])):
            items = [1, 2, 3]
            loop(lambda t: [x for x in items], change(items=value))
            items = (1, 2, 3)
            loop(lambda t: {x: t % 2 for x in items}, change(items=value))
        # The list changes, or ends, under its iterator.
        items = [1, 2, 3]
        loop(lambda t: [items.append(x) if len(items) < 6 else items.pop() for x in items], lambda: items.clear())
        kept = []
        def keep(t):
            kept[:] = [iter([t, t + 1]), iter((t, t)), iter(range(t, t + 2))]
            for it in kept[:t % 3]:
                for x in it: pass
            return ([it.__length_hint__() for it in kept], [it.__reduce__()[0] is iter for it in kept], [gc.is_tracked(it) for it in kept])
        loop(keep, gc.collect)
        def cycle(t):
            items = [1]
            items.append(iter(items))
            return len([x for x in items])
        loop(cycle, gc.collect)
    """,
    "dict_comprehension_replaces": """
        import sys
        events = []
        class Value:
            def __init__(self, n): self.n = n
            def __del__(self): events.append((self.n, sys._getframe(1).f_code.co_name, sys._getframe(1).f_lineno))
        class Key:
            def __init__(self, n): self.n = n
            def __hash__(self): return self.n % 2
            def __eq__(self, other): return events.append("eq") or self.n == other.n
        keys = [1, 2, 1]
        def step(t):
            events.clear()
            d = {k: Value(getattr(k, "n", k))
                 for k in keys}
            return len(d), str(events)
        loop(step, lambda: keys.extend(["s", (1, 2), 1.0, True, None, "s"]))
        loop(step, lambda: keys.__setitem__(slice(None), [Key(1), Key(2), Key(3), Key(1)]))
    """,
    "expression_statement": """
        events = []
        class Loud:
            def __del__(self): events.append("end")
        def nothing(): pass
        def number(): return 5
        def loud(): return Loud()
        def statement(t):
            events.clear()
            call()
            events.append("behind")
            call(); x = call()
            events.append(x if x is None or x == 5 else "object")
            return str(events)
        for first, then in ((nothing, loud), (loud, nothing), (number, loud), (nothing, number)):
            call = first
            loop(statement, lambda: globals().update(call=then))
        class A:
            def append(self, x): return x
        o = []
        def append(t):
            events.clear()
            o.append(Loud())
            events.append("behind")
            if type(o) is list: o.clear()
            return str(events)
        loop(append, lambda: globals().update(o=A()))
    """,
    "base_changed": """
        class Base:
            x = "base"
            def f(self): return "base f"
        class Mid(Base): pass
        class Leaf(Mid): pass
        o = Leaf()
        loop(lambda t: (o.x, o.f()), lambda: setattr(Base, "x", "changed"))
        loop(lambda t: (o.x, o.f()), lambda: setattr(Mid, "x", "mid"))
        loop(lambda t: (o.x, o.f()), lambda: setattr(Mid, "f", lambda self: "mid f"))
        loop(lambda t: (o.x, o.f()), lambda: delattr(Mid, "x"))
    """,
    "bases_reassigned": """
        class P: v = "P"; g = lambda self: "P.g"
        class Q: v = "Q"; g = lambda self: "Q.g"
        class C(P): pass
        class D(C):
            def sup(self): return super().g()
        d = D()
        def change(): C.__bases__ = (Q,)
        loop(lambda t: (d.v, d.g(), d.sup(), isinstance(d, P)), change)
    """,
    "class_assigned": """
        class A:
            kind = "A"
            def __init__(self): self.n = 1
            def who(self): return "A", self.n
            def __len__(self): return 1
            def __add__(self, o): return "A+"
        class B(A):
            kind = "B"
            def who(self): return "B", self.n
            def __len__(self): return 2
            def __add__(self, o): return "B+"
        o = A()
        def change(): o.__class__ = B
        loop(lambda t: (o.kind, o.who(), len(o), o + 1, isinstance(o, B)), change)
    """,
    "globals": """
        g = 1
        def f(): return "old f"
        def set_g():
            global g
            g = "two"
        loop(lambda t: g, set_g)
        loop(lambda t: g, lambda: globals().__setitem__("g", 3.5))
        loop(lambda t: g, lambda: globals().pop("g"))
        loop(lambda t: f(), lambda: globals().__setitem__("f", lambda: "new f"))
        loop(lambda t: f(), lambda: globals().update({f"k{i}": i for i in range(200)}))
        loop(lambda t: k5, lambda: [globals().pop(f"k{i}") for i in range(0, 200, 5)])
    """,
    "builtins": """
        import builtins
        original = len
        loop(lambda t: len("abc"), lambda: globals().__setitem__("len", lambda v: "shadow"))
        loop(lambda t: len("abc"), lambda: globals().pop("len"))
        loop(lambda t: len("abc"), lambda: setattr(builtins, "len", lambda v: "patched"))
        loop(lambda t: len("abc"), lambda: setattr(builtins, "len", original))
        loop(lambda t: isinstance(t, int), lambda: setattr(builtins, "int", float))
        builtins.int = type(1)
        builtins.extra = 1
        loop(lambda t: extra, lambda: delattr(builtins, "extra"))
        true_range = range
        loop(lambda t: list(range(2)), lambda: setattr(builtins, "range", lambda n: "ab"))
        builtins.range = true_range
    """,
    "module_attributes": """
        import types, math
        m = types.ModuleType("m")
        m.x = 1
        loop(lambda t: m.x, lambda: setattr(m, "x", 2))
        loop(lambda t: m.x, lambda: m.__dict__.update(x="three"))
        loop(lambda t: m.x, lambda: delattr(m, "x"))
        m.__getattr__ = lambda name: "module getattr " + name
        loop(lambda t: m.x, lambda: setattr(m, "x", 4))
        root = math.sqrt
        loop(lambda t: math.sqrt(4), lambda: setattr(math, "sqrt", lambda v: "patched"))
        math.sqrt = root
    """,
    "descriptors": """
        class D:
            def __get__(self, o, owner): return "get"
        class A: pass
        a = A()
        a.x = "instance"
        A.x = D()
        def gain():
            D.__set__ = lambda self, o, v: print("set", v)
        loop(lambda t: a.x, gain)
        a.x = 5
        def lose(): del D.__set__
        loop(lambda t: a.x, lose)
        loop(lambda t: a.x, lambda: delattr(a, "x"))
        loop(lambda t: a.x, lambda: setattr(D, "__get__", lambda self, o, owner: "other get"))
        loop(lambda t: type(a.x).__name__, lambda: delattr(D, "__get__"))
    """,
    "properties": """
        class A:
            @property
            def p(self): return "first"
        a = A()
        loop(lambda t: a.p, lambda: setattr(A, "p", property(lambda self: "second")))
        a.__dict__["p"] = "hidden"
        loop(lambda t: a.p, lambda: delattr(A, "p"))
        loop(lambda t: a.p, lambda: setattr(A, "__getattribute__", lambda self, n: "own " + n))
        loop(lambda t: a.p, lambda: delattr(A, "__getattribute__"))
        loop(lambda t: a.zz, lambda: setattr(A, "__getattr__", lambda self, n: "fallback " + n))
    """,
    "instance_dict": """
        class A:
            def __init__(self): self.a = 1; self.b = 2
        o = A()
        loop(lambda t: (o.a, o.b), lambda: o.__dict__.update(a="dict"))
        def swap(): o.__dict__ = {"b": "new b", "a": "new a", "c": 3}
        loop(lambda t: (o.a, o.b), swap)
        loop(lambda t: (o.a, list(vars(o))), lambda: (delattr(o, "a"), setattr(o, "a", "again")))
        others = [A() for _ in range(120)]
        for i, x in enumerate(others):
            if i > 60: x.__dict__.pop("a"); x.extra = i
        loop(lambda t: hasattr(others[t], "a"), lambda: None)
        loop(lambda t: getattr(others[t], "b"), lambda: [setattr(x, "b", 5) for x in others])
        class Slots: __slots__ = ("v",)
        s = Slots(); s.v = 1
        loop(lambda t: s.v, lambda: delattr(s, "v"))
        def store(t):
            o.a = t
            o.b += 1 if t < 60 else 1.5
            return type(o.b).__name__
        o.b = 0
        loop(store, lambda: None)
    """,
    "polymorphic_site": """
        class A:
            v = "class A"
        class B:
            def __init__(self): self.v = "instance B"
        class C:
            __slots__ = ("v",)
        class E:
            v = property(lambda self: "property E")
        class F:
            def __getattr__(self, n): return "getattr F"
        c = C(); c.v = "slot C"
        things = [A(), B(), c, E(), F(), A]
        loop(lambda t: things[t * 7 % 6].v, lambda: things.reverse())
        loop(lambda t: things[t // 20].v, lambda: setattr(A, "v", "changed A"))
    """,
    "operators": """
        class V:
            def __init__(self, n): self.n = n
            def __add__(self, o): return "add"
            def __eq__(self, o): return True
            def __lt__(self, o): return True
            def __bool__(self): return True
            def __len__(self): return 3
            def __getitem__(self, i): return "item"
            def __contains__(self, x): return True
            def __call__(self): return "call"
            def __iter__(self): return iter("it")
        v = V(1)
        def step(t): return (v + 1, v == 2, v < 3, bool(v), len(v), v[0], 5 in v, v(), list(v))
        def change():
            V.__add__ = lambda self, o: NotImplemented
            V.__eq__ = lambda self, o: False
            V.__lt__ = lambda self, o: NotImplemented
            V.__len__ = lambda self: 0
            del V.__bool__
        loop(lambda t: (v == 2, bool(v), len(v), v[0], 5 in v, v(), list(v)), change)
        loop(lambda t: v + 1, lambda: setattr(V, "__add__", lambda s, o: "restored"))
        loop(lambda t: v() + v[0], lambda: (setattr(V, "__call__", lambda s: "c2"), setattr(V, "__getitem__", lambda s, i: "g2")))
        loop(lambda t: "".join(v), lambda: setattr(V, "__iter__", lambda s: iter("new")))
        loop(lambda t: 5 in v, lambda: delattr(V, "__contains__"))
    """,
    "types_at_arithmetic_sites": """
        values = [1, 2.5, 2 ** 50, "s", True, [1], None, 2 ** 100, -0.0, (1,)]
        def step(t):
            x = values[t // 12]
            return [type(x * 2).__name__ if x is not None else None, x == 1, x if t % 12 else t]
        loop(step, lambda: values.reverse())
        def compare(t):
            a, b = values[t % 10], values[(t + 1) % 10]
            return a < b
        loop(compare, lambda: None)
        def accumulate(start):
            total = start
            for i in range(100):
                total = total + (i if i < 50 else i + 0.5) if i != 75 else 2 ** 60
            return total
        print(accumulate(0), accumulate(1.5), accumulate(2 ** 47), accumulate(True))
        def edge(t):
            x = 2 ** 47 - 60 + t
            return x * 1 > 2 ** 47 - 1, -x < -(2 ** 47)
        loop(edge, lambda: None)
    """,
    "calls": """
        def f(a, b=1): return "f", a, b
        def change_defaults(): f.__defaults__ = (9,)
        loop(lambda t: f(0), change_defaults)
        def g(a, b=1, c=2): return "g", a, b, c
        def change_code(): f.__code__ = g.__code__
        loop(lambda t: f(0), change_code)
        def change_kw():
            h.__kwdefaults__ = {"k": "new"}
        def h(*, k="old"): return k
        loop(lambda t: h(), change_kw)
        class K:
            def __init__(self): self.v = "init"
        def change_init(): K.__init__ = lambda self: setattr(self, "v", "new init")
        loop(lambda t: K().v, change_init)
        loop(lambda t: getattr(K(), "v", K.__name__), lambda: setattr(K, "__new__", lambda cls: object.__new__(cls)))
        class M(type):
            def __call__(cls): return "meta call"
        class N(metaclass=M): pass
        loop(lambda t: repr(N()), lambda: delattr(M, "__call__") or setattr(N, "__repr__", lambda self: "<N>"))
        class Callable:
            def __call__(self, x): return ("object", x)
            def method(self, x): return ("method", x)
        callee = [lambda x: ("lambda", x), str, Callable(), Callable().method, repr, "a".join]
        loop(lambda t: callee[t // 20]("z"), lambda: callee.reverse())
        def outer():
            v = "a"
            def set_v(new):
                nonlocal v
                v = new
            return (lambda t: v), set_v
        read, write = outer()
        loop(read, lambda: write(("tuple", 1)))
    """,
    "super_and_metaclass": """
        class A:
            def f(self): return "A"
        class B(A):
            def f(self): return "B" + super().f()
        b = B()
        loop(lambda t: b.f(), lambda: setattr(A, "f", lambda self: "A2"))
        loop(lambda t: b.f(), lambda: delattr(B, "f"))
        class Meta(type):
            x = "meta"
            def m(cls): return "meta m"
        class C(metaclass=Meta): pass
        loop(lambda t: (C.x, C.m()), lambda: setattr(C, "x", "own"))
        loop(lambda t: (C.x, C.m()), lambda: setattr(Meta, "x", property(lambda cls: "meta property")))
        loop(lambda t: C.m(), lambda: setattr(Meta, "m", lambda cls: "new m"))
        import abc
        class Abstract(abc.ABC): pass
        class D: pass
        loop(lambda t: isinstance(D(), Abstract), lambda: Abstract.register(D))
    """,
    "iteration": """
        items = list(range(200))
        it = iter(items)
        loop(lambda t: next(it) >= 0, lambda: items.clear())
        class I:
            def __init__(self): self.n = 0
            def __iter__(self): return self
            def __next__(self):
                self.n += 1
                if self.n > 150: raise StopIteration
                return "old"
        seen = []
        for k, v in enumerate(I()):
            if k == 70: I.__next__ = lambda self, count=[0]: "new" if count.append(1) or len(count) < 20 else next(iter(()))
            seen.append(v)
        print(summary(seen))
        d = {i: i for i in range(50)}
        try:
            for k in d:
                if k == 20: d["new"] = 1
        except RuntimeError as error:
            print(k, error)
        grow = [0]
        for x in grow:
            if len(grow) < 50: grow.append(x + 1)
        print(grow[-1], len(grow))
        def gen():
            for source in ([1, 2], (3, 4), "ab", {5: 6}, range(2), iter([7])):
                for x in source: yield x
        print(list(gen()))
        a = b = 0
        for pair in [(1, 2)] * 30 + ["xy"] * 30 + [[3, 4]] * 30 + [{5: 0, 6: 0}] * 5:
            a, b = pair
        print(a, b)
    """,
    "globals_in_exec": """
        code = compile("def f(): return v, len('ab')\\nr = f()", "<c>", "exec")
        spaces = [{"v": i} for i in range(120)]
        for i in range(60, 120): spaces[i]["len"] = lambda s: "own len"
        def step(t):
            exec(code, spaces[t])
            return spaces[t]["r"][1], spaces[t]["v"] == t
        loop(step, lambda: None)
        import types
        def template(): return value
        loop(lambda t: types.FunctionType(template.__code__, {"value": t // 30})(), lambda: None)
        class NS(dict):
            def __missing__(self, k): return "missing " + k
        loop(lambda t: eval("name", {}, NS()) if t % 2 == 0 else eval("name", {"name": 1}), lambda: None)
    """,
    "operators_of_classes": """
        class Base:
            def __init__(self, v=1): self.v = v
            def __lt__(self, o): return self.v < o.v if isinstance(o, Base) else "other"
            def __eq__(self, o): return "eq"
            def __add__(self, o): return ("add", self.v)
            def __radd__(self, o): return ("radd", o if isinstance(o, int) else "obj")
            def __getitem__(self, i): return ("item", i)
            def __len__(self): return self.v
            def __bool__(self): return True
        class C(Base): pass
        class Right(C):
            def __radd__(self, o): return "right first"
            def __gt__(self, o): return "right gt"
        class Twin(C):
            def __lt__(self, o): return "twin"
            def __add__(self, o): return "twin"
            def __getitem__(self, i): return "twin"
            def __len__(self): return 7
            def __bool__(self): return False
        c, d, mixed = C(1), C(2), [C(3), 5, "s", None, 1.5]
        def jump(x, y):
            if x < y: return "yes"
            return "no"
        def augmented(x, y):
            x += y
            return x
        steps = {"lt": lambda t: c < d, "jump": lambda t: jump(c, d), "eq": lambda t: c == d, "ne": lambda t: c != d, "add": lambda t: c + d,
                 "constant": lambda t: (c + 1, c + 2.5), "iadd": lambda t: augmented(c, d), "item": lambda t: (c[t % 2], c[1], c[c is d]), "len": lambda t: len(c),
                 "truth": lambda t: "t" if c else "f", "not": lambda t: not c, "immediate": lambda t: (c < 5, 5 + c),
                 "mixed": lambda t: (c + mixed[t % 5], c < mixed[t % 5])}
        def gen_method(self, *o): yield 1
        changes = [lambda: setattr(C, "__lt__", lambda s, o: NotImplemented), lambda: setattr(C, "__lt__", lambda s, o: []),
                   lambda: setattr(Base, "__gt__", lambda s, o: "reflected"), lambda: delattr(C, "__lt__"),
                   lambda: setattr(C, "__add__", lambda s, o: NotImplemented), lambda: setattr(C, "__add__", lambda s, o, more="default": more),
                   lambda: setattr(C, "__iadd__", lambda s, o: "in place"), lambda: setattr(Base, "__getitem__", lambda s, i, j=3: (i, j)),
                   lambda: setattr(C, "__len__", lambda s: -1), lambda: setattr(C, "__len__", lambda s: "no number"), lambda: setattr(C, "__len__", lambda s: 10 ** 20),
                   lambda: setattr(C, "__bool__", lambda s: 1), lambda: delattr(Base, "__bool__"), lambda: setattr(C, "__getitem__", None),
                   lambda: setattr(C, "__eq__", lambda s, o: 1 / 0), lambda: setattr(Base, "__ne__", lambda s, o: "ne"),
                   lambda: setattr(C, "__add__", staticmethod(lambda o: "static")), lambda: setattr(C, "__getitem__", gen_method),
                   lambda: setattr(C, "__class_getitem__", 1), lambda: setattr(c, "__class__", Twin), lambda: globals().__setitem__("d", Right(9)),
                   lambda: setattr(Base.__init__, "__defaults__", (4,)), lambda: globals().__setitem__("c", Right(4))]
        def change(turn=iter(changes)):
            for f in turn:
                f()
                break
        import types
        def show(value):
            return "generator" if isinstance(value, (types.GeneratorType, type(gen_method(1)))) else value
        for _ in changes:
            for name, step in steps.items():
                print(name, end=" ")
                loop(lambda t: show(step(t)) if not isinstance(step(t), tuple) else tuple(map(show, step(t))), (lambda: None) if name != "item" else change)
        f = Base.__lt__
        g = (lambda self, o: "code replaced").__code__
        e = Base(3)
        loop(lambda t: e < e, lambda: setattr(f, "__code__", g))
        def deep(self, o): return o < self
        Base.__lt__ = deep
        Base.__gt__ = deep
        try: e < Base(4)
        except RecursionError as error: print(str(error)[:32])
    """,
    "plain_calls": """
        def f(a, b): return ("f", a, b)
        def g(a, b, c=9): return ("g", a, b, c)
        class K:
            def __init__(self, a, b): self.pair = a, b
            def __repr__(self): return f"K{self.pair}"
        def step(t):
            a = t // 40
            return f(a, "k")
        for new in (g, K, max, lambda a: a, lambda *a: a, lambda a, b: (yield), 5, f):
            loop(lambda t: type(step(t)).__name__ if "gener" in type(step(t)).__name__ else repr(step(t)), lambda: globals().__setitem__("f", new))
        old, other, more = f.__code__, g.__code__, (lambda a, b: ("replaced", a)).__code__
        for code in (more, other, (lambda a: a).__code__, old):
            loop(step, lambda: setattr(f, "__code__", code))
        loop(step, lambda: setattr(f, "__defaults__", (1, 2)))
        def local(callee, a):
            b = 2
            return callee(a, b)
        def free(callee):
            def inner(a):
                return callee(a, "k")
            def change(new):
                nonlocal callee
                callee = new
            def unbind():
                nonlocal callee
                del callee
            return inner, change, unbind
        def plain(a, b): return ("plain", a, b)
        def recursive(callee, n): return recursive(callee, n) if n < 0 else callee(n, n)
        kinds = (plain, K, max, lambda a: a, lambda *a: a, lambda a, b=1: b, 5, None, plain, g)
        for new in kinds:
            callees = [plain] * 60 + [new] * 60
            loop(lambda t: repr(local(callees[t], t // 40)), lambda: None)
            inner, change, unbind = free(plain)
            loop(lambda t: repr(inner(t // 40)), lambda: change(new))
            inner, change, unbind = free(new)
            loop(lambda t: repr(inner(t // 40)), lambda: change(plain))
            loop(lambda t: repr(inner(t // 40)), unbind)
        loop(lambda t: repr(recursive(kinds[t % 3], t // 40)), lambda: None)
        def endless(me): return me(me)
        def endless_depth(t):
            try: return endless(endless)
            except RecursionError as error: return str(error)
        loop(endless_depth, lambda: None)
        class A:
            __slots__ = ()
            def m(self, a, b): return ("A.m", a, b)
            def again(self, x): return self
        class B:
            def m(self, a, b): return ("B.m", a, b)
            def again(self, x): return self
        class C(B):
            def m(self, a, b, c=3): return ("C.m", a, b, c)
        for cls in (A, B):
            o = cls()
            def call(t):
                x = t // 50
                return o.m(x, None)
            def chain(t):
                x = 1
                return o.again(x).again(2).m(x, x)
            for change in (lambda: setattr(cls, "m", lambda self, a: "one"), lambda: setattr(cls, "m", lambda self, a, b: "two"),
                           lambda: setattr(cls, "m", staticmethod(lambda a, b: "static")), lambda: setattr(cls, "m", classmethod(lambda c, a, b: c.__name__)),
                           lambda: setattr(cls, "m", lambda self, *a: a), lambda: setattr(cls, "m", lambda self, a, b: "again"),
                           lambda: setattr(cls, "m", max), lambda: setattr(cls, "m", lambda self, a, b: "end")):
                loop(call, change)
                loop(chain, lambda: None)
        objects = [A(), B(), C(), B()]
        def many(t):
            x = t & 1
            return objects[t % 4 if t > 60 else 1].m(x, x)
        loop(many, lambda: None)
        o = B()
        loop(call, lambda: setattr(o, "m", lambda a, b: "own"))
        loop(call, lambda: delattr(o, "m"))
        loop(call, lambda: o.__dict__.update(m=lambda a, b: "by dict"))
        o = B()
        loop(call, lambda: setattr(o, "__class__", C))
        def down(n):
            return down(n)
        def depth(t):
            n = t
            try: return down(n)
            except RecursionError as error: return str(error)
        loop(depth, lambda: None)
        import sys
        events = []
        def tracer(frame, event, arg):
            events.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
            return tracer
        def traced(t):
            if t == 60: sys.settrace(tracer)
            r = f(
                t,
                "k")
            if t == 62: sys.settrace(None)
            return r[0]
        f = lambda a, b: ("last", a)
        loop(traced, lambda: None)
        print(events)
        def source(n):
            for i in range(n):
                x = f(i, i)
                yield x
        print(list(source(3))[-1])
    """,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_mutation_in_mid_loop(name):
    same(DRIVER + textwrap.dedent(PROGRAMS[name]))
