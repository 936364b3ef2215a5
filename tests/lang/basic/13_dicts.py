d = {"a": 1, "b": 2}
d["c"] = 3
print(d, len(d), d["a"], d.get("z"), d.get("z", 0))
for k in d:
    print(k, d[k])
for k, v in d.items():
    print(k, v)
print(list(d.keys()), list(d.values()), "a" in d, 1 in d)
d.update({"a": 10}, e=5)
print(d, d.pop("b"), d.setdefault("f", 6), d.setdefault("a", 0))
del d["c"]
print(d, {**d, "x": 0}, dict(a=1), dict([(1, 2)]), d | {"y": 1})
counts = {}
for c in "mississippi":
    counts[c] = counts.get(c, 0) + 1
print(counts)
print({i: i * i for i in range(4)}, {1: "a", 1.0: "b", True: "c"})
try:
    d["missing"]
except KeyError as error:
    print("KeyError", error)
s = {3, 1, 2}
s.add(1)
print(sorted(s), len(s), 2 in s, sorted(s | {9}), sorted(s & {1}), sorted(s - {1}))
