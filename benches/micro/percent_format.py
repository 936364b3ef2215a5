"""The % operator with numbers and strings."""
N = 100_000


def run(n):
    length = 0
    for i in range(n):
        length += len("%s=%d %.2f" % ("name", i, i / 4)) + len("%5d" % i)
    return length
