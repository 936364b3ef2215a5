"""Prints the traceback of many kinds of failing expression, then ends with one: positions and carets."""
import traceback


class Bad:
    def __enter__(self): return self
    def __exit__(self, *a): pass
    def __call__(self, *a, **k): raise ValueError("called")
    def __bool__(self): raise ValueError("bool")
    def __iter__(self): raise ValueError("iter")
    def __getitem__(self, k): raise ValueError("item")
    def __setitem__(self, k, v): raise ValueError("setitem")
    def __delitem__(self, k): raise ValueError("delitem")
    def __getattr__(self, n): raise ValueError("attr " + n)
    def __add__(self, o): raise ValueError("add")
    def __iadd__(self, o): raise ValueError("iadd")
    def __lt__(self, o): raise ValueError("lt")
    def __neg__(self): raise ValueError("neg")
    def __format__(self, s): raise ValueError("format")
    def __contains__(self, x): raise ValueError("contains")
    def __eq__(self, o): raise ValueError("eq")
    def __hash__(self): raise ValueError("hash")


bad = Bad()
d = {"k": {"l": None}}


def t01(): return 1 + 2 + bad(1, key=2) + 3
def t02(): return (1 +
                   bad.missing)
def t03(): return d["k"]["l"]["m"]
def t04(): x = bad + 1; return x
def t05(): x = bad; x += 1
def t06(): bad["é"] = "ü", "日本"
def t07(): del bad[1:2]
def t08(): return [y for y in bad]
def t09(): return "é" + f"{bad:>5}" + "x"
def t10(): return 1 if bad else 2
def t11(): return (bad and 1), not bad
def t12(): return 1 < 2 < bad < 5
def t13(): return 3 in bad
def t14(): a, b = bad
def t15(): a, b = 1, 2, 3
def t16(): a, *b, c = [1]
def t17(): return {bad: 1}, {**5}
def t18(): return print(*5)
def t19(): return len(**{"a": 1}, b=2)
def t20(): return undefined_name + 1
def t21():
    for i in bad:
        pass
def t22():
    while bad:
        pass
def t23():
    with bad as b, 5 as c:
        pass
def t24(): assert d == {}, "message " + str(1)
def t25(): return -bad ** 2
def t26(): return lambda: bad(  # comment
    1, 2,
    3,
)
def t27(): return t26()()
def t28(): import no_such_module.sub
def t29(): from os import no_such_name
def t30():
    match bad:
        case {"a": 1}: pass
        case 5: pass
def t31(): raise ValueError(
    "multi line") from KeyError("k")
def t32(): return (yield_ := d.nothing)
def t33(): return d["k"] @ d["k"]
def t34(): return "abc"[10]
def t35(): return (lambda x, /, *, y: x)(1, 2)
def t36(): return int("12x") + int("0")
def t37(a=1): return [i / j for i in range(2) for j in range(2)]
def t38():
    class K(bad.base): pass
def t39():
    @bad
    def decorated(): pass
def t40(): return d.get("k").get("l").get("m").get("n")


for name, function in sorted(globals().copy().items()):
    if name[0] == "t" and name[1:].isdigit():
        try:
            function()
        except Exception:
            print(name)
            print(traceback.format_exc())
print((t26()  and
       d["k"]["l"].x.y
       ).z)
