N = 400_000


def run(n):
    seed = 42
    base = []
    for _ in range(1000):
        seed = (seed * 1103515245 + 12345) % 2147483648
        base.append(seed)
    total = 0
    for _ in range(n // 1000):
        data = base[:]
        data.sort(key=lambda v: v % 1000)
        total += data[0]
    return total
