N = 2_000_000


def run(n):
    s = 0.0
    x = 0.5
    for i in range(n):
        s += x
    return s
