N = 1_500_000


def run(n):
    a, b, c = 1, 2, 3
    pair = (4, 5)
    s = 0
    for i in range(n):
        a, b, c = b, c, a
        x, y = pair
        s += a + x - y
    return s
