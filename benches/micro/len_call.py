N = 2_500_000


def run(n):
    data = [1, 2, 3]
    text = "four"
    s = 0
    for i in range(n):
        s += len(data) + len(text)
    return s
