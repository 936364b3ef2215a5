"""Methods and builtins of C that the loop calls itself, with self alone or one argument: every answer, errors, subclasses, builtins and variables that change."""
for s in ("", "a", "abc", "a1", "12", "1", " ", "  ", " a", "A", "AB", "Ab", "ab", "a b", "\x1c\x1d", "é", "éa", "²", "1²"):
    r = []
    for _ in range(40):
        r = [s.isalpha(), s.isdigit(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.lower(), s.upper(), s.startswith("a")]
        if s.isalpha(): r.append("A")
        else: r.append("-")
        if not s.isspace(): r.append("n")
        s.isdigit()
    print(repr(s), r)
class S(str):
    def isalpha(self): return "mine"
def f(x): return x.isalpha()
print([f(x) for x in ["a"] * 20 + [S("a"), "b"] * 10])
def g(d, k):
    return d.get(k)
class D(dict):
    def get(self, k): return "D"
print([g(x, 1) for x in [{1: 2}] * 20 + [D()] + [{1: 3}, {}] * 3])
def h(d, k):
    try:
        return d.get(k)
    except TypeError as e:
        return str(e)
class K:
    def __hash__(self): raise TypeError("no hash")
print([h({}, k) for k in [1, "a", 2.5, None] * 5 + [[], K(), 3]])


def of_builtins(values):
    out = []
    for value in values:
        try:
            out.append((ord(value), abs(1), str(value), int(7)))
        except TypeError as error:
            out.append(str(error))
    return out


print(of_builtins(["a", "b", "", 1, "é", None, "ab"] * 6))


def shadowed(n):
    out = []
    for i in range(n):
        out.append(ord("a"))
        if i == n // 2:
            globals()["ord"] = lambda c: "mine"
        if i == n - 3:
            del globals()["ord"]
    return out


print(shadowed(40))


def of_builtins_changed(n):
    import builtins
    out, real = [], builtins.abs
    for i in range(n):
        out.append(abs(-i))
        if i == n // 2:
            builtins.abs = lambda x: "theirs"
        if i == n - 3:
            builtins.abs = real
    return out


print(of_builtins_changed(40))


class Ends:
    def __init__(self, log, value):
        self.log, self.value = log, value

    def __del__(self):
        self.log.append(self.value)

    def __hash__(self):
        return 1


def temporaries(n):
    """What the only reference of a receiver or of an argument goes with."""
    log = []
    for i in range(n):
        [Ends(log, i)].pop()
        {Ends(log, -i): 1}.get(i)
        log.append(len("x" * i))
        if ("ab" * i).isalpha():
            log.append("alpha")
    return log


print(temporaries(20))


def unbound(n):
    d = {}
    for i in range(n):
        if i == n - 1:
            del k
        else:
            k = i
        d.get(k)


try:
    unbound(30)
except UnboundLocalError as error:
    print(error)


def in_recursion(depth, s):
    try:
        return in_recursion(depth + 1, s)
    except RecursionError:
        return s.lower(), s.startswith("A"), ord(s)


print(in_recursion(0, "A") and "done")
