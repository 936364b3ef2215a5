"""Random programs whose few warm access sites see every kind of change: classes, bases, metatypes, instance dicts, descriptors, modules, globals."""
import random

import pytest

from differential import compare_source

HEAD = '''
import types
out = []
def T(f, *a):
    try: r = f(*a)
    except Exception as e: r = (type(e).__name__, str(e).split(' at 0x')[0], getattr(e, 'name', None))
    out.append(show(r))
def show(r):
    if isinstance(r, (int, float, str, tuple, type(None))): return r
    if isinstance(r, type): return 'type ' + str(r.__name__)
    if isinstance(r, types.MethodType): return ('meth', type(r.__func__).__name__[-8:], show(r.__self__))
    return type(r).__name__.replace('builtin_function_or_method','b')
def rd(o): return o.@
def call(o): return o.@()
def st(o, v): o.@ = v
def dl(o): del o.@
def gl(): return @
def sgl(v):
    global @
    @ = v
class D0:
    pass
class D1:
    def __get__(s, o, t): return ('D1get', show(t))
class D2:
    def __get__(s, o, t): return ('D2get', o is None)
    def __set__(s, o, v): out.append(('D2set', show(v)))
    def __delete__(s, o): out.append('D2del')
def f0(*a): return ('f0', len(a), show(a[0]) if a else None)
class M(type): pass
class P: pass
class Q: pass
class A(P): pass
class B(A): pass
class S(P): __slots__ = ('@', 'zz')
class X(Exception): pass
class L(list): pass
class HK:
    def __getattr__(self, n): return ('hook', n)
class MM(metaclass=M): pass
mod = types.ModuleType('mod')
'''
INSTANCES = {"a": "A()", "b": "B()", "s": "S()", "e": "X()", "l": "L()", "h": "HK()", "mm": "MM()", "p": "P()"}
CLASSES = ("P", "Q", "A", "B", "S", "X", "L", "HK", "MM", "M", "D0", "D1")
VALUES = ("1", "1000", "2.5", "None", '"s"', "f0", "staticmethod(f0)", "classmethod(f0)", "property(f0)", "D0()", "D1()", "D2()", "len",
          "dict", "list.append", "2**70", "lambda *a: len(a)", "True")
# (weight, statement); the fields are filled anew for each use.
CHANGES = (
    (24, "for _ in range({count}): T(rd, {target})"),
    (24, "for _ in range({count}): T(call, {target})"),
    (12, "for _ in range(3): T(st, {instance}, {value})"),
    (12, "for _ in range({count}): T(gl)"),
    (10, "T(sgl, {value})"),
    (12, "T(lambda: setattr({cls}, {name!r}, {value}))"),
    (8, "T(lambda: delattr({cls}, {name!r}))"),
    (6, "T(dl, {instance})"),
    (5, "T(lambda: {instance}.__dict__.__setitem__({name!r}, {value}))"),
    (3, "T(lambda: {instance}.__dict__.clear())"),
    (3, "T(lambda: setattr({instance}, '__dict__', {{{name!r}: {value}}}))"),
    (4, "T(lambda: setattr({instance}, 'o{count}', {value}))"),
    (3, "for i_ in range(40): T(lambda: setattr({instance}, 'w%d' % i_, i_))"),
    (3, "T(lambda: setattr(B, '__bases__', ({bases},)))"),
    (3, "T(lambda: setattr({ab}, '__class__', {AB}))"),
    (3, "T(lambda: setattr(D{digit}, '{descr}', lambda s, *a: ('late', len(a))))"),
    (2, "T(lambda: delattr(D{digit}, '{descr}'))"),
    (2, "T(lambda: setattr({cls}, '{getattr}', lambda s, n: ('custom', n)))"),
    (2, "T(lambda: delattr({cls}, '{getattr}'))"),
    (1, "T(lambda: setattr({cls}, '__setattr__', lambda s, n, v: out.append(('cs', n, show(v)))))"),
    (2, "T(lambda: delattr({cls}, '__setattr__'))"),
    (5, "{variable} = {new}"),
    (3, "T(lambda: globals().pop({name!r}, None))"),
    (3, "T(lambda: list({instance}.__dict__).__repr__())"),
)


def program(seed, length):
    rng = random.Random(seed)
    name = rng.choice(("q", "m", "x"))
    instances = [*INSTANCES, "mod"]
    everything = [*instances, *CLASSES]
    focus = rng.sample(everything, 4)
    lines = [HEAD.replace("@", name), *(f"{variable} = {new}" for variable, new in INSTANCES.items())]
    weights, statements = zip(*CHANGES)
    for statement in rng.choices(statements, weights, k=length):
        lines.append(statement.format(
            name=name, count=rng.randint(1, 8), target=rng.choice(focus if rng.random() < 0.8 else everything),
            instance=rng.choice(instances), value=rng.choice(VALUES), cls=rng.choice(CLASSES),
            bases=rng.choice(("A", "P, Q", "Q, P", "A, Q")), ab=rng.choice("ab"), AB=rng.choice("AB"), digit=rng.randint(0, 1),
            descr=rng.choice(("__get__", "__set__")), getattr=rng.choice(("__getattr__", "__getattribute__")),
            variable=rng.choice(list(INSTANCES)), new=rng.choice(list(INSTANCES.values()))))
    lines.append("for line in out: print(line)")
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(12))
def test_mutations(seed):
    result = compare_source(program(seed, 300), f"mutations_{seed}.py")
    assert result.same, result.report()
