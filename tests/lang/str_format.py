"""str.format, format() and the mini-language: all types, fields, attributes, nesting, errors, own __format__."""
import string

print("{} {} {}".format(1, "a", None), "{1} {0} {1}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{{}} {{{0}}}".format(5), "{0[0]} {0[1]}".format([7, 8]))
print("{x.real} {x.imag} {d[key]} {d[other key]}".format(x=3 + 4j, d={"key": 1, "other key": 2}), "{0!r} {0!s} {0!a}".format("é"), "{!r:>8}".format("x"))
print("{:{}}|{:{w}.{p}}|{:{fill}{align}{width}}".format("a", 5, 3.14159, "b", w=8, p=3, fill="*", align="^", width=7))
for value, specs in (
    (42, "d 5d <5d ^5d >5d 05d +d -d x X #x #X o #o b #b #010b c , _ 8,d e .2e f .1f g % .0% n _x _b =+8d *=8".split() + [" d", " =5d", ""]),
    (-1234567, ["d", ",", "_", "010,", "x", "#x", "+d", " d", "=12", "<12", "^12,", "e", ".3g"]),
    (3.14159265, ["", "f", ".2f", "10.3f", "<10.3f", "+.1f", "e", ".3e", "E", "g", ".3g", "%", ".1%", "010.2f", ",.2f", "n", ".0f", "#.0f", "G", "_.3f", "z.1f", "*^12.2f"]),
    (1234567.891, [",", ",.1f", "_.2f", "g", ".10g", "e", "15,.2f", "<15,", ""]),
    (float("inf"), ["", "f", "F", "e", "g", "5", "05", "+", "%"]),
    (float("nan"), ["", "f", "F", "+f", "010"]),
    (-0.0, ["", "f", "+f", "z.1f", "g", "e", ".0f", "%"]),
    (1e-7, ["", "f", "g", "e", ".10f", "%", ".3"]),
    (1e16, ["", "f", "g", ",", ".3", "_"]),
    ("text", ["", "s", "10", "<10", ">10", "^10", "*^10", ".2", "10.2", "-<6s", "010"]),
    (True, ["", "d", "5", "s" if False else "x", "f"]),
    (None, [""]),
    (2 + 3.5j, ["", ".2f", "10.1f", "+g", "e", ">15"]),
    (2 ** 70, ["", ",", "x", "_b", "e", ".3f", "30", "030"]),
):
    print(repr(value), [format(value, spec) for spec in specs])
for value, spec in ((1, "s"), (1, ".2d"), (1, "q"), ("a", "d"), ("a", "=5"), ("a", "+"), ("a", ","), (1.5, "d"), (1.5, "x"), (1, ",x"), (1, "_,"), (1, "c5"), ([], "5"), (None, "5"), ({}, "d"),
                    (1j, "=10"), (1j, "%"), (256, "+c"), (-1, "c"), (1, "10000000000000000000000"), (1.5, ".9999999999999"), (object, "5"), (True, "s"), (b"x", "5"), (1, ",,"), (1, "zd")):
    try:
        print(format(value, spec))
    except Exception as error:
        print(repr(value), repr(spec), type(error).__name__, error)
for template, args, kwargs in (("{", (), {}), ("}", (), {}), ("{}", (), {}), ("{a}", (), {}), ("{0} {}", (1, 2), {}), ("{} {0}", (1, 2), {}), ("{0.x}", (1,), {}), ("{0[x]}", ([1],), {}), ("{0[5]}", ([1],), {}),
                               ("{!z}", (1,), {}), ("{0!}", (1,), {}), ("{:{}}", (1,), {}), ("{0[}", (1,), {}), ("{0.}", (1,), {}), ("{:d}", ("a",), {}), ("{a[b][c]}", (), {"a": {"b": {"c": "deep"}}}),
                               ("{0:{1}{2}}", ("v", ">", 4), {}), ("{:{:{}}}", (1, 2, 3), {}), ("{-1}", (1,), {}), ("{a!r:{b}}", (), {"a": "q", "b": 6}), ("{00}", (1,), {}), ("{ 0}", (1,), {})):
    try:
        print(repr(template.format(*args, **kwargs)))
    except Exception as error:
        print(repr(template), type(error).__name__, error)


class Money:
    def __init__(self, v): self.v = v
    def __format__(self, spec): return f"<{spec}|{self.v}>"
    def __str__(self): return "str money"
    def __repr__(self): return "repr money"


m = Money(5)
print("{} {:x} {!s} {!r:>12} {!s:.3}".format(m, m, m, m, m), format(m), format(m, "a b"), f"{m:{'q'}}", "%s %r" % (m, m))


class Bad:
    def __format__(self, spec): return 5
    def __str__(self): return 5
    def __repr__(self): return None


for action in (lambda: format(Bad()), lambda: str(Bad()), lambda: repr(Bad()), lambda: f"{Bad()}", lambda: "%s" % Bad(), lambda: print(Bad()), lambda: format(1, 2), lambda: f"{Bad()!r}"):
    try:
        action()
    except TypeError as error:
        print(error)
print("{a}-{b}".format_map({"a": 1, "b": 2}), "{x}".format_map(type("D", (dict,), {"__missing__": lambda self, k: "missing " + k})()))
print(string.Template("$a ${b}c $$").substitute(a=1, b=2), list(string.Formatter().parse("a{b!r:c{d}}e{{")), "{:>{w}}".format("x", w=3))
print("{:%Y-%m}".format(type("T", (), {"__format__": lambda s, f: f.replace("%Y", "2024").replace("%m", "05")})()), "{0:}{0!s:}".format(1))
table = [("apple", 1.5, 10), ("kiwi", 0.25, 200), ("melon", 12, 3)]
for name, price, count in table:
    print("{:<10}|{:>8.2f}|{:^7}|{:>+6d}|{:08.3f}".format(name, price, count, count, price))
print("{:-^40}".format(" total {:,.2f} ".format(sum(p * c for _, p, c in table))), "{0}{1}{0}".format("ab", "-"), str.format("{}", 1), "{0:{0}}".format(5))
