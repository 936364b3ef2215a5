"""A dict asked with strings that were made just now: equal to its keys, not the same objects, not hashed yet."""
N = 30_000
ITERATIONS = N * 26


def run(n):
    text = "abcdefghijklmnopqrstuvwxyz" * 4
    table = {text[i:i + 3]: i for i in range(26)}
    total = 0
    for k in range(n):
        for i in range(26):
            total += table[text[i:i + 3]]
    return total
