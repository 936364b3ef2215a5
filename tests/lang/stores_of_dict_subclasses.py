"""d[k] = v and d[k] += v of dict subclasses that change only some of the special methods, and that change in mid-loop."""
import collections


class Deletes(dict):
    def __delitem__(self, key): print('del', key); dict.__delitem__(self, key)


class Stores(dict):
    def __setitem__(self, key, value): dict.__setitem__(self, key, (value,))
    def __delitem__(self, key): pass


class Ordered(collections.OrderedDict):
    def __delitem__(self, key): print('ordered del', key); super().__delitem__(key)


class Defaults(collections.defaultdict):
    def __delitem__(self, key): print('default del', key); super().__delitem__(key)


class Missing(dict):
    def __missing__(self, key): return ('missing', key)
    def __delitem__(self, key): print('missing del')


def use(d):
    for i in range(8):
        d[i % 3] = i
        d['k'] = d[i % 3]
        d[b'b', i % 2] = i
    if not isinstance(d['k'], tuple):
        for i in range(5):
            d['k'] += i
    del d['k']
    print(type(d).__name__, list(d.items()))


for turn in range(2):
    for d in (Deletes(), Stores(), Ordered(), Defaults(int), collections.Counter(), Missing(), {}, collections.OrderedDict(), collections.UserDict()):
        use(d)


# The class changes in mid-loop.
def loud(self, key, value):
    dict.__setitem__(self, key, value * 100)


class Base(dict):
    pass


class Changing(Base):
    def __delitem__(self, key): dict.__delitem__(self, key)


d = Changing()
for i in range(12):
    if i == 4:
        Changing.__setitem__ = loud
    if i == 6:
        del Changing.__setitem__
    if i == 8:
        Base.__setitem__ = loud
    if i == 10:
        Base.__setitem__ = dict.__setitem__
    d[i] = i
    d[i] += 0
print(d)
d = Changing()
for i in range(6):
    if i == 3:
        Changing.__delitem__ = lambda self, key: print('not deleted', key)
    d[i] = 1
    del d[i]
print(d)


class Other(dict):
    def __setitem__(self, key, value): dict.__setitem__(self, key, 'other')
    def __delitem__(self, key): pass


d = Deletes()
for i in range(6):
    if i == 3:
        d.__class__ = Other
    d[i] = i
print(d)
c = collections.Counter('abracadabra')
for x in 'xaxa':
    c[x] += 2
    c['n', x] += 1
print(sorted(c.items(), key=str), c['none'], 'none' in c)


# __missing__: called for what is not there, in the caller's frame or from a nested subscript, replaced in mid-loop, and raising.
import sys


class Lazy(dict):
    def __missing__(self, key):
        if key == 'bad':
            raise ValueError('in __missing__')
        self[key] = value = (key, sys._getframe(1).f_code.co_name)
        return value


class Asks(Lazy):
    def __getitem__(self, key): return ('asked', super().__getitem__(key))


class LazyOrdered(collections.OrderedDict):
    __missing__ = Lazy.__missing__


class LazyDefault(collections.defaultdict):
    __missing__ = Lazy.__missing__


class Static(dict):
    @staticmethod
    def __missing__(key): return 'static', key


class Counted(dict):
    def __missing__(self, key): return 0


def fibonacci():
    class Memo(dict):
        def __missing__(self, n):
            self[n] = r = n if n < 2 else self[n - 1] + self[n - 2]
            return r
    return Memo()[150]


def look(d):
    for i in range(6):
        print(d[i % 4], d['s'], d[1.5], d[b'b', i % 2], end=' ')
        try:
            d['bad']
        except ValueError as e:
            print(e, e.__traceback__.tb_next.tb_frame.f_code.co_name)
    print(len(d), list(d.items()))


for d in (Lazy(), Asks(), LazyOrdered(), LazyDefault(int)):
    look(d)
print(fibonacci(), Static()['x'], Static().get('x'), 'x' in Static())
d = Counted()
for i in range(12):
    if i == 4:
        Counted.__missing__ = lambda self, key: 100
    if i == 8:
        del Counted.__missing__
    try:
        d['k'] += 1
        d['n', i] += i
    except KeyError as e:
        print(i, repr(e))
print(d)
