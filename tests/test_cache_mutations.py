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
def program(seed, n):
    rng = random.Random(seed)
    nm = rng.choice(['q', 'm', 'x'])
    lines = [HEAD.replace('@', nm)]
    inst = {'a': 'A()', 'b': 'B()', 's': 'S()', 'e': 'X()', 'l': 'L()', 'h': 'HK()', 'mm': 'MM()', 'p': 'P()'}
    for k, v in inst.items(): lines.append(f'{k} = {v}')
    objs = list(inst) + ['mod']
    classes = ['P', 'Q', 'A', 'B', 'S', 'X', 'L', 'HK', 'MM', 'M', 'D0', 'D1']
    vals = ['1', '1000', '2.5', 'None', '"s"', 'f0', 'staticmethod(f0)', 'classmethod(f0)', 'property(f0)', 'D0()', 'D1()', 'D2()', 'len', 'dict', 'list.append', '2**70', 'lambda *a: len(a)', 'True']
    focus = rng.sample(objs + classes, 4)
    for i in range(n):
        r = rng.random()
        o = rng.choice(focus) if rng.random() < .8 else rng.choice(objs + classes)
        v = rng.choice(vals)
        c = rng.choice(classes)
        ob = rng.choice(objs)
        k = rng.randint(1, 8)
        if r < .55:
            fn = rng.choice(['rd', 'call', 'rd', 'call', 'st', 'gl', 'sgl'])
            if fn in ('rd', 'call'): lines.append(f'for _ in range({k}): T({fn}, {o})')
            elif fn == 'st': lines.append(f'for _ in range({min(k,3)}): T(st, {ob}, {v})')
            elif fn == 'gl': lines.append(f'for _ in range({k}): T(gl)')
            else: lines.append(f'T(sgl, {v})')
        elif r < .62: lines.append(f'T(lambda: setattr({c}, {nm!r}, {v}))')
        elif r < .67: lines.append(f'T(lambda: delattr({c}, {nm!r}))')
        elif r < .71: lines.append(f'T(dl, {ob})')
        elif r < .74: lines.append(f'T(lambda: {ob}.__dict__.__setitem__({nm!r}, {v}))')
        elif r < .76: lines.append(f'T(lambda: {ob}.__dict__.clear())')
        elif r < .78: lines.append(f'T(lambda: setattr({ob}, "__dict__", {{ {nm!r}: {v} }}))')
        elif r < .80: lines.append(f'T(lambda: setattr({ob}, "o{rng.randint(0,40)}", {v}))')
        elif r < .82: lines.append(f'for i_ in range(40): T(lambda: setattr({ob}, "w%d" % i_, i_))')
        elif r < .84: lines.append(f'T(lambda: setattr(B, "__bases__", ({rng.choice(["A","P, Q","Q, P","A, Q"])},)))')
        elif r < .86: lines.append(f'T(lambda: setattr({rng.choice("ab")}, "__class__", {rng.choice("AB")}))')
        elif r < .88: lines.append(f'T(lambda: setattr(D{rng.randint(0,1)}, {rng.choice(["__get__","__set__"])!r}, lambda s, *a: ("late", len(a))))')
        elif r < .89: lines.append(f'T(lambda: delattr(D{rng.randint(0,1)}, {rng.choice(["__get__","__set__"])!r}))')
        elif r < .90: lines.append(f'T(lambda: setattr({c}, {rng.choice(["__getattr__","__getattribute__"])!r}, lambda s, n: ("custom", n)))')
        elif r < .915: lines.append(f'T(lambda: delattr({c}, {rng.choice(["__getattr__","__getattribute__","__setattr__"])!r}))')
        elif r < .92: lines.append(f'T(lambda: setattr({c}, "__setattr__", lambda s, n, v: out.append(("cs", n, show(v)))))')
        elif r < .95: lines.append(f'{rng.choice(list(inst))} = {rng.choice(list(inst.values()))}')
        elif r < .97: lines.append(f'T(lambda: globals().pop({nm!r}, None))')
        elif r < .98: lines.append(f'T(lambda: sorted(map(str, {ob}.__dict__)).__repr__())')
        else: lines.append(f'T(lambda: list({ob}.__dict__).__repr__())')
    lines.append('for line in out: print(line)')
    return '\n'.join(lines)


@pytest.mark.parametrize("seed", range(12))
def test_mutations(seed):
    result = compare_source(program(seed, 300), f"mutations_{seed}.py")
    assert result.same, result.report()
