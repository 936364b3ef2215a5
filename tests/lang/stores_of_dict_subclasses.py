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
