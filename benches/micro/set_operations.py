N = 1_000_000


def run(n):
    seen = set()
    other = {1, 5, 9}
    found = 0
    for i in range(n):
        v = i & 127
        if v in seen:
            found += 1
        else:
            seen.add(v)
        if v in other:
            seen.discard(v)
    return found, len(seen & other), len(seen | other)
