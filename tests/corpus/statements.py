# === prologue
def t(function, *args, **keywords):
    try:
        print('  ', function(*args, **keywords))
    except BaseException as error:
        print('  ', type(error).__name__, '|', error)
# === loops
for i in range(3): print(i, end=' ')
else: print('else')
for i in []: pass
else: print('empty', 'i' in dir() and i)
n = 5
while n:
    n -= 1
    if n == 3: continue
    if n == 1: break
else: print('no else')
print(n)
for i in range(3):
    for j in range(3):
        if j == 2: break
        if i == j: continue
        print((i, j), end=' ')
    else: print('inner else')
print()
for x, in [(1,), (2,)]: print(x)
for d['k' if 0 else 'z'] in [1, 2] if (d := {}) is not None else []: pass
print(d)
class A: pass
a = A()
for a.v in 'xy': pass
l = [0, 0]
for l[0] in range(4): pass
print(a.v, l); s = [1, 2, 3]
for v in s:
    if v < 3: s.append(v + 10)
    if len(s) > 6: break
print(s); i = 10
for i in range(i): pass
print(i); it = iter(range(5))
for q in it:
    print(q, next(it, 'none'))
while (line := next(it, None)) is not None: print(line)
def deep():
    for a in range(2):
        while True:
            for b in 'xy':
                try:
                    if b == 'y': return a, b
                finally: print('fin', a, b)
print(deep())
# === big_loops_types
def f(n, x):
    s = x
    for i in range(n): s = s + i
    return s
for x in (0, 0.5, 2 ** 47, 2 ** 62, True, 1j): print(f(1000, x))
def g(n):
    a, b = 0, 1
    while n: a, b, n = b, a + b, n - 1
    return a
print(g(10), g(100), g(300) % 10 ** 9)
def h(v):
    for k in range(200):
        v = v * 3 + 1 if k % 2 else v - k
    return v
print(h(1) % 10 ** 20, h(1.0), h(-5) % 997)
def mixed():
    out = []
    x = 1
    for i in range(60):
        x = x * 7
        if i == 40: x = float(x)
        if i == 45: x = 'x'; break
        out.append(x)
    return out[-3:], x
print(mixed()); x = 2 ** 47
for op in ('x + 1', 'x - 1', '-x', 'x * 2', 'x << 1', 'x // -3', 'x % -7', '~x', 'x ^ -1', 'x & -x', 'x | 1', '-x - 1', 'x * x', '-(2**47) - 1', '(-x) >> 3', 'x // 1', 'x / 3', 'divmod(-x, 7)', 'x ** 2', 'abs(-x)'): print(op, eval(op))
# === del_forms
x = 1; del x; t(lambda: x); a = b = c = 1; del a, (b, [c]); t(lambda: b); l = list(range(6)); del l[0], l[-1], l[1:3]; print(l); d = {1: 2}; del d[1]; t(lambda: d[1])
class A: v = 1
o = A(); o.w = 1; del o.w; 
def f():
    x = 1; del x
    try: del x
    except UnboundLocalError as e: print(e)
    x = 2; return x
print(f())
def g():
    x = 1
    def h(): return x
    del x
    try: h()
    except NameError as e: print(e)
    x = 3; return h()
print(g())
def k():
    global gl
    gl = 1; del gl
    del gl
t(k)
def m():
    del o.nope
t(m)
def n():
    del l['a']
t(n)
for src in ('del f()', 'del 1', 'del a + b', 'del (a, 1)', 'del None', 'del x()', 'del *a', 'del [a for a in b]', 'del (x := 1)', 'del a.b, c[d]', 'del ()', 'del "s"', 'del ...', 'del {}', 'del lambda: 1', 'del -a', 'del a if b else c', 'del (yield)', 'del __debug__'): t(lambda: compile(src, 's', 'exec') and 'compiles')
# === global_nonlocal
x = 1
def f():
    global x, y
    x = 2; y = 3
    class A:
        global z
        z = 4
        nl = x
    return A.nl
print(f(), x, y, z)
def outer():
    a = 1
    def mid():
        def inner():
            nonlocal a
            a += 1
            return a
        return inner
    i = mid(); i(); i()
    return a
print(outer())
def cls():
    v = 1
    class A:
        nonlocal v
        v = 5
    return v, hasattr(A, 'v')
print(cls())
for src in ('def f():\n x = 1\n global x', 'def f():\n print(x)\n global x', 'nonlocal x', 'def f():\n nonlocal x', 'def f(x):\n global x', 'def f():\n def g():\n  nonlocal y', 'class A:\n nonlocal x', 'def f():\n global x\n nonlocal x', 'def f():\n nonlocal x\n x = 1', 'global x\nx = 1', 'x = 1\nglobal x', 'def f():\n x: int\n global x', 'def f():\n global x\n x: int', 'def f(a):\n def g():\n  nonlocal a\n  a: int = 1', 'def f(a, a): pass', 'lambda a, a: 1', 'def f(*, a, a): pass', 'def f(__debug__): pass', 'def f(None): pass', 'class __debug__: pass', 'import a as __debug__', 'def f():\n import *', 'def f():\n from a import *', 'class A:\n from os import *', 'from __future__ import nope', 'x = 1\nfrom __future__ import annotations', 'from __future__ import braces'): t(lambda: compile(src, 's', 'exec') and 'compiles')
# === augmented
class A:
    def __init__(s): s.log = []
    def __iadd__(s, o): s.log.append(o); return s
    def __isub__(s, o): return NotImplemented
    def __sub__(s, o): return 'sub'
    def __imul__(s, o): return 'replaced'
a = A(); b = a; a += 1; a += 2; print(a.log, a is b); a -= 1; print(a); b *= 2; print(b)
l = [1]; m = l; l += (2,); l *= 2; print(m, l is m); t1 = (1,); t2 = t1; t1 += (2,); print(t1, t2)
class K: v = [0]; n = 1
k = K(); k.v += [1]; k.n += 1; print(K.v, K.n, k.__dict__); d = {'a': 1}; d['a'] += 1; d.setdefault('z', []).append(1); print(d)
def f():
    x = [1, 2, 3]; i = 0
    def idx(): nonlocal i; i += 1; return i - 1
    x[idx()] += 10; x[idx()] **= 2; x[idx()] //= 2
    return x, i
print(f()); s = 'a'; s += 'b'; s *= 3; s %= (); print(s) if 0 else print(s); n = 7; n <<= 2; n |= 1; n &= ~4; n ^= 3; n >>= 1; n %= 10; n **= 3; n /= 2; n //= 1; print(n); s1 = {1}; s2 = s1; s1 |= {2}; print(s2); b1 = bytearray(b'a'); b2 = b1; b1 += b'b'; print(b2); dd = {1: 1}; de = dd; dd |= {2: 2}; print(de)
for src in ('a + b += 1', '(a, b) += 1', 'f() += 1', '1 += 1', 'None += 1', 'a += b += 1', '[a] += 1', 'a.b += 1', 'a[0] += 1', '(a) += 1', '(a.b) += 1', 'x: int += 1', '*a += 1', 'a = b += 1', 'lambda: x += 1', 'a++', 'a := 1', '(a.b := 1)', '(a[0] := 1)', '(a, b := 1)', '((a, b) := 1)', 'f(a := 1)', 'f(a=b := 1)', '[a := 1, 2]', 'def f(a = b := 1): pass', 'x = y := 1', '(x := 1) = 2', '[i := 0 for i in x]', '[(j := i) for i in x]', '[i for i in (k := x)]', 'class A: [(q := 1) for _ in x]'): t(lambda: compile(src, 's', 'exec') and 'compiles')
# === imports
import os, sys as system, os.path as p
from os import (path, sep as separator, getcwd,)
from os.path import *
import importlib, types, tempfile
print(system.argv[1:], p is path, join('a', 'b'), separator, callable(getcwd))
d = tempfile.mkdtemp(); system.path.insert(0, d)
def w(name, text):
    full = os.path.join(d, name); os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, 'w') as f: f.write(text)
w('m1.py', 'x = 1\n_hidden = 2\ny = 3\ndef __getattr__(n):\n    if n == "dyn": return "dynamic"\n    raise AttributeError("no " + n)\ndef __dir__(): return ["dirred"]\n')
w('m2.py', '__all__ = ["a", "_b"]\na = 1\n_b = 2\nc = 3\n'); w('m3.py', '__all__ = ["nope"]\n'); w('m4.py', 'import m5\nv = 1\n'); w('m5.py', 'import m4\nfrom m4 import v\n'); w('m6.py', 'def f(:\n'); w('m7.py', '1 / 0\n'); w('m8.py', '__all__ = [1]\n')
w('pk/__init__.py', 'from . import sub\nfrom .sub import s as t\nprint("pk init", __name__, __package__, __path__ != [])\n'); w('pk/sub.py', 's = "sub"\nfrom .. import nothing\n' if 0 else 's = "sub"\n'); w('pk/rel.py', 'from ..up import x\n'); w('pk/deep/__init__.py', ''); w('pk/deep/leaf.py', 'from ...pk import sub\nfrom .. import sub as s2\nfrom . import leaf\nprint(__name__, s2.s)\n'); w('ns/mod.py', 'z = 9\n')
importlib.invalidate_caches()
import m1; print(m1.dyn, m1.x, dir(m1)); t(lambda: m1.nope); from m1 import dyn; print(dyn); from m1 import *; print(y, '_hidden' in globals())
from m2 import *; print(a, _b, 'c' in globals())
def e(src): exec(src, {'__name__': 'e'})
for src in ('from m3 import *', 'import m4', 'import m6', 'import m7', 'import m8', 'from m8 import *', 'from m1 import nope', 'import m1.sub', 'import nosuch.mod', 'from nosuch import x', 'import pk.rel', 'from pk import nothing', 'from pk.nothing import x', 'import pk.deep.leaf', 'import ns.mod; print(ns.mod.z, ns.__path__ is not None, ns.__file__)', 'from . import x', 'import pk; print(pk.t, pk.sub.s, pk.__spec__.name)', 'import m1 as q; print(q.__name__, q.__spec__.origin is not None, q.__file__ == q.__spec__.origin)', 'import pk.sub as z; print(z.s)'):
    print(src); t(lambda: e(src))
print('m7' in system.modules, 'pk' in system.modules, type(system.modules['ns'].__path__).__name__); system.modules['fake'] = 5; import fake; print(fake); system.modules['none'] = None; t(lambda: e('import none')); t(lambda: e('import none.x'))
m = types.ModuleType('made', 'doc'); print(m.__doc__, m.__name__, repr(m), m.__dict__.keys()); t(lambda: m.nothing); del m.__name__; t(lambda: m.nothing); t(types.ModuleType); importlib.reload(m1); print(importlib.import_module('.sub', 'pk').s); t(importlib.import_module, '.x'); t(importlib.reload, 5)
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == 'virtual': return importlib.util.spec_from_loader(name, self)
    def create_module(self, spec): return None
    def exec_module(self, module): module.answer = 42
import importlib.util; system.meta_path.insert(0, Finder()); import virtual; print(virtual.answer, virtual.__loader__.__class__.__name__)
# === fstrings
x, y, w, s = 3.14159, 'str', 10, [1, 2]
print(f'{x}', f'{x:.2f}', f'{y!r:>{w}}', f'{x:{w}.{2}f}', f'{{}}', f'{x = }', f'{x=:.1f}', f'{y=!s}', f'{s[0]}{s[-1]}', f'{"nested"}', f'{f"{x:.1f}"}', f"{'a' 'b'}", f'{lambda_ if (lambda_ := 1) else 2}', f'{(lambda z: z * 2)(4)}', f'{ {"k": 1}["k"] }', f'{x!a}', f'{y:^9}', f'{1:,}', f'{y}' 'plain' f'{w}', rf'\n{y}', f'''multi
{y
}''', f'{w:#x}', f'{w:08b}', f'{True:d}', f'{None}', f'{x:e}', f'{2 ** 70:_}', f'{y:{">"}{8}}', f'{1 if w else 2}', f'{w:{"0" + "5"}d}', f'{[i for i in range(3)]}', f'{y[::-1]}', f'{s!r}', f'\N{BULLET}{y}', f'{w}{w}{w}')
class F:
    def __format__(self, spec): return f'F({spec})'
    def __repr__(self): return 'R'
    def __str__(self): return 'S'
print(f'{F()}', f'{F():abc}', f'{F()!r}', f'{F()!s:>4}', f'{F()=}', f'{F():{F()}}', '%s %r' % (F(), F()), '{} {!r} {:q}'.format(F(), F(), F()))
for src in ("f'{'", "f'}'", "f'{}'", "f'{a!}'", "f'{a!x}'", "f'{a:{b:{c}}}'", "f'{a b}'", "f'{\\n}'", "f'{#}'", "f'{a'", "f'{a:'", "f'{*a}'", "f'{**a}'", "f'{lambda x: 1}'", "f'{a:=1}'", "f'{(a:=1)}'", "f'{!r}'", "f'{a!r }'", "f'{ }'", "f'{a;b}'", "f'{yield}'", "f'{await x}'", "f'{f\"{f'''{1}'''}\"}'", "f'{a[\"b\"]}'", "b'' f''", "f'{a}' b''", "f'{1=}'", "f'{a.}'", "f'{a $ b}'", "f'{(}'", "f'{)}'", "f'{[}'", "f'{x = !r:^20}'", "f'{a if b}'", "f'{1.}'", "u'' f'{1}'", "fr'{1}\\'", "f'{\"a\"'"): t(lambda: compile(src, 's', 'exec') and 'compiles')
# === numbers_literals
print(0b101, 0o17, 0xFF, 1_000, 1e3, 1_0.0_1, 1j, 1e-5j, .5, 5., 0_0, 00, 0xdead_beef, 1e1_0, 10 ** -2, -5 // 2, -5 % 3, 5 // -2, 2 ** 3 ** 2, -2 ** 2, (-2) ** 2, not 1 == 2, 1 < 2 == True, 3 - -3, ~-1, 1 if 0 else 2, 7 & 3 | 8 ^ 1 << 2, 0.1 + 0.2, 1e400, -1e400, 1e400 - 1e400, 0.1 * 3, 1 / 3, 2 ** 0.5, 10 ** 20 // 3, 1e16 + 1, 123456789 * 987654321, 5 .real, 5..real)
for src in ('01', '0b2', '0o8', '0xg', '1__0', '1_', '_1', '1e', '1e+', '0x', '0b', '1.e', '1_.5', '1._5', '1jj', '1a', '0_', '00', '0777', '0b1_', '1if 1else 2', '0x1for x in y', '1_a', '1.2.3', '5.real', '1or 2', '0or 1', '1_000_', '0xfor', '1in []', '1.in []', '9' * 5000): t(lambda: len(repr(eval(src))) if len(src) < 100 else eval(src))
# === strings_literals
print('a' "b" '''c''', 'tab\tnl\\n', r'raw\n', b'by\x00te', br'\x', u'u', 'é\u00e9\U000000e9\N{LATIN SMALL LETTER E WITH ACUTE}\xe9\351', '\'"', "\a\b\f\v\r".encode(), '''tri
ple''', 'con\
tinued', '\0\01\012', ascii('\ud800\U0010ffff'), len('\r\n'), 'a' 'b' * 2, ('a'
 'b'), '%' '%s' % 1, b'a' b'b', '\x41', rb'\'', R'\"', Br'x', '')
import warnings; warnings.simplefilter('error')
for src in ("'\\x4'", "'\\u12'", "'\\N{nope}'", "'\\N'", "b'é'", "'abc", '"abc', "'''abc", "b'\\x4'", "'\\U00110000'", "'\\d'", "b'\\d'", "'a' b'b'", "'\\400'", "ur''", "bu''", "'\n'", "r'\\'", "'\\8'", "f'\\N{nope}'", "'\\u{1}'", "'a' 1", "''''a'", "'\\", "'\\\n'"): t(lambda: repr(eval(src)))
# === interactive_and_exec_scopes
code = 'a = 1\ndef f(): return a\nb = [a for _ in "x"]\n'
ns = {}; exec(code, ns); print(ns['f'](), ns['b']); g, l = {}, {}; t(lambda: exec(code, g, l)); print(sorted(l), 'f' in g)
def f():
    x = 1
    exec('x = 2; y = 3'); 
    d = {}; exec('x = x + 10', {'x': x}, d)
    return x, d, eval('x + 1'), 'y' in locals()
print(f())
class A:
    exec('dyn = 5'); e = eval('dyn + 1')
    def m(self): return eval('self.e'), eval('__class__', {'__class__': 1})
print(A.dyn, A.e, A().m())
class Ns(dict):
    def __getitem__(s, k): print('  get', k); return super().__getitem__(k)
    def __setitem__(s, k, v): print('  set', k); super().__setitem__(k, v)
    def __delitem__(s, k): print('  del', k); super().__delitem__(k)
exec('p = 1\nq = p\ndel p\nclass Z: pass\nfor i in (1, 2): pass\nimport os\nprint(len("abc"))', {}, Ns()); t(lambda: exec('zz', {}, Ns())); t(lambda: exec('del zz', {}, Ns()))
print(eval('[x for x in (1, 2)]'), eval('(lambda: 5)()'), eval('__name__'), eval('x', {'x': 1}, {'x': 2})); g = {}; eval('1', g); print('__builtins__' in g); t(lambda: eval('len([])', {'__builtins__': {}})); t(lambda: eval('len([])', {'__builtins__': {'len': lambda x: 'fake'}})); t(lambda: exec('print(1)', {'__builtins__': None})); t(lambda: exec('class X: pass', {'__builtins__': {}})); t(lambda: exec('import os', {'__builtins__': {}})); t(lambda: exec('x = 1', {'__builtins__': 5}))
for src in ('1', '1;2', 'x = 5', 'def f(): pass\n', 'for i in range(2): i\n', 'None', '"s"', 'if 1: 7\n', '1 +', 'a\nb'): t(lambda: exec(compile(src, '<i>', 'single'), {}))
import code as c; i = c.InteractiveConsole({'k': 1}); print(i.push('k'), i.push('if 1:'), i.push('  k + 1'), i.push(''), i.runsource('1 +') if 0 else ''); import codeop; print(codeop.compile_command('x = (') is None, codeop.compile_command('x = 1') is not None); t(codeop.compile_command, 'x = )')
# === slices_and_indexing
l = list(range(10)); s = 'abcdefghij'; r = range(10); tu = tuple(l); b = b'abcdefghij'
for a in ('[2:5]', '[:-3]', '[::-1]', '[::3]', '[8:2:-2]', '[-100:100]', '[5:5]', '[100:]', '[:]', '[-3:-1]', '[::-3]', '[True:4]', '[None:None:None]', '[2**70:]', '[:-2**70]'): print(a, *[eval('v' + a) for v in (l, s, tu, b)], list(eval('r' + a)))
def st(code):
    x = list(range(6)); exec(code, {'x': x}); return x
for c in ('x[1:3] = "abc"', 'x[::2] = [7, 8, 9]', 'x[::2] = [1]', 'x[2:2] = [0, 0]', 'x[:] = []', 'x[5:1] = "z"', 'x[1:4] = 5', 'x[::-1] = range(6)', 'del x[::2]', 'del x[4:1:-1]', 'x[1:2] = x', 'x[10:] = [1]', 'x[0:0:0] = []', 'x["a":] = []', 'x[-1] = "last"', 'x[6] = 1', 'x[1.0] = 1', 'del x[9]', 'del x["k"]', 'x[::2] = 5', 'x[1:3] *= 2', 'x[0], x[1] = x[1], x[0]', 'x[1,] = 2'): print(c); t(st, c)
class M:
    def __getitem__(s, k): return k
m = M(); print(m[1], m[1, 2], m[1:2], m[1:2, ::3, ...], m[()], m[(1,)], m[*[1, 2]], m[1, *[2]], m[lambda: 1].__class__.__name__, m[1:2:3], m['a':'b':'c'], m[None], m[{}], m[:, 1])
class I:
    def __index__(s): return 2
print(l[I()], l[I():], s[I()], tu[:I()], b[I()]); t(lambda: l[I]); t(lambda: s[1.5]); t(lambda: tu['x']); t(lambda: b[None]); t(lambda: s[10]); t(lambda: tu[-11]); t(lambda: b[100]); t(lambda: r[10]); t(lambda: {}[[]]); t(lambda: None[0]); t(lambda: (1)[0]); t(lambda: len[0]); t(lambda: {1}[0]); t(lambda: (x for x in ())[0]); t(lambda: 5[1:2])
# === chained_comparison_ternary_lambda
log = []
def v(n): log.append(n); return n
print(v(1) < v(2) < v(3), v(3) < v(2) < v(1), log); print(1 < 2 in [2] is not None, 1 == 1.0 == True, 1 in [1] == True, (1 in [1]) == True, not None is None, 'a' not in 'b' != 'c'); f = lambda *a, k=1, **kw: (a, k, kw); print(f(1, 2, k=3, z=4), (lambda: (yield))().__class__.__name__, (lambda x: lambda y: x + y)(1)(2), (lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3)); print(1 if True else 2 if False else 3, [a if a else b for a, b in ((0, 1), (2, 3))], (1, 2) if 0 else (3,), [*(1, 2) if 1 else ()]); print([] or {} or 0 or 'last', 1 and 2 and 3, 0 and undefined, 1 or undefined, not [] and not {}); x = [1, 2, 3]; print(x[0] if x else None, {True: 'yes', False: 'no'}[len(x) > 2], max(x, key=lambda q: -q))
# === walrus_and_star_expr
if (n := 5) > 3: print(n)
print([y := 1, y ** 2], [last for q in range(3) if (last := q) % 2 == 0], last, (z := 1, 2), z); def_ = lambda: (w := 3) + w; print(def_()); 
while (k := globals().get('k', 3)) > 0 and (k := k - 1): print(k, end=' ')
print(); a, *b = *range(3), 9; print(a, b); print({*'ab', *[1]} == {'a', 'b', 1}, [*{}, *'x'], (*'', 1), {**{}, 'a': 1}); first, (second, *rest), third = 1, [2, 3, 4], 5; print(first, second, rest, third)
def ret(): return *'ab', 1
def yl(): x = yield 1, *[2]; print(x)
print(ret(), next(yl())); 
for q in *[1], *[2, 3]: print(q, end=' ')
print(); l = [1, 2]; l[0], l[1] = l[1], l[0]; print(l); i = 0; l[i], i = 9, 1; print(l, i); x = x2 = []; x.append(1); print(x2 is x); (p) = 1; [q2] = [2]; (r,) = 3,; print(p, q2, r)
