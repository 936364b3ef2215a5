"""Loops and comprehensions that unpack the pairs of a list, and of enumerate(), zip() and items() around it: other items in between, lists that change under the loop."""
import sys


def show(pairs):
    out = []
    for a, b in pairs:
        out.append((b, a))
    return out, [(b, a) for a, b in pairs], {a: b for a, b in pairs}, sorted({(a, b) for a, b in pairs}, key=repr), list(a for a, b in pairs)


class Pair:
    def __init__(self, *items): self.items = items
    def __iter__(self): return iter(self.items)


class Tuple(tuple):
    def __iter__(self): return iter(('sub', 'class'))


lists = [[], [(1, 2)], [(1, 2), (3, 4), (5.5, None), ('x', True), (2 ** 70, -2 ** 50)], [[1, 2], [3, 4]], [(1, 2), [3, 4], 'ab', b'cd', Pair(5, 6), {7: 8, 9: 10}],
         ['ab', 'cd', (1, 2), (3, 4)], [(1, 2)] * 5 + [Tuple((3, 4))] * 3 + [(5, 6)], [(1, 2), Pair('p', 'q'), (3, 4)] * 4]
for pairs in lists:
    for _ in range(4):
        print(show(pairs))


def first_wrong(pairs):
    done = []
    try:
        for a, b in pairs:
            done.append((a, b))
    except Exception as e:
        return done, type(e).__name__, str(e)
    return done


for wrong in [(1,), (1, 2, 3), 5, None, [1], [], 'abc', Pair(1), Pair(1, 2, 3), Tuple()]:
    for _ in range(3):
        print(first_wrong([(1, 2), (3, 4), wrong, (5, 6)]), first_wrong([wrong]))


# Nested targets, targets that are no locals, three of them.
def nested(pairs):
    out = []
    for a, (b, c) in pairs:
        out.append((a, b, c))
    for (a, b), c in [((1, 2), 3)] * 3:
        out.append((a, b, c))
    for i, (a, (b, c)) in enumerate(pairs):
        out.append((i, a, b, c))
    for (i, j), (a, (b, c)) in zip(pairs, pairs):
        out.append((i, j, a, b, c))
    for k, (b, c) in dict(pairs).items():
        out.append((k, b, c))
    out.append([a + b + c for a, (b, c) in pairs] + [k * v for k, (_, v) in enumerate(pairs)])
    out.append({k: c for k, (b, c) in dict(pairs).items()})
    return out


print(nested([(1, (2, 3)), (4, (5, 6))] * 3), nested([[1, [2, 3]], (4, [5, 6])]))


class Target:
    pass


t = Target()
for t.x, t.y in [(1, 2), (3, 4)]:
    print(t.x, t.y)
box = [0, 0]
for box[0], box[1] in [(1, 2), (3, 4)]:
    print(box)
for x, y in [(1, 2), (3, 4)]:       # globals
    pass
print(x, y)
for a, *b in [(1, 2), (3, 4, 5)]:
    print(a, b)


def cells(pairs):
    return [f() for f in [lambda: (a, b) for a, b in pairs]], [lambda a=a: a for a, b in pairs][0]()


print(cells([(1, 2), (3, 4)] * 3))


# The list changes under the loop.
def growing(pairs):
    out = []
    for a, b in pairs:
        out.append((a, b))
        if len(pairs) < 8:
            pairs.append((a + 1, [b]))
        elif a == 3:
            pairs[5] = 'xy'
        elif a == 'x':
            pairs.clear()
    return out


print(growing([(1, 2), (2, 3)]), growing([[1, 2]]))


def inner_changes(items):
    out = []
    for a, b in items:
        out.append((a, b))
        items[-1].append(1)
    return out


try:
    print(inner_changes([[1, 2], [3, 4], [5, 6]]))
except ValueError as e:
    print(e)


# What a variable held before ends in the loop, and changes the list.
class Ends:
    def __init__(self, pairs, i): self.pairs, self.i = pairs, i
    def __del__(self):
        if self.i < 4:
            self.pairs.append((self.i + 10, Ends(self.pairs, self.i + 1)))
        if self.i == 4:
            del self.pairs[-1:]


def ending():
    pairs, seen = [], []
    pairs += [(0, Ends(pairs, 0)), (1, 2), (3, 4)]
    for a, b in pairs:
        seen.append(a)
        pairs[0] = (0, 0)
    return seen


print(ending(), ending())


# One site for lists, iterators, generators, dictionaries, ranges of pairs.
def any_kind(source):
    return [a for a, b in source], [x for x in source if (lambda a, b: a)(*x)] if not hasattr(source, '__next__') else None


def loop(source):
    n = 0
    for a, b in source:
        n += a
    return n


pairs = [(1, 2), (3, 4), (5, 6)]
for _ in range(3):
    for source in (pairs, tuple(pairs), iter(pairs), {1: 2, 3: 4}.items(), zip([1, 3], [2, 4]), enumerate('ab'), (p for p in pairs), reversed(pairs), map(tuple, pairs),
                   iter(tuple(pairs)), pairs, {(1, 2)}, {(7, 8): 9}, pairs):
        print(loop(source), end=' ')
    for source in (pairs, iter(pairs), tuple(pairs), pairs):
        print(any_kind(source), end=' ')
    print()
it = iter(pairs)
print([(a, next(it, None)) for a, b in it], list(it), loop(it))


# Traced in mid-loop.
lines = []


def tracer(frame, event, arg):
    lines.append((event, frame.f_lineno - frame.f_code.co_firstlineno, dict(frame.f_locals).get('a')))
    return tracer


def traced(pairs):
    n = 0
    for a, b in pairs:
        n += b
        if n == 6:
            sys.settrace(tracer)
            sys._getframe().f_trace = tracer
    for k, (a, b) in enumerate(pairs):
        n += a
    sys.settrace(None)
    return n


print(traced(pairs), traced(pairs), lines)
