a = 7
b = 2
print(a + b, a - b, a * b, a / b, a // b, a % b, a ** b)
print(-a // b, -a % b, a // -b, a % -b)
print(a & b, a | b, a ^ b, ~a, a << b, a >> b)
print(-a, +a, not a, not 0)
x = 1.5
y = 0.25
print(x + y, x - y, x * y, x / y, x // y, x % y, x ** 2)
print(a + x, x + a, a * y, a / x, a - x, a // x, a % x)
print(True + True, True * 5, False - 1)
print("ab" + "cd", "ab" * 3, 3 * "x", [1] + [2], [0] * 3, (1,) * 2)
big = 2 ** 46
print(big + big, big * 4, big * big, -big - big - big)
print(2 ** 47 - 1, 2 ** 47, -(2 ** 47), -(2 ** 47) - 1)
print(1 << 46, 1 << 47, 1 << 64, (1 << 64) >> 60)
