"""Fibonacci numbers in loops: small ones, residues, the Euclidean algorithm on neighbours, and a few large ones."""


def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def fib_while(n):
    a = 0
    b = 1
    while n > 0:
        t = a + b
        a = b
        b = t
        n -= 1
    return a


def fib_mod(n, m):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, (a + b) % m
    return a


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def main():
    total = 0
    for _ in range(14000):
        for n in range(20, 60, 4):
            total += fib(n)
    print("small", total)
    total = 0
    for _ in range(7000):
        for n in range(15, 65, 5):
            total += fib_while(n)
    print("while", total)
    print("residue", fib_mod(5_000_000, 1_000_007))
    print("gcd", sum(gcd(fib(n), fib(n - 12)) for n in range(13, 64) for _ in range(250)))
    print("large", fib(3000) % 10 ** 20, len(str(fib(14000))))


if __name__ == "__main__":
    main()
