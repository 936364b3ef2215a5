"""Items of zip(), enumerate() and dict.items() that the loop takes whole, not unpacked: over what each gives, with what changes on the way."""


def counted(n):
    for i in range(n):
        yield i


def listed(x):
    out = []
    for item in x:
        out.append(item)
    return out


L, T, S, B, D = [1, 2.5, 1 << 60], ('x', None, -(1 << 47)), 'abc', b'xyz', {'a': 1, 'b': 2.5, ('c',): None}

# One site, all kinds of iterables in turn, twice.
for turn in range(2):
    for make in (lambda: zip(L, T), lambda: enumerate(S), lambda: D.items(), lambda: [1, 2], lambda: (3, 4), lambda: 'ab', lambda: b'ab', lambda: {1: 2},
                 lambda: {5}, lambda: range(3), lambda: zip(L, T, S), lambda: D.values(), lambda: enumerate(B), lambda: zip(B, B), lambda: counted(2),
                 lambda: iter(D.items()), lambda: iter(L), lambda: zip(), lambda: zip(L), lambda: zip(counted(3), L), lambda: zip(counted(2), counted(3)),
                 lambda: zip(iter(L), iter(T)), lambda: zip(range(3), range(300, 400)), lambda: enumerate(counted(2), 5), lambda: enumerate(S, 1 << 62),
                 lambda: enumerate(L, 1 << 47), lambda: enumerate(zip(L, T)), lambda: enumerate(enumerate(S)), lambda: zip(D.items(), zip(L, T)),
                 lambda: reversed(L), lambda: map(str, L), lambda: zip(L, T, S, L, T), lambda: zip(L, T, strict=True), lambda: reversed(B)):
        print(listed(make()))


# Sites of their own: opened in registers, or an iterator object.
def sites():
    for p in zip(L, T): print(p, type(p))
    for p in zip(L, T, S): print(p)
    for p in enumerate(T): print(p)
    for p in enumerate(T, 7): print(p)
    for p in D.items(): print(p)
    for p in enumerate(zip(L, T)): print(p)
    for i, p in enumerate(zip(L, T)): print(i, p)
    for i, (a, b) in enumerate(zip(L, T)): print(i, a, b)
    for i, (a, b) in enumerate(zip(range(3), range(300, 303)), 5): print(i, a, b)
    for i, p in enumerate(D.items()): print(i, p)
    for p, q in zip(D.items(), zip(L, T)): print(p, q)
    for (a, b), c in zip(zip(L, T), S): print(a, b, c)
    for p in zip(L, L): print(p[0] is p[1])
    print([p for p in zip(L, T)], {p for p in zip(S, S)}, {p: 1 for p in enumerate(S)}, [p for p in D.items()], [(p, q) for p in zip(S, T) for q in enumerate(p)])


sites()
sites()

# The pairs are tuples of their own, and alive as long as anybody has them.
kept = []
for p in zip(S, T):
    kept.append(p)
for p in enumerate(S):
    kept.append(p)
print(kept, len({id(p) for p in kept}))

# What the iterators were left at.
it = iter(zip(L, T))
for p in it:
    print(p, list(it))
it = enumerate(S)
for p in it:
    print(p, next(it, None))


# Changes under it.
def changes():
    a = [1, 2, 3, 4]
    for p in zip(a, a):
        if len(a) < 8:
            a.append(p[0])
        print(p)
    for p in enumerate(a):
        if len(a) > 4:
            a.pop()
        print(p)
    d = dict.fromkeys('abc')
    try:
        for p in d.items():
            d[p[0] + 'z'] = 1
    except RuntimeError as e:
        print(e)
    d = dict.fromkeys('abc')
    for p in d.items():
        d[p[0]] = p
        print(p)
    try:
        for p in zip(L, S[:2], strict=True):
            print(p)
    except ValueError as e:
        print(e)


changes()
changes()


def failing():
    yield 1
    raise KeyError('in a generator')


def errors():
    for make in (lambda: zip(failing(), L), lambda: zip(L, failing()), lambda: enumerate(failing())):
        got = []
        try:
            for p in make():
                got.append(p)
        except KeyError as e:
            print(got, e, e.__traceback__.tb_next.tb_frame.f_code.co_name)
    for make in (lambda: zip(L, T), lambda: enumerate(L), lambda: D.items()):
        try:
            for a, b, c in make():
                print(a)
        except ValueError as e:
            print(e)
        try:
            for a, in make():
                print(a)
        except ValueError as e:
            print(e)


errors()
errors()
turns = 0
for [] in zip():
    turns += 1
    if turns > 3:
        break
print(turns)


class Watched:
    def __init__(self, n): self.n = n
    def __del__(self): print('end of', self.n)


for p in zip([Watched(i) for i in range(3)], S):
    print(p[1])
del p
for p in enumerate(zip([Watched(i) for i in range(3)], S)):
    print(p[0])
