# The pair of a dict's items is used again after it was unpacked.
def kept(table):
    pairs = []
    for pair in table.items():
        key, value = pair
        pairs.append(pair)
    return pairs, key, value, pair


def nested(table):
    for pair in table.items():
        key, (first, second) = pair
        if first:
            yield pair, key, second


for _ in range(3):
    print(kept({'a': 1, 'b': 2}))
    print(list(nested({'a': (1, 2), 'b': (0, 3), 'c': (4, 5)})))


# A finaliser that warns is told the line of the assignment that dropped the last reference.
import sys


class Last:
    def __del__(self):
        print('dropped in line', sys._getframe(1).f_lineno)


def drop():
    name = Last()
    name = None
    name = Last()
    del name
    name = Last()
    other = 1
    name = other


drop()
