"""int and float to text and back."""
N = 100_000


def run(n):
    total = 0
    for i in range(n):
        total += int(str(i)) + float(str(i / 8))
    return total
