"""Calls of functions: positional arguments, defaults, keywords, *args, **kwargs, builtins, functions as values."""


def nothing():
    pass


def add(a, b):
    return a + b


def scale(value, factor=3, offset=1):
    return value * factor + offset


def clamp(value, *, low=0, high=100):
    if value < low:
        return low
    if value > high:
        return high
    return value


def total(*values):
    result = 0
    for value in values:
        result += value
    return result


def describe(name, **options):
    return len(name) + len(options)


def forward(*args, **kwargs):
    return scale(*args, **kwargs)


def compose(f, g, value):
    return f(g(value))


def double(value):
    return value + value


def increment(value):
    return value + 1


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


def positional(n):
    result = 0
    for i in range(n):
        nothing()
        result = add(result, i) & 0xFFFFF
    return result


def defaults(n):
    result = 0
    for i in range(n):
        result += scale(i) + scale(i, 2)
    return result


def keywords(n):
    result = 0
    for i in range(n):
        result += clamp(i, low=10, high=90) + scale(i, offset=5) + add(b=i, a=1)
    return result


def starred(n):
    result = 0
    numbers = (1, 2, 3)
    options = {"factor": 5}
    for i in range(n):
        result += total(i, 1, 2) + total(*numbers) + forward(i, offset=2) + describe("name", a=1, b=i) + scale(i, **options)
    return result


def values(n):
    result = 0
    table = [double, increment, abs]
    for i in range(n):
        result += compose(double, increment, i)
        result += table[i % 3](i)
    return result


def builtins(n):
    result = 0
    text = "text"
    for i in range(n):
        result += len(text) + abs(-i) + min(i, 7) + max(i, 5) + ord("a") + (1 if isinstance(i, int) else 0)
    return result


def main():
    n = 450_000
    print("positional", positional(4 * n))
    print("defaults", defaults(2 * n))
    print("keywords", keywords(n))
    print("starred", starred(n // 2))
    print("values", values(n))
    print("builtins", builtins(n))
    print("deep", sum(deep(400) for _ in range(1200)))


if __name__ == "__main__":
    main()
