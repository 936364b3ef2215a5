"""NumPy's temporaries: expressions computed into a dead temporary give what they give on CPython."""
import pytest

from pyrs_runs import has, pyrs, same

pytestmark = pytest.mark.skipif(not has("numpy"), reason="needs NumPy")


def test_values_types_and_layouts():
    same('''
        import operator, warnings, zlib
        import numpy as np
        warnings.simplefilter('ignore')
        names = ('add sub mul truediv floordiv mod and_ or_ xor lshift rshift pow').split()
        sources = {n: s for n, s in zip(names, '+ - * / // % & | ^ << >> **'.split())}
        functions = {n: eval(f'lambda x, y: ((x + x) {s} y, y {s} (x + x), (x + x) {s} (y + y))') for n, s in sources.items()}
        types = ['?', 'b', 'B', 'h', 'i', 'I', 'l', 'L', 'q', 'e', 'f', 'd', 'g', 'F', 'D', '>i4', '>f8', 'm8[s]', 'O']
        def show(r):
            if not isinstance(r, np.ndarray):
                return repr(r)
            data = repr(r.tolist()) if r.dtype.kind in 'cfO' else r.tobytes()
            return r.dtype.str, r.shape, r.flags.c_contiguous, r.flags.f_contiguous, r.flags.owndata, hash(str(data)) if 0 else zlib.crc32(
                data.encode() if isinstance(data, str) else data)
        shape = 20, 30
        def base(t):
            if t == '?':
                return np.arange(600).reshape(shape) % 3 == 0
            return (np.arange(600).reshape(shape) % 7 + 1).astype(t)
        others = [2, 2.5, -1, 300, True, 1j, np.float64(1.5), np.float32(1.5), np.int8(3), np.int64(5), None, [1] * 30]
        for t in types:
            x = base(t)
            partners = others + [base(u) for u in types] + [np.asfortranarray(x), x[0], x[:, :1], x[::1], np.array(x[0, 0]), x.T]
            for n, f in functions.items():
                results = []
                for y in partners:
                    before = x.copy()
                    try:
                        results.append([show(r) for r in f(x, y)])
                    except Exception as e:
                        results.append((type(e).__name__, str(e)))
                    assert (x == before).all()
                print(t, n, zlib.crc32(repr(results).encode()))
    ''', timeout=240)


def test_named_arrays_are_never_written():
    same('''
        import weakref
        import numpy as np
        a = np.arange(1000.)
        b = a + 1
        c = [b]
        d = c[0] + 1
        print(b[0], d[0])
        def give(x):
            return x
        print((give(b) + 1)[0], b[0], (c.pop() + 1)[0])
        kept = []
        def keep(x):
            kept.append(x)
            return x
        print((keep(a + 1) * 2)[1], kept[0][1])
        print(((view := (a + 1))[:] * 2)[1], view[1])
        print((-(a + 1))[1], (~(np.arange(1000) + 1))[1], (-keep(a + 1))[1], kept[1][1])
        y = (z := a + 5) + 1
        print(y[0], z[0])
        def generator():
            x = a * 2
            yield x
            yield x
        first, second = generator()
        print((first + 1)[1], second[1])
        print([(x + 1)[2] + (x + 2 + x)[3] for x in [a, a]], a[3])
        print(((a + 1)[10:] + 1)[0], ((a + 1).reshape(10, 100) + 1)[0, 0], ((a + 1).T + 1)[0])
        readonly = lambda x: (x.setflags(write=False), x)[1]
        print((readonly(a + 1) + 1)[1])
        class Sub(np.ndarray):
            def __array_finalize__(self, other): pass
        s = (a + 1).view(Sub)
        print(type(s + 1).__name__, type((a + 1) + s).__name__, ((a + 1) + s)[1])
        class Right:
            __array_ufunc__ = None
            def __radd__(self, other): return 'mine', other[1]
        print((a + 1) + Right())
        with np.errstate(all='raise'):
            try:
                (a + 1) / (a - a)
            except FloatingPointError as e:
                print(e)
    ''')


def test_memory_is_reused(tmp_path):
    out = pyrs('''
        import numpy as np
        a = np.arange(1000.)
        def address(x):
            seen.append(x.__array_interface__['data'][0])
            return x
        seen = []
        def pass_on(x):
            address(x)
            return x
        address(pass_on(a + 1) + a + a * 1 - 3)
        print(len(set(seen)))
    ''', tmp_path)
    assert out == '1\n'
