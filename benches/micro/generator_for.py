N = 2_000_000


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def run(n):
    s = 0
    for v in count(n):
        s += v
    return s
