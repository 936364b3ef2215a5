"""Fibonacci numbers by double recursion, and two relatives: Tribonacci and Ackermann."""


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def tribonacci(n):
    if n < 3:
        return 1 if n else 0
    return tribonacci(n - 1) + tribonacci(n - 2) + tribonacci(n - 3)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def main():
    print("fib", fib(34), [fib(n) for n in range(15)])
    print("tribonacci", tribonacci(23))
    print("ackermann", ackermann(2, 220))


if __name__ == "__main__":
    main()
