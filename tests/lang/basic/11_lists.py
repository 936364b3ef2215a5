a = [3, 1, 2]
a.append(5)
a.insert(0, 9)
a.extend((7, 8))
print(a, len(a), a[0], a[-1], a[1:3], a[::-1], a[::2])
a.sort()
print(a, sorted(a, reverse=True), sum(a), min(a), max(a))
print(a.pop(), a.pop(0), a, a.index(5), a.count(3))
a[1:3] = ["x", "y", "z"]
print(a)
del a[0], a[-1]
print(a)
a.remove("y")
a.reverse()
print(a, a * 2, a + [1], "x" in a)
b = a
c = a[:]
b.append(1)
print(a is b, a is c, a, c)
print(list(range(4)), list("hey"), [[0] * 2 for _ in range(2)])
a.clear()
print(a, bool(a))
m = [[1, 2], [3, 4]]
m[1][0] += 10
print(m)
