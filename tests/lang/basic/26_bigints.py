n = 1
for i in range(40):
    n = n * 3 + 1
    if i % 5 == 0:
        print(i, n, -n, n % 1000, n // 12345)
a = 2 ** 47 - 2
for i in range(4):
    print(a + i, -(a + i), (a + i) * 2, (a + i) - 2 ** 47)
x = 123456789
for i in range(8):
    x = (x * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
    print(x, x >> 33, x ^ (x >> 7))
print(10 ** 30 // 10 ** 28, divmod(-(10 ** 20), 7), pow(3, 200, 1000007))
print(int("9" * 30), hex(2 ** 70), bin(10), oct(64), (2 ** 70).bit_length())
print(2 ** 53 + 1.0, 2 ** 53 + 1, 10 ** 18 * 1.0, float(2 ** 70), 2 ** 0.5, 2 ** -1)
