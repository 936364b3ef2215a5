"""int: edges at 30, 47, 48, 53, 63 and 64 bits, all operators, shifts, division signs, parsing, methods."""

edges = [0]
for bits in (1, 15, 30, 31, 32, 46, 47, 48, 52, 53, 60, 62, 63, 64, 65, 100):
    edges += [2 ** bits - 1, 2 ** bits, 2 ** bits + 1]
edges += [-e for e in edges if e]


def checksum(values):
    total = 0
    for v in values:
        total = (total * 31 + v) % (2 ** 61 - 1)
    return total


print(len(edges), checksum(edges))
print("add", checksum(a + b for a in edges for b in edges), "sub", checksum(a - b for a in edges for b in edges), "mul", checksum(a * b for a in edges for b in edges))
print("div", checksum(a // b for a in edges for b in edges if b), "mod", checksum(a % b for a in edges for b in edges if b), "divmod", checksum(q * 7 + r for a in edges for b in edges if b for q, r in [divmod(a, b)]))
print("and", checksum(a & b for a in edges for b in edges), "or", checksum(a | b for a in edges for b in edges), "xor", checksum(a ^ b for a in edges for b in edges))
print("lt", sum(a < b for a in edges for b in edges), "le", sum(a <= b for a in edges for b in edges), "eq", sum(a == b for a in edges for b in edges))
print("neg", checksum(-a for a in edges), "inv", checksum(~a for a in edges), "abs", checksum(abs(a) for a in edges), "shl", checksum(a << n for a in edges for n in (0, 1, 16, 17, 47, 48, 63, 64)), "shr", checksum(a >> n for a in edges for n in (0, 1, 16, 17, 47, 48, 63, 64, 200)))
print("pow", checksum(a ** n for a in edges for n in (0, 1, 2, 3)), "pow3", checksum(pow(a, 5, 97) for a in edges), "float", [float(e) for e in edges[:12]], [float(2 ** 53 + 1), 2 ** 53 + 1 == float(2 ** 53 + 1), 2 ** 64 + 0.5])
x = 2 ** 47 - 3
for _ in range(6):
    print(x, -x, x + 1, x * 2, x - (-x), x ^ -1, hex(x), x == x + 0, x.bit_length())
    x += 1
x = 2 ** 63 - 2
for _ in range(4):
    x += 1
    print(x, -x - 1, x // 3, -x // 3, -x % 10, x & 0xFFFFFFFF, x >> 62)
i, n = 1, 0
while i < 2 ** 70:
    i <<= 1
    n += 1
print(i, n)
while i:
    i //= 3
    n += i & 1
print(n)
for a in (7, -7):
    for b in (2, -2, 3, -3):
        print(a, b, a // b, a % b, divmod(a, b), a / b, round(a / b, 3), int(a / b), a - (a // b) * b == a % b)
for bad in ("1 // 0", "1 % 0", "1 / 0", "divmod(1, 0)", "0 ** -1", "1 << -1", "1 >> -1", "2 ** 64 // 0", "pow(2, 3, 0)", "pow(2, -1, 4)", "int('')", "int('1_')", "int('0x1')", "int('1', 1)", "int(float('inf'))", "int(float('nan'))", "1 << 2 ** 80", "int('9' * 5000)", "float(10 ** 400)", "10 ** 400 / 1", "chr(2 ** 40)", "range(2 ** 100)[2 ** 101]", "[1] * 2 ** 62", "'a' * 2 ** 63"):
    try:
        print(bad, repr(eval(bad))[:40])
    except Exception as error:
        print(bad, type(error).__name__, error)
print(int("  -12 "), int("1_000"), int("ff", 16), int("0b101", 0), int("0o17", 8), int("z", 36), int(3.99), int(-3.99), int(True), int("١٢"), int(b"12"), int("-0"), 0x_FF, 0b1_0, 0o7_7, 1_0)
print((5).bit_length(), (-5).bit_count(), (255).to_bytes(2, "big"), (-2).to_bytes(3, "little", signed=True), int.from_bytes(b"\x01\x00", "big"), int.from_bytes(b"\xff\xfe", "little", signed=True), (7).as_integer_ratio(), (7).numerator, (7).conjugate(), (7).__add__(1), (7).__add__(1.5), (7).__radd__(1))
print(pow(3, -1, 7), pow(2, 10), pow(2, -2), pow(-8, 1 / 3).real > 0, 2 ** 0.5, (-2) ** 2, -2 ** 2, 2 ** 3 ** 2, 0 ** 0, True + True, True & False, True ^ True, ~True, True << 3, -True, +False, type(True & 1).__name__, type(True & True).__name__)
print(hash(2 ** 61 - 1), hash(2 ** 61), hash(-1), hash(-2), hash(2 ** 100) == hash(2.0 ** 100), hash(True), 10 ** 18 == 1e18, 10 ** 23 == 1e23, 2 ** 1000 > 1e300, 2 ** 1100 > float("inf"), -(2 ** 1100) < float("-inf"), 3 < 3.5 < 4)
print(round(12345, -2), round(15, -1), round(25, -1), round(-15, -1), round(5), round(2 ** 70, -20), 7 .real, 5 .__class__.__name__, 1 if 10 ** 30 else 0, not 0, str(-(10 ** 20)), f"{2 ** 90:,}", oct(-8), bin(-5))


class MyInt(int):
    def __add__(self, other): return MyInt(int(self) + int(other) + 1000)
    def __repr__(self): return f"MyInt({int(self)})"


m = MyInt(5)
print(m + 1, 1 + m, m * 2, sum([m, m]), [10, 20, 30, 40, 50, 60][m], type(m + 1).__name__, type(-m).__name__, m == 5, {5: "x"}[m], range(m), isinstance(m, int), m // 2, divmod(m, 2))
def lcg(n, seed):
    out = []
    for _ in range(n):
        seed = (seed * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        out.append((seed >> 33) ^ (seed & 0xFFFF))
    return out
def fnv(data):
    h = 0xcbf29ce484222325
    for byte in data:
        h = ((h ^ byte) * 0x100000001b3) & 0xFFFFFFFFFFFFFFFF
    return h
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a
def isqrt(n):
    x = n
    while x * x > n:
        x = (x + n // x) // 2
    return x
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps
print(lcg(4, 42), fnv(b"hello world"), gcd(2 ** 80 * 9, 6 ** 40), isqrt(10 ** 40 + 12345), [collatz(n) for n in (27, 97, 871)], sum(int(c) for c in str(2 ** 1000)))
fact = 1
for k in range(1, 31):
    fact *= k
print(fact, fact // 2 ** 26 % 1000, sum(1 for _ in range(30) if fact % 7 == 0), [fact >> s & 0xFF for s in range(0, 108, 12)])
