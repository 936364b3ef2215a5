N = 2_000_000


def run(n):
    data = {str(i): i for i in range(1000)}
    s = 0
    for _ in range(n // 1000):
        for key, value in data.items():
            s += value
    return s
