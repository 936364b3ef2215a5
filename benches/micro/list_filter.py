"""Lists made from parts of lists: comprehension with a condition, concatenation, slices."""
N = 400
ITERATIONS = N * 1000


def run(n):
    values = [i * 7919 % 10007 for i in range(1000)]
    total = 0
    for i in range(n):
        pivot = values[i]
        smaller = [x for x in values if x < pivot]
        larger = [x for x in values if x >= pivot]
        total += len(smaller + larger[:10])
    return total
