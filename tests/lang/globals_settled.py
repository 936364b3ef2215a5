"""Globals and builtins that change under loads that remember the value itself."""
import builtins
import types

state = 0
limit = 10 ** 20
ratio = 1.5
flag = False


def read(): return state
def all_of(): return state, limit, ratio, flag
def names(): return len, sorted, read


# One change at a time, by every way a dict can change.
g = globals()
seen = []
changes = [
    lambda: g.__setitem__('state', 1), lambda: g.update(state=2), lambda: g.__ior__({'state': 3}), lambda: g.setdefault('state_2', 4),
    lambda: g.pop('state_2'), lambda: g.__delitem__('state'), lambda: g.setdefault('state', 5), lambda: g.pop('state'), lambda: g.update({'state': 6.5}),
    lambda: exec('state = 7', g), lambda: exec('global state\nstate = 8', g), lambda: exec('del state', g), lambda: exec('state = "nine"', g),
    lambda: g.__setitem__('state', None), lambda: g.__setitem__('state', 2 ** 60), lambda: g.__setitem__('state', 2 ** 60 + 1),
    lambda: setattr(sys_module, 'state', 10), lambda: delattr(sys_module, 'state'), lambda: setattr(sys_module, 'state', [11]),
]
sys_module = __import__('sys').modules[__name__]
for change in changes:
    for _ in range(4):
        try:
            seen.append(read())
        except NameError as e:
            seen.append(str(e))
    change()
print(seen)

# More often than a dict is taken for settled.
out = []
for i in range(300):
    state = i
    limit += 1
    ratio = -ratio
    flag = not flag
    out.append(all_of())
    if i % 10 == 0:
        out.append([all_of() == all_of() for _ in range(5)])
print(out[:3], out[-3:], limit)


# Ints changed in place by the function itself.
def count():
    global state
    state = 0
    for _ in range(300):
        state += 1
        if read() != state:
            print('stale', read(), state)
    return state
print(count(), read())


# Builtins: replaced, shadowed, removed, and very often.
real = builtins.len
def use(): return len('abc')
result = []
for i in range(12):
    result.append(use())
    if i == 3: builtins.len = lambda s: 'replaced'
    if i == 6: builtins.len = real
    if i == 8: g['len'] = lambda s: 'shadow'
    if i == 10: del g['len']
print(result)
def whats_there(): return probe
for i in range(1300):
    builtins.probe = i if i % 3 else (i,)
    if whats_there() != builtins.probe or whats_there() != builtins.probe:
        print('stale builtin', i)
    if i % 100 == 7:
        del builtins.probe
        try:
            whats_there()
        except NameError as e:
            print(e)
print([f.__name__ for f in names()])

# The same code over other globals and other builtins, in turn.
fs = [types.FunctionType(read.__code__, {'state': n, '__builtins__': {}}) for n in range(3)] + [read]
print([[f() for f in fs] for _ in range(6)])
fs = [types.FunctionType(names.__code__, {'__builtins__': {'len': n, 'sorted': str(n), 'read': None}}) for n in range(3)]
print([[f() for f in fs] for _ in range(6)])
for f in fs * 100:
    f()
    f.__globals__['__builtins__']['len'] += 1
    f.__builtins__['sorted'] += 'x'
print([f()[0] for f in fs], [len(f()[1]) for f in fs])


# A value that is only in the dict: it ends when it is replaced, and not before.
class Noisy:
    def __init__(self, n): self.n = n
    def __del__(self): print('end of', self.n)
state = Noisy(1)
for _ in range(5): read()
print(read().n)
state = Noisy(2)
print(read().n, read().n)
del state
try:
    read()
except NameError as e:
    print(e)

# A module that is emptied, one that is gone, a copied namespace.
space = {'__builtins__': builtins, 'x': 'first'}
exec('def f(): return x\nr = [f() for _ in range(5)]', space)
other = types.FunctionType(space['f'].__code__, dict(space))
f = space['f']
print(f(), other(), f(), other())
space['x'] = 'second'
print(f(), other(), f(), other())
space.clear()
try:
    f()
except NameError as e:
    print(e)
print(other(), other())

# Calls of what changes: a function, a class, what is neither, nothing.
def target(a, b): return a + b
class Point:
    def __init__(self, a, b): self.sum = a + b
class Other(Point): pass
def call(a, b): return target(a, b)
def size(s): return len(s), str(s), isinstance(s, int)
calls = []
for new in (target, Point, Other, max, 5, None, lambda a, b: a * b, lambda a: a, target, Point, 2.5, target):
    target = new
    for i in range(6):
        try:
            r = call(i, 3)
            calls.append(getattr(r, 'sum', r))
        except TypeError as e:
            calls.append(str(e))
        calls.append(size('a' * i))
    if new is max:
        isinstance = lambda o, t: 'mine'
    elif new is None:
        del isinstance
        builtins.str = repr
    elif new == 2.5:
        builtins.str = type('')
print(calls)
target = max
for i in range(500):
    if i % 2:
        target = min if target is max else max
    if call(i, 7) != target(i, 7):
        print('stale call', i)
