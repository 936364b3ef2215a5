"""str: methods, escapes, comparison, searching, splitting, translation, unicode, building."""

s = "The quick brown fox jumps over the lazy dog"
print(s.upper(), s.lower(), s.title(), s.swapcase(), s.capitalize(), "ß".casefold(), "ǆ".title())
print(s.find("o"), s.rfind("o"), s.find("o", 13), s.find("o", 13, 15), s.index("fox"), s.count("o"), s.count(""), s.count("the"), "aaaa".count("aa"))
for wrong in ("s.index('zebra')", "s.rindex('zebra')", "s.nothing", "s[100]", "s + 1", "s['a']", "s.encode('ascii-nope')", "'é'.encode('ascii')", "'a'.join([1])", "''.split('')"):
    try:
        print(eval(wrong))
    except Exception as error:
        print(wrong, type(error).__name__, error)
print(s.split(), s.split("o", 2), s.rsplit("o", 1), s.partition("fox"), s.rpartition("o"), s.partition("zzz"), s.rpartition("zzz"))
print("a\nb\r\nc\rd\x0be\u2028f".splitlines(), "a\nb\n".splitlines(True), "  x y ".split(), "  x y ".split(" "), "a,b,,c".split(","), "".split(), "".split(","))
print("  pad ".strip() + "|", "xxhixx".strip("x"), "xyhiyx".lstrip("xy"), "hi!?".rstrip("?!"), "prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"))
print("x".center(7, "-"), "x".ljust(4) + "|", "x".rjust(4), "42".zfill(6), "-42".zfill(6), "a\tb\tc".expandtabs(4), "abc".center(2))
print(s.startswith("The"), s.startswith(("A", "The")), s.startswith("quick", 4), s.endswith("dog"), s.endswith(("cat", "dog")), "".startswith(""), "a".endswith("", 5))
print(s.replace("o", "0"), s.replace("o", "0", 2), "aaa".replace("", "-"), "abc".replace("abc", ""))
for t in ("abc", "ABC", "123", "a1", " \t", "", "Title Case", "é", "²", "½", "_x", "1x", "日本", "\n"):
    print(repr(t), [int(getattr(t, m)()) for m in "isalpha isdigit isdecimal isnumeric isalnum isspace isupper islower istitle isidentifier isprintable isascii".split()])
print("hello".translate({ord("l"): "L", ord("h"): None, 101: "33"}), "abc".translate(str.maketrans("ab", "xy", "c")), str.maketrans({"a": "1"}))
print("abc" < "abd", "abc" < "ab", "Z" < "a", "a" * 3 == "aaa", "é" == "e\u0301", max("hello"), min("hello"), sorted("hello"), "".join(reversed("abc")))
print("\x41\u00e9\U0001F600\N{GREEK SMALL LETTER ALPHA}\101\0end".encode("unicode_escape"), "\a\b\f\v\\\'\"" == '\x07\x08\x0c\x0b\\\'"', r"\n\x", "a\
b", """x
 y""")
print(len("😀"), "😀"[0] == "\U0001F600", ord("😀"), chr(0x1F600) == "😀", "é".encode(), "日本".encode("utf-16-le"), b"\xe9".decode("latin-1"), "\ud800".encode("utf-8", "surrogatepass"))
print(repr("a'b"), repr('a"b'), repr("a'b\"c"), repr("\n\t\r\x00\x7f\x80\u2028é😀\ud800"), ascii("é😀"), str(b"x"), str(b"x", "ascii"))
print("%s %r %a %d %i %5d|%-5d|%05d %+d %x %X %o %#x %c %c %%" % ("s", "r", "é", 1, 2, 3, 4, 5, 6, 255, 255, 8, 255, "c", 99))
print("%f %.2f %8.3f|%-8.1f|%e %.3E %g %g %g %s" % (1.5, 2.345, 3.14159, 2.5, 12345.678, 0.00012, 1e10, 1e-5, 100000.0, 1.0))
print("%(a)s %(b)05.1f %(a)r" % {"a": "x", "b": 2}, "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159), "%s" % ((1, 2),), "%s %s" % (None, [1]))
for fmt, args in (("%d", "x"), ("%s %s", "a"), ("%s", (1, 2)), ("%q", 1), ("%(a)s", 1), ("%", 1), ("%c", "ab"), ("%d", 1.9), ("%x", 1.5), ("%(a)s", {}), ("no", 1), ("no", {}), ("no", [])):
    try:
        print(fmt % args)
    except Exception as error:
        print(repr(fmt), args, type(error).__name__, error)
text = ""
for i in range(2000):
    text += chr(97 + i % 26)
print(len(text), text[:30], text.count("abc"), hash(text) == hash("".join(chr(97 + i % 26) for i in range(2000))))
words = {}
for w in s.lower().split():
    words.setdefault(w[0], []).append(w)
print(words, "-".join(words), "".join(c for c in s if c.isupper()), s[::-1][:8], s * 0, "ab" * -1, "in" in "string", "" in "", "x" not in "abc")
print("ab" "cd" r"\e" f"{1}" 'x', ("multi" "line " +
      "joined"), "a" "b".upper(), "%s" "%s" % (1, 2))


class S(str):
    def __add__(self, other): return S("added")
    def upper(self): return "own upper"


x = S("text")
print(x + "y", "y" + x, x.upper(), x.lower(), type(x.strip()).__name__, type(x[:]).__name__, x == "text", {x: 1}["text"], isinstance(x, str), f"{x}", x.join("ab"), str(x).__class__.__name__)
def palindrome(t):
    t = "".join(c.lower() for c in t if c.isalnum())
    return t == t[::-1]
print(palindrome("A man, a plan, a canal: Panama"), palindrome("no"))
def caesar(t, n): return "".join(chr((ord(c) - 97 + n) % 26 + 97) if c.islower() else c for c in t)
print(caesar("hello, world", 3), caesar(caesar("hello", 5), -5))
def run_length(t):
    out, i = "", 0
    while i < len(t):
        j = i
        while j < len(t) and t[j] == t[i]:
            j += 1
        out += f"{j - i}{t[i]}"
        i = j
    return out
print(run_length("aaabccdddd"), run_length(""))


def joined(separator, items):
    return separator.join(items)


class Text(str):
    pass


for _ in range(3):
    for separator in ("", ",", "\xe9", "\u0100", Text("-")):
        for items in (["a", "b"], ("a",), [], ["\xe9", "\u0100x"], [Text("q")], [Text("q"), "w"], (c for c in "xyz"), iter(["k"]), "str", {"d": 1}, range(0)):
            r = joined(separator, items)
            print(ascii(r), type(r).__name__, end=" ")
    for bad in ([1], ["a", None], (b"x",), 5, None, ["a", 2.5]):
        try:
            print(joined(",", bad))
        except TypeError as error:
            print(error)
    only = ["abc"]
    print("".join(only) is only[0])
