"""Sums over ranges: plain, with a step, filtered, of floats, and with `while`."""


def plain(n):
    total = 0
    for i in range(n):
        total += i
    return total


def stepped(n):
    total = 0
    for i in range(n, 0, -3):
        total += i
    return total


def filtered(n):
    total = 0
    for i in range(n):
        if i % 3 == 0 or i % 5 == 0:
            total += i
    return total


def floats(n):
    total = 0.0
    for i in range(n):
        total += i * 0.5
    return total


def counted(n):
    total = 0
    i = 0
    while i < n:
        total += i & 7
        i += 1
    return total


def main():
    n = 2_500_000
    print("plain", plain(6 * n))
    print("stepped", stepped(n))
    print("filtered", filtered(n // 2))
    print("floats", floats(n))
    print("counted", counted(n))


if __name__ == "__main__":
    main()
