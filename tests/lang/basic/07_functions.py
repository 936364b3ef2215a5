def nothing():
    pass

def add(a, b):
    return a + b

def early(n):
    if n < 0:
        return "negative"
    for i in range(n):
        if i == 3:
            return "three"
    return "end"

print(nothing())
print(add(1, 2), add("a", "b"), add(1.5, 2))
print(early(-1), early(2), early(9))
def many():
    return 1, 2, 3
x, y, z = many()
print(x, y, z, many())
square = lambda v: v * v
print(square(12), (lambda: 5)())
print(add(b=1, a=2))
