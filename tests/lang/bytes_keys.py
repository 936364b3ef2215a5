"""bytes: keys of dicts and sets, alone and in tuples, sums that grow, comparisons, iteration; next to a str of the same hash."""


class Bytes(bytes):
    def __eq__(self, other): return bytes.__eq__(self, other)
    def __hash__(self): return bytes.__hash__(self) ^ 1


class Odd(bytes):
    def __hash__(self): return hash(b'key')
    def __eq__(self, other): return True


def keys(d, keys):
    found = []
    for k in keys:
        found.append((k in d, d.get(k), d[k] if k in d else None))
    return found


d = {b'key': 1, 'key': 2, (b'a', b'b'): 3, ('a', 'b'): 4, 7: 5, b'': 6, (b'a', 1, ('x', b'y')): 7, None: 8}
names = [b'key', 'key', (b'a', b'b'), ('a', 'b'), (b'a', 'b'), 7, b'', '', (b'a', 1, ('x', b'y')), bytes([107, 101, 121]), b'k' + b'ey', b'other', Bytes(b'key'), bytearray(b'key') and b'key',
         (Bytes(b'a'), b'b'), None, Odd(b'zz')]
for turn in range(3):
    print(keys(d, names))
    print(keys({'key': 'only str'}, names))
    print(keys({b'key': 'only bytes'}, names))
for turn in range(3):
    counts = {}
    s = set()
    for k in (b'a', 'a', b'a', (b'a', b'b'), (b'a',) + (b'b',), Bytes(b'a'), b'b', bytes([97])):
        counts[k] = counts.get(k, 0) + 1
        s.add(k)
        if k in counts:
            counts[k] += 10
    print(counts, len(s), b'a' in s, 'b' in s, (b'a', b'b') in s)
    del counts[b'a']
    print(counts.pop((b'a', b'b')), b'a' in counts, 'a' in counts)
try:
    {}[b'missing']
except KeyError as e:
    print(repr(e))
try:
    {'x': 1}[b'missing', b'x']
except KeyError as e:
    print(repr(e))


def sums():
    total = b''
    other = total
    kept = []
    for i in range(300):
        total = total + bytes([i % 256])
        if i % 100 == 0:
            kept.append(total)
    b = b'ab'
    c = b
    b += b'cd'
    print(len(total), total[:4], other, kept[0], len(kept[2]), b, c)
    x = b'xy'
    x = x + x
    x += x
    e = b''
    print(x, x + e is x, e + x is x, b'' + b'', hash(b'x' + b'y') == hash(b'xy'))
    h = b'p' + bytes([113])
    before = {h: 1}
    h += b'r'
    print(before, h, {h: 2}[b'pqr'], hash(h) == hash(b'pqr'))
    for wrong in ('s', 1, None, [1]):
        try:
            b + wrong
        except TypeError as err:
            print(err)
    print(b + bytearray(b'!'), bytearray(b'?') + b, Bytes(b'1') + b'2', type(Bytes(b'1') + b'2'), type(b'1' + Bytes(b'')))
    view = memoryview(b + b'z')
    grown = view.obj
    grown += b'more'
    print(bytes(view), grown)


sums()
sums()


def compared(x, y):
    r = [x == y, x != y]
    r.append('same' if x == y else 'other')
    if x != y:
        r.append('differ')
    try:
        r.append(x < y)
    except TypeError as e:
        r.append(str(e))
    return r


for turn in range(3):
    for x, y in ((b'a', b'a'), (b'a', b'b'), (b'a', 'a'), ('a', b'a'), (b'ab', b'a'), (b'a', bytearray(b'a')), (b'a', Bytes(b'a')), (Odd(b'q'), b'z'), (b'z', Odd(b'q')), (b'a', 97), ((b'a', b'b'), (b'a', b'b')),
                 ((b'a', 1), (b'a', 1.0)), ((1, 2), (1, 2)), ((1, 2), (1, 3)), ((1, 2), (1, 2, 3)), ((1, (2, 'x')), (1, (2, 'x'))), ((None, True), (None, 1)), ((float('nan'),), (float('nan'),)),
                 ((0.0, -0.0), (-0.0, 0.0)), ((Odd(b'q'),), (b'z',)), ((1,), [1]), ((), ()), ((b'x', 'x'), ('x', b'x')), ((1 << 70, 'x'), (1 << 70, 'x'))):
        print(compared(x, y))
nested = ()
for i in range(40):
    nested = (nested, b'n')
same = ()
for i in range(40):
    same = (same, b'n')
print(nested == same, nested != same, nested == (same,))


def bytewise(data):
    out = []
    for c in data:
        out.append(c)
    for i, c in enumerate(data):
        out.append((i, c))
    for a, b in zip(data, data[1:]):
        out.append(a - b)
    for c in reversed(data):
        out.append(c)
    it = iter(data)
    for c in it:
        out.append((c, next(it, None)))
    out.append([c for c in data if c & 1])
    return out


for data in (b'', b'a', b'abc\xff\0', 'abc', [1, 2, 3], (4, 5), Bytes(b'sub'), bytearray(b'xy')):
    data = data if not isinstance(data, str) else data.encode()
    print(bytewise(data))


# Floats next to ints, bools and what else equals them.
import decimal
import fractions
numbers = [0.5, 1.0, 1, True, 2.0, -1.0, -1, -2, -2.0, 0.0, -0.0, 1e300, float('inf'), float('nan'), 2.0 ** 70, 2 ** 70, fractions.Fraction(1, 2), decimal.Decimal('0.5'), 1 + 0j, 0.1 + 0.2, 0.3]
for turn in range(3):
    d, s = {}, set()
    for n in numbers:
        d[n] = d.get(n, 0) + 1
        s.add(n)
    print(d, len(s))
    print([(n in d, n in s, d.get(n)) for n in numbers], [hash(n) for n in numbers if n == n])
    for n in (0.5, 1.0, -1.0, 3.5):
        print(d.pop(n, None), n in d)
        s.discard(n)
    print(len(s), (0.5, 1.0) in {(0.5, 1): 1}, {0.25: 'x'}[0.25])
