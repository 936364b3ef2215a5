def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
print(list(count(4)), sum(count(10)))
for v in count(3):
    print(v)
g = count(2)
print(next(g), next(g), next(g, "end"))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
for v in fib():
    if v > 50:
        break
    print(v, end=" ")
print()
def echo():
    got = yield "ready"
    while got is not None:
        got = yield got * 2
e = echo()
print(next(e), e.send(4), e.send("ab"))
def flat(x):
    for i in x:
        if isinstance(i, list):
            yield from flat(i)
        else:
            yield i
print(list(flat([1, [2, [3, [4]], 5]])))
def closing():
    try:
        yield 1
    finally:
        print("closed")
c = closing()
next(c)
c.close()
