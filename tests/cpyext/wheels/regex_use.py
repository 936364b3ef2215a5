# needs: regex
"""regex: replacement functions, named lists, fuzzy matching, overlapped search, errors, pickling, concurrent=True."""
import pickle
import threading

import regex

print(regex.sub(r"\b(\w)(\w*)", lambda m: m[1].upper() + m[2], "the quick brown"), regex.findall(r"(?:cat){e<=1}", "cat cot dog ct"))
print(regex.findall(r"\d+", "1 22 333", overlapped=True), regex.split(r"(?V1)(?=[A-Z])", "aBcD"), regex.match(r"(?P<a>x)(?P<b>y)?", "xz").capturesdict())
print([m.span() for m in regex.finditer(r"\p{Lu}+", "ABc DE")], regex.fullmatch(r"\L<words>", "two", words=["one", "two"]))
print(pickle.loads(pickle.dumps(regex.compile("a(b)"))).match("ab").groups())
for bad in ("(", "[", "(?P<a", "*", "(?<=a+b*)c("):
    try:
        regex.compile(bad)
    except regex.error as error:
        print(error, error.pos)


def fails(match):
    raise ZeroDivisionError(match[0])


try:
    regex.sub("a", fails, "banana")
except ZeroDivisionError as error:
    print("raised", error)
results = []
threads = [threading.Thread(target=lambda: results.append(len(regex.findall(r"(a|b)+c", "abab" * 200 + "c", concurrent=True)))) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)
try:
    regex.match(r"(a+)+b", "a" * 40, timeout=0.05)
    print("done")
except TimeoutError as error:
    print(error)
