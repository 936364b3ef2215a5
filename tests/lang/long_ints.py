"""Operators on ints past 128 bits, in every position, in place, in chains, with small ones, bools and subclasses, and their errors."""


class Int(int):
    def __add__(self, other): return 'Int.add'
    def __rmul__(self, other): return 'Int.rmul'


values = [10 ** 40, -10 ** 40, 2 ** 128, 2 ** 150 - 1, -2 ** 150, 2 ** 149, 1, -1, 0, 7, True, 2 ** 70, 1.5, Int(2 ** 140), 'x', None]


def operate(a, b):
    out = []
    for f in (lambda: a + b, lambda: a - b, lambda: a * b, lambda: a // b, lambda: a % b, lambda: a & b, lambda: a | b, lambda: a ^ b, lambda: a / b, lambda: a < b, lambda: a == b):
        try:
            out.append(f())
        except Exception as e:
            out.append(f'{type(e).__name__} {e}')
    return out


for a in values:
    for b in values:
        print(operate(a, b))


def shifts(a):
    return a >> 3, a << 3, a >> 200, (a << 100) >> 100 == a, a >> 0, ~a, -a


for a in values[:6]:
    print(shifts(a))
    for bad in (-1, 'x'):
        for f in (lambda: a >> bad, lambda: a << bad):
            try:
                print(f())
            except Exception as e:
                print(type(e).__name__, e)


def chains(n):
    x = 10 ** 40
    y = x
    for i in range(n):
        x += i
        x = x * 3 - 1
        x ^= y
        x //= 2
        y = x + y
        z = x % 1000003 + i
    return x, y, z


print(chains(40))


def factorial(n):
    r = 1
    for i in range(2, n + 1):
        r *= i
    return r


print(factorial(60), factorial(60) // factorial(58), factorial(50) % 53)


def back_to_small():
    x = 2 ** 200
    out = []
    while x:
        x >>= 7
        out.append(x.bit_length())
    return out


print(back_to_small())
