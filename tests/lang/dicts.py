"""dict: order, updates, views, merging, subclassing, __missing__, mutation errors, keys of all kinds."""

d = {"b": 1, "a": 2, 3: "three", (1, 2): "tuple", None: 0, 2.5: "f", True: "one"}
print(d, len(d), d[1], d[1.0], d[True], 3.0 in d, "zz" in d, list(d)[-1])
d["b"] = 10
d["new"] = 11
del d["a"]
d["a"] = 12
print(list(d.items()), list(reversed(d)), next(iter(d)), d.popitem(), d.pop("b"), d.pop("nope", "default"))
print(d.get(3), d.get("q"), d.get("q", 5), d.setdefault("s", []).append(1), d["s"], d.setdefault("s", 9), d.copy() == d, d.copy() is d)
for wrong in ("d['missing']", "d[[]]", "d.pop('missing')", "{}.popitem()", "{[]: 1}", "{{}: 1}", "dict(5)", "dict([1, 2])", "dict([(1, 2, 3)])", "d | 5", "5 | d", "d < d", "del d['nope']",
              "d.update(5)", "dict.fromkeys(5)", "d.get()", "{1: 2}.keys() + 1", "{}.nothing", "{**5}", "{**{}, **[1]}"):
    try:
        exec(wrong)
        print(wrong, "is fine")
    except Exception as error:
        print(wrong, type(error).__name__, error)
k, v, i = d.keys(), d.values(), d.items()
d["live"] = True
print(len(k), "live" in k, True in v, ("live", True) in i, list(k)[-1], k, type(v).__name__)
x, y = {"a": 1, "b": 2}, {"b": 3, "c": 4}
print(x | y, y | x, {**x, **y}, {**x, "a": 0}, sorted(x.keys() & y), sorted(x.keys() | y.keys()), sorted(x.keys() - y), sorted(x.keys() ^ y), x.items() & {("a", 1)}, x.keys() == {"a", "b"}, x.keys() <= {"a", "b", "c"}, x.keys().isdisjoint("zq"))
x |= y
x |= [("z", 26)]
x.update(c=5, e=6)
x.update({"f": 7}, g=8)
print(x, dict(x, a="over"), dict(zip("ab", range(2))), dict.fromkeys("abc", 0), dict(a=1, **{"b": 2}), dict([["k", "v"], "xy"]))
for action in ("for q in t: t[q + 10] = 1", "for q in t: del t[q]", "for q in t.values(): t.clear()", "for q in t: t[q] = 'same size'", "for q in list(t): t[q * 2] = 1"):
    t = {1: 1, 2: 2}
    try:
        exec(action)
        print(action, t)
    except RuntimeError as error:
        print(action, error)
order = {}
for n in (5, 1, 9, 1, 5, 3):
    order[n] = order.get(n, 0) + 1
print(order, {k: v for k, v in sorted(order.items(), key=lambda kv: (-kv[1], kv[0]))}, max(order, key=order.get), sum(order.values()))
print({"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {1: 1} != {1: 2}, {} == [], bool({}), bool({0: 0}), {"n": {"m": {}}}["n"]["m"])


class Key:
    def __init__(self, v): self.v = v
    def __hash__(self): print("hash", self.v, end=" "); return self.v % 2
    def __eq__(self, o): print("eq", self.v, o.v, end=" "); return self.v == o.v


own = {Key(1): "a", Key(3): "b"}
print(own[Key(3)], Key(5) in own, len(own))


class Default(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value
    def __setitem__(self, key, value): print("set", key); super().__setitem__(key, value)


m = Default(a=1)
print(m["x"], m["a"], m.get("nope"), "nope" in m, m, type(m.copy()).__name__, m | {"q": 1})
m.update(zz=1)
print(sorted(m), isinstance(m, dict), {**m})


class Bad:
    def __hash__(self): raise ValueError("no hash")
class Unequal:
    def __hash__(self): return 1
    def __eq__(self, o): raise ValueError("no eq")


for action in (lambda: {Bad(): 1}, lambda: {Unequal(): 1, Unequal(): 2}, lambda: Bad() in {}, lambda: {1: 1}[Unequal()]):
    try:
        print(action())
    except ValueError as error:
        print(error)
def log(v):
    print("eval", v, end=" ")
    return v
print({log("k1"): log("v1"), **log({"m": 1}), log("k2"): log("v2")})
nan = float("nan")
n = {nan: 1, float("nan"): 2}
print(len(n), n[nan], nan in n, float("nan") in n, {0: "a", -0.0: "b"}, {1: 1, 1 + 0j: 2}, {"a": 1, b"a": 2})
big = {i: str(i) for i in range(1000)}
for i in range(0, 1000, 3):
    del big[i]
print(len(big), list(big)[:5], sum(big), big.get(3), big[4], {hash(-1): 1, -2: 2}, {2 ** 61 - 1: "m", 0: "z"})
nested = {}
for path in ("a.b.c", "a.b.d", "x.y"):
    node = nested
    for part in path.split("."):
        node = node.setdefault(part, {})
print(nested, str(nested), repr({"self": ...}))
r = {}
r["r"] = r
print(r, [*{"a": 1, "b": 2}.items()], {v: k for k, v in {"a": 1, "b": 2}.items()}, dict(reversed({"a": 1, "b": 2}.items())))
