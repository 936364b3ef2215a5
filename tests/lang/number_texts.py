"""Numbers to text and back: str, repr, format(), %, f-strings, int() and float() over many kinds of numbers and specifications."""
import random
import struct

FLOAT_SPECS = ["", ".2f", ".0f", ".1f", ".3f", ".10f", "8.2f", "08.2f", "+.2f", " .3f", "<10", ">10", "^10", "*^12", ",", ",.2f", "012,.1f", "10", "-<9.1f", "f",
               ".15f", ".16f", ".4F", "e", ".3g", "%", "=+9.1f", "010", "#.0f", "é^9"]
INT_SPECS = ["", "d", "5d", "05d", "<6", ">6d", "^7", "x", "X", "o", "b", "+d", " d", ",", "08x", ".2f", "f", "+05d", "*<9", "12,", "012,", "_^15,", "#x", "_d", "c", "n", "99", "100"]
STR_SPECS = ["", "s", "10", "<10", ">10", "^11", "*^11", ".2", "10.3s", "05", "é<7", "="]


def numbers(rnd):
    kind = rnd.randrange(8)
    if kind == 0:
        return struct.unpack("d", rnd.randbytes(8))[0]
    if kind == 1:
        return rnd.random()
    if kind == 2:
        return round(rnd.uniform(-1000, 1000), rnd.randrange(6))
    if kind == 3:
        return rnd.randrange(-10**6, 10**6) / 8
    if kind == 4:
        return rnd.randrange(-10**15, 10**15) / 10**rnd.randrange(18)
    if kind == 5:
        return float(rnd.randrange(-10**18, 10**18))
    if kind == 6:
        return rnd.choice([0.0, -0.0, 1e15, 1e16, 1e-4, 1e-5, 0.5, 1.5, 2.5, 0.1 + 0.2, 1e22, 123456789012345.0, 999999999999999.9, 0.125, 0.375,
                           float("inf"), float("nan"), 9007199254740993.0, 0.3, 1 / 3, 5e-324])
    return rnd.randrange(-50, 50) + 0.5


def attempt(function, *args):
    try:
        return function(*args)
    except (ValueError, TypeError, OverflowError, LookupError, AttributeError) as error:
        return type(error).__name__ + ": " + str(error)


def digest(lines):
    total = 0
    for line in lines:
        for character in line:
            total = (total * 31 + ord(character)) & 0xFFFFFFFFFFFF
    return total


def main():
    rnd = random.Random(11)
    for part in range(10):
        lines = []
        for _ in range(300):
            x = numbers(rnd)
            n = rnd.choice([rnd.randrange(-300, 300), rnd.randrange(-2**48, 2**48), rnd.randrange(-2**70, 2**70), rnd.randrange(-2**31, 2**31)])
            s = rnd.choice(["", "a", "text", "longer text", "ä", "日本"])
            spec, int_spec, str_spec = rnd.choice(FLOAT_SPECS), rnd.choice(INT_SPECS), rnd.choice(STR_SPECS)
            lines += [str(x), repr(x), f"{x}", f"a{x}b{n}{s}", f"{x!r}{n!s}{s!a}", attempt(format, x, spec), attempt(format, n, int_spec), attempt(format, s, str_spec)]
            lines.append("%.2f|%s|%5s|%-8s|%s%%" % (x, x, n, n, s))
            lines.append("{}|{:.3f}|{:>10}|{:<6}|{:+d}|{:^9}|{{}}".format(x, x, n, n, n, s))
            lines.append("{1}{0}".format(s, n) + "{0:5}{0}".format(n))
            lines += ["%s" % n, "%5.1f" % x, "%d" % n, "%+d % d %05d" % (n, n, n), "%s" % s, "%x %o %X" % (abs(n), abs(n), abs(n)), "%-5d|%08.3f" % (n, x), "%r" % x]
            if x == x:
                lines.append(repr(float(str(x))))
            lines += [repr(float(f"{n}.25")), repr(int(str(n))), repr(int(" %d " % n))]
            text = f"{x:.6f}"
            lines += [repr(float(text)), attempt(str, s + text), attempt(lambda: repr(int(text)))]
        print(part, digest(lines), lines[part])
    for bad in ("%d" , "%", "%z", "%(a)s", "%*d", "%s %s"):
        print(attempt(lambda: bad % 5), attempt(lambda: bad % ("a", "b")), attempt(lambda: bad % {"a": 1}))
    for bad in ("{", "}", "{0}{}", "{}{0}", "{1}", "{a}", "{!z}", "{:q}", "{0.real}", "{0[0]}"):
        print(attempt(bad.format, 5), attempt(bad.format, "x"))
    print(["%s" % (value,) for value in (None, True, [1], (1,), {1: 2})], "%d" % 2.9, "%d" % True, "%s %s" % (1, "ü"), "%c%c" % (65, "b"))


main()
