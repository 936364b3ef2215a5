"""str.split, strip, join and list() of ASCII strings and of others, against one another and with what is refused."""
import itertools
import sys
import zlib

ALPHABET = ["a", "b", " ", "\t", "\n", ",", ":", "\x1c", "\x85", "é", "日", "\x0b"]
SEPARATORS = [None, ",", ", ", "a", "ab", "bb", "é", ":", " ", ",,", "日"]


class Text(str):
    pass


def numbers(seed):
    while True:
        seed = (seed * 1103515245 + 12345) % 2147483648
        yield seed >> 16


def texts():
    for length in range(4):
        for letters in itertools.product(ALPHABET[:7], repeat=length):
            yield "".join(letters)
    random = numbers(7)
    for _ in range(300):
        yield "".join(ALPHABET[next(random) % len(ALPHABET)] for _ in range(next(random) % 90))
    for _ in range(100):
        yield ",".join(("ab", "", "abc", "a", "x" * 50)[next(random) % 5] for _ in range(next(random) % 90))


def digest(lines):
    return zlib.crc32("\n".join(lines).encode())


def shown(function, *arguments):
    try:
        return repr(function(*arguments))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def parts(text):
    yield repr((text.split(), text.strip(), text.lstrip(), text.rstrip(), list(text), sorted(text), sorted(text, reverse=True)))
    for by in SEPARATORS:
        yield repr((text.split(by), text.strip(by), text.lstrip(by), text.rstrip(by)))
    yield repr((text.split(",", 1), text.split(maxsplit=1), text.split(sep=",")))


print(digest(line for text in texts() for line in parts(text)))

items = ["", "a", "bc", "x" * 9, "é", "日本", "\U0001F600"]
print(digest(by.join(chosen) + "|" + by.join(list(chosen)) + "|" + by.join(item for item in chosen) + "|" + by.join(map(str, chosen))
             for n in range(4) for chosen in itertools.product(items, repeat=n) for by in ("", ",", ", ", "é", "--by--")))

for arguments in (("",), (1,), (b"a",), (None, None), (Text(","),), (",", -1), (",", 0), (1, 2, 3), (Text(""),)):
    for text in ("a,b", Text("a,b"), ""):
        print(arguments, shown(lambda: text.split(*arguments)), shown(lambda: text.strip(*arguments)), shown(lambda: text.lstrip(*arguments)))
for bad in ([1], ["a", 1], ["a", b"x"], ["a", Text("b")], [Text("b")], ["a", None, "b"], None, 5, {"k": 1}):
    print(bad, shown(lambda: "-".join(bad)), shown(lambda: Text("-").join(bad)), shown(lambda: "".join(bad)))

# What is the whole text is the text itself; what is of a subclass is not.
text = "hello"
print(text.strip() is text, text.split()[0] is text, text.split(",")[0] is text, text.rstrip() is text, "".join([text]) is text)
print(type(Text("a").strip()), type(Text("a").split()[0]), type(Text("a b").split()[0]), type("".join([Text("a")])))

# The lists are lists like others.
words = "a b c".split()
words.append(3)
words.extend(range(100))
del words[1:50]
words.sort(key=str)
print(words[:5], len(words), "a b".split() + list("cd") + [1], list("abc").pop())

# Methods found once, replaced classes on the way.
split, strip = "a-b-c".split, str.strip
print(split("-"), split(), strip("  x "), [method(" q ") for method in (str.lstrip, str.rstrip, str.split)])


def changing(subject):
    results = []
    for step in range(6):
        if step == 3:
            subject = Text("t, u")
        if step == 5:
            subject = b"v, w"
        results.append(shown(lambda: subject.split(", ")))
        results.append(shown(lambda: subject.split()))
        results.append(shown(lambda: subject.strip()))
    return results


print(changing("r, s"))
print(max(sys.getrefcount(word) for word in "unheard of words".split()) < 6)
