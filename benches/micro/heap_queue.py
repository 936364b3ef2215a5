"""heapq with numbers and with tuples."""
from heapq import heappop, heappush

N = 150_000


def run(n):
    heap, pairs = [3, 5, 7, 9], [(3, 0), (5, 1), (7, 2)]
    total = 0
    for i in range(n):
        heappush(heap, i * 7 % 101)
        heappush(pairs, (i * 5 % 97, i))
        total += heappop(heap) + heappop(pairs)[0]
    return total
