N = 3_000_000


def run(n):
    s = 0
    for i in range(n):
        s += i
    return s
