N = 300_000


def run(n):
    total = 0
    for i in range(n):
        total += len("{} is {:>5} of {}".format(i, "x", "set"))
    return total
