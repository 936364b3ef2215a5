"""A fuzzer for specialised instructions: programs whose types, classes and world change at hot places, run on both engines and compared.

    python tests/fuzz.py [--seconds 3600 | --count 100] [--seed S] [--kind sites|mutate|both] [-j 1] [--out build/fuzz]
    python tests/fuzz.py --show --kind sites --seed 7       prints a program
    python tests/fuzz.py --minimise FILE                    makes a program that differs small

`sites`: functions of one operation each (arithmetic, comparison, subscript, attribute, call, iteration, unpacking, with, f-string...) in hot loops. The values
fed to them change type on the way; classes, instances, globals and builtins change; tracing is switched on and off; operations raise.
`mutate`: programs of tests/lang and generated ones with such changes put into their own code.

A seed always gives the same program. A difference is written to the folder with its minimised form; fixed ones are kept in tests/lang.
"""
from __future__ import annotations

import argparse
import ast
import random
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import differential
import random_programs

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT = 20.0

# ---- programs of sites ----

PRELUDE = '''\
import builtins, gc, sys, types
OUT = []
_int, _float, _str, _bytes, _bool, _complex, _type, _isinstance, _list, _tuple, _dict, _set, _sorted, _range, _len = (
    int, float, str, bytes, bool, complex, type, isinstance, list, tuple, dict, set, sorted, range, len)
def show(v, depth=0):
    t = _type(v)
    if t in (_int, _float, _str, _bytes, _bool, _type(None), _complex): return t.__name__ + ':' + t.__repr__(v)
    if depth > 2: return t.__name__
    if _isinstance(v, _list): return t.__name__ + '[' + ','.join([show(x, depth + 1) for x in _list.__iter__(v)]) + ']'
    if _isinstance(v, _tuple): return t.__name__ + '(' + ','.join([show(x, depth + 1) for x in _tuple.__iter__(v)]) + ')'
    if _isinstance(v, _dict): return t.__name__ + '{' + ','.join([show(k, depth + 1) + '=' + show(x, depth + 1) for k, x in _dict.items(v)]) + '}'
    if _isinstance(v, _set): return t.__name__ + '{' + ','.join(_sorted([show(x, depth + 1) for x in v])) + '}'
    if _isinstance(v, _int): return t.__name__ + ':' + _int.__repr__(v)
    if _isinstance(v, _str): return t.__name__ + ':' + _str.__repr__(v)
    if _isinstance(v, _type): return 'class ' + v.__name__
    if _isinstance(v, _range): return _range.__repr__(v)
    return t.__name__.replace('builtin_function_or_method', 'method').replace('method_descriptor', 'method')
def attempt(f, a, b):
    try:
        a = a()
        b = b()
        r = show(f(a, b))
    except Exception as e:
        r = _type(e).__name__ + ' ' + ' '.join([x if _type(x) is _str else show(x) for x in e.args]).split(' at 0x')[0]
        tb = e.__traceback__
        n = 0
        while tb is not None:
            n += 1
            tb = tb.tb_next
        r += ' tb' + _str.__str__('%d' % n)
    OUT.append(r)
def change(f):
    try:
        f()
    except Exception as e:
        OUT.append('change ' + _type(e).__name__)
class Base:
    tag = 1
    def m(self, *a): return ('Base.m', len(a))
    def n(self): return 7
    def __init__(self, x=0): self.x = x
class A(Base):
    def m(self, *a): return ('A.m', self.x)
    @property
    def p(self): return self.x
    @classmethod
    def c(cls, *a): return cls.__name__
    @staticmethod
    def s(*a): return len(a)
class B(Base):
    __slots__ = ('y',)
    def __init__(self, x=1):
        super().__init__(x)
        self.y = x
    def __add__(self, o): return ('add', show(o))
    def __radd__(self, o): return ('radd', show(o))
    def __iadd__(self, o): self.x = o; return self
    def __eq__(self, o): return 'eq'
    def __lt__(self, o): return NotImplemented if o is None else [0]
    def __hash__(self): return 5
    def __getitem__(self, k): return ('item', show(k))
    def __setitem__(self, k, v): self.x = (k, v)
    def __len__(self): return 3
    def __contains__(self, v): return v
    def __call__(self, *a, **k): return (len(a), sorted(k))
    def __iter__(self): return iter([self.x, 2])
    def __neg__(self): return -1
    def __index__(self): return 1
    def __enter__(self): return self.x
    def __exit__(self, *e): return e[0] is ZeroDivisionError
    def __format__(self, spec): return 'B<' + spec + '>'
class S:
    __slots__ = ('x', 'y')
    def __init__(self, x=2): self.x = x
    def m(self, *a): return ('S.m', a)
class H:
    def __getattr__(self, name):
        if name.startswith('__'): raise AttributeError(name)
        return lambda *a: (name, len(a))
class Bool:
    def __init__(self, v): self.v = v
    def __bool__(self):
        if self.v is None: raise ValueError('no truth')
        return self.v
class I(int):
    def __add__(self, o): return 'I.add'
    def __lt__(self, o): return True
    def __eq__(self, o): return False
    __hash__ = int.__hash__
class J(int): pass
class F(float): pass
class T(str):
    def __eq__(self, o): return True
    __hash__ = str.__hash__
    def join(self, o): return 'T.join'
class L(list):
    def append(self, v): list.append(self, ('L', v))
    def __getitem__(self, k): return ('L', k)
    def __iter__(self): return iter(('L', 'iter'))
    def __len__(self): return 1
class M(list): pass
class D(dict):
    def __missing__(self, k): return ('missing', k)
class E(dict):
    def __getitem__(self, k): return ('E', k)
    def get(self, k, d=None): return ('E.get', d)
class P(tuple): pass
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise StopIteration(self.n)
        return self.n
def gen(n):
    for i in range(n): yield i
def raiser(kind):
    raise kind('raised')
def pos(a, b=2, *r, k=3, **kw): return (a, b, r, k, sorted(kw))
def simple(a): return a
def two(a, b): return (b, a)
def boom(*a): return 1 // 0
def outer(n):
    def inner(a, b=1):
        nonlocal n
        n += 1
        return (n, a)
    return inner
closure = outer(3)
glob = 10
mod = types.ModuleType('mod')
mod.x = 1
mod.m = simple
'''

NUMBERS = ["0", "1", "-1", "2", "7", "255", "256", "257", "-5", "-6", "2**30 - 1", "2**30", "2**46", "2**47 - 1", "2**47", "-2**47", "-2**47 - 1", "2**48", "2**62", "2**63 - 1",
           "2**63", "-2**63", "-2**63 - 1", "2**64", "3**50", "True", "False", "0.0", "-0.0", "1.5", "-2.5", "1e308", "5e-324", "2.0**53", "float('inf')", "float('-inf')",
           "float('nan')", "I(3)", "J(4)", "J(2**47)", "F(1.5)", "1j"]
TEXTS = ["''", "'a'", "'b'", "'ab'", "'hello world'", "'é'", "'aé'", "'\\u1234'", "'\\U0001f600x'", "'12'", "'-3.5'", "T('t')", "b''", "b'ab'", "bytearray(b'xy')"]
SEQUENCES = ["()", "(1,)", "(1, 2)", "(2**47, 'x', None)", "[]", "[1]", "[1, 2]", "[3.5, 'a', 2**63]", "L([1, 2])", "M([1, 2])", "P((1, 2))", "range(0)", "range(3)", "range(5, 0, -2)", "range(2**47 - 1, 2**47 + 2)",
             "{}", "{1: 2}", "{'a': 1, 'x': 2}", "{(1, 2): 3}", "{2.0: 'f', None: 1}", "D({1: 2})", "E({1: 2})", "{1, 2}", "{'a'}", "frozenset((1,))", "gen(2)", "It(2)", "iter([1, 2])", "zip((1, 2), 'ab')",
             "enumerate('ab')", "map(str, (1, 2))", "{1: 2, 3: 4}.items()", "{'a': 1}.keys()", "reversed([1, 2])", "memoryview(b'ab')"]
OBJECTS = ["None", "A(5)", "A('s')", "B(3)", "S(4)", "H()", "Base(1)", "Bool(True)", "Bool(False)", "Bool(None)", "mod", "A", "B", "len", "simple", "two", "closure", "A(1).m", "B(2).n", "'x'.join",
           "[].append", "object()", "...", "int", "str", "list", "(lambda *a: a)", "type", "print"]
POOLS = {"number": NUMBERS, "text": TEXTS, "sequence": SEQUENCES, "object": OBJECTS}

# The body of a function of a and b (and sometimes more), by the kinds of values that it is mostly fed with.
ARITHMETIC = ["+", "-", "*", "//", "/", "%", "&", "|", "^", "<<", ">>", "**"]
CONSTANTS = ["0", "1", "-1", "2", "3", "10", "255", "65536", "2**31", "2**47 - 1", "1.5", "0.0", "'a'", "None", "True", "(1, 2)"]
COMPARISONS = ["<", "<=", "==", "!=", ">", ">=", "in", "not in"]      # identity of numbers is not the language's
SITES = [
    (8, "number number", "return a {op} b"),
    (4, "number number", "return a {op} {const}"),
    (3, "number number", "return {const} {op} b"),
    (4, "number number", "a {op}= b; return a"),
    (3, "number number", "a {op}= {const}; return a"),
    (6, "number number", "return a {cmp} b"),
    (4, "number number", "return 'y' if a {cmp} b else 'n'"),
    (4, "number number", "return 'y' if a {cmp} {const} else 'n'"),
    (2, "number number", "return 'y' if not a {cmp} b and b {cmp} {const} else 'n'"),
    (2, "number number", "t = a\n    while t {cmp} b:\n        t = b\n        b = a\n        if t is a: break\n    return t"),
    (2, "number number", "return a < b < {const}"),
    (2, "number number", "return (-a, +b, not a)"),
    (1, "number number", "return ~a"),
    (2, "number number", "t = a\n    for i in range(5): t = t {op} b\n    return t"),
    (2, "number number", "t = 0\n    for i in range(a, b): \n        t += i\n        if i > a + 3: break\n    return t"),
    (2, "number number", "t = 0.0\n    for i in range(4): t += a * b\n    return t"),
    (2, "number number", "return min(a, b), max(a, b), abs(a)"),
    (1, "number number", "return divmod(a, b)"),
    (1, "number number", "return round(a), int(b), float(a), bool(b)"),
    (2, "number number", "return f'{{a}} {{b!r}} {{a:>6}}'"),
    (2, "number number", "x, y = b, a\n    x, y = y, x + y\n    return x, y"),
    (2, "number number", "l = [a, b]\n    l[0], l[1] = l[1], l[0]\n    l[0] {op}= b\n    return l"),
    (2, "number number", "d = {{a: b}}\n    d[a] = d[a] {op} b\n    d[b] = a\n    return d"),
    (4, "text text", "return a + b"),
    (3, "text text", "a += b; a += {const}; return a"),
    (3, "text text", "return a {cmp} b"),
    (3, "text text", "return 'y' if a {cmp} {const} else 'n'"),
    (2, "text number", "return a * (b if type(b) is int and b < 9 else 2)"),
    (3, "text number", "return a[b]"),
    (2, "text number", "return a[:b], a[b:], a[::-1]"),
    (2, "text text", "return [c for c in a] + [ord(c) for c in b]"),
    (2, "text text", "r = ''\n    for c in a:\n        if c == 'a' or c in b: r += c\n        else: r = r + '.'\n    return r"),
    (2, "text text", "return a.upper(), a.find(b), a.split(b), a.replace(b, 'z')"),
    (2, "text sequence", "return a.join(b)"),
    (1, "text text", "return a.startswith(b), a.isdigit(), len(a), a.strip()"),
    (1, "text object", "return a % b"),
    (2, "text object", "return f'{{a}}{{b}}', str(b) is b, '{{}}'.format(a)"),
    (1, "text number", "return int(a), chr(b)"),
    (4, "sequence number", "return a[b]"),
    (3, "sequence number", "a[b] = b; return a"),
    (2, "sequence number", "a[b] += {const}; return a"),
    (2, "sequence number", "del a[b]; return a"),
    (3, "sequence number", "a.append(b); return a"),
    (2, "sequence number", "return a.pop(), a"),
    (3, "sequence number", "return b in a"),
    (2, "sequence number", "return 'y' if b in a else 'n'"),
    (2, "sequence sequence", "return a + b"),
    (2, "sequence sequence", "a += b; return a"),
    (2, "sequence number", "return a[1:], a[:b]"),
    (3, "sequence number", "r = []\n    for v in a: r.append(v)\n    return r"),
    (2, "sequence number", "r = 0\n    for v in a: r += v\n    return r"),
    (2, "sequence number", "return [v for v in a], {{v: b for v in a}}, [v for v in a if v != b]"),
    (3, "sequence number", "x, y = a\n    return y, x"),
    (2, "sequence number", "x, *y = a\n    return y, x"),
    (2, "sequence number", "return [(i, v) for i, v in enumerate(a)]"),
    (2, "sequence sequence", "return [(u, v) for u, v in zip(a, b)]"),
    (2, "sequence number", "r = []\n    for k, v in a.items(): r.append((k, v))\n    return r"),
    (2, "sequence number", "return a.get(b), a.get(b, 'd'), a.setdefault(b, 1)"),
    (2, "sequence number", "return len(a), bool(a), list(a), tuple(a)"),
    (2, "sequence number", "return sum(a), any(a), all(a)"),
    (2, "sequence number", "return sum(v for v in a), any(v == b for v in a), max((v for v in a), default=0)"),
    (2, "sequence sequence", "return a == b, a < b"),
    (1, "sequence number", "return sorted(a), min(a), max(a)"),
    (1, "sequence number", "for v in a:\n        a.append(v)\n        if len(a) > 5: break\n    return a"),
    (2, "sequence number", "return pos(*a), pos(b, *a)"),
    (2, "sequence number", "return pos(1, **a)"),
    (1, "sequence sequence", "return [*a, *b], {{**a, **b}}"),
    (1, "sequence number", "i = 0\n    while a:\n        a.pop()\n        i += 1\n    return i"),
    (2, "sequence number", "match a:\n        case [x, y]: return ('two', x, y)\n        case {{1: z, **r}}: return ('map', z, r)\n        case A(x=v): return ('A', v)\n        case int() | str(): return 'scalar'\n        case _: return 'other'"),
    (6, "object number", "return a.x"),
    (4, "object number", "a.x = b; return a.x"),
    (3, "object number", "a.x += {const}; return a.x"),
    (6, "object number", "return a.m(b)"),
    (3, "object number", "return a.m(), a.m(b, b)"),
    (2, "object number", "return a.p, a.tag"),
    (2, "object number", "return a.n(), a.tag"),
    (2, "object number", "return a.c(b), a.s(b)"),
    (2, "object number", "f = a.m\n    return f(b), f()"),
    (2, "object number", "return getattr(a, 'x'), getattr(a, 'nope', b), hasattr(a, 'y')"),
    (1, "object number", "del a.x; return a.x"),
    (5, "object number", "return a(b)"),
    (3, "object number", "return a()"),
    (2, "object number", "return a(b, b), a(b)"),
    (2, "object number", "return a(b, k=b)"),
    (2, "object number", "return a(*(b,), **{{}})"),
    (3, "object object", "return a + b"),
    (2, "object object", "a += b; return a"),
    (3, "object object", "return a == b, a != b"),
    (2, "object object", "return a < b"),
    (2, "object object", "return 'y' if a < b else 'n'"),
    (2, "object object", "return b in a"),
    (2, "object number", "return a[b]"),
    (2, "object number", "a[b] = b; return a.x"),
    (2, "object number", "return [v for v in a]"),
    (2, "object number", "return 'y' if a else 'n'"),
    (1, "object number", "return not a, a and b, a or b"),
    (2, "object number", "with a as v:\n        return v\n    return 'after'"),
    (2, "object number", "with a as v:\n        1 // b\n    return 'after'"),
    (1, "object number", "return f'{{a:>3}}'"),
    (2, "object object", "return isinstance(a, (A, B)), isinstance(b, type(a)), issubclass(type(a), Base)"),
    (2, "object number", "return type(a) is A, callable(a), len(a)"),
    (1, "object object", "return a is type(b), a is None, b is not None, 'y' if a is simple else 'n'"),
    (1, "object number", "raise a"),
    (2, "number number", "return simple(a), two(a, b), two(b=a, a=b)"),
    (2, "number number", "return pos(a), pos(a, b), pos(a, b, 1, k=b), pos(b=1, a=a, z=b)"),
    (2, "number number", "return closure(a), glob, len('abc')"),
    (2, "number number", "return A(a).x, B(b).y, S(a).m(b)"),
    (2, "number number", "return [i for i in gen(3)], sum(gen(4)), list(It(3))"),
    (1, "number number", "global glob\n    glob = a\n    return glob"),
    (2, "number number", "try:\n        return a // b\n    except ZeroDivisionError as e:\n        return ('zero', str(e))\n    finally:\n        OUT.append('finally')"),
    (2, "sequence number", "try:\n        return a[b]\n    except (KeyError, IndexError):\n        return 'missing'"),
    (1, "number number", "try: raiser(KeyError if a else ValueError)\n    except KeyError: return 'key'\n    except ValueError as e: return e.args"),
    (2, "number number", "def step(n):\n        nonlocal a\n        a = a + b\n        return n if n > 3 else step(n + 1)\n    return step(0), a"),
    (2, "number number", "return (lambda v: v + b)(a), (lambda *r, k=b: (r, k))(a)"),
    (1, "number number", "l = []\n    for i in range(3):\n        if i == 1: continue\n        l.append(a if i else b)\n    else:\n        l.append('else')\n    return l"),
]

# What happens to the world between two uses of a site. Each is one statement; what fails is recorded.
CHANGES = [
    "A.m = lambda self, *a: ('new A.m', len(a))", "del A.m", "Base.m = simple", "A.x = 'class x'", "A.x = property(lambda self: 'prop x')", "del A.x", "Base.tag = 2", "A.tag = property(lambda s: 'tag')",
    "A.p = 5", "A.p = property(lambda s: s.x, lambda s, v: None)", "A.__getattr__ = lambda s, n: ('getattr', n)", "del A.__getattr__", "A.__getattribute__ = lambda s, n: object.__getattribute__(s, n)",
    "A.__setattr__ = lambda s, n, v: object.__setattr__(s, n, (n, v))", "A.__call__ = lambda s, *a: ('call', len(a))", "A.__add__ = lambda s, o: 'A+'", "A.__eq__ = lambda s, o: 'A=='", "A.__bool__ = lambda s: False",
    "A.__len__ = lambda s: 0", "A.__getitem__ = lambda s, k: (k, 'A[]')", "A.__iter__ = lambda s: iter('A')", "A.__contains__ = lambda s, v: True", "A.__lt__ = lambda s, o: o", "A.__hash__ = None", "del A.__eq__", "B.__add__ = None", "B.__eq__ = object.__eq__",
    "B.__len__ = lambda s: -1", "B.__bool__ = lambda s: 3", "B.__iter__ = None", "B.__contains__ = None", "B.__getitem__ = lambda s, k: 1 // 0", "del B.__call__", "B.__exit__ = lambda *a: True", "A.__bases__ = (Mixin, Base)", "A.__init__ = lambda s, x=0: None",
    "A.__new__ = lambda cls, *a: 'made'", "B.m = staticmethod(len)", "B.m = classmethod(lambda c, *a: c.__name__)", "S.m = 5", "del S.m", "Base.n = boom", "Base.__init__ = boom", "I.__add__ = int.__add__", "I.__lt__ = boom", "J.__add__ = lambda s, o: 'J+'",
    "J.__eq__ = lambda s, o: True", "T.__add__ = lambda s, o: 'T+'", "L.append = list.append", "L.__len__ = list.__len__", "D.__missing__ = boom", "E.__getitem__ = dict.__getitem__", "It.__next__ = boom", "It.__next__ = lambda s: raiser(StopIteration)",
    "builtins.len = lambda v: 'len'", "len = lambda v: ('global len', 1)", "del len", "builtins.len = real_len", "builtins.range = lambda *a: iter(a)", "builtins.range = real_range", "builtins.min = boom", "builtins.min = real_min", "builtins.isinstance = lambda *a: 1",
    "builtins.isinstance = real_isinstance", "builtins.sum = lambda v: list(v)", "builtins.sum = real_sum", "builtins.str = repr", "builtins.str = real_str", "builtins.enumerate = lambda v: [(9, 9)]", "builtins.enumerate = real_enumerate", "builtins.ord = lambda c: c", "builtins.ord = real_ord",
    "builtins.any = boom", "builtins.any = real_any", "builtins.abs = lambda v: 'abs'", "builtins.abs = real_abs", "builtins.getattr = lambda *a: a[1]", "builtins.getattr = real_getattr", "builtins.list = tuple", "builtins.list = real_list",
    "simple = lambda a: ('simple', a)", "simple = boom", "simple = len", "simple = A", "two = lambda *a, **k: (a, k)", "simple.__code__ = two.__code__", "simple.__defaults__ = (9,)", "two.__defaults__ = (1, 2)", "two.__kwdefaults__ = None", "pos.__kwdefaults__ = {'k': 0}", "pos = simple",
    "gen = It", "gen = lambda n: (i * i for i in range(n))", "closure = simple", "closure = outer('s')", "closure = outer(2**47 - 1)", "glob = 2**47 - 1", "glob = 'text'", "del glob", "glob = 1", "mod.x = 's'", "mod.m = boom", "del mod.x", "mod.__class__ = ModSub",
    "mod.__getattr__ = lambda n: ('mod', n)", "gc.collect()", "sys._getframe().f_locals", "sys.settrace(tracer)", "sys.settrace(None)", "sys.setprofile(profiler)", "sys.setprofile(None)", "globals().update(extra=1)", "objects[0].__class__ = C2", "objects[0].__class__ = A",
    "objects[0].__dict__['m'] = lambda *a: 'own m'", "objects[0].__dict__ = {'x': 'fresh'}", "objects[0].extra = 1", "objects[0].__dict__.clear()", "objects[0].__dict__['x'] = 77", "vars(objects[0])", "del objects[0].x", "for k in range(40): setattr(objects[0], 'k%d' % k, k)",
    "objects[0].x = 2**47", "objects[0].x = float('nan')", "B = A", "A = B", "S = Base", "Base.x = 3", "Base.__getattr__ = lambda s, n: 1 // 0", "int.foo", "sys.setrecursionlimit(900)",
]
AFTER_PRELUDE = '''\
class Mixin:
    def m(self, *a): return 'Mixin.m'
class C2(Base):
    def m(self, *a): return 'C2.m'
    def p(self): return 'C2.p'
class ModSub(types.ModuleType):
    @property
    def x(self): return 'ModSub.x'
EVENTS = {}
def tracer(frame, event, arg):
    name = frame.f_code.co_name
    # Not lines: a local variable is an operand and no instruction of its own, so expressions over several lines give fewer events.
    if event != 'line' and name.startswith(('site', 'm', 'simple')):
        key = (name, event)
        EVENTS[key] = EVENTS.get(key, 0) + 1
    return tracer
def profiler(frame, event, arg):
    if event in ('call', 'return') and frame.f_code.co_name.startswith('site'):
        key = (frame.f_code.co_name, 'p' + event)
        EVENTS[key] = EVENTS.get(key, 0) + 1
real_len, real_range, real_min, real_isinstance, real_sum, real_str, real_enumerate, real_ord, real_any, real_abs, real_getattr, real_list = (
    len, range, min, isinstance, sum, str, enumerate, ord, any, abs, getattr, list)
objects = [A(5)]
'''
# Whatever a change did to the builtins that the report itself needs is undone before it.
RESTORE = '''\
sys.settrace(None); sys.setprofile(None)
for name, value in (('len', real_len), ('range', real_range), ('min', real_min), ('isinstance', real_isinstance), ('sum', real_sum), ('str', real_str), ('enumerate', real_enumerate),
                    ('ord', real_ord), ('any', real_any), ('abs', real_abs), ('getattr', real_getattr), ('list', real_list)):
    setattr(builtins, name, value)
globals().pop('len', None)
'''


def sites_program(seed: int, sites: int = 10) -> str:
    """A program of hot sites."""
    rng = random.Random(seed)
    lines = [PRELUDE, AFTER_PRELUDE]
    weights = [weight for weight, _, _ in SITES]
    chosen = rng.choices(SITES, weights, k=sites)
    for number, (_, kinds, body) in enumerate(chosen):
        text = body.format(op=rng.choice(ARITHMETIC[:8] if "**" in body else ARITHMETIC[:11]), cmp=rng.choice(COMPARISONS[:6] if rng.random() < 0.9 else COMPARISONS),
                           const=rng.choice(CONSTANTS))
        if "<<" in text or "**" in text:
            text = text.replace("<<", "-") if rng.random() < 0.8 else text.replace("b", "3")
        lines.append(f"def site{number}(a, b):\n    {text}")
    for number, (_, kinds, _) in enumerate(chosen):
        first, second = kinds.split()
        main, other = rng.choice(POOLS[first]), rng.choice(POOLS[second])
        if first == "object" and rng.random() < 0.4:
            main = "objects[0]"
        lines.append(f"# site {number}")
        for _ in range(rng.randrange(2, 5)):
            # Warm with one pair of types, then something else happens.
            lines.append(f"for i in _range({rng.choice((3, 6, 12, 20))}): attempt(site{number}, lambda: {main}, lambda: {other})")
            roll = rng.random()
            if roll < 0.45:
                change = rng.choice(CHANGES)
                lines.append(f"try: {change}\nexcept Exception as e: OUT.append('change ' + type(e).__name__)" if not change.startswith("for ")
                             else f"try:\n    {change}\nexcept Exception as e: OUT.append('change ' + type(e).__name__)")
            elif roll < 0.85:
                pool = first if rng.random() < 0.75 else rng.choice(list(POOLS))
                main = rng.choice(POOLS[pool])
                if rng.random() < 0.5:
                    other = rng.choice(POOLS[second if rng.random() < 0.75 else rng.choice(list(POOLS))])
            else:
                values = ", ".join("lambda: " + rng.choice(POOLS[rng.choice((first, first, *POOLS))]) for _ in range(3))
                lines.append(f"for v in ({values}):\n    for i in _range(4): attempt(site{number}, v, lambda: {other})")
    lines[2:] = ["try:", *("    " + line for text in lines[2:] for line in text.splitlines()), "finally:",
                 *("    " + line for line in RESTORE.splitlines())]
    lines.append("print('\\n'.join(OUT))\nprint(sorted(EVENTS.items()))")
    return "\n".join(lines) + "\n"


# ---- mutated programs ----

def corpus() -> list[Path]:
    """Programs to mutate: they end by themselves, quickly."""
    paths = sorted((ROOT / "tests/lang").glob("*.py")) + sorted((ROOT / "tests/lang/basic").glob("*.py"))
    return [path for path in paths if "\0" not in path.read_text(encoding="utf-8")]


MUTATION_VALUES = ["0", "1", "-1", "2**47 - 1", "2**47", "-2**47 - 1", "2**63 - 1", "2**63", "-0.0", "1.5", "float('nan')", "float('inf')", "True", "None", "''", "'x'", "'\\u1234'", "()", "(1, 2)", "[]", "[1, 2]", "{}",
                   "{1: 2}", "range(3)", "_Fz(3)", "_FzInt(3)", "_FzStr('s')", "_FzList([1])", "_FzDict({1: 2})", "len", "lambda *a, **k: 7", "b'ab'", "{1}", "1j"]
MUTATION_CHANGES = ["import builtins; builtins.len = lambda v: 3", "import builtins; builtins.range = lambda *a: iter((1, 2))", "import builtins; builtins.isinstance = lambda *a: True", "import builtins; builtins.str = repr",
                    "import sys; sys.settrace(_fz_trace)", "import sys; sys.settrace(None)", "import sys; sys.setprofile(_fz_trace)", "import gc; gc.collect()", "globals().update(_fz_new=1)", "import sys; sys._getframe().f_locals",
                    "raise ValueError('fz')", "raise StopIteration", "raise KeyError('fz')", "1 // 0", "import sys; sys.exc_info()"]
MUTATION_PRELUDE = '''\
def _fz_trace(frame, event, arg):
    if event != 'line': _FZ_EVENTS[event] = _FZ_EVENTS.get(event, 0) + 1
    return _fz_trace
_FZ_EVENTS = {}
class _Fz:
    def __init__(self, x=0): self.x = x
    def __add__(self, o): return self
    __radd__ = __sub__ = __mul__ = __mod__ = __add__
    def __eq__(self, o): return True
    def __hash__(self): return 3
    def __lt__(self, o): return False
    def __len__(self): return 2
    def __iter__(self): return iter((1, 2))
    def __getitem__(self, k): return k
    def __call__(self, *a, **k): return 5
    def __repr__(self): return '_Fz'
    def __getattr__(self, name):
        if name.startswith('__'): raise AttributeError(name)
        return 4
class _FzInt(int):
    def __add__(self, o): return 'FzInt'
class _FzStr(str):
    def __eq__(self, o): return True
    __hash__ = str.__hash__
class _FzList(list):
    def append(self, v): list.append(self, (v,))
class _FzDict(dict):
    def __getitem__(self, k): return 'FzDict'
'''


class Mutator(ast.NodeTransformer):
    """Applies a few changes at random places of a tree."""

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.counter = 0

    def expression(self, text: str) -> ast.expr:
        return ast.parse(text, mode="eval").body

    def apply(self, tree: ast.Module, count: int) -> None:
        mutations = [self.value_at_load, self.value_at_load, self.change_in_loop, self.change_in_loop, self.constant, self.constant, self.operator, self.repeat, self.retype_in_loop,
                     self.retype_in_loop, self.retype_in_loop, self.drop, self.delete_name, self.class_change, self.class_change, self.swap]
        done = 0
        for _ in range(count * 8):
            if done == count:
                break
            done += bool(self.rng.choice(mutations)(tree))

    def nodes(self, tree, kinds):
        return [node for node in ast.walk(tree) if isinstance(node, kinds)]

    def bodies(self, tree, inside=(ast.For, ast.While, ast.FunctionDef, ast.Module, ast.If, ast.With, ast.Try)):
        return [node.body for node in ast.walk(tree) if isinstance(node, inside) and getattr(node, "body", None)]

    def guard(self, statements: str) -> list[ast.stmt]:
        """Statements that run once, at the n-th time they are reached."""
        self.counter += 1
        cell = f"_fz_n{self.counter}"
        turn = self.rng.choice((1, 2, 3, 5, 9))
        text = f"{cell}[0] += 1\nif {cell}[0] == {turn}:\n" + "\n".join("    " + line for line in statements.splitlines())
        self.cells.append(f"{cell} = [0]")
        return ast.parse(text).body

    cells: list[str]

    def value_at_load(self, tree):
        """A name or attribute that is read gives another value, always or at the n-th time."""
        nodes = [n for n in self.nodes(tree, (ast.BinOp, ast.Compare, ast.Call, ast.Subscript, ast.For, ast.AugAssign, ast.Return, ast.Attribute))]
        if not nodes:
            return False
        node = self.rng.choice(nodes)
        self.counter += 1
        field = {ast.BinOp: ("left", "right"), ast.Compare: ("left",), ast.Call: ("func",), ast.Subscript: ("value", "slice"), ast.For: ("iter",), ast.AugAssign: ("value",), ast.Return: ("value",),
                 ast.Attribute: ("value",)}[type(node)]
        name = self.rng.choice(field)
        old = getattr(node, name)
        if old is None or isinstance(old, ast.Slice) or not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            return False
        if isinstance(node, ast.Call) and node.args and self.rng.random() < 0.7:
            position = self.rng.randrange(len(node.args))
            if isinstance(node.args[position], ast.Starred):
                return False
            node.args[position] = self.chosen(node.args[position])
        else:
            setattr(node, name, self.chosen(old))
        return True

    def chosen(self, old):
        cell = f"_fz_n{self.counter}"
        self.cells.append(f"{cell} = [0]")
        turn = self.rng.choice((1, 2, 4, 8))
        test = self.expression(f"{cell}.__setitem__(0, {cell}[0] + 1) or {cell}[0] >= {turn}")
        return ast.IfExp(test=test, body=self.expression(self.rng.choice(MUTATION_VALUES)), orelse=old)

    def change_in_loop(self, tree):
        bodies = self.bodies(tree, (ast.For, ast.While, ast.FunctionDef))
        if not bodies:
            return False
        body = self.rng.choice(bodies)
        body[self.rng.randrange(len(body) + 1):0] = self.guard(self.rng.choice(MUTATION_CHANGES))
        return True

    def retype_in_loop(self, tree):
        """A local variable of a loop or function becomes something else on the way."""
        owners = [n for n in self.nodes(tree, (ast.For, ast.While, ast.FunctionDef))]
        if not owners:
            return False
        owner = self.rng.choice(owners)
        names = sorted({n.id for n in ast.walk(owner) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)})
        if not names:
            return False
        text = f"{self.rng.choice(names)} = {self.rng.choice(MUTATION_VALUES)}"
        owner.body[self.rng.randrange(len(owner.body) + 1):0] = self.guard(text)
        return True

    def class_change(self, tree):
        classes = [n.name for n in tree.body if isinstance(n, ast.ClassDef)]
        bodies = self.bodies(tree, (ast.For, ast.While, ast.FunctionDef))
        if not classes or not bodies:
            return False
        attributes = sorted({n.attr for n in self.nodes(tree, ast.Attribute)} | {n.name for n in self.nodes(tree, ast.FunctionDef)}) or ["x"]
        target, attribute = self.rng.choice(classes), self.rng.choice(attributes)
        text = self.rng.choice((f"{target}.{attribute} = {self.rng.choice(MUTATION_VALUES)}", f"{target}.{attribute} = property(lambda s: 9)", f"del {target}.{attribute}",
                                f"{target}.{attribute} = lambda *a: 11", f"{target} = {self.rng.choice(classes)}", f"{target}.__getattr__ = lambda s, n: 12"))
        body = self.rng.choice(bodies)
        body[self.rng.randrange(len(body) + 1):0] = self.guard(f"try:\n    {text}\nexcept Exception: pass")
        return True

    def constant(self, tree):
        nodes = [n for n in self.nodes(tree, ast.Constant) if type(n.value) in (int, float) and not isinstance(n.value, bool)]
        if not nodes:
            return False
        node = self.rng.choice(nodes)
        small = isinstance(node.value, int) and self.rng.random() < 0.5
        node.value = node.value + self.rng.choice((-1, 1)) if small else ast.literal_eval(self.rng.choice(("0", "-1", "140737488355327", "140737488355328", "9223372036854775807", "1.5", "-0.0", "1073741823", "None")))
        return True

    def operator(self, tree):
        nodes = self.nodes(tree, (ast.BinOp, ast.AugAssign, ast.Compare))
        if not nodes:
            return False
        node = self.rng.choice(nodes)
        if isinstance(node, ast.Compare):
            node.ops[0] = self.rng.choice((ast.Lt, ast.LtE, ast.Eq, ast.NotEq, ast.Gt, ast.GtE, ast.In))()
        else:
            node.op = self.rng.choice((ast.Add, ast.Sub, ast.FloorDiv, ast.Mod, ast.Div, ast.BitAnd, ast.BitXor))()
        return True

    def repeat(self, tree):
        """A statement runs several times: what it holds becomes warm."""
        body = self.rng.choice(self.bodies(tree))
        index = self.rng.randrange(len(body))
        if isinstance(body[index], (ast.Return, ast.Break, ast.Continue, ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal, ast.FunctionDef, ast.ClassDef)):
            return False
        if any(isinstance(n, (ast.Break, ast.Continue)) for n in ast.walk(body[index])):
            return False
        self.counter += 1
        body[index] = ast.For(target=ast.Name(f"_fz_i{self.counter}", ast.Store()), iter=self.expression(f"range({self.rng.choice((2, 4, 7))})"), body=[body[index]], orelse=[])
        return True

    def drop(self, tree):
        body = self.rng.choice(self.bodies(tree))
        if len(body) < 2:
            return False
        del body[self.rng.randrange(len(body))]
        return True

    def swap(self, tree):
        body = self.rng.choice(self.bodies(tree))
        if len(body) < 2:
            return False
        i = self.rng.randrange(len(body) - 1)
        body[i], body[i + 1] = body[i + 1], body[i]
        return True

    def delete_name(self, tree):
        functions = self.nodes(tree, ast.FunctionDef)
        if not functions:
            return False
        function = self.rng.choice(functions)
        names = sorted({n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)} | {a.arg for a in function.args.args})
        if not names:
            return False
        function.body[self.rng.randrange(len(function.body) + 1):0] = self.guard(f"del {self.rng.choice(names)}")
        return True


def mutated_program(seed: int) -> str:
    """A program of the corpus, or a generated one, changed in a few places."""
    rng = random.Random(seed)
    paths = corpus()
    for _ in range(20):
        source = random_programs.program(rng.randrange(10 ** 6)) if rng.random() < 0.3 else rng.choice(paths).read_text(encoding="utf-8")
        tree = ast.parse(source)
        mutator = Mutator(rng)
        mutator.cells = []
        mutator.apply(tree, rng.randrange(1, 6))
        future = [n for n in tree.body if isinstance(n, ast.ImportFrom) and n.module == "__future__"]
        prelude = ast.parse(MUTATION_PRELUDE + "\n".join(mutator.cells)).body
        tree.body = future + prelude + [n for n in tree.body if n not in future]
        try:
            text = ast.unparse(ast.fix_missing_locations(tree)) + "\nprint(sorted(_FZ_EVENTS))\n"
            compile(text, "program.py", "exec")
        except (SyntaxError, ValueError, RecursionError):
            continue
        return text
    return "pass\n"


# Several programs of sites run in one process, since most of its time is its start.
BATCH = 12
DRIVER = """\
import sys
for number, source in enumerate({sources!r}):
    print('--', number)
    try:
        exec(compile(source, 'program.py', 'exec'), {{'__name__': '__main__', '__builtins__': __builtins__}})
    except BaseException as error:
        print('ended by', type(error).__name__, error)
"""


def batch_program(seed: int) -> str:
    """One program that runs the programs of sites of BATCH seeds."""
    return DRIVER.format(sources=[sites_program(seed * BATCH + number) for number in range(BATCH)])


MAKERS = {"sites": batch_program, "mutate": mutated_program}


# ---- running ----

def difference(source: str, timeout: float = TIMEOUT):
    """The Comparison if the engines differ, else None. Programs that CPython does not finish, or that give something else each time, count as equal."""
    result = differential.compare_source(source, timeout=timeout)
    if result.same or result.expected.code is None or result.expected.code < 0:
        return None
    want, got = result.expected, result.actual
    if want.code == got.code and what_counts(want.stdout) == what_counts(got.stdout) and what_counts(want.stderr) == what_counts(got.stderr):
        return None
    again = differential.compare_source(source, timeout=timeout, actual=differential.CPYTHON)
    if not again.same:
        return None
    return result


def what_counts(output: bytes) -> list[bytes]:
    """The lines of it without what may differ: where exactly a recursion too deep was noticed, and so how many of its lines are the same and what comes
    behind them (next() and send() of a generator and comparisons of ints are no level of their own here); how often either engine holds the empty
    tuple, whose reference count begins at 10**9; the line and the marks that warm code of CPython puts at the first of a pair of instructions
    (LOAD_CONST, LOAD_FAST), whichever of them failed; and what a bytearray says that CPython could not allocate, of which it then reads a field that
    was never set."""
    output = re.sub(rb"(maximum recursion depth exceeded)( while calling a Python object| in comparison)?", rb"\1", output)
    output = re.sub(rb"\b10000\d{5}\b", b"(shared)", output)
    if b"RecursionError: maximum recursion depth exceeded" in output:
        output = re.sub(rb"  \[Previous line repeated \d+ more times\]\n(?:  [^\n]*\n)*(?=RecursionError: )", b"", output)
    output = re.sub(rb'  File [^\n]*\n    [^\n]*\n( +[\^~]+\n)?(?=UnboundLocalError: )', b"", output)
    output = output.replace(b"SystemError: deallocated bytearray object has exported buffers\n", b"")
    return [line for line in output.splitlines() if line.strip(b" ^~")]


def kind_of(result) -> str:
    """What a difference looks like, so that minimising keeps to it."""
    code = result.actual.code
    if code is None or code < 0:
        return f"code {code}"
    return "stdout" if result.actual.stdout != result.expected.stdout else "stderr"


def minimise(source: str, seconds: float = 90.0) -> str:
    """Take statements away for as long as the engines still differ in the same way."""
    result = difference(source)
    if result is None:
        return source
    kind, end = kind_of(result), time.monotonic() + seconds
    tree = ast.parse(source)

    def differs() -> str | None:
        try:
            text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
            compile(text, "program.py", "exec")
        except (SyntaxError, ValueError):
            return None
        found = difference(text)
        return text if found is not None and kind_of(found) == kind else None

    best = source
    size = 64
    while size and time.monotonic() < end:
        removed = False
        for body in [getattr(n, field) for n in ast.walk(tree) for field in ("body", "orelse", "finalbody", "handlers") if isinstance(getattr(n, field, None), list)]:
            index = 0
            while index < len(body) and time.monotonic() < end:
                taken = body[index:index + size]
                body[index:index + size] = []
                if not body and not isinstance(taken[0], ast.ExceptHandler):
                    body.append(ast.Pass())
                if (text := differs()) is not None:
                    best, removed = text, True
                    index += body[index:index + 1] == [] or isinstance(body[0], ast.Pass)
                else:
                    if body == [] or isinstance(body[0], ast.Pass):
                        body.clear()
                    body[index:index] = taken
                    index += size
        if not removed:
            size //= 2
    return best


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, help="for so long")
    parser.add_argument("--count", type=int, default=50, help="so many programs of each kind (without --seconds)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", choices=(*MAKERS, "both"), default="both")
    parser.add_argument("-j", "--jobs", type=int, default=1)
    parser.add_argument("--out", default="build/fuzz", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--minimise", metavar="FILE", type=Path)
    options = parser.parse_args(argv)
    kinds = list(MAKERS) if options.kind == "both" else [options.kind]
    if options.minimise:
        print(minimise(options.minimise.read_text()), end="")
        return 0
    if options.show:
        print(MAKERS[kinds[0]](options.seed))
        return 0
    options.out.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + options.seconds if options.seconds else None

    def jobs():
        seed = options.seed
        while time.monotonic() < end if end else seed < options.seed + options.count:
            for kind in kinds:
                yield kind, seed
            seed += 1

    def one(job):
        kind, seed = job
        source = MAKERS[kind](seed)
        result = difference(source)
        if result is None:
            return job, None
        if kind == "sites":         # which one was it?
            for number in range(BATCH):
                single = sites_program(seed * BATCH + number)
                if (alone := difference(single)) is not None:
                    source, result = single, alone
                    break
        path = options.out / f"{kind}_{seed}.py"
        path.write_text(source)
        small = minimise(source)
        path.with_suffix(".min.py").write_text(small)
        return job, result
    ran = found = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        pending = []
        for job in jobs():
            pending.append(pool.submit(one, job))
            while len(pending) > options.jobs:
                (kind, seed), result = pending.pop(0).result()
                ran += 1
                if result is not None:
                    found += 1
                    print(f"DIFFERS {kind} {seed}: {kind_of(result)}\n{result.report(12)}", flush=True)
        for future in pending:
            (kind, seed), result = future.result()
            ran += 1
            if result is not None:
                found += 1
                print(f"DIFFERS {kind} {seed}: {kind_of(result)}\n{result.report(12)}", flush=True)
    print(f"{ran} programs, {found} differ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
