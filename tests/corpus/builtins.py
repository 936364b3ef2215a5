# === prologue
def t(function, *args, **keywords):
    """Call and show what comes of it, errors with their messages."""
    try:
        result = function(*args, **keywords)
    except BaseException as error:
        print('  ', type(error).__name__, '|', error)
    else:
        text = repr(result)
        print('  ', type(result).__name__, text if ' at 0x' not in text else '<address>')
    return None


class Index:
    def __init__(self, value): self.value = value
    def __index__(self): return self.value


class Plain:
    pass


BAD = (None, 'x', b'x', 1.5, 1j, [], {}, Plain, ...)
# === abs
for x in (0, -0, -3, 3, True, -2.5, -0.0, float('-inf'), 3 + 4j, -10 ** 30):
    t(abs, x)
for x in BAD:
    if x is not Plain: t(abs, x)
t(abs); t(abs, 1, 2); t(abs, x=1)
class A:
    def __abs__(self): return 'abs'
t(abs, A()); t(abs, Index(-3))
# === all_any
for f in (all, any):
    for x in ([], [0], [1], [1, 0], (i for i in (1, 1)), {'': 1}, 'ab', range(0), iter([None])):
        t(f, x)
    t(f); t(f, 1); t(f, None); t(f, [], []); t(f, iterable=[])
    def noisy(values):
        for v in values:
            print('   next', v)
            yield v
    t(f, noisy([1, 0, 2])); t(f, noisy([0, 1, 2]))
class B:
    def __bool__(self): raise ValueError('no truth')
t(all, [B()]); t(any, [B()])
class C:
    def __bool__(self): return 'yes'
t(all, [C()]); t(bool, C())
# === ascii_repr
for f in (ascii, repr):
    for x in ('é', 'a\n', "it's", '"', '\'"', '\ud800', '\U0001f600', b'\xff', ['é'], {'ü': 1}, 1.0, None, ...):
        t(lambda v: print('   ', f(v)) if '\ud800' != v else print('   ', ascii(v)), x)
    t(f); t(f, 1, 2); t(f, obj=1)
class R:
    def __repr__(self): return 5
t(repr, R()); t(ascii, R()); t(str, R()); t(format, R())
class S:
    def __repr__(self): return 'é'
t(repr, S()); t(ascii, S())
class Sub(str): pass
class SR:
    def __repr__(self): return Sub('sub')
t(lambda: type(repr(SR())))
# === bin_hex_oct
for f in (bin, hex, oct):
    for x in (0, 1, -1, 255, True, -10 ** 20, Index(12), Index('s'), Index(True)):
        t(f, x)
    for x in BAD: t(f, x)
    t(f); t(f, 1, 2); t(f, number=1)
# === bool
for x in (0, 1, '', 'a', [], [0], None, 0.0, -0.0, 0j, float('nan'), (), range(0), Plain(), NotImplementedError): t(bool, x)
t(bool); t(bool, 1, 2); t(bool, x=1)
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
for n in (0, 1, -1, 'a', 2 ** 70, True): t(bool, L(n))
class BL(L):
    def __bool__(self): return False
t(bool, BL(3))
class N:
    __bool__ = None
t(bool, N())
print(True + True, True & False, True ^ True, ~True, -True, True / 2, isinstance(True, int), bool.__mro__)
t(lambda: type('X', (bool,), {}))
# === bytes_builtin
for x in ((), (3,), (b'ab',), ([1, 2],), (range(3),), ('é', 'utf-8'), ('é', 'ascii'), ('é', 'ascii', 'replace'), ('x',), (-1,), ([256],), (['a'],),
          (1.5,), (Index(2),), (2 ** 63,), (None,), ('a', None), (b'a', 'utf-8'), (1, 'x'), ([1], 'ascii')):
    t(bytes, *x)
    t(bytearray, *x)
t(bytes, source=b'x'); t(bytes, 'a', encoding='latin-1', errors='strict'); t(bytes, foo=1)
class HB:
    def __bytes__(self): return b'hb'
class HBBad:
    def __bytes__(self): return 'no'
t(bytes, HB()); t(bytes, HBBad()); t(bytearray, HB())
t(bytes.fromhex, '0a ff'); t(bytes.fromhex, '0g'); t(bytes.fromhex, 'a'); t(bytes.fromhex, 1)
# === callable_builtin
class K:
    def __call__(self): pass
class M: pass
m = M(); m.__call__ = lambda: 1
for x in (len, K, K(), m, M, 1, 'x', None, lambda: 0, K().__call__, type, print.__call__, staticmethod(len), property(len)): t(callable, x)
t(callable); t(callable, 1, 2)
# === chr_ord
for x in (0, 65, 0x10ffff, 0x110000, -1, True, Index(97), 2 ** 70): t(chr, x)
for x in BAD: t(chr, x)
for x in ('a', 'ab', '', b'a', b'', bytearray(b'z'), '\U0010ffff', '\ud800', 1, None, []): t(ord, x)
t(ord); t(chr); t(ord, 'a', 'b'); t(chr, 1, 2); t(ord, c='a')
# === complex_builtin
for x in ((), (1,), (1, 2), ('1+2j',), (' 1j ',), ('1 + 2j',), ('x',), ('1', 2), (1, '2'), (1.5, -0.0), (1j, 1j), (True, False), (None,), ([],), (Index(3),),
          ('nan+infj',), ('(1+2j)',), ('1e400j',), (b'1',)):
    t(complex, *x)
t(complex, real=1, imag=2); t(complex, imag=3); t(complex, foo=1); t(complex, 1, 2, 3)
class CC:
    def __complex__(self): return 1 + 1j
class CB:
    def __complex__(self): return 5
class CF:
    def __float__(self): return 2.5
for x in (CC(), CB(), CF()): t(complex, x)
print(1j ** 2, (1 + 2j).conjugate(), (3 - 4j).real, abs(3 + 4j), -1j, 1j == 1j, 1j != 2)
t(lambda: 1j < 2j); t(lambda: 1j // 1); t(lambda: 1j % 1); t(lambda: divmod(1j, 1)); t(lambda: 1j / 0); t(lambda: 0j ** -1); t(int, 1j); t(float, 1j)
# === delattr_setattr_getattr_hasattr
class O:
    c = 1
    __slots__ = ('s',)
class P: pass
o, p = O(), P()
for args in ((o, 's'), (o, 'c'), (o, 'x'), (p, 'x'), (1, 'real'), (p, 1), (p,), (p, 'a', 'b', 'c')):
    t(getattr, *args); t(hasattr, *args); t(delattr, *args); t(setattr, *args)
for args in ((p, 'a', 5), (o, 's', 6), (o, 'c', 7), (o, 'x', 8), (1, 'real', 2), (p, None, 1), (P, 'k', 1), (int, 'k', 1), (len, '__name__', 'x')):
    t(setattr, *args)
t(getattr, p, 'nothing', None); t(getattr, p, 'a'); t(getattr, o, 's'); t(getattr, 1, 'nothing')
t(delattr, P, 'k'); t(delattr, P, 'k'); t(delattr, int, 'real'); t(delattr, p, '__class__'); t(delattr, p, '__dict__')
class Odd:
    @property
    def v(self): raise AttributeError('inner')
    @property
    def w(self): raise KeyError('inner')
t(getattr, Odd(), 'v', 'default'); t(getattr, Odd(), 'v'); t(getattr, Odd(), 'w', 1); t(hasattr, Odd(), 'w'); t(hasattr, Odd(), 'v')
t(setattr, Odd(), 'v', 1); t(delattr, Odd(), 'v')
# === dict_builtin
for args in ((), ({'a': 1},), ([('a', 1)],), ([['a', 1], 'bc'],), ([1],), ([(1, 2, 3)],), ([('a',)],), (1,), (None,), ('ab',), (['ab'],), ({}, {}), ([([], 1)],), (zip('ab', [1, 2]),)):
    t(dict, *args)
t(dict, {'a': 1}, a=2, b=3); t(dict, [('x', 1)], **{'y': 2}); t(dict, **{'1': 1})
class Mapping:
    def keys(self): return ['k', 'l']
    def __getitem__(self, key): return key * 2
t(dict, Mapping()); t(dict.fromkeys, 'ab'); t(dict.fromkeys, 'ab', []); t(dict.fromkeys, 1); t(dict.fromkeys)
d = {'a': 1}
for name, args in (('pop', ('a',)), ('pop', ('a',)), ('pop', ('a', 2)), ('pop', ()), ('popitem', ()), ('setdefault', ('k',)), ('setdefault', ('k', 3)), ('get', ('k',)), ('get', ()), ('update', (1,)),
                   ('update', ([(1, 2)],)), ('__getitem__', ('zz',)), ('__delitem__', ('zz',)), ('__contains__', ([],)), ('get', ([],)), ('copy', (1,)), ('clear', ()), ('popitem', ())):
    t(getattr(d, name), *args)
t(lambda: {**{'a': 1}, 'b': 2, **{'a': 3}}); t(lambda: {[]: 1}); t(lambda: {1: 2} | {3: 4}); t(lambda: {} | []); t(lambda: {1: 1} < {2: 2})
t(lambda: dict(**1)); t(lambda: dict(**{1: 2}))
# === dict_changes_while_iterated
d = {i: i for i in range(5)}
def grow():
    for k in d: d[k + 100] = 1
t(grow)
def shrink():
    for k in list(d)[:1]: pass
    for k in d: del d[k]
t(shrink)
def values():
    for v in d.values(): d.clear()
t(values)
s = {1, 2, 3}
def grow_set():
    for x in s: s.add(x + 10)
t(grow_set)
d = dict.fromkeys(range(3))
it = iter(d.items())
print(next(it), len(list(it)), d.keys() & {1, 7}, d.keys() - {1}, sorted(d.keys() ^ {9}), d.items() >= {(1, None)}, list(reversed(d)), list(reversed(d.items())))
print(d.keys() == {0, 1, 2}, d.keys().isdisjoint([5]), d.values().mapping == d)
t(lambda: d.keys()[0]); t(lambda: d.keys().mapping.__setitem__(1, 2)); t(lambda: hash(d.keys()))
# === divmod_pow
for a, b in ((7, 3), (-7, 3), (7, -3), (7.5, 2), (-7.5, 2), (7, 0), (7.0, 0), (0, 5), (2 ** 70, 3), (-2 ** 70, 7), (True, 2), (1.5, float('inf')), (-1.5, float('inf')), ('a', 1), (1, 'a'), (None, 1), (1, 1j)):
    t(divmod, a, b)
for args in ((2, 10), (2, -1), (0, -1), (0, 0), (0.0, -1), (-8, 1 / 3), (2, 3, 5), (2, -1, 5), (2, -1, 4), (2, 3, 0), (2, 3, -5), (2.0, 3, 5), (2, 3.0, 5), ('a', 2), (2, 'a'), (2,), (), (10, 400.5),
             (-2, 0.5), (2, 10 ** 2, 97), (2, 1, 1), (1j, 2, 3), (None, 1, 2), (2, 3, None), (10.0, 400)):
    t(pow, *args)
t(pow, base=2, exp=3, mod=5); t(pow, 2, exp=3); t(pow, 2, foo=3)
class D:
    def __pow__(self, other, mod='none'): return ('pow', other, mod)
    def __rpow__(self, other, mod='none'): return ('rpow', other, mod)
    def __divmod__(self, other): return NotImplemented
    def __rdivmod__(self, other): return 'rdivmod'
t(pow, D(), 2); t(pow, D(), 2, 3); t(pow, 2, D()); t(pow, 2, D(), 3); t(pow, 2, 3, D()); t(divmod, D(), 1); t(divmod, 1, D()); t(divmod, D(), D())
# === dir_vars
class W:
    a = 1
    def f(self): pass
w = W(); w.x = 1
t(lambda: [n for n in dir(w) if not n.startswith('__')]); t(vars, w); t(vars, 1); t(vars, W.__mro__[1].__new__(object)); t(dir, 1, 2)
t(lambda: sorted(k for k in vars(W) if not k.startswith('__'))); t(lambda: type(vars(W)))
class WD:
    def __dir__(self): return ['b', 'a', 'c']
class WDBad:
    def __dir__(self): return 5
class WDMixed:
    def __dir__(self): return [1, 'a']
t(dir, WD()); t(dir, WDBad()); t(dir, WDMixed())
def local():
    q = 1; r = 2
    return dir(), vars(), locals()
t(local)
t(lambda: 'a' in dir(W) and 'f' in dir(W)); t(vars, int, 1); t(lambda: vars()['W'] is W)
# === enumerate_zip
t(lambda: list(enumerate('ab'))); t(lambda: list(enumerate('ab', 5))); t(lambda: list(enumerate('ab', start=-1))); t(enumerate); t(enumerate, 1); t(enumerate, 'a', 'b'); t(enumerate, 'a', 1, 2)
t(enumerate, iterable='a'); t(lambda: list(enumerate(iterable='ab', start=2))); t(lambda: list(enumerate('ab', 2 ** 65))); t(lambda: next(enumerate([]))); t(lambda: list(enumerate('a', Index(4))))
t(lambda: list(zip())); t(lambda: list(zip('ab', [1, 2, 3]))); t(lambda: list(zip('ab', [1], strict=True))); t(lambda: list(zip('a', [1, 2], strict=True))); t(lambda: list(zip('ab', 'cd', 'e', strict=True)))
t(lambda: list(zip('ab', 'cd', 'efg', strict=True))); t(zip, 1); t(zip, 'a', None); t(zip, 'a', strict=1, foo=2); t(lambda: list(zip('ab', strict=True)))
it = iter('abc'); print(list(zip(it, it)), list(zip(it, 'x')))
t(lambda: [*zip(*[(1, 'a'), (2, 'b')])]); t(lambda: zip('a').__reduce__()[0].__name__)
# === eval_exec
t(eval, '1 + 1'); t(eval, ' 1'); t(eval, '1 +'); t(eval, 'x'); t(eval, 'x', {'x': 5}); t(eval, 'x', {}, {'x': 6}); t(eval, 'x = 1'); t(eval, ''); t(eval, 1); t(eval, 'a', 1); t(eval, 'a', {}, 1); t(eval)
t(eval, b'1+1'); t(eval, compile('3*3', '', 'eval')); t(eval, compile('y = 4', '', 'exec')); t(eval, '(yield)'); t(eval, 'lambda: 1\x00'); t(eval, '\t2'); t(eval, '2\n'); t(eval, '[i for i in range(3)]')
t(exec, 'z = 1'); t(exec, 'print(__name__)', {'__name__': 'n'}); t(exec, 'a', {}); t(exec, 1); t(exec, 'x', []); t(exec, 'x = 1', {}, []); t(exec, 'pass', closure=()); t(exec, 'return'); t(exec, 'if 1:\n  x\n y', {'x': 1})
ns = {}; exec('def f(): return g()\ndef g(): return 7', ns); t(ns['f']); print(sorted(ns) == ['__builtins__', 'f', 'g'])
class Ns(dict):
    def __missing__(self, key): return f'<{key}>'
t(eval, 'missing + "!"', {}, Ns()); t(eval, 'missing', Ns())
def outer():
    n = 1
    def inner(): return n
    return inner
t(exec, outer().__code__); t(exec, outer().__code__, {}, closure=outer().__closure__); t(exec, outer().__code__, closure=(1,)); t(eval, outer().__code__)
# === compile_builtin
t(lambda: type(compile('1', 'f', 'eval')).__name__); t(compile, '1', 'f', 'bad'); t(compile, '1', 'f'); t(compile, 1, 'f', 'exec'); t(compile, '1', 'f', 'exec', 1 << 30); t(compile, '1', 'f', 'exec', optimize=5)
t(compile, 'x = ', '<s>', 'exec'); t(compile, 'x', b'bytes', 'eval'); t(lambda: compile('x', b'by', 'eval').co_filename); t(compile, 'x', 1, 'eval'); t(compile, 'a;b', 'f', 'eval'); t(compile, 'a\nb', 'f', 'single')
for opt in (-1, 0, 1, 2):
    ns = {}
    exec(compile('"""doc"""\ndef f():\n    "d"\n    assert 0\n    return __debug__\n', 'f', 'exec', optimize=opt), ns)
    t(ns['f']); print(ns.get('__doc__'), ns['f'].__doc__)
import ast
tree = compile('1+x', 'f', 'eval', ast.PyCF_ONLY_AST); print(ast.dump(tree)); t(eval, compile(tree, 'f', 'eval'), {'x': 2}); t(compile, tree, 'f', 'exec')
t(compile, 'print 1', 'f', 'exec'); t(compile, 'def f():\n\tx\n        y', 'f', 'exec'); t(compile, '\xa0', 'f', 'exec'); t(compile, 'a' * 10 + '(', 'f', 'exec'); t(compile, "'\\x'", 'f', 'eval')
exec(compile('5; "x"; None', 'f', 'single'))
# === filter_map
t(lambda: list(map(str, [1, 2]))); t(lambda: list(map(lambda a, b: a + b, [1, 2], [3]))); t(map); t(map, str); t(map, str, 1); t(lambda: list(map(1, [1]))); t(lambda: list(map(str, [1], foo=1))); t(lambda: list(map(None, [1])))
t(lambda: list(filter(None, [0, 1, '', 'a']))); t(lambda: list(filter(str.isdigit, 'a1b2'))); t(filter, None); t(filter, None, 1); t(filter, 1, 2, 3); t(lambda: list(filter(1, [1]))); t(filter, None, [], x=1)
def boom(x):
    if x == 2: raise StopIteration('inside')
    return x
t(lambda: list(map(boom, [1, 2, 3]))); t(lambda: list(filter(boom, [1, 2, 3]))); t(lambda: next(map(boom, [2])))
m = map(int, ['1', 'x', '3']); print(next(m)); t(next, m); print(next(m)); t(next, m); t(next, m, 'end')
# === float_builtin
for x in ((), (1,), ('1.5',), (' -1e3 ',), ('1_0.5',), ('1__0',), ('nan',), ('-INF',), ('infinity',), ('x',), ('',), (b'2.5',), (b'x',), (None,), ([],), (10 ** 400,), ('1e400',), (Index(4),), (True,), ('١.٥',), ('0x1p3',), ('1,5',)):
    t(float, *x)
t(float, x=1); t(float, 1, 2); t(float.fromhex, '0x1.8p1'); t(float.fromhex, 'zz'); t((1.5).hex); t((1.5).as_integer_ratio); t(float('nan').as_integer_ratio); t(float('inf').as_integer_ratio); t((2.5).is_integer)
class F:
    def __float__(self): return 1.25
class FB:
    def __float__(self): return 1
class FS(float): pass
class FX:
    def __float__(self): return FS(3)
for x in (F(), FB(), FX(), FS('2')): t(float, x); t(lambda: type(float(x)).__name__)
for x in (1.0, 1e16, 1e15, 123456789.123, 1e-5, 0.0001, -0.0, 5e-324, 1.7976931348623157e308, 2 / 3, 1e22, 1e23): print(repr(x), str(x), f'{x:.3f}', f'{x:g}', f'{x:e}')
t(lambda: 1.0 / 0); t(lambda: 1.0 // 0); t(lambda: 1.0 % 0); t(lambda: int(float('nan'))); t(lambda: int(float('inf'))); t(lambda: round(float('nan'))); t(lambda: 1e308 * 10); t(lambda: 1.5 << 1); t(lambda: -1.5 ** 0.5); t(lambda: hash(float('inf')))
# === format_builtin
for args in ((1,), (1, ''), (255, 'x'), (255, '#b'), (3.14159, '.2f'), (1234567, ','), (1234567.891, '_.1f'), ('abc', '>5'), ('abc', '*^9'), ('abc', '.2'), (True, 'd'), (None, ''), (None, 'x'), (1, 's'), ('a', 'd'), (1.5, 'd'),
             (1, '.2'), (-5, '=+8d'), (5, '08.3f'), (1 + 2j, '.1f'), (1, 'c'), (-1, 'c'), (0x110000, 'c'), ([], 's'), (1, 1), (1, None), (0.5, '%'), (1e10, 'n'), (10, '\x00<4'), ('x', '=5'), (1, ',b'), (1, '_b'), (3, '1000000000000000000000')):
    t(format, *args)
class Fm:
    def __format__(self, spec): return f'<{spec}>'
class FmBad:
    def __format__(self, spec): return 1
t(format, Fm(), 'abc'); t(format, FmBad()); t(lambda: f'{FmBad()}'); t(lambda: f'{Fm():{1}>{2}}'); t(lambda: '{:a}{!r:>4}{x}'.format(Fm(), 1, x=2)); t(format); t(format, 1, 2, 3)
for text in ('{', '}', '{}', '{0}{}', '{a}', '{0.x}', '{0[k]}', '{!x}', '{:{}}', '{0!r:{1}}', '{{}}', '{0[}', '{.}', '{0!}'):
    t(text.format, 1, 2) if text != '{:{}}' else t(text.format, 'v', 5)
t('%s %d'.__mod__, (1,)); t('%d'.__mod__, 'x'); t('%(a)s'.__mod__, {'a': 1}); t('%(a)s'.__mod__, 1); t('%z'.__mod__, 1); t('%'.__mod__, 1); t('%s'.__mod__, (1, 2)); t('%5.1f|%-4s|%+d|%x|%c'.__mod__, (2.25, 'a', 3, 255, 'c')); t('%c'.__mod__, 'ab'); t('%*d'.__mod__, (4, 7)); t('%r %a'.__mod__, ('é', 'é')); t(b'%b %s'.__mod__, (b'x', b'y')); t(b'%s'.__mod__, 'x')
# === frozenset_set
for f in (set, frozenset):
    for args in ((), ([1, 1],), ('aa',), (1,), (None,), ([[]],), (1, 2)): t(f, *args)
    t(f, iterable=[1])
s = {1, 2}
for name, args in (('add', (3,)), ('add', ([],)), ('remove', (9,)), ('remove', ([],)), ('discard', (9,)), ('union', ([5], [6])), ('union', (1,)), ('intersection', ()), ('update', ([4], 'z')), ('difference_update', ([4, 'z'],)), ('issubset', ([1, 2, 3, 4],)),
                   ('isdisjoint', (5,)), ('symmetric_difference', ([1],)), ('symmetric_difference', ()), ('pop', (1,)), ('__contains__', ([],)), ('__contains__', ({1},)), ('copy', ()), ('clear', ()), ('pop', ())):
    print(name, end=''); t(getattr(s, name), *args)
t(lambda: {1} | [2]); t(lambda: {1} | frozenset([2])); t(lambda: type(frozenset([2]) | {1}).__name__); t(lambda: {1} < {1, 2}); t(lambda: {1} < [1]); t(lambda: hash({1})); t(lambda: hash(frozenset([1])) == hash(frozenset([1]))); t(lambda: {1} == frozenset([1]))
x = {1}; x |= {2}; x -= {1}; x &= {2, 3}; x ^= {9}; print(sorted(x))
def bad():
    y = {1}; y |= [3]
t(bad)
# === hash_id
for x in (0, -1, -2, 2 ** 61 - 1, 2 ** 61, True, 1.0, 0.5, -1.0, 1j, None is None, (), (1, 2), range(3)): t(hash, x)
for x in ([], {}, set(), bytearray(), slice(1)): t(hash, x)
class H:
    def __init__(self, v): self.v = v
    def __hash__(self): return self.v
for v in (1, -1, 2 ** 64, 'x', 1.5, None, True): t(hash, H(v))
class E:
    def __eq__(self, other): return True
t(hash, E()); t(lambda: E.__hash__); t(lambda: {E(): 1}); t(hash); t(hash, 1, 2); t(lambda: isinstance(id(1), int)); t(id)
class Inherit(H): pass
class Both(H):
    def __eq__(self, o): return NotImplemented
    __hash__ = H.__hash__
t(hash, Inherit(5)); t(hash, Both(6))
# === input_print
import sys, io
sys.stdin = io.StringIO('first\nsecond')
t(input); t(input, 'prompt> '); t(input); t(input, 1, 2); t(input, prompt='x')
print(); print(1, 2, sep=''); print(1, 2, sep='-', end='!\n'); print(*'abc', sep=', '); print('x', file=None)
t(print, 1, sep=5); t(print, 1, end=5); t(print, 1, foo=5); t(print, 1, file=5); t(print, 1, sep=None, end=None); t(print, flush=True)
class File:
    def write(self, text): sys.stdout.write(f'<{text!r}>')
print('a', 'b', file=File()); print(file=File()); t(print, 'x', file=File(), flush=True)
class FileBad:
    def write(self, text): raise OSError('disk')
t(print, 'x', file=FileBad())
out = sys.stdout
sys.stdout = io.StringIO(); print('captured', end=''); text = sys.stdout.getvalue(); sys.stdout = out; print(text)
sys.stdout = None; print('lost'); sys.stdout = out
# === int_builtin
for x in ((), (1.9,), (-1.9,), ('12',), (' -12 ',), ('1_000',), ('1__0',), ('_1',), ('0x1f', 16), ('0x1f', 0), ('z', 36), ('z', 35), ('10', 1), ('10', 37), ('10', 2), ('12', 2), ('010', 0), ('0_7', 8), ('',), (' ',), ('1.5',), (b'12',), (b'x',), (bytearray(b'7'),), (None,), ([],), (1, 10),
          ('1', 'x'), ('1', 2.0), (True,), (Index(5),), ('٣',), ('+5',), ('- 5',), ('1e3',), (10 ** 30,), ('9' * 30,), ('a' * 60,)):
    t(int, *x)
t(int, x=1); t(int, '10', base=2); t(int, base=2); t(int, '1', foo=2); t(int, 1, 2, 3)
class I:
    def __int__(self): return 7
class T:
    def __trunc__(self): return 8
class IB:
    def __int__(self): return 'x'
class IS(int): pass
class IX:
    def __int__(self): return IS(9)
import warnings; warnings.simplefilter('ignore')
for x in (I(), T(), IB(), IX()): t(int, x)
t((255).to_bytes, 2, 'big'); t((255).to_bytes); t((256).to_bytes); t((-1).to_bytes, 1, 'big'); t((-1).to_bytes, 1, 'big', signed=True); t((1).to_bytes, -1, 'big'); t((1).to_bytes, 1, 'x'); t(int.from_bytes, b'\xff\x01', 'little'); t(int.from_bytes, [1, 300], 'big'); t(int.from_bytes, b'\xff', 'big', signed=True)
t((10).bit_length); t((-10).bit_count); t((5).as_integer_ratio); t((5).conjugate); print((5).numerator, (5).denominator, (5).imag)
t(lambda: 1 << -1); t(lambda: 1 >> -1); t(lambda: 1 // 0); t(lambda: 1 % 0); t(lambda: 1 / 0); t(lambda: 2 ** -1); t(lambda: 0 ** -1); t(lambda: 10 ** 400 / 3); t(lambda: (10 ** 400) / 1.0); t(lambda: 1 << 2 ** 70); t(lambda: 0 << 2 ** 70); t(lambda: 5 >> 2 ** 70); t(lambda: -5 >> 2 ** 70)
# === isinstance_issubclass
class Meta(type):
    def __instancecheck__(cls, x): return 'truthy'
    def __subclasscheck__(cls, x): return []
class MC(metaclass=Meta): pass
for args in ((1, int), (True, int), (1, (str, int)), (1, ()), (1, (str, (float, (int,)))), (1, int | str), ('a', int | None), (None, int | None), (1, 5), (1, (5, int)), (1, (int, 5)), (1, list[int]), (1, [int]), (5, MC), (1,), (1, int, 2), (MC(), object)):
    t(isinstance, *args)
for args in ((bool, int), (int, (str, int)), (1, int), (int, 1), (int, int | str), (int, list[int]), (MC, MC), (int, MC), (int, ()), (int,)):
    t(issubclass, *args)
class Virtual:
    __class__ = int
t(isinstance, Virtual(), int); t(isinstance, Virtual(), Virtual); t(lambda: type(Virtual()) is Virtual)
class Bases:
    __bases__ = (int,)
t(issubclass, Bases(), int); t(isinstance, 1, Bases())
import abc
class Abc(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
Abc.register(str)
class Half(Abc): pass
class Full(Abc):
    def f(self): return 1
t(isinstance, 'x', Abc); t(issubclass, str, Abc); t(Abc); t(Half); t(lambda: Full().f()); t(lambda: Abc.__abstractmethods__)
# === iter_next
t(iter); t(iter, 1); t(iter, 1, 2); t(iter, [], 1); t(lambda: list(iter([1, 2].pop, 1))); t(next); t(next, 1); t(next, []); t(next, iter([])); t(next, iter([]), 'd'); t(next, iter([5]), 'd'); t(next, iter([1]), 1, 2)
class NoNext:
    def __iter__(self): return self
class BadIter:
    def __iter__(self): return 5
class NoneIter:
    __iter__ = None
class OldIter:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * i
class OldBad:
    def __getitem__(self, i): raise KeyError(i)
for x in (NoNext(), BadIter(), NoneIter(), OldIter(), OldBad()):
    t(iter, x); t(list, x); t(lambda: [*x]); t(lambda: 4 in x)
t(lambda: list(reversed(OldIter())))
class Both:
    def __len__(self): return 3
    def __getitem__(self, i): return 'abc'[i]
t(lambda: list(reversed(Both()))); t(lambda: list(Both())); t(lambda: 'c' in Both()); t(reversed, 1); t(reversed, {1}); t(reversed, {}); t(reversed, Both(), 1); t(reversed); t(lambda: list(reversed(range(5)))); t(reversed, iter([]))
class RevNone(Both):
    __reversed__ = None
t(reversed, RevNone())
import operator
t(operator.length_hint, iter([1, 2])); t(operator.length_hint, iter({}), 5); t(lambda: iter([1]).__length_hint__()); t(lambda: iter([1, 2]).__reduce__()[1])
# === len_builtin
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
for n in (0, 5, -1, 2 ** 63, 2 ** 62, 'x', 1.5, True, None, Index(4)): t(len, L(n)); t(lambda: bool(L(n)))
for x in (1, None, iter([]), Plain(), int, (i for i in ())): t(len, x)
for x in ('ab', b'', [1], (), {1: 2}, {1}, range(10), range(0, 10, 3), memoryview(b'abc'), bytearray(3)): t(len, x)
t(len); t(len, 1, 2); t(len, obj=[]); t(len, range(2 ** 70))
# === list_tuple_builtin
for f in (list, tuple):
    for args in ((), ('ab',), ([1],), (range(3),), (1,), (None,), ({'a': 1},), ((i for i in 'xy'),), (1, 2)): t(f, *args)
    t(f, iterable=[])
l = [3, 1, 2]
for name, args in (('append', ()), ('append', (1, 2)), ('extend', (1,)), ('extend', ('ab',)), ('insert', (1,)), ('insert', ('a', 1)), ('insert', (-100, 'first')), ('insert', (100, 'last')), ('pop', (100,)), ('pop', ('a',)), ('pop', (0,)), ('remove', ('nothing',)), ('remove', ('a',)), ('index', (99,)), ('index', (1, 5)),
                   ('index', (1, 0, 100)), ('index', ()), ('count', (1,)), ('count', ()), ('reverse', ()), ('sort', ()), ('sort', (1,)), ('copy', ()), ('clear', (1,)), ('__getitem__', ('a',)), ('__getitem__', (99,)), ('__setitem__', (99, 1)), ('__delitem__', (99,)), ('__imul__', ('a',)), ('__mul__', (1.5,)), ('__add__', ((1,),)), ('__contains__', ())):
    print(name, end=''); t(getattr(l, name), *args)
t([].pop); t(lambda: [1] * -1); t(lambda: [1] * 2 ** 70); t(lambda: [1] + (2,)); t(lambda: (1,) + [2]); t(lambda: [1, 2] < [1, 'a']); t(lambda: [1] < (1,)); t(lambda: (1, 2)[5]); t(lambda: (1,)['a']); t(lambda: [1][1.0]); t(lambda: [][0]); t(lambda: [1, 2][Index(1)])
def f():
    x = [1]; x += 5
t(f)
def g():
    x = (1, []); x[1].append(2); print('   ', x); x[1] += [3]
t(g); t(lambda: del_item()); t((1, 2, 1).index, 3); t((1, 2, 1).count, 1)
# === max_min
for f in (max, min):
    for args, kw in (((), {}), ((1,), {}), ((1, 2), {}), (([],), {}), (([], ), {'default': 0}), ((1, 2), {'default': 0}), (('abc',), {}), ((['aa', 'b'],), {'key': len}), ((1, 'a'), {}), (([1, None],), {}), ((1, 2), {'key': 1}), ((1, 2), {'key': None}), ((1, 2), {'foo': 1}),
                     ((3, 1, 2), {'key': lambda x: -x}), ((['x'],), {'default': 1, 'key': None}), ((float('nan'), 1), {}), ((1, float('nan')), {}), ((True, 1), {}), ((1, True), {}), (((i for i in ()),), {'default': None})):
        t(f, *args, **kw)
def boom(x): raise ValueError(x)
t(max, [1], key=boom); t(min, 1, 2, key=boom)
class Cmp:
    def __init__(self, n): self.n = n
    def __lt__(self, o): print('   lt', self.n, o.n); return self.n < o.n
    def __gt__(self, o): print('   gt', self.n, o.n); return self.n > o.n
    def __repr__(self): return f'C{self.n}'
t(max, Cmp(1), Cmp(2)); t(min, [Cmp(3), Cmp(2), Cmp(2)])
# === memoryview_builtin
b = bytearray(b'abcdef'); m = memoryview(b)
t(memoryview); t(memoryview, 'x'); t(memoryview, 1); t(lambda: m[0]); t(lambda: bytes(m[1:3])); t(lambda: m[::2].tolist()); t(lambda: m[9]); t(lambda: m['a']); t(lambda: m.format); t(lambda: m.shape); t(lambda: (m.nbytes, m.itemsize, m.ndim, m.strides, m.readonly, m.contiguous))
def s():
    m[0] = 122; print('   ', b); m[1:3] = b'XY'; print('   ', b)
t(s)
def e1(): m[0] = 256
def e2(): m[0:2] = b'abc'
def e3(): m[0] = 'a'
def e4(): b.append(1)
def e5(): memoryview(b'ro')[0] = 1
def e6(): del m[0]
for f in (e1, e2, e3, e4, e5, e6): t(f)
t(m.cast, 'H'); t(lambda: m.cast('H').tolist()); t(m.cast, 'Z'); t(lambda: memoryview(b'abc').cast('H')); t(lambda: m.cast('B', (2, 3)).tolist()); t(lambda: m.cast('B', (2, 3))[1, 2]); t(lambda: m.cast('B', (2, 3))[1]); t(m.toreadonly().__setitem__, 0, 1)
t(lambda: m == b); t(lambda: m == b'other'); t(hash, m); t(lambda: hash(memoryview(b'x')) == hash(b'x')); t(m.tobytes); t(m.hex); t(m.hex, '-'); t(m.release); t(lambda: m[0]); t(lambda: len(m)); t(repr, m); b.append(1); print(b)
with memoryview(b'abc') as v: print(v.tolist())
t(v.tolist)
# === object_builtin
t(object, 1); t(object, a=1); t(lambda: object().x); t(lambda: setattr(object(), 'x', 1)); t(lambda: object() < object()); t(lambda: object() == object()); t(lambda: object() + 1)
class A: pass
class B:
    def __init__(self, a): self.a = a
class C:
    def __new__(cls, a): return super().__new__(cls)
class D(B):
    def __new__(cls, *a): return object.__new__(cls)
class E:
    def __new__(cls, *a): return super().__new__(cls, *a)
class F:
    def __init__(self, *a): super().__init__(*a)
t(A, 1); t(A, x=1); t(B); t(B, 1, 2); t(C); t(C, 1); t(D); t(D, 1); t(E, 1); t(F, 1); t(E); t(F); t(object.__new__); t(object.__new__, 1); t(object.__new__, int); t(object.__init__); t(lambda: object.__new__(A, 1)); t(lambda: A().__init__(1))
t(lambda: object().__reduce_ex__(2)[0].__name__); t(lambda: object().__sizeof__() > 0); t(lambda: object().__dir__()[:0]); t(lambda: object().__format__('x')); t(lambda: object().__eq__(1)); t(lambda: object().__lt__(1)); t(object.__subclasshook__); t(lambda: object().__init_subclass__()); t(lambda: object.__init_subclass__(a=1))
# === open_builtin
import os, tempfile
os.chdir(tempfile.mkdtemp()); path = 'f.txt'
with open(path, 'w') as f: print(f.write('héllo\nworld\r\n'), f.name == path, f.mode, f.closed)
t(f.write, 'x'); t(f.read)
for mode in ('r', 'rb', 'r+', 'rt'):
    with open(path, mode) as f: t(f.read); t(f.read); t(f.readline); t(f.tell)
t(open, path, 'x'); t(open, path, 'rw'); t(open, path, 'z'); t(open, path, 'rbt'); t(open, path, 'rb', encoding='utf-8'); t(open, path, 'r', 0); t(open, path, 'b'); t(open); t(open, path, mode=1); t(open, path, encoding='nosuch'); t(open, path, newline='x'); t(open, -5); t(open, None); t(open, 'a\0b'); t(open, path, errors=1)
def missing(): open('/nonexistent/file')
t(missing)
with open(path, newline='') as f: print(f.readlines())
with open(path, encoding='ascii', errors='replace') as f: print(ascii(f.readline()))
with open(path, encoding='ascii') as f: t(f.read)
with open(path, 'a+') as f: f.write('end'); f.seek(0); print([line for line in f]); t(f.seek, 1, 1)
with open(path, 'rb') as f: print(f.readinto(bytearray(3)), f.peek(2)[:2], f.seek(-3, 2), f.read(), f.readable(), f.writable())
t(lambda: open(path, 'w', opener=lambda p, flags: -1)); t(lambda: [l for l in open(path)])
# === property_static_class
class P:
    @property
    def r(self): "doc"; return 1
    def _g(self): return self._v
    def _s(self, v): self._v = v
    def _d(self): del self._v
    full = property(_g, _s, _d, 'full doc')
    only_set = property(None, _s)
    @classmethod
    def c(cls, *a): return cls.__name__, a
    @staticmethod
    def s(*a): return a
    @classmethod
    @property
    def cp(cls): return 'class property ' + cls.__name__
p = P()
t(lambda: p.r); t(setattr, p, 'r', 1); t(delattr, p, 'r'); t(lambda: p.full); t(setattr, p, 'full', 3); t(lambda: p.full); t(delattr, p, 'full'); t(delattr, p, 'full'); t(lambda: p.only_set); t(setattr, p, 'only_set', 1); t(delattr, p, 'only_set')
print(P.r.__doc__, P.full.__doc__, P.r.fget.__name__, P.r.fset, P.cp, p.c(1), P.c(2), p.s(3), P.s(4), P.__dict__['s'](5))
t(property, 1, 2, 3, 4, 5); t(property, foo=1); t(classmethod); t(staticmethod); t(classmethod, 1); t(lambda: classmethod(1).__get__(None, int)); t(lambda: classmethod(1).__get__(None, int)()); t(lambda: P.__dict__['c']()); t(lambda: P.r.__get__(p)); t(lambda: P.r.__get__(None, P) is P.r); t(lambda: P.r.__set__(p, 1))
class Q(P):
    @P.r.getter
    def r(self): return 'new'
    @P.full.setter
    def full(self, v): self._v = v * 2
q = Q(); q.full = 4; print(q.r, q.full, Q.r.__doc__, Q.c(), q.c.__self__ is Q, q.c.__func__.__name__, P.__dict__['s'].__wrapped__.__name__, P.__dict__['c'].__func__.__name__)
q2 = property(doc='x'); q2.__doc__ = 'y'; print(q2.__doc__, q2.__isabstractmethod__)
# === range_slice
for args in ((3,), (1, 5), (5, 1, -2), (0, 10, 0), (), (1, 2, 3, 4), (1.0,), ('a',), (Index(3),), (2 ** 70, 2 ** 70 + 3), (None,), (5, 0), (True, 3)): t(range, *args); t(lambda: list(range(*args)))
r = range(2, 20, 3)
for f in (lambda: r[1], lambda: r[-1], lambda: r[10], lambda: r[1:3], lambda: r[::-1], lambda: r['a'], lambda: r[1.0], lambda: 5 in r, lambda: 5.0 in r, lambda: '5' in r, lambda: r.index(8), lambda: r.index(9), lambda: r.count(8), lambda: len(r), lambda: r == range(2, 19, 3), lambda: hash(r) == hash(range(2, 19, 3)), lambda: r.start, lambda: (r.stop, r.step),
          lambda: range(0) == range(5, 5), lambda: r + r, lambda: setattr(r, 'start', 1), lambda: list(reversed(r)), lambda: r.index('a'), lambda: range(2 ** 70)[2 ** 69], lambda: len(range(2 ** 70)), lambda: iter(range(2 ** 70)).__next__(), lambda: range(5).__contains__(Index(3)), lambda: max(range(0), default=7)):
    t(f)
for args in ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), (None, 'x')): t(slice, *args)
s = slice(1, 10, 2); t(s.indices, 5); t(s.indices, -1); t(s.indices); t(lambda: s == slice(1, 10, 2)); t(lambda: s < slice(2)); t(hash, s); t(slice(None, None, 0).indices, 3); t(slice('a').indices, 3); t(lambda: [1, 2, 3][::0]); t(lambda: 'abc'['a':]); t(lambda: 'abcdef'[-3:-1]); t(lambda: list(range(10))[8:2:-3]); t(setattr, s, 'start', 1)
# === round_builtin
for args in ((2.5,), (3.5,), (-2.5,), (2.675, 2), (1234.5678, -2), (1234, -2), (1250, -2), (1350, -2), (5, 2), (1e300, 2), (0.5, None), (1, None), (float('inf'),), (float('nan'), 1), (1.5, 'a'), ('a',), (1.5, 1.0), (1 + 1j,), (True,), (None,), (), (1, 2, 3), (5e-324, 400), (1.1, -400), (10 ** 30 + 5, -1)): t(round, *args)
t(round, number=2.5); t(round, 2.55, ndigits=1); t(round, 1, foo=2)
class R:
    def __round__(self, *a): return ('round', a)
t(round, R()); t(round, R(), 2); t(round, R(), None)
import math
class M:
    def __trunc__(self): return 't'
    def __floor__(self): return 'f'
    def __ceil__(self): return 'c'
t(math.trunc, M()); t(math.floor, M()); t(math.ceil, M()); t(math.trunc, 'x'); t(math.floor, 'x'); t(round, M())
# === sorted_builtin
t(sorted, [3, 1, 2]); t(sorted, 'bca', reverse=True); t(sorted, [1, 'a']); t(sorted); t(sorted, 1); t(sorted, [1], key=5); t(sorted, [2, 1], None); t(sorted, [1], foo=1); t(sorted, [1], reverse='x'); t(sorted, [[2], [1]]); t(sorted, ['b', 'A'], key=str.lower); t(sorted, {'b': 1, 'a': 2}); t(sorted, [(1, 'b'), (1, 'a')], key=lambda p: p[0]); t(sorted, [(1, 'b'), (1, 'a')], key=lambda p: p[0], reverse=True)
class K:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n < other.n
    def __repr__(self): return f'K{self.n}'
t(sorted, [K(2), K(1), K(3)])
class NoLt: pass
t(sorted, [NoLt(), NoLt()]); t(sorted, [None, 1]); t(sorted, [1 + 1j, 2])
l = [3, 1, 2]
def mutate(x):
    l.append(x); return x
t(lambda: l.sort(key=mutate)); print(l)
def fails(x):
    if x == 1: raise RuntimeError('key of 1')
    return x
l = [3, 1, 2]; t(lambda: l.sort(key=fails)); print(l); t(lambda: sorted([1.5, float('nan'), 0.5])); t(lambda: sorted([True, False, 0.5]))
class BadLt:
    def __lt__(self, other): return Truth()
class Truth:
    def __bool__(self): raise ZeroDivisionError('truth')
t(sorted, [BadLt(), BadLt()])
# === str_builtin
for args in ((), (1,), (b'ab',), (b'ab', 'ascii'), (b'\xff', 'ascii'), (b'\xff', 'ascii', 'ignore'), (b'\xff', 'ascii', 'nosuch'), (b'a', 'nosuch'), ('a', 'ascii'), (1, 'ascii'), (bytearray(b'x'), 'utf-8'), (memoryview(b'x'), 'utf-8'), (1, 2, 3, 4), (b'x', 1)): t(str, *args)
t(str, object=5); t(str, b'x', encoding='ascii'); t(str, b'x', errors='strict'); t(str, errors='strict'); t(str, foo=1)
s = 'Hello'
for name, args in (('join', (['a', 1],)), ('join', (1,)), ('join', ('abc',)), ('split', (1,)), ('split', ('',)), ('split', ('l', 1)), ('split', (None, 0)), ('replace', ('l', 'L', 1)), ('replace', ('l',)), ('replace', (1, 2)), ('find', (1,)), ('find', ('l', 'x')), ('index', ('z',)), ('count', ('l', 1, 3)), ('startswith', (('x', 'He'),)), ('startswith', (1,)), ('startswith', ((1,),)), ('endswith', ('lo', -2)),
                   ('strip', (1,)), ('strip', ('Ho',)), ('center', (11, '*')), ('center', (11, '**')), ('center', ('a',)), ('ljust', (2 ** 70,)), ('zfill', (8,)), ('encode', ('nosuch',)), ('encode', ('ascii', 1)), ('translate', ({72: 'J', 101: None, 108: 0x4c},)), ('translate', (1,)), ('partition', ('',)), ('partition', ('l',)), ('rpartition', ('z',)), ('expandtabs', ('a',)), ('splitlines', (1, 2)), ('removeprefix', ('He',)), ('removesuffix', (1,)), ('format_map', ({},)), ('casefold', (1,)), ('isidentifier', ()), ('maketrans', ('ab', 'c')), ('maketrans', ({'ab': 1},)), ('maketrans', ('a', 'b', 'c')), ('maketrans', (1,)), ('__getitem__', ('a',)), ('__getitem__', (99,)), ('__contains__', (1,)), ('__add__', (1,)), ('__mul__', ('a',))):
    print(name, end=''); t(getattr(s, name), *args)
t(lambda: 'a' + 1); t(lambda: 1 + 'a'); t(lambda: 'a' * 1.5); t(lambda: 'a' < 1); t(lambda: 'a'[1:2:0]); t(lambda: 'é'.encode('ascii')); t(lambda: '\ud800'.encode()); t(lambda: b'\xc3'.decode()); t(lambda: b'a' + 'b'); t(lambda: 'ß'.upper() + 'ŉ'.title() + 'İ'.lower()); t(lambda: 'a' 'b' f'{1}' 'c')
# === sum_builtin
for args in (([1, 2],), ([],), ([1], 5), (['a'],), (['a'], ''), ([b'a'], b''), ([[1], [2]], []), ([1.5, 2],), ([1, 1.5, 2j],), (1,), (), ([1], 2, 3), ([0.1] * 10,), ([10 ** 20, 1, 2.5],), ([True, True],), ([None],), ([(1,), (2,)], ()), ((i for i in range(5)),), ([1], None), ([bytearray(b'x')], bytearray()), ([2 ** 62, 2 ** 62, 2 ** 62],)): t(sum, *args)
t(sum, [1], start=2); t(sum, iterable=[1]); t(sum, [1], foo=1)
class A:
    def __init__(self, n): self.n = n
    def __add__(self, o): return A(self.n + getattr(o, 'n', o))
    def __radd__(self, o): return A(o + self.n)
    def __repr__(self): return f'A{self.n}'
t(sum, [A(1), A(2)]); t(sum, [A(1)], A(5))
# === super_builtin
class A:
    def f(self): return 'A.f'
    x = 'A.x'
class B(A):
    def f(self): return 'B.f>' + super().f()
    def g(self): return super().nothing
    def h(self): return super().x, super(B, self).x, super(B, B).x
    @classmethod
    def k(cls): return super().x
    @staticmethod
    def s(): return super().x
    def deleted(self):
        del self
        return super().x
    def assigned(self):
        self = 5
        return super().x
    def nested(self):
        return (lambda: super().x)()
    def in_gen(self):
        return [super().x for _ in 'a']
    def set_(self): super().y = 1
b = B()
for f in (b.f, b.g, b.h, B.k, B.s, b.deleted, b.assigned, b.nested, b.in_gen, b.set_): t(f)
t(super); t(super, 1); t(super, A); t(super, A, 1); t(super, A, A()); t(lambda: super(B, A())); t(lambda: super(A).x); t(lambda: super(A, b).f()); t(lambda: super(A, b).f); t(super, 1, 2, 3); t(super, x=1); t(lambda: super())
def fake(self): return super().x
t(fake, b)
print(super(B, b).__thisclass__, super(B, b).__self__ is b, super(B, b).__self_class__, repr(super(B, B)))
class C(A):
    def __getattribute__(self, n): return 'hooked ' + n
    def f(self): return super().x
t(lambda: C.f(C()))
# === type_builtin
for args in ((), (1,), ('X', (), {}), ('X',), ('X', ()), ('X', (), {}, 1), (1, (), {}), ('X', 1, {}), ('X', (), 1), ('X', (1,), {}), ('X', (int, str), {}), ('X', (bool,), {}), ('X', (object, int), {}), ('X\0', (), {}), ('X', (type(None),), {}), ('X', (), {'__slots__': 'a b'}), ('X', (), {'__slots__': ['a', 1]}), ('X', (), {'a': 1, '__slots__': ['a']}), ('X', (int,), {'__slots__': ['a']}), ('X', (), {'__slots__': ['__dict__', '__dict__']}), ('X', (), {'__qualname__': 5}), ('X', (), {'__slots__': ['__weakref__', '__weakref__']})):
    t(type, *args)
t(type, 'X', (), {}, a=1); t(type, 'X', (), {}, metaclass=type)
X = type('X', (int,), {'v': 1, '__doc__': 'd'})
print(X.__name__, X.__qualname__, X.__module__, X.__bases__, X.__mro__, X.__doc__, X.v, X(5) + 1, X.__base__, X.__dictoffset__ != 0, X.__flags__ & 1 << 9 != 0)
for name, value in (('__name__', 'Y'), ('__name__', 1), ('__name__', 'a\0'), ('__qualname__', 1), ('__bases__', ()), ('__bases__', (str,)), ('__bases__', 1), ('__bases__', (X,)), ('__module__', 'm'), ('__doc__', 'new'), ('__dict__', {}), ('__mro__', ()), ('__abstractmethods__', {'a'}), ('__class__', int)):
    print(name, end=''); t(setattr, X, name, value)
t(delattr, X, '__name__'); t(delattr, X, '__module__'); t(delattr, X, 'nothing'); t(repr, X); t(lambda: X | None); t(lambda: X | 1); t(lambda: int | 'str'); t(lambda: int | None | str); t(type.mro, int); t(type.__call__, int, '5'); t(type.__subclasses__, bool); t(lambda: int.__or__); t(type.__prepare__)
# === globals_locals_import
t(lambda: globals() is globals()); t(globals, 1); t(locals, 1); t(__import__); t(__import__, 'nosuch'); t(__import__, ''); t(__import__, 'os.path'); t(lambda: __import__('os.path', fromlist=['x']).__name__); t(__import__, 1); t(__import__, 'os', level=-1); t(__import__, 'x', level=1); t(lambda: __import__('x', {'__package__': 'nosuch'}, level=1)); t(lambda: __import__('x', {'__package__': 1}, level=1))
def f(a, b=2):
    before = dict(locals()); c = 3
    del a
    return before, locals()
t(f, 1)
class K:
    x = 1
    y = sorted(n for n in locals() if not n.startswith('_'))
    locals()['z'] = 5
print(K.y, K.z)
def g():
    locals()['new'] = 1
    return 'new' in locals(), locals().get('new')
t(g)
def h():
    from os import path as p, nothing
t(h)
def i():
    import os.nothing
t(i)
def j():
    from . import x
t(j)
import builtins
print(builtins.__name__, __builtins__ is builtins, sorted(n for n in dir(builtins) if n[0].islower())[:5], __debug__, __name__, __doc__)
# === anext_aiter
import asyncio
class It:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 2: raise StopAsyncIteration
        return self.n
async def main():
    it = aiter(It())
    print(await anext(it), await anext(it), await anext(it, 'default'))
    try: await anext(it)
    except StopAsyncIteration as e: print('stop', e.args)
    for f in (lambda: aiter(1), lambda: anext(1), lambda: aiter(), lambda: anext(), lambda: anext(it, 1, 2)): t(f)
    class Bad:
        def __aiter__(self): return 5
    t(aiter, Bad())
    class BadNext:
        def __aiter__(self): return self
        def __anext__(self): return 5
    try: await anext(BadNext())
    except TypeError as e: print(e)
    try: await anext(BadNext(), 1)
    except TypeError as e: print(e)
    async def gen():
        x = yield 1
        print('got', x); yield 2
    g = gen(); print(await anext(g), await g.asend('v'), await anext(g, None))
asyncio.run(main())
