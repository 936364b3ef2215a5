N = 2_000_000


def run(n):
    total = 0
    for _ in range(n // 1000):
        total += len([v * 2 for v in range(1000) if v & 1])
    return total
