N = 2_000_000


def run(n):
    s = 0
    for i in range(n):
        try:
            s += i
        except ValueError:
            s = -1
    return s
