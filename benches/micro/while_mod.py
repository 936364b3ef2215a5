N = 1_000_000


def run(n):
    i = s = 0
    while i < n:
        if i % 3 == 0:
            s += i * 2
        i += 1
    return s
