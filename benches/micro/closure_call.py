N = 1_500_000


def make(step):
    total = 0

    def bump(v):
        nonlocal total
        total += v * step
        return total
    return bump


def run(n):
    bump = make(3)
    for i in range(n):
        bump(i)
    return bump(0)
