N = 1_000_000


def run(n):
    data = list(range(100))
    text = "abcdefghij" * 10
    s = 0
    for i in range(n):
        j = i & 63
        s += len(data[j:j + 8]) + len(text[j:-4])
    return s
