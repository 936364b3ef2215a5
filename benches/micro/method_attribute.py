N = 800_000


class Counter:
    def __init__(self):
        self.value = 0
        self.step = 1

    def bump(self, by):
        self.value += self.step * by


def run(n):
    c = Counter()
    for i in range(n):
        c.bump(2)
    return c.value
