"""Comprehensions of lists, sets, dictionaries and generators: filtered, nested, with conditions, calls and unpacking."""


def square(x):
    return x * x


def lists(n):
    total = 0
    for _ in range(n):
        total += len([x for x in range(100)])
        total += sum([x * x for x in range(100)])
        total += len([x for x in range(100) if x % 3 == 0])
        total += sum([x if x & 1 else -x for x in range(100)])
    return total


def nested(n):
    size = 0
    for _ in range(n):
        table = [[i * j for j in range(12)] for i in range(12)]
        flat = [cell for row in table for cell in row if cell & 1]
        turned = [[row[i] for row in table] for i in range(12)]
        size += len(flat) + turned[3][4]
    return size


def sets_and_dicts(n):
    total = 0
    words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"] * 4
    for _ in range(n):
        lengths = {w: len(w) for w in words}
        letters = {c for w in words[:8] for c in w}
        swapped = {v: k for k, v in lengths.items()}
        total += len(lengths) + len(letters) + len(swapped)
    return total


def generators(n):
    total = 0
    for i in range(n):
        total += sum(x for x in range(60))
        total += max(square(x) for x in range(20))
        total += any(x > 30 for x in range(40)) + all(x < 30 for x in range(40))
        total += len(",".join(str(x) for x in range(12)))
    return total


def pairs(n):
    people = [("ann", 31), ("bob", 25), ("cid", 47), ("dan", 19)] * 10
    total = 0
    for i in range(n):
        total += len([name for name, age in people if age > 20])
        total += sum([k * v for k, (_, v) in enumerate(people)])
        total += len([a + b for a, b in zip(range(40), range(40, 80))])
    return total


def closures(n):
    total = 0
    for i in range(n):
        shift = i & 7
        total += sum([x + shift for x in range(50)])
        total += [f(1) for f in [lambda v, k=k: v + k for k in range(5)]][4]
    return total


def main():
    print("lists", lists(14_000))
    print("nested", nested(14_000))
    print("sets", sets_and_dicts(25_000))
    print("generators", generators(20_000))
    print("pairs", pairs(22_000))
    print("closures", closures(50_000))


if __name__ == "__main__":
    main()
