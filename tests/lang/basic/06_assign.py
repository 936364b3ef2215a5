a = b = 5
print(a, b)
a, b = b + 1, a - 1
print(a, b)
(c, d), e = [1, 2], 3
print(c, d, e)
first, *rest = [1, 2, 3]
print(first, rest)
*init, last = "xyz"
print(init, last)
x = [0, 0, 0]
x[1] = 9
x[-1] += 4
print(x)
t = {}
t["k"] = 1
t["k"] += 10
print(t)
n = 2
n += 3
n -= 1
n *= 7
n //= 3
n **= 2
n %= 50
n <<= 2
n >>= 1
n |= 1
n &= 0xFF
n ^= 2
print(n)
n /= 4
print(n)
del a
try:
    print(a)
except NameError as error:
    print(error)
