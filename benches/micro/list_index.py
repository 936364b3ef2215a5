N = 2_000_000


def run(n):
    data = list(range(1000))
    size = len(data)
    s = 0
    for _ in range(n // size):
        for i in range(size):
            s += data[i]
    return s
