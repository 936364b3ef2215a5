"""Comparisons with globals that do not change, in one piece with their loads: str and int, every kind of other operand, globals that change after all."""
EMPTY = "."
LONG = "abcdefghijklmnopqrstuvwxyz"
NUMBER = 7
class Eq:
    def __eq__(self, o): return True
class S(str):
    def __eq__(self, o): return "S!"
    __hash__ = str.__hash__
def f(x):
    r = []
    if x == EMPTY: r.append("e")
    if x != EMPTY: r.append("ne")
    if x == NUMBER: r.append("7")
    if x != NUMBER: r.append("n7")
    if x == LONG: r.append("long")
    while x == EMPTY:
        r.append("w"); break
    return "".join(r)
for rnd in range(30):
    for x in (".", "," , 7, 8, 7.0, None, True, "abcdefghijklm" + "nopqrstuvwxyz", (), 1 << 70, float("nan")):
        f(x)
print([f(x) for x in (".", "," , 7, 8, 7.0, None, True, "abcdefghijklm" + "nopqrstuvwxyz", (), 1 << 70)])
print(f(Eq()), f(S(".")), f(S("q")))
def g(n):
    global EMPTY, NUMBER
    out = 0
    for i in range(n):
        if i == NUMBER: out += 1
        if "x" == EMPTY: out += 100
        if i == n // 2: NUMBER = n // 2 + 3; EMPTY = "x"
        if i == n - 5: NUMBER = Eq()
    return out
print(g(400)); NUMBER = 3; EMPTY="y"; print(g(400))
class D:
    def __del__(self):
        global EMPTY
        EMPTY = "gone"
def h(n):
    c = 0
    for i in range(n):
        if ("a" + str(i % 3)) == EMPTY: c += 1
    return c
EMPTY = "a1"
print(h(300))
del EMPTY
try: h(3)
except NameError as e: print(e)
