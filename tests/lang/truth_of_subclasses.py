"""Truth of instances of subclasses of containers: inherited lengths, and __len__ and __bool__ that come and go."""


class Text(str):
    pass


class Items(list):
    pass


class Pair(tuple):
    pass


class Table(dict):
    pass


class Both(str):
    def __len__(self):
        return 0


class Always(list):
    def __bool__(self):
        return True


class Never(dict):
    def __len__(self):
        raise LookupError("asked")


class Deep(Text):
    pass


def truth(o):
    try:
        if o:
            return "true", not o
        return "false", not o
    except Exception as error:
        return type(error).__name__, str(error)


objects = [Text(), Text("a"), Items(), Items([1]), Pair(), Pair([0]), Table(), Table(a=1), Both("abc"), Always(), Never(), Never(a=1), Deep(), Deep("x")]
for i in range(30):
    seen = [truth(o) for o in objects]
print(seen)

for cls, name, value in ((Text, "__len__", lambda self: 0), (Text, "__bool__", lambda self: False), (Items, "__bool__", lambda self: 1 / 0),
                         (Items, "__len__", lambda self: -1), (Pair, "__len__", lambda self: 5), (Table, "__len__", lambda self: "x")):
    out = []
    for i in range(60):
        if i == 20:
            setattr(cls, name, value)
        if i == 40:
            delattr(cls, name)
        out.append([truth(o) for o in objects[:8] + objects[-2:]])
    print(out[19] == out[0], out[20], out[40] == out[0], out[59] == out[0])

grown = Items()
counts = []
for i in range(6):
    while grown:
        grown.pop()
        counts.append(len(grown))
    grown.extend(range(i))
print(counts)
