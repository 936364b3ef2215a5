"""Lists: append and pop, indexing, slices, sorting, insertion, search, a stack, matrices, reversal, rotation."""


def build(n):
    items = []
    for i in range(n):
        items.append(i * 7 % 1013)
    return items


def drain(items):
    stack = list(items)
    total = 0
    while stack:
        total += stack.pop()
    return total


def bubble_sort(items):
    items = items[:]
    n = len(items)
    for i in range(n):
        swapped = False
        for j in range(n - 1 - i):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]
                swapped = True
        if not swapped:
            break
    return items


def quicksort(items):
    if len(items) <= 1:
        return items
    pivot = items[len(items) // 2]
    smaller = [x for x in items if x < pivot]
    equal = [x for x in items if x == pivot]
    larger = [x for x in items if x > pivot]
    return quicksort(smaller) + equal + quicksort(larger)


def binary_search(items, wanted):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def reverse_in_place(items):
    i, j = 0, len(items) - 1
    while i < j:
        items[i], items[j] = items[j], items[i]
        i += 1
        j -= 1


def rotate(items, rounds):
    for _ in range(rounds):
        items = items[1:] + items[:1]
    return items


def prefix_sums(items):
    out = [0] * (len(items) + 1)
    for i in range(len(items)):
        out[i + 1] = out[i] + items[i]
    return out


def dot(a, b):
    total = 0
    for x, y in zip(a, b):
        total += x * y
    return total


def main():
    items = build(250_000)
    print("drain", drain(items), drain(items))
    print("bubble", sum(bubble_sort(items[:1500])[::9]))
    print("quicksort", quicksort(items[:150_000])[::6000])
    ordered = sorted(items)
    print("search", sum(binary_search(ordered, i % 1013) for i in range(100_000)))
    for _ in range(15):
        reverse_in_place(items)
    print("reversed", items[:5], items.index(500), items.count(7))
    print("rotate", rotate(items[:500], 15_000)[:4])
    print("prefix", prefix_sums(items)[-1], dot(items, ordered), sum(x for i, x in enumerate(items) if i & 1))
    queue = []
    for i in range(120_000):
        queue.insert(len(queue) // 2 if i % 100 == 0 else len(queue), i)
        if len(queue) > 50:
            del queue[0]
    print("queue", queue[:3], 17 in queue, len(queue))


if __name__ == "__main__":
    main()
