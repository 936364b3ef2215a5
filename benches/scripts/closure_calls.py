"""Closures: counters, accumulators, adders, decorators, memoisation, callbacks, composition, nested scopes."""


def make_counter():
    count = 0

    def counter():
        nonlocal count
        count += 1
        return count
    return counter


def make_adder(amount):
    def adder(value):
        return value + amount
    return adder


def make_account(balance):
    history = []

    def deposit(amount):
        nonlocal balance
        balance += amount
        if len(history) < 100:
            history.append(amount)
        return balance

    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            return balance
        balance -= amount
        return balance

    def state():
        return balance, len(history)
    return deposit, withdraw, state


def memoise(function):
    known = {}

    def wrapper(n):
        if n not in known:
            known[n] = function(n)
        return known[n]
    return wrapper


def counted(function):
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)
    wrapper.calls = 0
    return wrapper


@memoise
def collatz(n):
    return 0 if n == 1 else 1 + collatz(3 * n + 1 if n & 1 else n // 2)


@counted
def area(width, height=2):
    return width * height


def compose(*functions):
    def composed(value):
        for function in functions:
            value = function(value)
        return value
    return composed


def curry(f):
    return lambda a: lambda b: lambda c: f(a, b, c)


def each(items, callback):
    for item in items:
        callback(item)


def main():
    counter = make_counter()
    for _ in range(2_500_000):
        counter()
    print("counter", counter())

    adders = [make_adder(i) for i in range(5)]
    total = 0
    for _ in range(300_000):
        for adder in adders:
            total = adder(total) & 0xFFFFFF
    print("adders", total)

    deposit, withdraw, state = make_account(100)
    for i in range(600_000):
        deposit(i & 15)
        withdraw(i & 31)
    print("account", state())

    print("collatz", max(collatz(n) for n in range(1, 50_000)))
    print("decorated", sum(area(i) + area(i, height=3) for i in range(250_000)), area.calls)

    pipeline = compose(make_adder(3), lambda v: v * 2, make_adder(-1), lambda v: v % 1009)
    value = 1
    for _ in range(200_000):
        value = pipeline(value)
    print("composed", value)

    volume = curry(lambda a, b, c: a * b + c)
    print("curried", sum(volume(i)(2)(3) for i in range(200_000)))

    largest = 0

    def note(item):
        nonlocal largest
        if item > largest:
            largest = item
    for _ in range(900):
        each(range(1000), note)
    print("callbacks", largest)


if __name__ == "__main__":
    main()
