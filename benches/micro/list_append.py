N = 2_000_000


def run(n):
    out = []
    for i in range(n):
        out.append(i)
    return len(out)
