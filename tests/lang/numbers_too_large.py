"""Numbers that a function of C cannot take: too large for its int, its long, its index; floats, strings and None."""
import gc
import itertools
import sys
import warnings

BAD = [2**31, 2**40, -2**40, 2**63, 2**100, -2**100, 1.5, 'x', None]
CALLS = {
    'frame': lambda v: sys._getframe(v),
    'limit': lambda v: sys.setrecursionlimit(v),
    'import': lambda v: __import__('os', None, None, (), v),
    'import2': lambda v: __import__('os', level=v),
    'compile': lambda v: compile('1','x','eval',v),
    'compile2': lambda v: compile('1','x','eval',0,False,v),
    'warn': lambda v: warnings.warn('w', stacklevel=v),
    'gc': lambda v: gc.collect(v),
    'thr': lambda v: gc.set_threshold(v),
    'thr2': lambda v: gc.set_threshold(700, v),
    'range': lambda v: len(range(v)),
    'list': lambda v: [1][v],
    'slice': lambda v: [1][:v],
    'str': lambda v: 'a'*v if not isinstance(v,int) or v<0 else 0,
    'bytes': lambda v: bytes(v) if not isinstance(v,int) or v<0 or v>2**62 else 0,
    'enumerate': lambda v: next(enumerate([1], v)),
    'round': lambda v: round(1.5, v),
    'chr': lambda v: chr(v),
    'hex': lambda v: hex(v),
    'pop': lambda v: [1].pop(v),
    'insert': lambda v: [1].insert(v, 1),
    'index': lambda v: [1].index(1, v),
    'find': lambda v: 'a'.find('a', v),
    'split': lambda v: 'a'.split('a', v),
    'just': lambda v: 'a'.ljust(v) if not isinstance(v,int) or v<0 or v > 2**62 else 0,
    'expand': lambda v: 'a'.expandtabs(v),
    'isl': lambda v: list(itertools.islice([1], v)),
    'repl': lambda v: 'a'.replace('a','b',v),
    'sum': lambda v: sum([1], v),
    'int': lambda v: int('1', v),
    'tracedepth': lambda v: sys.set_coroutine_origin_tracking_depth(v),
    'intern': lambda v: sys.intern(v),
    'exit': lambda v: sys.set_int_max_str_digits(v),
    'swi': lambda v: sys.setswitchinterval(v),
    'tobytes': lambda v: (5).to_bytes(v, 'big') if not isinstance(v,int) or v<0 or v > 2**62 else 0,
    'shift': lambda v: 1 << v if not isinstance(v,int) or v<0 else 0,
    'shiftr': lambda v: 1 >> v,
    'powm': lambda v: pow(2, 5, v),
    'fmt': lambda v: '{:{}}'.format('a', v) if not isinstance(v,int) or v<0 or v > 2**62 else 0,
    'pct': lambda v: '%*d' % (v, 1) if not isinstance(v,int) or abs(v) > 2**62 else 0,
    'deque': lambda v: __import__('collections').deque([1], v),
    'mv': lambda v: memoryview(b'a')[v],
    'import3': lambda v: __import__('nosuch', {}, {}, (), v),
}
for name, call in CALLS.items():
    for value in BAD:
        limit = sys.getrecursionlimit()
        try:
            print(name, repr(value)[:12], repr(call(value))[:40])
        except Exception as error:
            print(name, repr(value)[:12], type(error).__name__, error)
        finally:
            sys.setrecursionlimit(limit)
            gc.set_threshold(700, 10, 10)
            sys.set_coroutine_origin_tracking_depth(0)
            sys.set_int_max_str_digits(4300)
            sys.setswitchinterval(0.005)
