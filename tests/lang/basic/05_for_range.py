s = 0
for i in range(10):
    s += i
print(s, i)
for i in range(3, 12, 4):
    print(i, end=" ")
print()
for i in range(5, 0, -2):
    print(i, end=" ")
print()
for i in range(0):
    print("never")
else:
    print("else of empty")
for c in "abc":
    print(c)
for x in [1, 2.5, "three", None]:
    if x == 2.5:
        continue
    if x is None:
        break
    print(x)
for a, b in [(1, 2), (3, 4)]:
    print(a + b)
for i in range(3):
    for j in range(3):
        if j > i:
            break
        print(i, j)
