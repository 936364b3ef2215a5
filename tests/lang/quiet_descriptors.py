"""Attributes whose descriptors run no code are read without a frame that C code could see: the world changes under them."""
import sys


class Plain:
    def method(self):
        return 'method'

    @property
    def place(self):
        frame = sys._getframe(1)
        return frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno


class Slots:
    __slots__ = ('a', 'b')


def names(objects):
    for o in objects:
        yield type(o).__name__


class Named(type):
    pass


def module(o):
    return type(o).__module__


Meta = Named('Meta', (), {})
print(list(names([1, 'a', Plain(), Slots(), Meta(), None] * 3)))

for i in range(12):
    if i == 4:
        Plain.__name__ = 'Renamed'
    if i == 8:
        Named.__module__ = property(lambda cls: 'by the metaclass' if cls is Meta else cls)
    print(i, list(names([Plain(), Meta(), Meta])), module(Meta()), end=' ')
Named.__module__ = 'again'
print(module(Meta()))


def bound(o):
    return o.method


o = Plain()
for i in range(14):
    if i == 5:
        o.method = lambda: 'of the instance'
    if i == 7:
        del o.method
    if i == 9:
        Plain.method = lambda self: 'another'
    if i == 11:
        Plain.method = staticmethod(lambda: 'static')
    if i == 12:
        Plain.method = property(lambda self: (lambda: sys._getframe(1).f_code.co_name))
    print(i, bound(o)(), end=' ')
print()


class Error(ValueError):
    pass


def arguments(e):
    return e.args, e.__cause__, e.__traceback__ is None


for i in range(10):
    if i == 4:
        Error.args = property(lambda self: ('hidden', sys._getframe(1).f_code.co_name))
    if i == 7:
        del Error.args
    print(arguments(Error(i)), end=' ')
print()


class Hooked:
    __slots__ = 'x'

    def __getattr__(self, name):
        frame = sys._getframe(1)
        return name, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno


def member(s):
    return s.x


h = Hooked()
for i in range(10):
    if i == 3:
        h.x = 3
    if i == 6:
        del h.x
    print(member(h), end=' ')
print()


def failing(s):
    try:
        return s.a
    except AttributeError as e:
        tb = e.__traceback__
        return str(e), tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno, e.name, e.obj is s


s = Slots()
print([failing(s) for _ in range(6)])
s.a = 1
print([failing(s) for _ in range(3)])

unbound = []
for i in range(8):
    unbound.append((Plain().__class__, [].append.__name__, Plain.__mro__[-1].__name__, (5).real, 2.5.imag, slice(1, 2).start, print.__name__,
                    type(unbound).__qualname__, type(o).__module__, len(type(o).__dict__) > 3, Plain.__bases__))
print(unbound[-1], unbound.count(unbound[0]))

for i in range(6):
    print({'a': i, 'b': [i], 'a': -i}, {}, {i: i, i + 1: 2}, {Plain: 1, (i,): 2}.__len__(), '%s|%5.1f|%r' % (i, i / 3, 'x'), f'{i!r:>4}{"é"!a}{o.place}')
try:
    for i in range(6):
        {'a': 1, [i]: 2}
except TypeError as e:
    print(e, e.__traceback__.tb_lineno)
