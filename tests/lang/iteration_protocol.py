"""for loops and iterators: protocol fallbacks, break/continue/else nests, mutation, exhaustion, stdlib imports."""
import datetime
import fractions
import json
import math
import random
import re
import string
import textwrap
from decimal import Decimal


class Legacy:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError
        return i * 10
class Sized(Legacy):
    def __len__(self): return self.n
class BadIter:
    def __iter__(self): return 5
class NoneIter(Legacy):
    __iter__ = None
class StopInside:
    def __iter__(self): return self
    def __next__(self): raise StopIteration("value")


print(list(Legacy(3)), 20 in Legacy(3), [*Sized(2)], list(reversed(Sized(3))), dict(enumerate(Legacy(2))), list(zip(Legacy(5), "ab")), max(Legacy(4)), tuple(StopInside()))
for wrong in (lambda: list(BadIter()), lambda: list(NoneIter(1)), lambda: iter(5), lambda: next([]), lambda: next(iter([])), lambda: list(reversed(Legacy(2))), lambda: 5 in NoneIter(1), lambda: iter(len), lambda: iter(len, 1, 2), lambda: [*None]):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
feed = iter([1, 2, "stop", 4])
print(list(iter(lambda: next(feed), "stop")), next(feed))


def search(grid, wanted):
    for r, row in enumerate(grid):
        for c, value in enumerate(row):
            if value is None:
                continue
            if value == wanted:
                break
        else:
            continue
        break
    else:
        return "absent"
    return r, c


print(search([[1, 2], [None, 4]], 4), search([[1]], 9), search([], 1))
numbers = [1, 2, 3, 4, 5, 6]
for n in numbers:
    if n % 2 == 0: numbers.remove(n)
print(numbers)
it1 = iter(numbers)
numbers.append(7)
print(list(it1), list(it1), it1.__length_hint__())
it2 = iter("abcdef")
print(next(it2), [c for c in it2 if c != "d"], list(it2), next(it2, None))
pairs = iter(range(6))
print(list(zip(pairs, pairs)), [a + b for a, b in zip(*[iter(range(6))] * 2)])
i = "before"
for i in []: pass
print(i)
for i in range(3): i = i * 10
print(i)
while i:
    i -= 7
    if i < 0: break
    if i % 2: continue
    while True:
        if i: break
    else: print("never")
else: print("never: broken")
total = 0
for a in range(30):
    for b in range(a):
        if (a + b) % 7 == 0: continue
        if a * b > 200: break
        total += a * b
    else:
        total += 1000
print(total, sum(1 for _ in range(10 ** 4)), [x for x in range(10, 0, -3)], list(range(-3, 3))[::2])
print(json.dumps({"b": [1, 2.5, None, True, "é\n"], "a": {"x": []}}, sort_keys=True), json.loads('[1, {"k": "v"}, 1e3, "\\u0041"]'), json.dumps([1, {"a": 2}], indent=1), json.JSONEncoder(default=str).encode({"d": Decimal("1.5")}))
print(re.findall(r"(\w)(\d+)", "a1 b22 c333"), re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "x1y20"), re.split(r"[,;]\s*", "a, b;c"), re.match(r"(?P<n>\w+)@(?P<h>\w+)", "me@home").groupdict(), [m.span() for m in re.finditer("a+", "aabaaa")], re.compile("x", re.I).search("aXb").start())
print(math.gcd(12, 18), math.isqrt(99), math.comb(10, 3), math.prod([1, 2, 3]), round(math.sin(1), 6), math.hypot(3, 4), math.inf > 1, fractions.Fraction(3, 4) + fractions.Fraction(1, 6), Decimal("0.1") + Decimal("0.2"), Decimal(1) / 3)
random.seed(42)
print(random.randint(1, 100), random.choice("abc"), random.sample(range(50), 3), round(random.random(), 6), random.shuffle(s := list(range(5))), s)
print(datetime.date(2024, 2, 29) + datetime.timedelta(days=366), datetime.datetime(2024, 1, 1, 12, 30).isoformat(), datetime.date(2024, 5, 17).strftime("%Y/%m/%d %a"), (datetime.date(2024, 3, 1) - datetime.date(2023, 3, 1)).days)
print(textwrap.fill("the quick brown fox jumps over", 12), textwrap.dedent("  a\n    b"), string.capwords("hello world"), string.hexdigits, textwrap.shorten("a long sentence here", 12))
