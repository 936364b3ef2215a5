def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

def fact(n):
    return 1 if n == 0 else n * fact(n - 1)

def even(n):
    return True if n == 0 else odd(n - 1)

def odd(n):
    return False if n == 0 else even(n - 1)

def hanoi(n, a, b, c):
    if n:
        return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
    return 0

print([fib(i) for i in range(15)])
print(fact(5), fact(25), fact(50))
print(even(10), even(7), hanoi(8, "a", "b", "c"))
