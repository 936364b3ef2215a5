def f(a, b=2, *args, c=3, **kwargs):
    print(a, b, args, c, sorted(kwargs.items()))

f(1)
f(1, 5)
f(1, 5, 6, 7)
f(1, c=9)
f(a=1, b=4)
f(1, 2, 3, c=4, d=5, e=6)
args = [10, 20, 30]
kwargs = {"c": 40, "z": 50}
f(*args)
f(*args, **kwargs)
f(0, *args, c=1, **{"q": 2})
def g(a, /, b, *, c):
    return a, b, c
print(g(1, 2, c=3), g(1, b=2, c=3))
def mutable(x, seen=[]):
    seen.append(x)
    return seen
print(mutable(1), mutable(2))
n = 1
def late(v=n):
    return v
n = 2
print(late(), late.__defaults__)
