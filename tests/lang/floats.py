"""float: nan, infinities, signed zeros, formatting, rounding, comparisons with ints, division, methods, sums."""
import math

inf, nan = float("inf"), float("nan")
print(0.0, -0.0, 0.0 == -0.0, str(-0.0), -0.0 + 0.0, 0.0 * -1, math.copysign(1, -0.0), [0.0, -0.0], (-0.0).hex())
print(inf, -inf, nan, inf + 1, inf - inf, inf * 0, -inf * 2, 1 / inf, -1 / inf, inf // 2, inf == inf, inf > 10 ** 400, nan == nan, nan != nan, nan < nan, nan > 1, 1 < nan)
box = [nan]
print(nan in box, box.count(nan), box.index(nan), box == [nan], [float("nan")] == [float("nan")], nan is nan, {nan: 1}[nan], (nan,) == (nan,), max(nan, 1) is nan, max(1, nan), min(nan, 1) is nan, sorted([3, 1]), not nan)
total = 0.0
for i in range(10):
    total += 0.1
print(total, sum([0.1] * 10), math.fsum([0.1] * 10), total == 1.0, 0.1 + 0.2, 1 / 3, 2 / 3, 1e16 + 1, 1e308 * 10, 5e-324, 5e-324 / 2, 1.7976931348623157e308)
for v in (1e15, 1e16, 123456789012345680.0, 1e22, 1e23, 0.0001, 0.00001, 1e-10, 100.0, 1.5, 1e100, 123.456, 0.1 + 0.7, 2.0 ** 70, 1e5, 12345.6789e-20):
    print(v, repr(-v), str(v), int(v) if v < 1e30 else "big", v.is_integer(), v.hex(), v.as_integer_ratio())
for a in (7.5, -7.5, 7, -7):
    for b in (2.0, -2.0, 0.3, 3):
        print(a, b, a // b, a % b, divmod(a, b), a / b, math.fmod(a, b), round(a * b, 5))
for bad in ("1.0 / 0", "1.0 // 0", "1.0 % 0.0", "0.0 ** -1", "divmod(1.0, 0)", "(-8.0) ** (1/3)", "10.0 ** 400", "int(1e400)", "int(nan)", "float('x')", "float('')", "float('1_0.5')", "float('1__0')", "round(nan)", "round(inf)", "round(1.5, 'a')", "1.5 & 1", "1.5 << 1", "'a' * 1.0", "math.sqrt(-1)", "math.log(0)", "math.exp(1000)", "float(2 ** 1024)", "math.factorial(1.5)", "1.5 + None", "-'a'", "float(None)", "range(1.0)", "(1.5).nope", "float.fromhex('zz')", "1.0 .__pow__('a')", "pow(2.0, 3, 5)"):
    try:
        print(bad, "=", eval(bad))
    except Exception as error:
        print(bad, type(error).__name__, error)
print(float("1e5"), float(" -1.5 "), float("inf"), float("-Infinity"), float("+nan"), float("1_000.5"), float(".5"), float("5."), float("1E-2"), float(10 ** 20), float(True), float("0x1p-2") if False else float.fromhex("0x1.8p1"))
print([round(v) for v in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 1e20)], [round(v, 1) for v in (0.25, 0.35, 0.05, 2.675, -0.15)], round(1234.5678, -2), round(2.675, 2), round(1e300, -299), round(5.0, 0), round(-0.4), type(round(2.0)).__name__, type(round(2.0, 0)).__name__)
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), int(-1.5), 7.9 // 1, -7.9 // 1, (2.5).__floor__(), (2.5).__ceil__(), (-2.5).__trunc__(), abs(-2.5), +(-2.5), -(2.5), 2.5.conjugate(), (2.5).real, 2.5.imag)
print(1 == 1.0, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 2 ** 53 + 1 > 2.0 ** 53, 10 ** 400 > 1e308, -10 ** 400 < -1e308, 3 < 3.0000001, True == 1.0, 0.5 == 1 / 2, 1.0 in [1], {1.0: "x"}[1], hash(1.0) == hash(1), hash(0.5), hash(inf), hash(-inf), hash(-1.0), hash(1e300) == hash(int(1e300)))
print(1.0 + 2, 2 - 1.5, 3 * 0.5, 7 / 2, 7 // 2.0, 2 ** -1, 2.0 ** 10, 4 ** 0.5, (-1) ** 0.5, 1.5 + True, 2 ** 60 * 1.0, 2 ** 100 / 2 ** 99, 10 ** 300 / 10 ** 299, (2 ** 60 + 1) / 3, 1e308 + 1e308, -1e308 - 1e308)
i = 0
x = 0.0
while x < 1.0:
    x += 0.125
    i += 1
print(i, x)
def newton(n):
    x = n
    for _ in range(30):
        x = (x + n / x) / 2
    return x
def pi(n):
    s = 0.0
    for k in range(n):
        s += (1.0 if k % 2 == 0 else -1.0) / (2 * k + 1)
    return 4 * s
def integrate(f, a, b, n):
    h = (b - a) / n
    return h * (f(a) / 2 + sum(f(a + i * h) for i in range(1, n)) + f(b) / 2)
def logistic(x, r, n):
    for _ in range(n):
        x = r * x * (1 - x)
    return x
print(newton(2.0), newton(10), pi(1000), integrate(lambda t: t * t, 0, 3, 100), integrate(math.sin, 0.0, math.pi, 50), logistic(0.3, 3.9, 100), math.e ** (1j * math.pi))


class F(float):
    def __add__(self, o): return F(float(self) + o + 100)
    def __repr__(self): return f"F({float(self)})"


f = F(1.5)
print(f + 1, 1 + f, f * 2, type(f * 2).__name__, f == 1.5, sum([f, f]), -f, str(f), f"{f:.2f}", {1.5: "k"}[f], isinstance(f, float), max(f, 1), F("2.5"), f.is_integer(), abs(F(-1)))
z = 3 + 4j
print(z, abs(z), z.conjugate(), z * 2, z / 2, z ** 2, z + 1.5, -z, z == 3 + 4j, complex(1), complex("1+2j"), complex(1, -0.0), 1j * 1j, (1 + 0j) == 1, hash(1 + 0j) == 1, z.real, z.imag, repr(complex(-0.0, nan)), bool(0j), 2j - 1)
y = nan
for _ in range(3):
    y = y * 2 + 1
acc = [y != y, y is y, [y] == [y], str(y), (inf - inf) != (inf - inf), math.isnan(y), math.isinf(-inf), math.isclose(0.1 + 0.2, 0.3)]
print(acc, sum([1, 2.5, True]), sum([], 0.0), sum([0.5] * 4, 1), max(1, 1.0), max(1.0, 1), min(-0.0, 0.0), [v / 4 for v in range(5)], 1e3, 1E3, 1_0.0_1, .5e1, 0e0)
