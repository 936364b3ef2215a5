N = 27
ITERATIONS = 635_621  # calls of fib(27), the outermost included: 2 * F(28) - 1


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def run(n):
    return fib(n)
