"""Ints that the VM makes once and shares between containers: what is stored in one place changes in no other."""


class Counter:
    def __init__(self, n):
        self.n = n


def edges():
    for first in (-260, -256, -6, 250, 257, 2040, 2047, 2048, 4095):
        a, b = Counter(first), Counter(first)
        items, table = [first] * 3, {first: first}
        for step in range(8):
            a.n += 1
            items[0] += 1
            table[first] += 2
        print(first, a.n, b.n, items, table, (first, a.n), hash(first) == hash(int(str(first))))


def stored():
    rows = []
    for i in range(-300, 4400, 97):
        rows.append((i, i + 1, [i, i], {i: i}, {i}))
    total = 0
    for i, j, items, table, only in rows:
        items[0] += 1
        table[i] -= 1
        total += i + j + items[0] + items[1] + table[i] + sum(only)
    print(total, rows[7], rows[-1], rows[3])


def downwards(n):
    box = Counter(n)
    seen = []
    while box.n > -300:
        box.n -= 61
        seen.append(box.n)
    print(len(seen), sum(seen), seen[:3], seen[-3:], box.n)


for _ in range(3):
    edges()
    stored()
    downwards(4500)
