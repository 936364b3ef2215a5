import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def depth(n):
    if n == 0:
        return 0
    return depth(n - 1) + 1


print([fib(n) for n in range(20)])
print(fib(24))

# The default limit still holds before it is raised.
try:
    depth(2000)
except RecursionError as error:
    print(type(error).__name__, error)

sys.setrecursionlimit(10 ** 7)
print(depth(1_000_000))
