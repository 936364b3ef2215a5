N = 1_000_000


def target(a, b=2, *, c=3, d=4):
    return a + b + c + d


def run(n):
    s = 0
    for i in range(n):
        s += target(i, b=1, d=5)
    return s
