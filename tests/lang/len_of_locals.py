"""`len(x)` of a local: types that change under it, builtins and globals that change, results that are tested, dropped, kept; and dicts whose values are replaced by a comprehension."""
import builtins
import sys


class Sized:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n


class List(list):
    def __len__(self): return 1000 + list.__len__(self)


class Broken:
    def __len__(self): return -1


class Huge:
    def __len__(self): return sys.maxsize + 1


def size(x): return len(x)
def twice(x): return len(x) + len(x)
def full(x): return 'full' if len(x) else 'empty'
def dropped(x): len(x)
def same_name(x):
    x = len(x)
    return x
def loop(items):
    total = 0
    for item in items:
        total += len(item)
        n = len(item)
        total -= n
    return total


functions = [size, twice, full, dropped, same_name, lambda x: [len(x) for _ in range(3)]]
values = [[], [1], (1, 2), 'abc', '', 'é' * 300, b'abcd', bytearray(5), {1: 2}, {}, {1, 2, 3}, frozenset('ab'), range(7), range(10 ** 12), List([1]),
          Sized(3), Sized(0), memoryview(b'xyz'), {}.keys(), [1]]
wrong = [5, None, 1.5, Broken(), Huge(), object(), len, int]
for function in functions:
    for rounds in (values, values + wrong, wrong + values):
        out = []
        for x in rounds * 3:
            for _ in range(3):
                try:
                    out.append(function(x))
                except Exception as e:
                    out.append(f'{type(e).__name__}: {e}')
        print(out[:120], len(out))
print(loop([[1], 'ab'] * 100))


def unset(flag):
    if flag:
        x = [1]
    return len(x)


for flag in [True] * 5 + [False] + [True] * 3:
    try:
        print(unset(flag), end=' ')
    except UnboundLocalError as e:
        print(e, end=' ')
print()


# The builtin replaced in mid-loop, put back; a global of the name.
def changing(x):
    out = []
    original = builtins.len
    for i in range(12):
        out.append(len(x))
        if i == 5:
            builtins.len = lambda x: 'replaced'
        if i == 8:
            builtins.len = original
    return out


print(changing([1, 2]), changing('abc'))


def shadowed(x):
    out = []
    for i in range(12):
        out.append(len(x))
        if i == 5:
            globals()['len'] = lambda x: 'global'
        if i == 8:
            del globals()['len']
    return out


print(shadowed([1, 2]), shadowed('abc'))


# A tracer and a profiler that begin in mid-loop see the calls.
calls = []


def profiled(x):
    total = 0
    for i in range(6):
        if i == 3:
            sys.setprofile(lambda frame, event, arg: calls.append((event, getattr(arg, '__name__', None))))
        total += len(x)
    sys.setprofile(None)
    return total


print(profiled([1, 2]), calls)
lines = []


def tracer(frame, event, arg):
    lines.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return tracer


def traced(x):
    total = 0
    for i in range(3):
        n = len(x)
        total += n
    return total


traced('ab')
traced('ab')
sys.settrace(tracer)
traced('abc')
sys.settrace(None)
print(lines, traced('abcd'))


# The last reference to what the result replaces.
class Noisy:
    def __del__(self): print('gone', sys._getframe(1).f_lineno - sys._getframe(1).f_code.co_firstlineno)


def replaces(x):
    y = Noisy()
    y = len(x)
    return y


for _ in range(4):
    print(replaces('abc'))


# Dict comprehensions with keys that come again: the first key stays, the last value does, and what is replaced ends.
class Key(str):
    pass


keys = ['a', 'b', Key('a'), 'b', 'a', 1, 1.0, True, 1]
print({k: i for i, k in enumerate(keys)}, [type(k).__name__ for k in {k: i for i, k in enumerate(keys)}])
print({w: len(w) for w in ['ab', 'c', 'ab', 'def'] * 3}, {w: w * 2 for w in ['ab', 'c', 'ab']}, {w: 1e300 * i for i, w in enumerate('abab')})
print({i % 3: i << 60 for i in range(9)}, {i % 2: None for i in range(5)}, {i % 2: i > 2 for i in range(5)})


class Value:
    def __init__(self, i): self.i = i
    def __del__(self): out.append(self.i)
    def __repr__(self): return f'V{self.i}'


out = []
print({i % 3: Value(i) for i in range(9)}, out)
shared = [Value(100)]
print({i % 2: shared[0] for i in range(6)}, out[9:])
