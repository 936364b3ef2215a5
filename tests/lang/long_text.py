"""Text of every length around those that are copied in another way: sums, joins, f-strings, growth in place, of str and bytes."""
LENGTHS = [*range(0, 20), 62, 63, 64, 65, 66, 127, 128, 129, 130, 255, 256, 300, 1000, 5000]


def text(n, start=0):
    return "".join([chr(97 + (i + start) % 26) for i in range(n)])


def check(name, found, wanted):
    if found != wanted:
        print(name, len(wanted), found[:50], wanted[:50])


total = 0
for n in LENGTHS:
    for m in LENGTHS:
        s, t = text(n), text(m, 7)
        letters = [*s, *t]
        whole = str.join("", letters)
        check("sum", s + t, whole)
        check("f", f"{s}{t}", whole)
        check("f3", f"{s}-{t}-{s}", "".join([*s, "-", *t, "-", *s]))
        check("join", "".join([s, t, s]), "".join([*letters, *s]))
        check("separated", t.join(["<", ">", s]), "".join(["<", *t, ">", *t, *s]))
        check("format", f"{s:>{n + 3}}{t:<{m + 2}}|", "".join(["   ", *letters, "  |"]))
        check("percent", "%s%s" % (s, t), whole)
        grown = s[:]
        grown += t
        grown += s
        check("grown", grown, "".join([*letters, *s]))
        b, c = s.encode(), bytes(ord(letter) for letter in t)
        check("bytes", b + c, whole.encode())
        bytes_grown = b + b""
        bytes_grown += c
        bytes_grown += b
        check("bytes grown", bytes_grown, (whole + s).encode())
        total += len(s + t) + len(b + c) + hash(s + t == whole)
print(total)
