N = 1_000_000


def run(n):
    s = ""
    for i in range(n):
        s += "x"
    return len(s)
