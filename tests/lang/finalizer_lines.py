"""The line that a finalizer sees in the frame whose instruction released the object: for each kind of store, first cold, then quickened."""
import sys


class D:
    def __init__(self, n): self.n = n
    def __del__(self):
        caller = sys._getframe().f_back
        print(self.n, caller and (caller.f_lineno, caller.f_code.co_name))


class A:
    pass


class S:
    __slots__ = 'x',


def stored():
    d = {}
    items = [0]
    o = A()
    s = S()
    for i in range(12):
        d['k'] = D(1)

        d['k'] = None
        items[0] = D(2)

        items[0] = 5
        items[0] = D(3)

        items[0] = None
        o.x = D(4)

        o.x = 1
        s.x = D(5)

        s.x = None
        v = D(6)

        v = 0
        v = [D(7)]

        v = 1
        x = y = D(8)
        x = 1

        y = 2
def in_cells():
    c = 0
    def h():
        nonlocal c
        for i in range(12):
            c = D(9)

            c = None
            c = D(10)

            c = 1
    h()
    return lambda: c
def released():
    for i in range(12):
        globals()['q'] = D(11)

        globals()['q'] = 1
        global w
        w = D(12)

        w = 3
        w = D(13)

        del w
        t = D(14)

        (t, u) = 1, 2
        m = D(15)

        m = yield m
        e = [D(16), D(17)]

        del e[0]

        e.pop()

        e.append(D(18))

        e.clear()

        z = {1: D(19)}

        del z[1]

        z = {D(20)}

        z.clear()

        with_ = D(21)
        for with_ in range(2):
            pass
        e = [D(22), D(23)]

        e[:] = []
        e = [D(24), D(25)]

        e[0:1] = [1]
        e += [2]
        D(27).n

        D(28)

        try:
            raise ValueError(D(29))
        except ValueError as ex:
            pass
        r = lambda: r
        n1 = D(30)

        n1 = n1.n if n1.n else 3
        if not D(31):
            pass
        a1 = D(32), 1

        (a1, b1) = a1

        a1 = b1 = None
        p = D(33)
        p = p and 3
        p = D(34)
        p = p is None
stored()
in_cells()
for _ in released():
    pass
class C:
    a = D(40)

    a = 1
    b = D(41)

    del b
def overwritten():
    for i in range(12):
        x = D(50)

        x = [x.n]
        x = D(51)

        x = (x.n,)
        x = D(52)

        x = lambda: 0
        x = D(53)

        x = x.n == 1
        x = D(55)

        x = x.n is None
        x = D(56)

        x = [1] + [2]
        x = D(57)

        x = not x
        x = D(58)

        x = f'{i}'
        x = D(59)

        x = iter('a')
        x = D(60)

        x = {i}
        x = D(61)

        x = {i: 1}
        x = D(62)

        x = [j for j in range(3)]
        x = D(63)

        x = len('abc')
        x = D(64)

        x = D
        x = D(65)

        x = 'abc'[i % 3]
        x = D(66)

        x = 'abc'.upper()
        x = D(67)

        x = 'abc'[1:]
        x = D(68)

        x = abs(-1.5)
        x = D(69)

        x = -i
        x = D(70)

        x = seven()
        x = D(72)

        x = i < 3 < 4
        x = D(73)

        for x in [1]:
            pass
        x = D(74)

        for x, y in [(1, 2)]:
            pass
        x = D(75)

        import sys as x
        x = D(76)

        class x:
            pass
        x = D(77)

        x = i in (1, 2)


def seven():
    return 1


overwritten()
def quiet():
    """What is read, formatted and built without a frame that C code could see."""
    for i in range(12):
        x = D(80)

        x = f'{i}-{i!r}-{"a"!r}'
        x = D(81)

        x = f'{i!r}'
        x = D(82)

        x = '%d' % i
        x = D(83)

        x = {'a': D(84), 'b': i, 'a': 2}
        x = D(85)

        x = {}
        x = D(86)

        x = type(x).__name__
        x = D(87)

        x = quiet.__name__
        x = D(88)

        x = x.__del__.__name__
        x = D(89)

        x = [].append
        try:
            raise ValueError(i)
        except ValueError as error:
            x = D(90)

            x = error.args
        items = []
        for j in range(9):
            items.append(D(91))

            items[j] = None
quiet()


def overwrites_what_it_yields():
    for i in range(6):
        m = D(100 + i)
        m = (yield m)


# Here nobody else has it when the generator goes on.
for _ in overwrites_what_it_yields():
    _ = None
for _ in zip(overwrites_what_it_yields(), overwrites_what_it_yields()):
    _ = None


async def awaits():
    class Once:
        def __await__(self):
            kept = D(200)
            kept = yield kept
            kept = yield kept
    for i in range(3):
        await Once()


c = awaits()
for i in range(6):
    c.send(None)
c.close()
