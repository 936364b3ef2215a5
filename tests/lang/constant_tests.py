# `x == "text"` and `x in (...)` with a constant on the right: jumps, values, loops, operands of every kind, and types that have a say.
class Same(str):
    def __eq__(self, other):
        return "same", str.__eq__(self, other)

    def __ne__(self, other):
        return ()

    __hash__ = str.__hash__


class Odd:
    def __eq__(self, other):
        return other == "b"

    def __ne__(self, other):
        raise ValueError(other)

    def __hash__(self):
        return hash("b")


VALUES = ["a", "b", "", "ab" * 1, "".join(["a", "b"]), "\xe9", "\u20ac", "\U0001f600", 1, 2**70, 1.5, float("nan"), None, True, (), b"a", Same("a"), Same("x"), Odd(), [], {}]


def failing(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


def jumps(x):
    out = []
    if x == "a":
        out.append(1)
    if x != "a":
        out.append(2)
    if not x == "ab":
        out.append(3)
    if not x != "\u20ac":
        out.append(4)
    out.append("eq" if x == "b" else "ne")
    out.append(x == "a")
    out.append("a" == x)
    out.append(x == "a" or x == "b" and x != "c")
    return out


def contained(x):
    out = []
    if x in ("a", "b", 1, None):
        out.append(1)
    if x not in ("a", 1.5, ()):
        out.append(2)
    if x in {"a", "b", 1}:
        out.append(3)
    out.append(x in ("ab",))
    out.append(not x in ("", 2**70))
    return out


def in_text(x):
    if x in "abc":
        return x in "ab", x not in "b\u20ac"
    return x in "\xe9\u20ac\U0001f600"


def loops(items):
    n = i = 0
    items = iter(items)
    while next(items) != "end":
        n += 1
    while "xyz"[i] not in ("z", "w"):
        i += 1
    do = "abcab"
    while do != "":
        do = do[1:]
        if do[:1] == "c":
            continue
        n += 100
    return n, i


for round in range(3):
    for value in VALUES:
        print(failing(jumps, value), failing(contained, value), failing(in_text, value))
    print(loops(["a", 1, "end"]))


def unbound(flag):
    if flag:
        x = "a"
    return x == "a", x in ("a",)


print(failing(unbound, 1), failing(unbound, 0))
