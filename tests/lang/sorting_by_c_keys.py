"""sorted(), list.sort(), min() and max() with key functions in C and with nothing but `reverse`: order of equals, errors, lists that change meanwhile."""
import functools
import operator


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


def orders():
    pairs = [(3, "a"), (1, "b"), (3, "c"), (2, "d")]
    keys = (operator.itemgetter(0), operator.itemgetter(1), len, str, repr, functools.cmp_to_key(lambda a, b: a[0] - b[0]),
            operator.itemgetter(1, 0), functools.partial(max, key=str), operator.methodcaller("count", 3), lambda pair: pair[1])
    for key in keys:
        for reverse in (False, True, 0, 1):
            print(sorted(pairs, key=key, reverse=reverse))
            copy = pairs[:]
            attempt(lambda: copy.sort(reverse=reverse, key=key))
            print(copy)
        print(min(pairs, key=key), max(pairs, key=key))
    words = ["pear", "Fig", "apple", "kiwi", "\xe9", ""]
    print(sorted(words, key=len), sorted(words, key=str.lower), min(words, key=len), max(words, key=str.lower), sorted(words, key=len, reverse=True))
    print(sorted(words, reverse=True), sorted([3, 1, 2.5, 2], reverse=True), sorted([], reverse=True))
    print([type(x) for x in sorted([1, True, 1.0, 0, False], reverse=True)], [type(x) for x in sorted([1, True, 1.0, 0, False])])
    words.sort(reverse=True)
    print(words)
    words.sort(reverse=False)
    print(words)
    print(sorted({"b": 1, "a": 2}, key=str), sorted(range(5), key=operator.neg), sorted((x for x in "hello"), key=ord),
          min((x for x in "hello"), key=ord), max({3, 1, 2}, key=operator.neg), sorted([(2, 1), (1, 2)], reverse=True))


def errors():
    words = ["b", "aa"]
    for call in (lambda: sorted([1, "a"], reverse=True), lambda: sorted(words, key=5), lambda: min(words, key=5), lambda: sorted([1, 2], key=len),
                 lambda: min([1, 2], key=len), lambda: min([], key=len), lambda: max([], key=len), lambda: sorted(words, reverse="x"),
                 lambda: sorted(words, key=None, reverse=True), lambda: sorted(words, kex=3), lambda: sorted(5, key=len), lambda: min(5, key=len),
                 lambda: [3, 1].sort(key=len), lambda: sorted(words, key=ord), lambda: max(words, key=len, default=1), lambda: max([], key=len, default=1)):
        attempt(call)
    mixed = ["b", "a", 5]
    attempt(lambda: mixed.sort(key=len))
    print(mixed)
    mixed = ["b", 5, "a"]
    attempt(lambda: mixed.sort(reverse=True))
    print(mixed)

    def append(x):
        changing.append(x)
        return x

    changing = [1, 2, 3]
    attempt(lambda: changing.sort(key=functools.partial(append)))
    print(changing)


class Items(list):
    pass


def subclasses():
    items = Items([3, 1, 2])
    items.sort(key=str)
    print(items)
    items.sort(reverse=True)
    print(items, sorted(items, key=abs), sorted(items, reverse=True))


for _ in range(3):
    orders()
    errors()
    subclasses()
