"""bytes, bytearray, memoryview: literals, methods, indexing, mutation, formatting, errors, conversions."""

b = b"Hello\x00\xff\n"
print(b, len(b), b[0], b[-1], b[1:4], b[::-1], list(b[:3]), b"a" b"b", rb"\n", bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(range(5)), b"\x41\101\t\\'", b'"', bytes(bytearray(b"x")))
print(b.upper(), b.lower(), b"a,b".split(b","), b"-".join([b"x", b"y"]), b"abc".replace(b"b", b"ZZ"), b"abc".find(b"c"), b"abc".find(98), b"hello".startswith(b"he"), b" x ".strip(), b"a\nb".splitlines(), b"ab".hex(), bytes.fromhex("6162 63"), b"ab".hex(":"), b"abc".center(7, b"*"), b"a1".isalnum(), b"Title".swapcase(), b"aXbX".count(b"X"), b"abc".partition(b"b"), b"x" * 3, b"a" + b"b", b"a" in b"cat", 97 in b"a", b"abc".translate(None, b"b"), b"7".zfill(3), b"a\tb".expandtabs(2))
print(b"abc" == b"abc", b"abc" < b"abd", b"abc" == "abc", b"a" == bytearray(b"a"), hash(b"a") == hash("a"), {b"k": 1}[b"k"], b"abc".decode(), b"\xe9".decode("latin-1"), b"\xff".decode("utf-8", "replace"), b"\xff".decode("utf-8", "ignore"), b"a\xffb".decode("ascii", "backslashreplace"), "é".encode("ascii", "xmlcharrefreplace"))
print(b"%s %d %r %x %c %.2f %%" % (b"x", 5, "r", 255, 65, 1.5), b"%a|%5d|%-5d|%05d" % ("é", 1, 2, 3), b"%(k)s" % {b"k": b"v"}, b"%b" % b"z")
ba = bytearray(b"hello")
ba[0] = 72
ba.append(33)
ba.extend(b"??")
ba[1:3] = b"EEE"
ba.insert(0, 60)
del ba[-1]
ba += b"end"
ba *= 2
print(ba, len(ba), ba.pop(), ba.pop(0), ba.remove(72), ba[:5], ba.reverse(), ba, ba.copy() == ba, ba.find(b"E"), bytes(ba[:4]), ba.upper()[:3], type(ba[1:2]).__name__, bytearray(3), bytearray([1, 2]), bytearray("x", "ascii"))
ba.clear()
print(ba, bool(ba), bytearray(b"a") + b"b", b"a" + bytearray(b"b"), bytearray(b"x") * 2, bytearray(b"a").join([b"1", b"2"]), bytearray.fromhex("ff"))
for wrong in ("b'a' + 'b'", "'a' + b'b'", "b'a' % 5", "bytes('a')", "bytes([256])", "bytes([-1])", "bytes(-1)", "bytes(['a'])", "b'abc'[5]", "bytearray(b'a')[5]", "bytearray().pop()", "bytes(1.5)", "b'a'.join(['b'])", "b'a'.split('b')", "b'\\xff'.decode()", "b'abc'.index(b'z')", "bytes.fromhex('abc')", "bytes.fromhex('zz')", "b'a' < 'a'", "b'%d' % 'x'", "b'%s' % 'x'", "b'a'.nothing", "bytearray(b'a').append(300)", "bytearray(b'a').append('a')", "'é'.encode('latin-1').decode('ascii')", "b'a' in 'abc'", "'a' in b'abc'", "300 in b'a'", "bytes(5, 'utf-8')", "b'a'.decode('no-such-codec')", "hash(bytearray())", "bytearray(b'ab').remove(99)", "b'a'[0] = 1", "b'é'"):
    try:
        exec("print(wrong, '=', " + wrong + ")" if "= 1" not in wrong else "x = b'a'; x[0] = 1")
    except Exception as error:
        print(wrong, type(error).__name__, getattr(error, "msg", error))
data = bytearray(range(10))
m = memoryview(data)
m[0] = 100
m[1:3] = b"\xaa\xbb"
print(m[0], m[-1], m[2:5].tobytes(), m[::2].tolist(), len(m), m.readonly, m.format, m.itemsize, m.nbytes, m.shape, m.strides, m.obj is data, data[:3], m == bytes(data), m.contiguous, m.hex()[:6])
try:
    data.append(1)
except BufferError as error:
    print(error)
try:
    memoryview(b"ro")[0] = 1
except TypeError as error:
    print(error)
with memoryview(data) as inner:
    wide = inner[:8].cast("H")
    print(len(wide), wide[0] == 0xaa64, wide.tolist()[3], wide.itemsize)
    wide.release()
try:
    inner[0]
except ValueError as error:
    print(error)
m.release()
data.append(1)
print(len(data))


class B(bytes):
    def __new__(cls, v): return super().__new__(cls, v.encode())
    def shout(self): return self.upper() + b"!"


x = B("quiet")
print(x, x.shout(), type(x[:2]).__name__, x == b"quiet", isinstance(x, bytes), {b"quiet": 1}[x])


class HasBytes:
    def __bytes__(self): return b"from __bytes__"
class HasIndex:
    def __index__(self): return 4


print(bytes(HasBytes()), bytes(HasIndex()), bytes([HasIndex()]), b"abcdefg"[HasIndex()])


def crc(data, poly=0xEDB88320):
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (poly if value & 1 else 0)
    return value ^ 0xFFFFFFFF


def b64(data):
    table = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    out = bytearray()
    for i in range(0, len(data), 3):
        chunk = data[i:i + 3]
        n = int.from_bytes(chunk.ljust(3, b"\0"), "big")
        out += bytes(table[n >> s & 63] for s in (18, 12, 6, 0)[:len(chunk) + 1]) + b"=" * (3 - len(chunk))
    return bytes(out)


print(hex(crc(b"123456789")), b64(b"hello world"), b64(b"ab"), b64(b""))
total = 0
for byte in b"iterate":
    total += byte
print(total, sum(b"abc"), max(b"abc"), sorted(b"cab"), [*b"xy"], dict(enumerate(b"a")), bytes(reversed(b"abc")), bytes(c ^ 0x20 for c in b"MiXeD"), b"".join(bytes([c]) * 2 for c in b"abc"))
xor = bytes(a ^ k for a, k in zip(b"secret message", b"key" * 9))
print(xor, bytes(a ^ k for a, k in zip(xor, b"key" * 9)), int.from_bytes(b"\x00\x01\x02", "little"), str(b"\xe9", "latin-1"), repr(bytearray(b"\x01'")), ascii(b"\xff"))
