N = 700_000


class Manager:
    def __init__(self):
        self.depth = 0

    def __enter__(self):
        self.depth += 1
        return self

    def __exit__(self, kind, value, traceback):
        return None


def run(n):
    m = Manager()
    for i in range(n):
        with m as same:
            pass
    return m.depth
