"""Counting words: get() with a default, setdefault(), defaultdict."""
from collections import defaultdict

N = 40_000
ITERATIONS = N * 5


def run(n):
    words = "to be or not to".split()
    counts, places, totals = {}, {}, defaultdict(int)
    for i in range(n):
        for word in words:
            counts[word] = counts.get(word, 0) + 1
            totals[word] += i
            places.setdefault(word, []).append(i)
    return counts, totals["to"], len(places["be"])
