N = 1_500_000


class A:
    pass


class B(A):
    pass


def run(n):
    items = [A(), B(), 1, "s"]
    s = 0
    for i in range(n):
        v = items[i & 3]
        if isinstance(v, A):
            s += 1
        elif isinstance(v, (int, str)):
            s += 2
    return s
