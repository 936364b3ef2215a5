N = 500_000


def run(n):
    total = 0
    name = "name"
    for i in range(n):
        total += len(f"{name}: {i} of {n:>8}")
    return total
