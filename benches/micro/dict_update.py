N = 1_500_000


def run(n):
    counts = {}
    for i in range(n):
        key = i & 255
        counts[key] = counts.get(key, 0) + 1
    return sum(counts.values())
