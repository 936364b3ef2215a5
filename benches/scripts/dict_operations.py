"""Dictionaries: counting, grouping, look-ups that hit and miss, memoisation, deletion, iteration, nesting, merging."""


def count(words, rounds):
    counts = {}
    for _ in range(rounds):
        for word in words:
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    return counts


def count_get(words, rounds):
    counts = {}
    for _ in range(rounds):
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    return counts


def group(n):
    groups = {}
    for i in range(n):
        groups.setdefault(i % 97, []).append(i)
    return groups


def integers(n):
    table = {}
    for i in range(n):
        table[i * 7919 % 100_003] = i
    hits = 0
    for i in range(n):
        if i in table:
            hits += table[i]
    return hits


def churn(n):
    table = {}
    for i in range(n):
        table[i] = i
        if i >= 100:
            del table[i - 100]
    return len(table), sum(table)


def memo_paths(rows, columns):
    known = {}

    def paths(row, column):
        if row == 0 or column == 0:
            return 1
        key = (row, column)
        if key not in known:
            known[key] = (paths(row - 1, column) + paths(row, column - 1)) % 1_000_007
        return known[key]
    return paths(rows, columns)


def iterate(table, rounds):
    total = 0
    for _ in range(rounds):
        for key, value in table.items():
            total += value
        for key in table:
            total += len(key)
        for value in table.values():
            total -= value
    return total


def nested(n):
    people = {}
    for i in range(n):
        people["id%d" % (i % 500)] = {"name": "n", "age": i % 90, "tags": {"x": i}}
    return sum(p["age"] + p["tags"]["x"] for p in people.values())


def merge(n):
    base = {str(i): i for i in range(50)}
    size = 0
    for i in range(n):
        both = {**base, "extra": i}
        both.update({"other": 1})
        size += len(both)
    return size


def main():
    text = ("it was the best of times it was the worst of times it was the age of wisdom it was the age of foolishness "
            "it was the epoch of belief it was the epoch of incredulity it was the season of light").split()
    print("count", sorted(count(text, 25_000).items())[:3])
    print("get", sorted(count_get(text, 25_000).items())[-3:])
    print("group", sum(len(v) * k for k, v in group(700_000).items()))
    print("integers", integers(700_000))
    print("churn", churn(900_000))
    print("memo", memo_paths(260, 260))
    print("iterate", iterate({w + str(i): i for i, w in enumerate(text)}, 24_000))
    print("nested", nested(280_000))
    print("merge", merge(40_000))


if __name__ == "__main__":
    main()
