"""A deque as a queue: append, popleft and unpacking of a pair."""
from collections import deque

N = 300_000


def run(n):
    queue = deque([(0, 1), (1, 1)])
    total = 0
    for i in range(n):
        queue.append((i, 2))
        x, y = queue.popleft()
        total += x * y
    return total
